package pro.saleflex.office.listener;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Request;
import org.apache.catalina.Response;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.web.valve.GlassFishValve;

/**
 * Filters every request of the virtual server after the server has resolved its application, so that no spelling of a
 * path gets around it. Serves {@code /api} and {@code /office}, to which {@code /} redirects; for monitoring also the
 * server's own {@code /health} and {@code /metrics}. While the application is not available (being replaced, or the
 * server is booting), answers 503. Everything else is answered 404.
 */
public final class OfficeValve implements GlassFishValve {
    private static final String PORTAL = "/office";
    private static final Set<String> SERVED = Set.of("/api", PORTAL);
    private static final Set<String> MONITORED = Set.of("/health", "/metrics");

    /** Shared, so that the limits apply to all listeners together. */
    private static final WaitingBodies WAITING = WaitingBodies.watched();

    private final Monitors monitors = Monitors.of(System.getenv("SALEFLEX_OFFICE_MONITOR_ADDRESSES"));

    /** Public for the server. */
    public OfficeValve() {}

    @Override
    public String getInfo() {
        return "SaleFlex.OFFICE";
    }

    @Override
    public int invoke(Request request, Response response) throws IOException {
        var line = ((org.apache.catalina.connector.Request) request).getCoyoteRequest();
        installHandlers(line);
        HttpServletRequest caller = (HttpServletRequest) request.getRequest();
        HttpServletResponse answer = (HttpServletResponse) response.getResponse();
        Context context = request.getContext();
        String root = context == null ? "" : context.getPath();
        boolean ours = SERVED.contains(root);
        if (root.equals(PORTAL) && caller.getContentLengthLong() > WholeBodies.LARGEST) {
            tooLarge(answer);
        } else if (ours ? context.getAvailable() : root.isEmpty() && isMonitored(caller)) {
            return INVOKE_NEXT;
        } else if (ours || (root.isEmpty() && isUnder(SERVED, line.getDecodedRequestURI()))) {
            Absence.answer(answer, line.getDecodedRequestURI());
        } else if (root.isEmpty() && caller.getRequestURI().equals("/")) {
            toPortal(answer);
        } else {
            nothingHere(answer);
        }
        return END_PIPELINE;
    }

    @Override
    public void postInvoke(Request request, Response response) {
        // nothing to do
    }

    /**
     * Runs with the first request of each listener, because listeners are recreated when their settings change. For that
     * request, which on a started server is one of its health checks, it is too late.
     */
    private static void installHandlers(org.glassfish.grizzly.http.server.Request request) {
        HttpServerFilter filter = request.getHttpFilter();
        if (filter.getHttpHandler() instanceof WholeBodies) {
            return;
        }
        synchronized (WAITING) { // the first requests may come together
            if (!(filter.getHttpHandler() instanceof WholeBodies)) {
                request.getContext().getFilterChain().add(new UpgradeOffers());
                filter.setHttpHandler(new WholeBodies(filter.getHttpHandler(), WAITING));
            }
        }
    }

    private boolean isMonitored(HttpServletRequest caller) {
        return isUnder(MONITORED, caller.getServletPath()) && monitors.include(caller);
    }

    private static boolean isUnder(Set<String> roots, String path) {
        return roots.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }

    /**
     * Rejects a body that is too large. The API does so itself, before reading; the portal would wait for the
     * parameters in the body.
     */
    private static void tooLarge(HttpServletResponse answer) {
        answer.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        answer.setHeader("Connection", "close");
    }

    /** Redirects to the portal without naming a host, because the caller's Host header may not be ours. */
    private static void toPortal(HttpServletResponse answer) {
        answer.setStatus(HttpServletResponse.SC_FOUND);
        answer.setHeader("Location", PORTAL + "/");
    }

    private static void nothingHere(HttpServletResponse answer) throws IOException {
        answer.setStatus(HttpServletResponse.SC_NOT_FOUND);
        answer.setContentType("text/plain;charset=UTF-8");
        answer.getOutputStream().write("There is no such address.\n".getBytes(StandardCharsets.UTF_8));
    }
}
