package pro.saleflex.office.wire;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** An error answer, with a message that the person at the terminal can act on. */
public final class Problem extends WebApplicationException {
    private static final long serialVersionUID = 1L;

    private final String faultCode;

    /** Statuses are plain numbers, because not every JAX-RS version has a constant for 429. */
    private Problem(String message, Response response) {
        this(message, response, null);
    }

    private Problem(String message, Response response, String faultCode) {
        super(message, response);
        this.faultCode = faultCode;
    }

    /** Creates a problem with this HTTP status. */
    public static Problem of(int status, String message) {
        return new Problem(message, Response.status(status).build());
    }

    /** Creates a temporary problem: the caller should try again after this many seconds. */
    public static Problem retryLater(int status, String message, int seconds) {
        return new Problem(
                message,
                Response.status(status).header(HttpHeaders.RETRY_AFTER, seconds).build());
    }

    /**
     * Creates a 429 for too many requests. Reports the limit in the header fields of
     * draft-ietf-httpapi-ratelimit-headers-10, the proposed standard; existing clients know {@code Retry-After}.
     *
     * @param policy the limit's name
     * @param perSecond requests it allows per second
     * @param seconds seconds until there is room again
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

    /** Creates a 400 for a SOAP envelope, with one of SOAP's own fault codes, such as VersionMismatch. */
    public static Problem soapFault(String faultCode, String message) {
        return new Problem(message, Response.status(400).build(), faultCode);
    }

    /** Creates a 405 for a call to a SOAP endpoint that is neither a message nor a request for its contract. */
    public static Problem soapMethodNotAllowed() {
        return new Problem(
                "This address supports POST, and GET with ?wsdl.",
                Response.status(405).header(HttpHeaders.ALLOW, "GET, POST").build());
    }

    /** Returns one of SOAP's own fault codes; null for the usual one. */
    String faultCode() {
        return faultCode;
    }

    /** Creates a 401: the caller must authenticate. */
    public static Problem unauthorized(String message) {
        return new Problem(
                message,
                Response.status(401)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"SaleFlex.OFFICE\", charset=\"UTF-8\"")
                        .build());
    }
}
