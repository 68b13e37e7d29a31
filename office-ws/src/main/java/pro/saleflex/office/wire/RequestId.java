package pro.saleflex.office.wire;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.UUID;
import java.util.regex.Pattern;
import pro.saleflex.office.document.CardNumbers;

/** The request id: read from the header or generated, and stored with the request. */
public final class RequestId {
    /** The header's name, in requests and answers. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final String PROPERTY = "pro.saleflex.office.request-id";

    private RequestId() {}

    /** Returns the caller's own id if it is valid and contains no card number, otherwise a new one. */
    public static String from(String sent) {
        return sent != null
                        && VALID.matcher(sent).matches()
                        && CardNumbers.maskValue(sent).equals(sent)
                ? sent
                : UUID.randomUUID().toString();
    }

    /** Stores the id. */
    public static void set(HttpServletRequest request, String id) {
        request.setAttribute(PROPERTY, id);
    }

    /** Stores the id. */
    public static void set(ContainerRequestContext request, String id) {
        request.setProperty(PROPERTY, id);
    }

    /**
     * Returns the id; a dash before it was set. A property of the request context is an attribute of the servlet
     * request.
     */
    public static String of(HttpServletRequest request) {
        return shown(request.getAttribute(PROPERTY));
    }

    /** Returns the id; a dash before it was set. */
    public static String of(ContainerRequestContext request) {
        return shown(request.getProperty(PROPERTY));
    }

    private static String shown(Object id) {
        return id == null ? "-" : id.toString();
    }
}
