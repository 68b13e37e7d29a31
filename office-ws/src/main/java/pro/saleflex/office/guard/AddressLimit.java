package pro.saleflex.office.guard;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Rate limit per address: rejects floods before they cost anything. {@code /health} is exempt, so that monitoring still
 * works during a flood.
 */
@Provider
@PreMatching
@Priority(Priorities.USER + 1) // after RequestNaming
public class AddressLimit implements ContainerRequestFilter {
    @Inject
    Limits limits;

    @Context
    HttpServletRequest caller;

    /** Public for JAX-RS. */
    public AddressLimit() {}

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().equals("health")) {
            limits.address(caller);
        }
    }
}
