package pro.saleflex.office.guard;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;
import pro.saleflex.office.wire.Problem;

/** Refuses control characters in an address: nothing that we know by a name has one, and PostgreSQL takes no NUL. */
@Provider
@PreMatching
@Priority(Priorities.USER + 2) // behind RequestNaming and AddressLimit
public class ControlCharacters implements ContainerRequestFilter {
    private static final Pattern ENCODED = Pattern.compile("%([01][0-9A-Fa-f]|7[Ff])");

    @Context
    HttpServletRequest caller;

    /** Public for JAX-RS. */
    public ControlCharacters() {}

    @Override
    public void filter(ContainerRequestContext request) {
        String query = caller.getQueryString();
        if (ENCODED.matcher(caller.getRequestURI()).find()
                || (query != null && ENCODED.matcher(query).find())) {
            throw Problem.of(400, "There is a control character in the address.");
        }
    }
}
