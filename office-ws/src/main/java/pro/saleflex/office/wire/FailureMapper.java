package pro.saleflex.office.wire;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import pro.saleflex.office.intake.Fault;
import pro.saleflex.office.log.Log;

/** Maps unexpected exceptions: 503 when the database is unavailable, otherwise 500; logs the cause. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {
    private static final Log LOG = Log.of(FailureMapper.class);

    /** Seconds within which a restarted database is usually back. */
    static final int RETRY_AFTER = 5;

    /** A proxy: the mapper lives longer than a request. */
    @Context
    HttpServletRequest request;

    /** Public for JAX-RS. */
    public FailureMapper() {}

    @Override
    public Response toResponse(Throwable failure) {
        Problem problem = isDuplicate(failure)
                ? Problem.of(409, "One with the same codes, number or name already exists. Nothing was changed.")
                : problem(failure, RequestId.of(request));
        return ProblemAnswer.of(
                Response.fromResponse(problem.getResponse()),
                problem.getResponse().getStatus(),
                problem.getMessage(),
                request);
    }

    /**
     * Returns the problem to answer for a failure, by REST or SOAP; logs the cause.
     *
     * @param id the request id
     */
    public static Problem problem(Throwable failure, String id) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (Fault.of(failure).unwell()) {
            LOG.log(Level.WARNING, "Request {0}: the database is unavailable: {1}", new Object[] {id, root(failure)});
            return Problem.retryLater(
                    503, "The store server's database is not answering. Nothing is lost: send it again.", RETRY_AFTER);
        }
        LOG.log(Level.SEVERE, "Request " + id + " failed", failure);
        return Problem.of(500, "The store server failed. Tell its administrator the request id: " + id + ".");
    }

    /**
     * Whether two concurrent administration calls created the same thing: SQLSTATE 23505, unique violation. Terminals'
     * calls never cause it.
     */
    private boolean isDuplicate(Throwable failure) {
        return request.getRequestURI().contains("/v1/admin/")
                && Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .limit(20)
                        .anyMatch(each -> each instanceof SQLException sql && "23505".equals(sql.getSQLState()));
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
