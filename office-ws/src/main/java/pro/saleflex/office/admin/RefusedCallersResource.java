package pro.saleflex.office.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.List;
import pro.saleflex.office.guard.AdministratorOnly;
import pro.saleflex.office.terminal.Refusal;
import pro.saleflex.office.terminal.RefusedCaller;
import pro.saleflex.office.terminal.Terminals;

/**
 * {@code /admin/refused-callers}: callers that were refused: a terminal whose sales are not backed up, or somebody
 * trying to get in.
 */
@Path("admin/refused-callers")
@AdministratorOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class RefusedCallersResource {
    @Inject
    Terminals terminals;

    /** Public for JAX-RS. */
    public RefusedCallersResource() {}

    /** Returns the latest first; 1000 are kept. */
    @GET
    public List<RefusedAnswer> all() {
        return terminals.refusedCallers().stream().map(RefusedAnswer::of).toList();
    }

    /**
     * A refused caller.
     *
     * @param officeCode as the caller sent it
     * @param storeCode as the caller sent it
     * @param terminalCode as the caller sent it
     * @param reason why it was refused
     * @param peer the address it last called from
     * @param firstAt when it was first refused
     * @param lastAt when it was last refused
     * @param times how often it was refused
     */
    public record RefusedAnswer(
            String officeCode,
            String storeCode,
            String terminalCode,
            Refusal reason,
            String peer,
            OffsetDateTime firstAt,
            OffsetDateTime lastAt,
            long times) {

        static RefusedAnswer of(RefusedCaller caller) {
            return new RefusedAnswer(
                    caller.codes().officeCode(),
                    caller.codes().storeCode(),
                    caller.codes().terminalCode(),
                    caller.reason(),
                    caller.peer(),
                    caller.firstAt(),
                    caller.lastAt(),
                    caller.times());
        }
    }
}
