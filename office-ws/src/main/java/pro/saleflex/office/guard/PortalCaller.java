package pro.saleflex.office.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import pro.saleflex.office.account.CallerAddress;
import pro.saleflex.office.account.PortalUsers;
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
     * @throws Problem 401 when it is nobody, or failed too often a moment ago
     */
    static PortalCaller of(ContainerRequestContext request, HttpServletRequest caller, PortalUsers users) {
        String address = CallerAddress.of(caller.getRemoteAddr(), caller.getHeader("X-Forwarded-For"));
        return BasicCredential.of(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .flatMap(basic -> users.authenticate(basic.user(), basic.password(), address)
                        .user())
                .map(PortalCaller::new)
                .orElseThrow(() -> Problem.whoAreYou("User or password is wrong, or failed too often a moment ago."));
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
