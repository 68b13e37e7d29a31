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

/** Answers what nobody expected: 503 when the database is unwell, 500 otherwise; the log says what it was. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {
    private static final Log LOG = Log.of(FailureMapper.class);

    /** Seconds after which a database that was restarted is usually back. */
    static final int RETRY_AFTER = 5;

    /** A proxy: the mapper lives longer than a request. */
    @Context
    HttpServletRequest request;

    /** Public for JAX-RS. */
    public FailureMapper() {}

    @Override
    public Response toResponse(Throwable failure) {
        Problem problem = isTaken(failure)
                ? Problem.of(409, "There is one with the same codes, number or name already. Nothing was changed.")
                : problem(failure, RequestId.of(request));
        return ProblemAnswer.of(
                Response.fromResponse(problem.getResponse()),
                problem.getResponse().getStatus(),
                problem.getMessage(),
                request);
    }

    /**
     * What a failure is to the caller, through whichever door; the log says what it was.
     *
     * @param id of the request
     */
    public static Problem problem(Throwable failure, String id) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (Fault.of(failure).unwell()) {
            LOG.log(Level.WARNING, "Request {0}: the database is unwell: {1}", new Object[] {id, root(failure)});
            return Problem.later(
                    503, "The store server's database is not answering. Nothing is lost: send it again.", RETRY_AFTER);
        }
        LOG.log(Level.SEVERE, "Request " + id + " failed", failure);
        return Problem.of(500, "The store server failed. Tell its administrator: request " + id + ".");
    }

    /** Two administrators' calls at once that want the same: SQLSTATE 23505 is a unique key's. Tills' calls have none. */
    private boolean isTaken(Throwable failure) {
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
