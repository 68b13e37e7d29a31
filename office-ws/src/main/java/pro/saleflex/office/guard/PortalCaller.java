package pro.saleflex.office.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import pro.saleflex.office.account.CallerAddress;
import pro.saleflex.office.account.PortalUsers;
import pro.saleflex.office.account.SignInResult;
import pro.saleflex.office.account.UserView;
import pro.saleflex.office.wire.Problem;

/**
 * The portal user who makes a call; the resource sees it as its principal.
 *
 * @param user the user as of this call
 */
public record PortalCaller(UserView user) implements Principal {

    /** Returns the user that a filter of this package admitted. */
    public static UserView of(SecurityContext context) {
        return ((PortalCaller) context.getUserPrincipal()).user();
    }

    /**
     * Authenticates the caller.
     *
     * @throws Problem as {@link #withAnyPassword}; 403 when its password was generated and must be changed first
     */
    static PortalCaller of(ContainerRequestContext request, HttpServletRequest caller, PortalUsers users) {
        PortalCaller portalCaller = withAnyPassword(request, caller, users);
        if (portalCaller.user().mustChangePassword()) {
            throw Problem.of(
                    403,
                    "This password was generated for you. Change it first: sign in to the portal, or call"
                            + " PUT /api/v1/admin/password with {\"password\": \"the new one\"}.");
        }
        return portalCaller;
    }

    /**
     * Authenticates the caller, even with a generated password.
     *
     * @throws Problem 401 when user or password is wrong; 429 after too many failed attempts; 503 when too many others
     *     wait
     */
    static PortalCaller withAnyPassword(ContainerRequestContext request, HttpServletRequest caller, PortalUsers users) {
        String address = CallerAddress.of(caller.getRemoteAddr(), caller.getHeader("X-Forwarded-For"));
        SignInResult result = BasicCredential.of(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(basic -> users.authenticate(basic.user(), basic.password(), address))
                .orElseThrow(PortalCaller::unknown);
        if (!result.pause().isZero()) {
            int seconds = (int) result.pause().plusMillis(999).toSeconds();
            throw result.busy()
                    ? Problem.retryLater(503, "Too many sign-ins are in progress. Try again.", seconds)
                    : Problem.retryLater(429, "Too many wrong passwords. Wait, then try again.", seconds);
        }
        return result.user().map(PortalCaller::new).orElseThrow(PortalCaller::unknown);
    }

    private static Problem unknown() {
        return Problem.unauthorized("User or password is wrong.");
    }

    /** Makes this user the request's principal. */
    void enter(ContainerRequestContext request) {
        request.setSecurityContext(new Authenticated(this, request.getSecurityContext()));
    }

    @Override
    public String getName() {
        return user.name();
    }

    private record Authenticated(PortalCaller caller, SecurityContext before) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return caller.user().role().name().equals(role);
        }

        @Override
        public boolean isSecure() {
            return before.isSecure();
        }

        @Override
        public String getAuthenticationScheme() {
            return BASIC_AUTH;
        }
    }
}
