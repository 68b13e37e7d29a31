package pro.saleflex.office.wire;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Maps expected problems: our own, and those of JAX-RS such as an unknown path. */
@Provider
public class ProblemMapper implements ExceptionMapper<WebApplicationException> {
    /** A proxy: the mapper lives longer than a request. */
    @Context
    HttpServletRequest request;

    /** Public for JAX-RS. */
    public ProblemMapper() {}

    @Override
    public Response toResponse(WebApplicationException problem) {
        int status = problem.getResponse().getStatus();
        if (status < 400) {
            return problem.getResponse();
        }
        String message = problem instanceof Problem ? problem.getMessage() : message(status);
        return ProblemAnswer.of(Response.fromResponse(problem.getResponse()), status, message, request);
    }

    /** Returns the message for a status that comes without one of ours. */
    static String message(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this address. Check the path.";
            case 405 -> "This address does not support this HTTP method.";
            case 406 -> "The answer would be JSON, which the request's Accept header excludes.";
            case 415 -> "The body must be JSON (Content-Type: application/json).";
            default -> "The request cannot be answered (HTTP " + status + ").";
        };
    }
}
