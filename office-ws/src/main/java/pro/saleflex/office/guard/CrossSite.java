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
 * Refuses calls that a page of another origin makes with a browser's credentials, or from a network that is trusted; and, of
 * the administrators' calls, bodies that such a page could send without the browser asking us first: all but JSON.
 *
 * <p>Source: OWASP Cross-Site Request Forgery Prevention Cheat Sheet, Fetch Metadata with the Origin header behind it. What
 * sends neither header is no browser, or one that sends no credentials to other sites.
 */
@Provider
@Priority(Priorities.AUTHENTICATION - 100)
public class CrossSite implements ContainerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** Our own pages, and somebody who typed the address. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @Context
    HttpServletRequest caller;

    @Context
    ResourceInfo resource;

    /** Public for JAX-RS. */
    public CrossSite() {}

    @Override
    public void filter(ContainerRequestContext request) {
        boolean reads = READING.contains(request.getMethod());
        Class<?> called = resource.getResourceClass();
        if (!reads || !called.isAnnotationPresent(Open.class)) {
            refuse(caller);
        }
        boolean administration = Stream.of(AdministratorOnly.class, StaffOnly.class, AnyUser.class)
                .anyMatch(called::isAnnotationPresent);
        if (administration && !reads) {
            requireJson(caller);
        }
    }

    /**
     * Looks where a browser says that a call comes from.
     *
     * @throws Problem 403 when that is another site
     */
    static void refuse(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean foreign = site != null ? !OWN.contains(site) : origin != null && !isOurs(origin, request);
        if (foreign) {
            throw Problem.of(
                    403, "This call comes from a page of another site. It has to come from one of this server.");
        }
    }

    private static boolean isOurs(String origin, HttpServletRequest request) {
        try {
            URI page = URI.create(origin);
            return page.getHost() != null
                    && Stream.of(request.getHeader("Host"), request.getHeader("X-Forwarded-Host"))
                            .anyMatch(host -> host != null && sameAuthority(page, host));
        } catch (IllegalArgumentException e) {
            return false; // no origin anybody knows
        }
    }

    /** A port left out is the usual one of the page's scheme: a proxy may have ended its TLS. */
    private static boolean sameAuthority(URI page, String host) {
        try {
            URI ours = URI.create(page.getScheme() + "://" + host.strip());
            return ours.getHost() != null
                    && ours.getHost()
                            .toLowerCase(Locale.ROOT)
                            .equals(page.getHost().toLowerCase(Locale.ROOT))
                    && port(ours) == port(page);
        } catch (IllegalArgumentException e) {
            return false; // no host
        }
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
    }

    private static void requireJson(HttpServletRequest request) {
        String type = request.getContentType();
        boolean body = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (type == null ? body : !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw Problem.of(415, "The body must be JSON (Content-Type: application/json).");
        }
    }
}
