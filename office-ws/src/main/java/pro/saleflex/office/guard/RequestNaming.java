package pro.saleflex.office.guard;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import pro.saleflex.office.document.CardNumbers;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.wire.RequestId;

/** Assigns a request id to every request, or takes over the caller's if valid, returns it, and logs error answers. */
@Provider
@PreMatching
public class RequestNaming implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Log LOG = Log.of(RequestNaming.class);
    private static final int FIRST_ERROR_STATUS = 400;

    /** Public for JAX-RS. */
    public RequestNaming() {}

    @Override
    public void filter(ContainerRequestContext request) {
        RequestId.set(request, RequestId.from(request.getHeaderString(RequestId.HEADER)));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        String id = RequestId.of(request);
        answer.getHeaders().putSingle(RequestId.HEADER, id);
        Level level = answer.getStatus() >= FIRST_ERROR_STATUS ? Level.INFO : Level.FINE;
        if (LOG.isLoggable(level)) {
            LOG.log(level, "Request {0}: {1} {2} answered {3}", new Object[] {
                id,
                request.getMethod(),
                CardNumbers.maskValue(request.getUriInfo().getPath()),
                answer.getStatus()
            });
        }
    }
}
