package pro.saleflex.office.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import pro.saleflex.office.archive.recovery.StoreRecovery;
import pro.saleflex.office.archive.recovery.StoreRecovery.RecoveryState;
import pro.saleflex.office.guard.AdministratorOnly;
import pro.saleflex.office.wire.Problem;

/** {@code /admin/recovery}: has the next start of the application restore a lost store from its archive. */
@Path("admin/recovery")
@AdministratorOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class RecoveryResource {
    @Inject
    StoreRecovery recovery;

    @Context
    SecurityContext caller;

    /** Public for JAX-RS. */
    public RecoveryResource() {}

    /** Returns whether a store can be recovered, and the recovery that was asked for last. */
    @GET
    public RecoveryAnswer state() {
        return RecoveryAnswer.of(recovery.state());
    }

    /** Asks for a recovery; 409 if there is nothing to recover, or documents would be lost. */
    @POST
    public Response request() {
        if (!recovery.request(caller.getUserPrincipal().getName())) {
            throw Problem.of(
                    409,
                    "There is nothing to recover: the directory of the archive does not hold that of another store, or"
                            + " this store has documents already.");
        }
        return Response.accepted(RecoveryAnswer.of(recovery.state())).build();
    }

    /**
     * What is known.
     *
     * @param possible the directory of the archive holds that of another store, and this one has no document
     * @param requestedAt when the last recovery was asked for; left out when none was
     * @param endedAt when it ended; left out until then: the next start of the application does it
     * @param recovered whether the store was restored; left out until then
     * @param entries documents that were restored; left out until then
     * @param terminals tills whose documents were; left out until then
     * @param fault why it was not restored, or what of it was not; left out when everything was
     */
    public record RecoveryAnswer(
            boolean possible,
            Instant requestedAt,
            Instant endedAt,
            Boolean recovered,
            Long entries,
            Integer terminals,
            String fault) {

        static RecoveryAnswer of(RecoveryState state) {
            return state.last()
                    .map(last -> new RecoveryAnswer(
                            state.possible(),
                            last.requestedAt(),
                            last.endedAt().orElse(null),
                            last.endedAt().isPresent() ? last.recovered() : null,
                            last.endedAt().isPresent() ? last.entries() : null,
                            last.endedAt().isPresent() ? last.terminals() : null,
                            last.fault().orElse(null)))
                    .orElseGet(() -> new RecoveryAnswer(state.possible(), null, null, null, null, null, null));
        }
    }
}
