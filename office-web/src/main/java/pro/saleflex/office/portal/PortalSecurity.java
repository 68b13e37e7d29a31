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
 * Tells the container who asks, from the session that {@link SignIn} or {@link KioskEntrance} began; who is nobody is sent to
 * the form, a screen on the wall back to its entrance. Which pages need which role stands in {@code web.xml}.
 *
 * <p>The container is told name and role anew with each request. Its own memory of them ({@code AutoApplySession}, which its
 * ready-made form mechanisms use) loses the role while other requests are served, so that people got 403 now and then:
 * https://github.com/payara/Payara/issues/6145.
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
