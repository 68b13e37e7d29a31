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
import pro.saleflex.office.wire.Problem;

/** Admits managers and administrators only; the resource sees the user as its principal. */
@Provider
@StaffOnly
@Priority(Priorities.AUTHENTICATION)
public class StaffFilter implements ContainerRequestFilter {

    @Inject
    PortalUsers users;

    @Context
    HttpServletRequest caller;

    /** Public for JAX-RS. */
    public StaffFilter() {}

    @Override
    public void filter(ContainerRequestContext request) {
        PortalCaller portalCaller = PortalCaller.of(request, caller, users);
        if (!portalCaller.user().mayAct()) {
            throw Problem.of(403, "Only a manager or an administrator may do this.");
        }
        portalCaller.enter(request);
    }
}
