package pro.saleflex.office.pos;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import pro.saleflex.office.guard.Open;
import pro.saleflex.office.intake.Readiness;
import pro.saleflex.office.wire.Problem;

/** {@code GET /health}: can this server take documents now? A terminal asks before it pulls its master data. */
@ApplicationScoped
@Path("health")
@Open("A terminal asks before it can say who it is; the answer tells nothing about the store.")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    private static final int RETRY_AFTER = 5;

    @Inject
    Readiness readiness;

    /** Public for JAX-RS. */
    public HealthResource() {}

    /** 200 when documents can be taken; 503 with the reason when not. */
    @GET
    public Health health() {
        readiness.obstacle().ifPresent(obstacle -> {
            throw Problem.later(503, obstacle, RETRY_AFTER);
        });
        return new Health("ok", "SaleFlex.OFFICE");
    }

    /**
     * The protocol's answer.
     *
     * @param status always ok
     * @param service always SaleFlex.OFFICE
     */
    public record Health(String status, String service) {}
}
