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
 * Sees every request of the virtual server after the server has found out which application it is for, so that no spelling of
 * a path gets around it. Served are {@code /api} and {@code /office}, to which {@code /} leads; to a monitor also the server's
 * own {@code /health} and {@code /metrics}. While the application is not there (it is being replaced, or the server boots), its callers are told to
 * come again. Everything else does not exist.
 */
public final class OfficeValve implements GlassFishValve {
    private static final String PORTAL = "/office";
    private static final Set<String> SERVED = Set.of("/api", PORTAL);
    private static final Set<String> MONITORED = Set.of("/health", "/metrics");

    /** All listeners share the limits. */
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
        takeWholeBodies(line);
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
        // the answer is the application's
    }

    /** Done with the first request of a listener: listeners are made anew when their settings change. */
    private static void takeWholeBodies(org.glassfish.grizzly.http.server.Request request) {
        HttpServerFilter filter = request.getHttpFilter();
        if (!(filter.getHttpHandler() instanceof WholeBodies)) {
            filter.setHttpHandler(new WholeBodies(filter.getHttpHandler(), WAITING));
        }
    }

    private boolean isMonitored(HttpServletRequest caller) {
        return isUnder(MONITORED, caller.getServletPath()) && monitors.include(caller);
    }

    private static boolean isUnder(Set<String> roots, String path) {
        return roots.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }

    /** The doors refuse these themselves, before they read; the portal's parameters would be waited for. */
    private static void tooLarge(HttpServletResponse answer) {
        answer.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        answer.setHeader("Connection", "close");
    }

    /** Without a host: the one that the caller wrote need not be ours. */
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
