package pro.saleflex.office.wire;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** An answer other than success, with a message that the person in front of the terminal can act on. */
public final class Problem extends WebApplicationException {
    private static final long serialVersionUID = 1L;

    /** 429 is not among the constants of JAX-RS's first-hand statuses everywhere, so numbers are used throughout. */
    private Problem(String message, Response response) {
        super(message, response);
    }

    /** A problem. */
    public static Problem of(int status, String message) {
        return new Problem(message, Response.status(status).build());
    }

    /** A problem that goes away by itself: the caller shall come again after so many seconds. */
    public static Problem later(int status, String message, int seconds) {
        return new Problem(
                message,
                Response.status(status).header(HttpHeaders.RETRY_AFTER, seconds).build());
    }

    /** The caller has to say who it is. */
    public static Problem whoAreYou(String message) {
        return new Problem(
                message,
                Response.status(401)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"SaleFlex.OFFICE\", charset=\"UTF-8\"")
                        .build());
    }
}
