package pro.saleflex.office.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.account.UserView;
import pro.saleflex.office.gate.health.GateProgress;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.link.LinkHistory.StateSince;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.guard.PortalCaller;
import pro.saleflex.office.guard.StaffOnly;
import pro.saleflex.office.lane.LaneView;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/** {@code /admin/gate}: the state of the link to GATE, and the delivery progress of the caller's stores. */
@Path("admin/gate")
@StaffOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class GateResource {
    @Inject
    GateLink link;

    @Inject
    GateProgress progress;

    @Inject
    Lanes lanes;

    @Inject
    Terminals terminals;

    @Context
    SecurityContext caller;

    /** Public for JAX-RS. */
    public GateResource() {}

    /** Returns the link, the totals, and one lane for each terminal that has handed over a document. */
    @GET
    public GateState state() {
        UserView user = PortalCaller.of(caller);
        Map<UUID, TerminalRef> visible = terminals.refs().stream()
                .filter(terminal -> user.sees(terminal.store().id()))
                .collect(Collectors.toMap(TerminalRef::id, Function.identity()));
        GateProgress.Progress now = progress.now();
        return new GateState(
                LinkAnswer.of(link.now(), link.misconfigured()),
                new ProgressAnswer(
                        now.waiting(),
                        now.parked(),
                        now.oldest().orElse(null),
                        Math.round(now.perSecond() * 10) / 10.0,
                        now.finish().map(Duration::toSeconds).orElse(null)),
                lanes.lanes(Target.GATE, visible.keySet()).stream()
                        .map(lane -> LaneAnswer.of(lane, visible.get(lane.terminalId())))
                        .toList());
    }

    /**
     * The state of delivery to GATE.
     *
     * @param link the link to GATE
     * @param progress totals over all terminals
     * @param lanes delivery cursors of the terminals in the caller's stores
     */
    public record GateState(LinkAnswer link, ProgressAnswer progress, List<LaneAnswer> lanes) {}

    /**
     * The link to GATE.
     *
     * @param state its state
     * @param reason why it is not UP; empty when it is
     * @param since when it entered this state
     * @param misconfigured waiting does not help: a setting is wrong, or GATE rejects our credentials
     */
    public record LinkAnswer(LinkState state, String reason, Instant since, boolean misconfigured) {

        static LinkAnswer of(StateSince now, boolean misconfigured) {
            return new LinkAnswer(now.state(), now.reason(), now.at(), misconfigured);
        }
    }

    /**
     * Delivery progress over all terminals.
     *
     * @param waiting documents still to be delivered
     * @param parked documents that GATE does not accept (dead letters)
     * @param oldestAt when the oldest waiting document was handed over; left out when none waits
     * @param perSecond documents delivered per second over the last minute or two
     * @param finishSeconds seconds until none waits, at this rate; left out when none waits or it cannot be estimated
     */
    public record ProgressAnswer(long waiting, long parked, Instant oldestAt, double perSecond, Long finishSeconds) {}

    /**
     * A terminal's delivery cursor: how far its journal has reached GATE.
     *
     * @param terminalId the terminal
     * @param terminal its codes
     * @param length entries in its journal
     * @param delivered entries that GATE has
     * @param waiting entries still to be delivered
     * @param parked entries that somebody has to look at (dead letters)
     * @param discarded entries that will never be sent
     * @param held whether the next entry is a closure that waits for its documents
     * @param oldestAt when the next entry was handed over; left out when none waits
     * @param failingSince since when the next entry has been failing; left out when it is not
     * @param lastError the error of its last attempt; left out when it is not failing
     */
    public record LaneAnswer(
            UUID terminalId,
            String terminal,
            long length,
            long delivered,
            long waiting,
            long parked,
            long discarded,
            boolean held,
            Instant oldestAt,
            Instant failingSince,
            String lastError) {

        static LaneAnswer of(LaneView lane, TerminalRef terminal) {
            return new LaneAnswer(
                    lane.terminalId(),
                    terminal.toString(),
                    lane.length(),
                    lane.delivered(),
                    lane.waiting(),
                    lane.parked(),
                    lane.discarded(),
                    lane.held(),
                    lane.oldestAt(),
                    lane.failingSince(),
                    lane.failingSince() == null ? null : lane.lastError());
        }
    }
}
