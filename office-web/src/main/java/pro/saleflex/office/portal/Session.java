package pro.saleflex.office.portal;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.account.CallerAddress;
import pro.saleflex.office.account.UserView;

/** What the portal keeps in a session beside the sign-in itself. */
final class Session {
    private static final String LAST_ACTION = "office.last.action";
    private static final String GENERATION = "office.generation";

    private Session() {}

    /** Begins for somebody who has just proved who they are: with another id, so that one set before is worth nothing. */
    static void begin(HttpServletRequest request, UserView user, Instant now) {
        request.getSession();
        request.changeSessionId();
        HttpSession session = request.getSession();
        session.setAttribute(LAST_ACTION, now);
        session.setAttribute(GENERATION, user.generation());
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
        return Integer.valueOf(user.generation()).equals(session.getAttribute(GENERATION));
    }

    static HttpServletRequest request(FacesContext faces) {
        return (HttpServletRequest) faces.getExternalContext().getRequest();
    }

    static HttpServletResponse response(FacesContext faces) {
        return (HttpServletResponse) faces.getExternalContext().getResponse();
    }

    /** An id as a browser sent it; nothing when it is none. */
    static Optional<UUID> id(String text) {
        try {
            return Optional.ofNullable(text).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
