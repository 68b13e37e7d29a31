package pro.saleflex.office.portal;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import pro.saleflex.office.account.CallerAddress;
import pro.saleflex.office.account.UserView;
import pro.saleflex.office.config.OfficeConfig;

/** The portal's HTTP session: who signed in, and when the user last did something. */
final class Session {
    private static final String LAST_ACTION = "office.last.action";
    private static final String USER = "office.signed.in";
    private static final int LONGEST_ADDRESS = 2000;

    private Session() {}

    /** Starts a session for somebody just authenticated, under a new id (against session fixation). */
    static void start(HttpServletRequest request, UserView user, Instant now) {
        request.getSession();
        request.changeSessionId();
        HttpSession session = request.getSession();
        session.setAttribute(LAST_ACTION, now);
        session.setAttribute(USER, new SignedIn(user.name(), user.role().name(), user.generation()));
    }

    static void noteAction(HttpSession session, Instant now) {
        session.setAttribute(LAST_ACTION, now);
    }

    /** Returns when the user last did something; live refreshes do not count. Null before sign-in. */
    static Instant lastAction(HttpSession session) {
        return (Instant) session.getAttribute(LAST_ACTION);
    }

    /** Whether the session belongs to the user as now, not from before a change of password, role or block. */
    static boolean isOf(HttpSession session, UserView user) {
        return session.getAttribute(USER) instanceof SignedIn signedIn && signedIn.generation() == user.generation();
    }

    /** Returns who signed in, as of then; empty when nobody did. */
    static Optional<SignedIn> user(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((SignedIn) session.getAttribute(USER));
    }

    /**
     * Remembers the address requested before sign-in; in a cookie, because a session may expire while the form is open.
     */
    static void rememberRequested(HttpServletRequest request, HttpServletResponse response, String address) {
        String value = URLEncoder.encode(address, StandardCharsets.UTF_8);
        if (value.length() <= LONGEST_ADDRESS) {
            Cookies.set(request, response, Cookies.WANTED, value, Cookies.SESSION);
        }
    }

    /** Returns the address requested before sign-in, and forgets it; the first page when there was none. */
    static String takeRequested(HttpServletRequest request, HttpServletResponse response) {
        Optional<String> requested = Cookies.value(request, Cookies.WANTED);
        Cookies.set(request, response, Cookies.WANTED, "", Cookies.GONE);
        try {
            return PortalGuard.ownPage(request, URLDecoder.decode(requested.orElse(""), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return PortalGuard.ownPage(request, ""); // not written by us
        }
    }

    /**
     * Who signed in.
     *
     * @param name of the user or the wall screen
     * @param role name of its {@code Role}
     * @param generation of the user at that time, which changes with password, role and block
     */
    record SignedIn(String name, String role, int generation) implements Serializable {}

    static HttpServletRequest request(FacesContext faces) {
        return (HttpServletRequest) faces.getExternalContext().getRequest();
    }

    static HttpServletResponse response(FacesContext faces) {
        return (HttpServletResponse) faces.getExternalContext().getResponse();
    }

    static String address(HttpServletRequest request) {
        return CallerAddress.of(request.getRemoteAddr(), request.getHeader("X-Forwarded-For"));
    }

    /** Returns the server's public origin: from the settings, or as the browser addressed it. */
    static String origin(FacesContext faces, OfficeConfig config) {
        return config.publicUrl().map(URI::toString).orElseGet(() -> {
            String page = request(faces).getRequestURL().toString();
            return page.substring(0, page.indexOf('/', page.indexOf("://") + 3));
        });
    }

    /** Returns the path of a portal page. */
    static String page(FacesContext faces, String path) {
        ExternalContext external = faces.getExternalContext();
        return external.getRequestContextPath() + path;
    }
}
