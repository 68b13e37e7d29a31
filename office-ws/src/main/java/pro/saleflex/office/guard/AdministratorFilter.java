package pro.saleflex.office.guard;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import pro.saleflex.office.account.PortalUsers;
import pro.saleflex.office.account.Role;
import pro.saleflex.office.wire.Problem;

/** Admits administrators only; the resource sees the user as its principal. */
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
        PortalCaller portalCaller = PortalCaller.of(request, caller, users);
        if (portalCaller.user().role() != Role.ADMIN) {
            throw Problem.of(403, "Only an administrator may do this.");
        }
        portalCaller.enter(request);
    }
}
