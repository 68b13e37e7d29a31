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

/** {@code GET /health}: can this server take documents now, and does all its regular work go on? A terminal asks before it pulls its master data. */
@ApplicationScoped
@Path("health")
@Open("A terminal asks before it can say who it is; the answer tells strangers the status only.")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    private static final int RETRY_AFTER = 5;
    private static final String NOT_NOW =
            "The store server cannot work now. Nothing is lost: the terminal tries again.";

    @Inject
    Readiness readiness;

    @Inject
    Timers timers;

    @Inject
    MonitoringCaller monitoring;

    /** Public for JAX-RS. */
    public HealthResource() {}

    /** 200 when documents can be taken and all timers run, 503 when not; why, and details, to who watches the server. */
    @GET
    public Health health(@Context HttpServletRequest caller) {
        boolean details = monitoring.is(caller);
        readiness.obstacle().ifPresent(obstacle -> {
            throw Problem.later(503, details ? obstacle : NOT_NOW, RETRY_AFTER);
        });
        List<TimerRun> runs = timers.runs();
        String stale = runs.stream().filter(TimerRun::stale).map(TimerRun::name).collect(Collectors.joining(", "));
        if (!stale.isEmpty()) {
            String standing = "Work of the store server stands still: " + stale + ".";
            throw Problem.later(503, details ? standing : NOT_NOW, RETRY_AFTER);
        }
        return new Health("ok", "SaleFlex.OFFICE", details ? runs : null);
    }

    /**
     * The protocol's answer, and how the timers are doing.
     *
     * @param status always ok
     * @param service always SaleFlex.OFFICE
     * @param timers all of them, on this server; null, which is left out, for strangers
     */
    public record Health(String status, String service, List<TimerRun> timers) {}
}
