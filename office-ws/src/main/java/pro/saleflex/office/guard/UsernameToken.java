package pro.saleflex.office.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The user and password of a WS-Security UsernameToken with PasswordText (OASIS UsernameToken Profile 1.0).
 *
 * @param user the terminal's code
 * @param password the terminal's secret
 */
record UsernameToken(String user, String password) {
    private static final String ATTRIBUTE = "pro.saleflex.office.username-token";

    /** Keeps it with the request. */
    void keep(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Returns the token of the request's SOAP message, if any. */
    static Optional<UsernameToken> of(HttpServletRequest request) {
        return Optional.ofNullable((UsernameToken) request.getAttribute(ATTRIBUTE));
    }

    @Override
    public String toString() {
        return "UsernameToken of " + user; // never the password
    }
}
