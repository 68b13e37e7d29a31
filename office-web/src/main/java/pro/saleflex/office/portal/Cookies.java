package pro.saleflex.office.portal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The portal's own cookies: what a browser remembers besides its session. */
final class Cookies {
    /** The language chosen in this browser, for the sign-in form. */
    static final String LANGUAGE = "office_language";
    /** Light or dark; absent: same as the system. */
    static final String THEME = "office_theme";
    /** Set while somebody is signed in; if the sign-in form sees it, the session has expired. */
    static final String SIGNED_IN = "office_signed_in";
    /** The page requested before sign-in, to continue with it afterwards. */
    static final String WANTED = "office_wanted";
    /** A message for the next page, such as that a form was dropped. */
    static final String WORD = "office_word";
    /** The token of a wall screen, with which it signs in again after a restart of the server. */
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
