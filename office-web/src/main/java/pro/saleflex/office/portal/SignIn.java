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

    /** Signs in and goes on to the page that was asked for; a wrong name or password stays on the form. */
    public void signIn() throws IOException {
        HttpServletRequest request = Session.request(faces);
        SignInResult answer = users.authenticate(name, password, Session.address(request));
        if (answer.user().isEmpty()) {
            long seconds = answer.pause().plusMillis(999).toSeconds();
            refuse(answer.busy() ? "signin.busy" : seconds > 0 ? "signin.later" : "signin.wrong", seconds);
            return;
        }
        Session.begin(request, answer.user().get(), clock.instant());
        Cookies.set(request, Session.response(faces), Cookies.SIGNED_IN, "yes", Cookies.SESSION);
        Cookies.set(request, Session.response(faces), Cookies.KIOSK, "", Cookies.GONE); // no screen on a wall any more
        users.signedIn(name, Session.address(request));
        faces.getExternalContext().redirect(Session.wanted(request, Session.response(faces)));
    }

    private void refuse(String key, Object... figures) {
        String text = Texts.of(faces.getViewRoot().getLocale(), key, figures);
        faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
    }

    /** Signs out and goes back to the form. */
    public String signOut() throws ServletException {
        HttpServletRequest request = Session.request(faces);
        Cookies.set(request, Session.response(faces), Cookies.SIGNED_IN, "", Cookies.GONE);
        request.logout();
        request.getSession().invalidate();
        return "/login.xhtml?faces-redirect=true";
    }

    /** Did a session end by itself, so that a friendly word is due? */
    public boolean isEnded() {
        return !faces.isPostback()
                && Cookies.value(Session.request(faces), Cookies.SIGNED_IN).isPresent();
    }

    /** The name typed. */
    public String getName() {
        return name;
    }

    /** The name typed. */
    public void setName(String name) {
        this.name = name;
    }

    /** Never shown again. */
    public String getPassword() {
        return null;
    }

    /** The password typed. */
    public void setPassword(String password) {
        this.password = password;
    }
}
