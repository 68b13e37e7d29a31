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

/** What the portal keeps in a session beside the sign-in itself. */
final class Session {
    private static final String LAST_ACTION = "office.last.action";
    private static final String USER = "office.signed.in";
    private static final int LONGEST_ADDRESS = 2000;

    private Session() {}

    /** Begins for somebody who has just proved who they are: with another id, so that one set before is worth nothing. */
    static void begin(HttpServletRequest request, UserView user, Instant now) {
        request.getSession();
        request.changeSessionId();
        HttpSession session = request.getSession();
        session.setAttribute(LAST_ACTION, now);
        session.setAttribute(USER, new SignedIn(user.name(), user.role().name(), user.generation()));
    }

    static void acted(HttpSession session, Instant now) {
        session.setAttribute(LAST_ACTION, now);
    }

    /** The last thing the user did itself; null before sign-in. */
    static Instant lastAction(HttpSession session) {
        return (Instant) session.getAttribute(LAST_ACTION);
    }

    /** Is it a session of the user as it is now, not of before another password, role or a block? */
    static boolean isOf(HttpSession session, UserView user) {
        return session.getAttribute(USER) instanceof SignedIn then && then.generation() == user.generation();
    }

    /** Who signed in, as it was then; nothing when nobody did. */
    static Optional<SignedIn> user(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((SignedIn) session.getAttribute(USER));
    }

    /** Keeps the address that was asked for before sign-in: in the browser, for the session may end over the form. */
    static void want(HttpServletRequest request, HttpServletResponse response, String address) {
        String value = URLEncoder.encode(address, StandardCharsets.UTF_8);
        if (value.length() <= LONGEST_ADDRESS) {
            Cookies.set(request, response, Cookies.WANTED, value, Cookies.SESSION);
        }
    }

    /** The address that was asked for before sign-in, once; the first page when there was none. */
    static String wanted(HttpServletRequest request, HttpServletResponse response) {
        Optional<String> wanted = Cookies.value(request, Cookies.WANTED);
        Cookies.set(request, response, Cookies.WANTED, "", Cookies.GONE);
        try {
            return PortalGuard.ownPage(request, URLDecoder.decode(wanted.orElse(""), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return PortalGuard.ownPage(request, ""); // not what we wrote
        }
    }

    /**
     * Who signed in.
     *
     * @param name of the user or the screen
     * @param role what it may do
     * @param generation of the user then
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

    /** Where this server is found: as the settings say, or as the visitor's own browser names it. */
    static String origin(FacesContext faces, OfficeConfig config) {
        return config.publicUrl().map(URI::toString).orElseGet(() -> {
            String page = request(faces).getRequestURL().toString();
            return page.substring(0, page.indexOf('/', page.indexOf("://") + 3));
        });
    }

    /** The address of a page of ours. */
    static String page(FacesContext faces, String path) {
        ExternalContext external = faces.getExternalContext();
        return external.getRequestContextPath() + path;
    }
}
