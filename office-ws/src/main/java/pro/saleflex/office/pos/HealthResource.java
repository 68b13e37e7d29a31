package pro.saleflex.office.pos;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import pro.saleflex.office.guard.MonitoringCaller;
import pro.saleflex.office.guard.Open;
import pro.saleflex.office.intake.Readiness;
import pro.saleflex.office.platform.Timers;
import pro.saleflex.office.platform.Timers.TimerRun;
import pro.saleflex.office.wire.Problem;

/**
 * {@code GET /health}: the readiness probe: can this server accept documents now, and are all its timers running? A
 * terminal calls it before it pulls its master data.
 */
@ApplicationScoped
@Path("health")
@Open("A terminal calls it before it can authenticate; strangers see the status only.")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    /** Seconds. */
    private static final int RETRY_AFTER = 5;

    private static final String UNAVAILABLE =
            "The store server is not available at the moment. Nothing is lost: the terminal tries again.";

    @Inject
    Readiness readiness;

    @Inject
    Timers timers;

    @Inject
    MonitoringCaller monitoring;

    /** Public for JAX-RS. */
    public HealthResource() {}

    /**
     * Answers 200 when documents can be accepted and all timers run, otherwise 503. Monitoring also sees the details.
     */
    @GET
    public Health health(@Context HttpServletRequest caller) {
        boolean details = monitoring.is(caller);
        readiness.obstacle().ifPresent(obstacle -> {
            throw Problem.retryLater(503, details ? obstacle : UNAVAILABLE, RETRY_AFTER);
        });
        List<TimerRun> runs = timers.runs();
        String stale = runs.stream().filter(TimerRun::stale).map(TimerRun::name).collect(Collectors.joining(", "));
        if (!stale.isEmpty()) {
            String message = "Timers of the store server have stopped: " + stale + ".";
            throw Problem.retryLater(503, details ? message : UNAVAILABLE, RETRY_AFTER);
        }
        return new Health("ok", "SaleFlex.OFFICE", details ? runs : null);
    }

    /**
     * The protocol's answer, and the last runs of the timers.
     *
     * @param status always ok
     * @param service always SaleFlex.OFFICE
     * @param timers all timers of this server; null, and so left out, for strangers
     */
    public record Health(String status, String service, List<TimerRun> timers) {}
}
