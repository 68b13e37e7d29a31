package pro.saleflex.office.wire;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * A problem in the caller's format: the error envelope for terminals, RFC 9457 problem details for everybody else.
 *
 * @param mediaType its media type
 * @param body a record to be written as JSON
 */
record ProblemAnswer(String mediaType, Object body) {
    private static final String PROBLEM_JSON = "application/problem+json";

    static Response of(Response.ResponseBuilder builder, int status, String message, HttpServletRequest request) {
        ProblemAnswer answer = of(status, message, request, request.getRequestURI(), RequestId.of(request));
        return builder.type(answer.mediaType()).entity(answer.body()).build();
    }

    /**
     * Returns the answer to a request for a path.
     *
     * @param path the requested path, with the context path
     */
    static ProblemAnswer of(int status, String message, HttpServletRequest request, String path, String requestId) {
        String root = request.getContextPath();
        if (path.startsWith(root + "/v1/pos") || path.startsWith(root + "/v1/health")) {
            return new ProblemAnswer(MediaType.APPLICATION_JSON, new Failure("error", message));
        }
        Optional<ProblemType> type = ProblemType.of(status);
        return new ProblemAnswer(
                PROBLEM_JSON,
                new Details(
                        type.map(known -> root + "/problems/" + known.slug()).orElse("about:blank"),
                        type.map(ProblemType::title).orElseGet(() -> reason(status)),
                        status,
                        message,
                        requestId));
    }

    /** Returns the status phrase, which RFC 9457 recommends as the title when there is no type. */
    private static String reason(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Problem" : known.getReasonPhrase();
    }

    /** The terminals' error envelope. */
    public record Failure(String status, String message) {}

    /** RFC 9457 problem details, with the request id as an extension member. */
    public record Details(String type, String title, int status, String detail, String requestId) {}
}
