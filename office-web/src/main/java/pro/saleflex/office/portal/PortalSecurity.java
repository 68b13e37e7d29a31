package pro.saleflex.office.portal;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;

/**
 * The portal's authentication mechanism: takes the caller from the session that {@link SignIn} or {@link KioskEntrance}
 * started; sends anybody else to the sign-in form, and a wall screen to its entrance. {@code web.xml} says which pages
 * need which role.
 *
 * <p>Passes name and role to the container with every request. The container's own memory of them
 * ({@code AutoApplySession}, which its ready-made form mechanisms use) loses the role under concurrent requests, so
 * that users got 403 now and then: https://github.com/payara/Payara/issues/6145.
 */
@DeclareRoles({"ADMIN", "MANAGER", "VIEWER", "KIOSK"})
@ApplicationScoped
public class PortalSecurity implements HttpAuthenticationMechanism {

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Optional<Session.SignedIn> user = Session.user(request);
        if (user.isPresent()) {
            return context.notifyContainerAboutLogin(
                    user.get().name(), Set.of(user.get().role()));
        }
        if (!context.isProtected()) {
            return context.doNothing();
        }
        if (Cookies.value(request, Cookies.KIOSK).isPresent()) {
            return context.redirect(request.getContextPath() + KioskEntrance.PATH);
        }
        PortalGuard.remember(request, response);
        return context.redirect(request.getContextPath() + PortalGuard.LOGIN);
    }
}
