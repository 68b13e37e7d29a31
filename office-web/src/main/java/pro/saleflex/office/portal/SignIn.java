package pro.saleflex.office.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import pro.saleflex.office.account.PortalUsers;
import pro.saleflex.office.account.SignInResult;

/** The sign-in form, and signing out. */
@Named
@RequestScoped
public class SignIn {
    @Inject
    PortalUsers users;

    @Inject
    FacesContext faces;

    @Inject
    Clock clock;

    private String name;
    private String password;

    /** Signs in and redirects to the page first requested; after a wrong name or password the form stays. */
    public void signIn() throws IOException {
        HttpServletRequest request = Session.request(faces);
        SignInResult result = users.authenticate(name, password, Session.address(request));
        if (result.user().isEmpty()) {
            long seconds = result.pause().plusMillis(999).toSeconds();
            refuse(result.busy() ? "signin.busy" : seconds > 0 ? "signin.later" : "signin.wrong", seconds);
            return;
        }
        Session.start(request, result.user().get(), clock.instant());
        Cookies.set(request, Session.response(faces), Cookies.SIGNED_IN, "yes", Cookies.SESSION);
        Cookies.set(request, Session.response(faces), Cookies.KIOSK, "", Cookies.GONE); // no longer a wall screen
        users.signedIn(name, Session.address(request));
        faces.getExternalContext().redirect(Session.takeRequested(request, Session.response(faces)));
    }

    private void refuse(String key, Object... arguments) {
        String text = Texts.of(faces.getViewRoot().getLocale(), key, arguments);
        faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
    }

    /** Signs out and returns to the form. */
    public String signOut() throws ServletException {
        HttpServletRequest request = Session.request(faces);
        Cookies.set(request, Session.response(faces), Cookies.SIGNED_IN, "", Cookies.GONE);
        request.logout();
        request.getSession().invalidate();
        return "/login.xhtml?faces-redirect=true";
    }

    /** Whether a session has expired; the form then says so. */
    public boolean isEnded() {
        return !faces.isPostback()
                && Cookies.value(Session.request(faces), Cookies.SIGNED_IN).isPresent();
    }

    /** Returns the name entered. */
    public String getName() {
        return name;
    }

    /** Sets the name entered. */
    public void setName(String name) {
        this.name = name;
    }

    /** Always null: never sent back to the browser. */
    public String getPassword() {
        return null;
    }

    /** Sets the password entered. */
    public void setPassword(String password) {
        this.password = password;
    }
}
