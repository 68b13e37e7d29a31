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
import pro.saleflex.office.lane.ParkedEntries;
import pro.saleflex.office.lane.ParkedEntry;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.wire.Problem;

/**
 * {@code /admin/parked}: dead letters, the journal entries that GATE did not accept, for the caller's stores: list,
 * retry, discard. The rules are those of the facade {@link ParkedEntries}, which the portal's page GATE uses too; every
 * action is recorded in the audit trail.
 */
@Path("admin/parked")
@StaffOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class ParkedResource {
    private static final int MAX_LISTED = 1000;
    private static final String ENTRY = "{terminal}/{entry}";

    @Inject
    ParkedEntries parked;

    @Inject
    Terminals terminals;

    @Context
    SecurityContext caller;

    /** Public for JAX-RS. */
    public ParkedResource() {}

    /** Returns the entries that are parked or discarded, latest first, at most 1000. */
    @GET
    public List<ParkedAnswer> all() {
        Map<UUID, TerminalRef> visible = visibleTerminals();
        return parked.list(Target.GATE, visible.keySet(), MAX_LISTED).stream()
                .map(found -> ParkedAnswer.of(found, visible.get(found.terminalId())))
                .toList();
    }

    /** Requests that the entry is sent again; a discard must be undone first. */
    @POST
    @Path(ENTRY + "/retry")
    public ParkedAnswer retry(@PathParam("terminal") UUID terminal, @PathParam("entry") long entry) {
        TerminalRef owner = find(terminal, entry);
        return answer(
                parked.retry(Target.GATE, terminal, entry, actor()), owner, entry, "The entry is no longer parked.");
    }

    /** Requests that the entry is never sent; another user has to confirm. */
    @POST
    @Path(ENTRY + "/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    public ParkedAnswer ask(@PathParam("terminal") UUID terminal, @PathParam("entry") long entry, DiscardBody body) {
        String reason = ParkedEntries.reason(body.reason())
                .orElseThrow(() ->
                        Problem.of(400, "'reason' must have 1 to " + ParkedEntries.LONGEST_REASON + " characters."));
        TerminalRef owner = find(terminal, entry);
        return answer(
                parked.askDiscard(Target.GATE, terminal, entry, reason, actor()),
                owner,
                entry,
                "A discard has already been requested, or the entry is no longer parked.");
    }

    /** Confirms the discard that another user requested. */
    @POST
    @Path(ENTRY + "/discard/confirmation")
    public ParkedAnswer confirm(@PathParam("terminal") UUID terminal, @PathParam("entry") long entry) {
        TerminalRef owner = find(terminal, entry);
        return answer(
                parked.confirmDiscard(Target.GATE, terminal, entry, actor()),
                owner,
                entry,
                "No other user has requested a discard, or the entry is no longer parked.");
    }

    /** Undoes a discard, or withdraws the request for one. */
    @DELETE
    @Path(ENTRY + "/discard")
    public ParkedAnswer undo(@PathParam("terminal") UUID terminal, @PathParam("entry") long entry) {
        TerminalRef owner = find(terminal, entry);
        return answer(
                parked.undoDiscard(Target.GATE, terminal, entry, actor()),
                owner,
                entry,
                "No discard has been requested.");
    }

    private ParkedAnswer answer(boolean done, TerminalRef owner, long entry, String refusal) {
        if (!done) {
            throw Problem.of(409, refusal);
        }
        return parked.find(Target.GATE, owner.id(), entry)
                .map(found -> ParkedAnswer.of(found, owner))
                .orElseThrow(ParkedResource::unknown);
    }

    /** Finds the terminal of a parked entry; one in a store the caller may not see counts as missing. */
    private TerminalRef find(UUID terminal, long entry) {
        return parked.find(Target.GATE, terminal, entry)
                .map(found -> visibleTerminals().get(terminal))
                .orElseThrow(ParkedResource::unknown);
    }

    private Map<UUID, TerminalRef> visibleTerminals() {
        UserView user = PortalCaller.of(caller);
        return terminals.refs().stream()
                .filter(terminal -> user.sees(terminal.store().id()))
                .collect(Collectors.toMap(TerminalRef::id, Function.identity()));
    }

    private String actor() {
        return caller.getUserPrincipal().getName();
    }

    private static Problem unknown() {
        return Problem.of(404, "This entry was never parked, or belongs to a store that is not yours.");
    }

    /**
     * Why an entry should never be sent.
     *
     * @param reason in the user's own words
     */
    public record DiscardBody(String reason) {}

    /**
     * A dead letter: an entry that GATE does not accept. Members for what has not happened are left out.
     *
     * @param terminalId the terminal whose journal holds it
     * @param terminal codes of that terminal
     * @param entryNo its number in that journal
     * @param cause REFUSED, or SUSPECT (a poison message: failed repeatedly while others passed)
     * @param reason the reason as GATE gave it
     * @param parkedAt when it was parked
     * @param retryAt when a retry was requested
     * @param retryAskedBy who requested the retry
     * @param deliveredAt when GATE finally accepted it
     * @param discardReason why it should never be sent, whether requested or confirmed
     * @param discardAskedBy who requested the discard
     * @param discardAskedAt when it was requested
     * @param discardedBy who confirmed the discard
     * @param discardedAt when it was confirmed
     */
    public record ParkedAnswer(
            UUID terminalId,
            String terminal,
            long entryNo,
            ParkedEntry.Cause cause,
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

        static ParkedAnswer of(ParkedEntry found, TerminalRef terminal) {
            return new ParkedAnswer(
                    found.terminalId(),
                    terminal.toString(),
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
