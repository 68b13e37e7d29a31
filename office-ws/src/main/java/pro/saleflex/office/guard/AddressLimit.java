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
 * Turns away who sends far too much, before it costs anything. {@code /health} always answers: whoever watches the server
 * must see how it is while somebody floods it.
 */
@Provider
@PreMatching
@Priority(Priorities.USER + 1) // behind RequestNaming
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
