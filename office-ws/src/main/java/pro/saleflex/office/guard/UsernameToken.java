package pro.saleflex.office.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * User and password of a WS-Security UsernameToken with PasswordText (OASIS UsernameToken Profile 1.0).
 *
 * @param user the terminal's code
 * @param password the terminal's secret
 */
record UsernameToken(String user, String password) {
    private static final String KEPT = "pro.saleflex.office.username-token";

    /** Keeps it while the request is answered. */
    void keep(HttpServletRequest request) {
        request.setAttribute(KEPT, this);
    }

    /** What came with the request's message. */
    static Optional<UsernameToken> of(HttpServletRequest request) {
        return Optional.ofNullable((UsernameToken) request.getAttribute(KEPT));
    }

    @Override
    public String toString() {
        return "UsernameToken of " + user; // never the password
    }
}
