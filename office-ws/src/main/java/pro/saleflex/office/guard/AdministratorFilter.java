package pro.saleflex.office.guard;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.Optional;
import pro.saleflex.office.account.CallerAddress;
import pro.saleflex.office.account.PortalUsers;
import pro.saleflex.office.account.Role;
import pro.saleflex.office.account.UserView;
import pro.saleflex.office.wire.Problem;

/** Lets in administrators only; the resource sees who it is as its principal. */
@Provider
@AdministratorOnly
@Priority(Priorities.AUTHENTICATION)
public class AdministratorFilter implements ContainerRequestFilter {

    @Inject
    PortalUsers users;

    @Context
    HttpServletRequest caller;

    /** Public for JAX-RS. */
    public AdministratorFilter() {}

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<BasicCredential> credential = BasicCredential.of(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        UserView user = credential
                .flatMap(basic -> users.authenticate(basic.user(), basic.password(), address())
                        .user())
                .orElseThrow(() -> Problem.whoAreYou("User or password is wrong, or failed too often a moment ago."));
        if (user.role() != Role.ADMIN) {
            throw Problem.of(403, "Only an administrator may do this.");
        }
        request.setSecurityContext(new Administrator(user.name(), request.getSecurityContext()));
    }

    private String address() {
        return CallerAddress.of(caller.getRemoteAddr(), caller.getHeader("X-Forwarded-For"));
    }

    private record Administrator(String name, SecurityContext before) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return () -> name;
        }

        @Override
        public boolean isUserInRole(String role) {
            return Role.ADMIN.name().equals(role);
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
