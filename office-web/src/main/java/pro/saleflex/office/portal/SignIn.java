package pro.saleflex.office.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ResourceBundle;
import pro.saleflex.office.account.PortalUsers;

/** The sign-in form, and signing out. */
@Named
@RequestScoped
public class SignIn {
    @Inject
    SecurityContext security;

    @Inject
    PortalUsers users;

    @Inject
    FacesContext faces;

    private String name;
    private String password;

    /** Public for the container. */
    public SignIn() {}

    /**
     * Signs in and goes on to the page that was asked for; a wrong name or password stays on the form.
     *
     * <p>The password is looked at before the container is asked: it would answer a wrong one with status 500.
     */
    public void signIn() throws IOException {
        if (users.authenticate(name, password).isEmpty()) {
            String text = ResourceBundle.getBundle("texts", faces.getViewRoot().getLocale())
                    .getString("signin.wrong");
            faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
            return;
        }
        ExternalContext external = faces.getExternalContext();
        AuthenticationStatus status = security.authenticate(
                (HttpServletRequest) external.getRequest(),
                (HttpServletResponse) external.getResponse(),
                AuthenticationParameters.withParams()
                        .credential(new UsernamePasswordCredential(name, password))
                        .newAuthentication(true));
        if (status == AuthenticationStatus.SEND_CONTINUE) {
            faces.responseComplete();
        } else {
            external.redirect(external.getRequestContextPath() + "/index.xhtml");
        }
    }

    /** Signs out and goes back to the form. */
    public String signOut() throws ServletException {
        HttpServletRequest request =
                (HttpServletRequest) faces.getExternalContext().getRequest();
        request.logout();
        request.getSession().invalidate();
        return "/login.xhtml?faces-redirect=true";
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
