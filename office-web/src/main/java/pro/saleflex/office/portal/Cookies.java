package pro.saleflex.office.portal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The portal's own cookies: what a browser remembers beside its session. */
final class Cookies {
    /** The language chosen in this browser, for the sign-in form. */
    static final String LANGUAGE = "office_language";
    /** Light or dark; none: as the system. */
    static final String THEME = "office_theme";
    /** Somebody is signed in here: seen at the sign-in form it means that the session ended by itself. */
    static final String SIGNED_IN = "office_signed_in";
    /** The page that was asked for before sign-in, to go on to it. */
    static final String WANTED = "office_wanted";
    /** What the next page is to say besides, such as that a form was dropped. */
    static final String WORD = "office_word";
    /** The token of a screen on the wall, by which it comes in again when the server was restarted. */
    static final String KIOSK = "office_kiosk";

    static final Duration YEAR = Duration.ofDays(365);
    static final Duration SESSION = Duration.ofSeconds(-1);
    static final Duration GONE = Duration.ZERO;

    private Cookies() {}

    static Optional<String> value(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static void set(HttpServletRequest request, HttpServletResponse response, String name, String value, Duration age) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath(request.getContextPath());
        cookie.setMaxAge((int) age.toSeconds());
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax"); // other sites cannot send it along with their forms
        response.addCookie(cookie);
    }
}
