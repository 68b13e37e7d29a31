package pro.saleflex.office.wire;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** An answer other than success, with a message that the person in front of the terminal can act on. */
public final class Problem extends WebApplicationException {
    private static final long serialVersionUID = 1L;

    private final String faultCode;

    /** 429 is not among the constants of JAX-RS's first-hand statuses everywhere, so numbers are used throughout. */
    private Problem(String message, Response response) {
        this(message, response, null);
    }

    private Problem(String message, Response response, String faultCode) {
        super(message, response);
        this.faultCode = faultCode;
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

    /**
     * Too many requests. Tells the limit in the header fields of draft-ietf-httpapi-ratelimit-headers-10, which are the
     * ones on their way to a standard; what clients in use know is {@code Retry-After}.
     *
     * @param policy the limit's name
     * @param perSecond requests it allows in a second
     * @param seconds after which there is room again
     */
    public static Problem tooMany(String message, String policy, int perSecond, long seconds) {
        return new Problem(
                message,
                Response.status(429)
                        .header(HttpHeaders.RETRY_AFTER, seconds)
                        .header("RateLimit-Policy", "\"" + policy + "\";q=" + perSecond + ";w=1")
                        .header("RateLimit", "\"" + policy + "\";r=0;t=" + seconds)
                        .build());
    }

    /** An envelope that cannot be understood, for a reason that SOAP has a fault code of its own for. */
    public static Problem notUnderstood(String faultCode, String message) {
        return new Problem(message, Response.status(400).build(), faultCode);
    }

    /** An HTTP method that the address does not take. */
    public static Problem notThisMethod(String allowed) {
        return new Problem(
                "This address takes " + allowed + ".",
                Response.status(405).header(HttpHeaders.ALLOW, allowed).build());
    }

    /** SOAP's own code for it; null where the usual one fits. */
    String faultCode() {
        return faultCode;
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
