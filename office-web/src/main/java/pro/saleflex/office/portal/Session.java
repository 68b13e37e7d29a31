package pro.saleflex.office.portal;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import pro.saleflex.office.account.CallerAddress;
import pro.saleflex.office.account.UserView;

/** What the portal keeps in a session beside the sign-in itself. */
final class Session {
    private static final String LAST_ACTION = "office.last.action";
    private static final String USER = "office.signed.in";
    private static final String WANTED = "office.wanted";

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

    /** Keeps the address that was asked for before sign-in. */
    static void want(HttpServletRequest request, String address) {
        request.getSession().setAttribute(WANTED, address);
    }

    /** The address that was asked for before sign-in, once; the first page when there was none. */
    static String wanted(HttpServletRequest request) {
        HttpSession session = request.getSession();
        String wanted = (String) session.getAttribute(WANTED);
        session.removeAttribute(WANTED);
        String start = request.getContextPath() + "/";
        return wanted == null || !wanted.startsWith(start) ? start : wanted; // a path may be made to begin with a host
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

    /** The address of a page of ours. */
    static String page(FacesContext faces, String path) {
        ExternalContext external = faces.getExternalContext();
        return external.getRequestContextPath() + path;
    }
}
