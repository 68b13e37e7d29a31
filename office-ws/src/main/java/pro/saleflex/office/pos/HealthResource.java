package pro.saleflex.office.pos;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import pro.saleflex.office.guard.Open;
import pro.saleflex.office.intake.Readiness;
import pro.saleflex.office.schema.Timers;
import pro.saleflex.office.schema.Timers.TimerRun;
import pro.saleflex.office.wire.Problem;

/** {@code GET /health}: can this server take documents now, and does all its regular work go on? A terminal asks before it pulls its master data. */
@ApplicationScoped
@Path("health")
@Open("A terminal asks before it can say who it is; the answer tells nothing about the store.")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    private static final int RETRY_AFTER = 5;

    @Inject
    Readiness readiness;

    @Inject
    Timers timers;

    /** Public for JAX-RS. */
    public HealthResource() {}

    /** 200 when documents can be taken and all timers run; 503 with the reason when not. */
    @GET
    public Health health() {
        readiness.obstacle().ifPresent(obstacle -> {
            throw Problem.later(503, obstacle, RETRY_AFTER);
        });
        List<TimerRun> runs = timers.runs();
        String stale = runs.stream().filter(TimerRun::stale).map(TimerRun::name).collect(Collectors.joining(", "));
        if (!stale.isEmpty()) {
            throw Problem.later(503, "Work of the store server stands still: " + stale + ".", RETRY_AFTER);
        }
        return new Health("ok", "SaleFlex.OFFICE", runs);
    }

    /**
     * The protocol's answer, and how the timers are doing.
     *
     * @param status always ok
     * @param service always SaleFlex.OFFICE
     * @param timers all of them, on this server
     */
    public record Health(String status, String service, List<TimerRun> timers) {}
}
