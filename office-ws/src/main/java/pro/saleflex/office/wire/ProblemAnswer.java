package pro.saleflex.office.wire;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Writes a problem in the shape its caller reads: the terminals' envelope, or RFC 9457 for everybody else. */
final class ProblemAnswer {
    private static final String PROBLEM_JSON = "application/problem+json";

    private ProblemAnswer() {}

    static Response of(Response.ResponseBuilder builder, int status, String message, HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        boolean terminal = path.startsWith("/v1/pos") || path.startsWith("/v1/health");
        return terminal
                ? builder.type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(new Failure("error", message))
                        .build()
                : builder.type(PROBLEM_JSON)
                        .entity(new Details(
                                "about:blank",
                                Response.Status.fromStatusCode(status) == null
                                        ? "Problem"
                                        : Response.Status.fromStatusCode(status).getReasonPhrase(),
                                status,
                                message,
                                RequestId.of(request)))
                        .build();
    }

    /** The terminals' error envelope. */
    public record Failure(String status, String message) {}

    /** RFC 9457, with the request's id as an extension. */
    public record Details(String type, String title, int status, String detail, String requestId) {}
}
