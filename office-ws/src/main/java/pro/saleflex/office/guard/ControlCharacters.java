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

/** Rejects control characters in a URL: none of our names contains one, and PostgreSQL does not accept NUL. */
@Provider
@PreMatching
@Priority(Priorities.USER + 2) // after RequestNaming and AddressLimit
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
            throw Problem.of(400, "The URL contains a control character.");
        }
    }
}
