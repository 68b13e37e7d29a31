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
 * The portal user behind a call, which the resource sees as its principal.
 *
 * @param user as it is now
 */
public record PortalCaller(UserView user) implements Principal {

    /** Who a filter of this package let in. */
    public static UserView of(SecurityContext context) {
        return ((PortalCaller) context.getUserPrincipal()).user();
    }

    /**
     * Looks who is calling.
     *
     * @throws Problem as {@link #withAnyPassword}; 403 when its password was made up and has to be changed first
     */
    static PortalCaller of(ContainerRequestContext request, HttpServletRequest caller, PortalUsers users) {
        PortalCaller who = withAnyPassword(request, caller, users);
        if (who.user().mustChangePassword()) {
            throw Problem.of(
                    403,
                    "This password was made up for you and has to be changed first: by signing in to the portal, or by"
                            + " PUT /api/v1/admin/password with {\"password\": \"the new one\"}.");
        }
        return who;
    }

    /**
     * Looks who is calling, if with a password that was made up.
     *
     * @throws Problem 401 when it is nobody; 429 when it failed too often a moment ago; 503 when too many others wait
     */
    static PortalCaller withAnyPassword(ContainerRequestContext request, HttpServletRequest caller, PortalUsers users) {
        String address = CallerAddress.of(caller.getRemoteAddr(), caller.getHeader("X-Forwarded-For"));
        SignInResult answer = BasicCredential.of(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(basic -> users.authenticate(basic.user(), basic.password(), address))
                .orElseThrow(PortalCaller::unknown);
        if (!answer.pause().isZero()) {
            int seconds = (int) answer.pause().plusMillis(999).toSeconds();
            throw answer.busy()
                    ? Problem.later(503, "Too many wait until their password is looked at. Try again.", seconds)
                    : Problem.later(429, "Too many wrong passwords a moment ago. Nothing is looked at now.", seconds);
        }
        return answer.user().map(PortalCaller::new).orElseThrow(PortalCaller::unknown);
    }

    private static Problem unknown() {
        return Problem.whoAreYou("User or password is wrong.");
    }

    /** Lets the resource see it. */
    void enter(ContainerRequestContext request) {
        request.setSecurityContext(new Entered(this, request.getSecurityContext()));
    }

    @Override
    public String getName() {
        return user.name();
    }

    private record Entered(PortalCaller who, SecurityContext before) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return who;
        }

        @Override
        public boolean isUserInRole(String role) {
            return who.user().role().name().equals(role);
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
