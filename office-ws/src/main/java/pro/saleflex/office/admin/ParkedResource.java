package pro.saleflex.office.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.account.UserView;
import pro.saleflex.office.guard.PortalCaller;
import pro.saleflex.office.guard.StaffOnly;
import pro.saleflex.office.lane.Parked;
import pro.saleflex.office.lane.ParkedEntries;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.wire.Problem;

/**
 * {@code /admin/parked}: what GATE did not take, and what people do about it, for the stores of the caller. The rules are the
 * door's, which the portal's page GATE uses, too; what is done stands in the audit trail.
 */
@Path("admin/parked")
@StaffOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class ParkedResource {
    private static final int MOST = 1000;
    private static final String ENTRY = "{terminal}/{entry}";

    @Inject
    ParkedEntries parked;

    @Inject
    Terminals terminals;

    @Context
    SecurityContext caller;

    /** Public for JAX-RS. */
    public ParkedResource() {}

    /** What is parked or discarded, the latest first; at most 1000. */
    @GET
    public List<ParkedAnswer> all() {
        Map<UUID, TerminalRef> tills = tills();
        return parked.list(Target.GATE, tills.keySet(), MOST).stream()
                .map(found -> ParkedAnswer.of(found, tills.get(found.terminalId())))
                .toList();
    }

    /** Has it sent again; a discard must have been undone before. */
    @POST
    @Path(ENTRY + "/retry")
    public ParkedAnswer retry(@PathParam("terminal") UUID terminal, @PathParam("entry") long entry) {
        TerminalRef till = find(terminal, entry);
        return answer(parked.retry(Target.GATE, terminal, entry, actor()), till, entry, "It is not parked any more.");
    }

    /** Asks that it is never sent, which another user has to confirm. */
    @POST
    @Path(ENTRY + "/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    public ParkedAnswer ask(@PathParam("terminal") UUID terminal, @PathParam("entry") long entry, DiscardBody body) {
        String reason = ParkedEntries.reason(body.reason())
                .orElseThrow(() ->
                        Problem.of(400, "'reason' must have 1 to " + ParkedEntries.LONGEST_REASON + " characters."));
        TerminalRef till = find(terminal, entry);
        return answer(
                parked.askDiscard(Target.GATE, terminal, entry, reason, actor()),
                till,
                entry,
                "Somebody has asked for that, or it is not parked any more.");
    }

    /** Confirms what another user asked for. */
    @POST
    @Path(ENTRY + "/discard/confirmation")
    public ParkedAnswer confirm(@PathParam("terminal") UUID terminal, @PathParam("entry") long entry) {
        TerminalRef till = find(terminal, entry);
        return answer(
                parked.confirmDiscard(Target.GATE, terminal, entry, actor()),
                till,
                entry,
                "Nobody else has asked for that, or it is not parked any more.");
    }

    /** Takes a discard, or the wish for one, back. */
    @DELETE
    @Path(ENTRY + "/discard")
    public ParkedAnswer undo(@PathParam("terminal") UUID terminal, @PathParam("entry") long entry) {
        TerminalRef till = find(terminal, entry);
        return answer(
                parked.undoDiscard(Target.GATE, terminal, entry, actor()), till, entry, "Nobody has asked for that.");
    }

    private ParkedAnswer answer(boolean done, TerminalRef till, long entry, String otherwise) {
        if (!done) {
            throw Problem.of(409, otherwise);
        }
        return parked.find(Target.GATE, till.id(), entry)
                .map(found -> ParkedAnswer.of(found, till))
                .orElseThrow(ParkedResource::unknown);
    }

    /** A terminal of another's store is answered as one that does not exist. */
    private TerminalRef find(UUID terminal, long entry) {
        return parked.find(Target.GATE, terminal, entry)
                .map(found -> tills().get(terminal))
                .orElseThrow(ParkedResource::unknown);
    }

    private Map<UUID, TerminalRef> tills() {
        UserView user = PortalCaller.of(caller);
        return terminals.refs().stream()
                .filter(till -> user.sees(till.store().id()))
                .collect(Collectors.toMap(TerminalRef::id, Function.identity()));
    }

    private String actor() {
        return caller.getUserPrincipal().getName();
    }

    private static Problem unknown() {
        return Problem.of(404, "No such entry was ever parked, or it is none of your stores'.");
    }

    /**
     * Why an entry is not to be sent.
     *
     * @param reason in the user's words
     */
    public record DiscardBody(String reason) {}

    /**
     * An entry that GATE does not take; what did not happen is left out.
     *
     * @param terminalId whose journal
     * @param terminal its codes
     * @param entryNo its place there
     * @param cause REFUSED, or SUSPECT: failed again and again while others passed
     * @param reason in GATE's words
     * @param parkedAt since when
     * @param retryAt another try was asked for
     * @param retryAskedBy by whom
     * @param deliveredAt that went well
     * @param discardReason it is not to be sent, or somebody asks for that
     * @param discardAskedBy who asked
     * @param discardAskedAt when
     * @param discardedBy who confirmed
     * @param discardedAt when
     */
    public record ParkedAnswer(
            UUID terminalId,
            String terminal,
            long entryNo,
            Parked.Cause cause,
            String reason,
            Instant parkedAt,
            Instant retryAt,
            String retryAskedBy,
            Instant deliveredAt,
            String discardReason,
            String discardAskedBy,
            Instant discardAskedAt,
            String discardedBy,
            Instant discardedAt) {

        static ParkedAnswer of(Parked found, TerminalRef till) {
            return new ParkedAnswer(
                    found.terminalId(),
                    till.toString(),
                    found.entryNo(),
                    found.cause(),
                    found.reason(),
                    found.parkedAt(),
                    found.retryAt(),
                    found.retryAskedBy(),
                    found.deliveredAt(),
                    found.discardReason(),
                    found.discardAskedBy(),
                    found.discardAskedAt(),
                    found.discardedBy(),
                    found.discardedAt());
        }
    }
}
