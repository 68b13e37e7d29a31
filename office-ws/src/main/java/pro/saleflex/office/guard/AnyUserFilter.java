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

/** Admits every portal user; the resource sees the user as its principal. */
@Provider
@AnyUser
@Priority(Priorities.AUTHENTICATION)
public class AnyUserFilter implements ContainerRequestFilter {

    @Inject
    PortalUsers users;

    @Context
    HttpServletRequest caller;

    /** Public for JAX-RS. */
    public AnyUserFilter() {}

    @Override
    public void filter(ContainerRequestContext request) {
        PortalCaller.withAnyPassword(request, caller, users).enter(request);
    }
}
