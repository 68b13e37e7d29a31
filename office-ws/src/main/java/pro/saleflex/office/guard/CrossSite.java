package pro.saleflex.office.guard;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import pro.saleflex.office.wire.Problem;

/**
 * CSRF protection: rejects calls that a page of another origin makes with the browser's credentials or from a trusted
 * network. Administration calls must also have a JSON body, because such a page could send other types without a CORS
 * preflight.
 *
 * <p>Source: OWASP Cross-Site Request Forgery Prevention Cheat Sheet, Fetch Metadata with the Origin header as a
 * fallback. A client that sends neither header is not a browser, or is one that sends no credentials to other sites.
 */
@Provider
@Priority(Priorities.AUTHENTICATION - 100)
public class CrossSite implements ContainerRequestFilter {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

    /** Our own pages, and an address typed by the user. */
    private static final Set<String> ALLOWED_SITES = Set.of("same-origin", "none");

    @Context
    HttpServletRequest caller;

    @Context
    ResourceInfo resource;

    /** Public for JAX-RS. */
    public CrossSite() {}

    @Override
    public void filter(ContainerRequestContext request) {
        boolean reads = SAFE_METHODS.contains(request.getMethod());
        Class<?> called = resource.getResourceClass();
        if (!reads || !called.isAnnotationPresent(Open.class)) {
            rejectForeign(caller);
        }
        boolean administration = Stream.of(AdministratorOnly.class, StaffOnly.class, AnyUser.class)
                .anyMatch(called::isAnnotationPresent);
        if (administration && !reads) {
            requireJson(caller);
        }
    }

    /**
     * Rejects a call that the browser says comes from another site.
     *
     * @throws Problem 403 when it does
     */
    static void rejectForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean foreign = site != null ? !ALLOWED_SITES.contains(site) : origin != null && !isOurs(origin, request);
        if (foreign) {
            throw Problem.of(
                    403, "This call was made by a page of another site. Only this server's own pages may make it.");
        }
    }

    private static boolean isOurs(String origin, HttpServletRequest request) {
        try {
            URI page = URI.create(origin);
            return page.getHost() != null
                    && Stream.of(request.getHeader("Host"), request.getHeader("X-Forwarded-Host"))
                            .anyMatch(host -> host != null && sameAuthority(page, host));
        } catch (IllegalArgumentException e) {
            return false; // not a valid origin
        }
    }

    /**
     * Compares host and port. A missing port means the default of the page's scheme: a proxy may have terminated TLS.
     */
    private static boolean sameAuthority(URI page, String host) {
        try {
            URI ours = URI.create(page.getScheme() + "://" + host.strip());
            return ours.getHost() != null
                    && ours.getHost()
                            .toLowerCase(Locale.ROOT)
                            .equals(page.getHost().toLowerCase(Locale.ROOT))
                    && port(ours) == port(page);
        } catch (IllegalArgumentException e) {
            return false; // not a valid host
        }
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    }

    private static void requireJson(HttpServletRequest request) {
        String type = request.getContentType();
        boolean body = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (type == null ? body : !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw Problem.of(415, "The body must be JSON (Content-Type: application/json).");
        }
    }
}
