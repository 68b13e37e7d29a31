package pro.saleflex.office.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * An authentication mechanism that does nothing: here each call authenticates to {@link TerminalGuard} or to a filter
 * such as {@link AdministratorFilter}. Needed because the portal has a mechanism, and the server then requires one in
 * every web module of the application.
 */
@ApplicationScoped
public class NoSession implements HttpAuthenticationMechanism {

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        return context.doNothing();
    }
}
