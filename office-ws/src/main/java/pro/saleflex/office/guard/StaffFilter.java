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

/** Lets in who may act on a store; the resource sees who it is as its principal. */
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
        PortalCaller who = PortalCaller.of(request, caller, users);
        if (!who.user().mayAct()) {
            throw Problem.of(403, "Only a manager or an administrator may do this.");
        }
        who.enter(request);
    }
}
