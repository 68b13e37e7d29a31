package pro.saleflex.office.portal;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.annotation.FacesConfig;
import jakarta.security.enterprise.authentication.mechanism.http.CustomFormAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.LoginToContinue;

/** How people sign in: a form of ours; which pages need which role stands in {@code web.xml}. */
@FacesConfig
@CustomFormAuthenticationMechanismDefinition(
        loginToContinue = @LoginToContinue(loginPage = "/login.xhtml", errorPage = "", useForwardToLogin = false))
@DeclareRoles({"ADMIN", "MANAGER", "VIEWER", "KIOSK"})
@ApplicationScoped
public class PortalSecurity {

    /** Public for the container. */
    public PortalSecurity() {}
}
