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
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.health.GateProgress;
import pro.saleflex.office.gate.link.LinkHistory.Since;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.guard.PortalCaller;
import pro.saleflex.office.guard.StaffOnly;
import pro.saleflex.office.lane.LaneView;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/** {@code /admin/gate}: how the link to GATE is, and how far the documents of the caller's stores are. */
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

    /** Link, totals, and a lane for each terminal that handed over something. */
    @GET
    public GateState state() {
        UserView user = PortalCaller.of(caller);
        Map<UUID, TerminalRef> tills = terminals.refs().stream()
                .filter(till -> user.sees(till.store().id()))
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
                lanes.lanes(Target.GATE, tills.keySet()).stream()
                        .map(lane -> LaneAnswer.of(lane, tills.get(lane.terminalId())))
                        .toList());
    }

    /**
     * All of it.
     *
     * @param link to GATE
     * @param progress of all terminals together
     * @param lanes of the caller's stores
     */
    public record GateState(LinkAnswer link, ProgressAnswer progress, List<LaneAnswer> lanes) {}

    /**
     * The link.
     *
     * @param state how it is
     * @param reason why it is not UP; empty when it is
     * @param since since when
     * @param misconfigured waiting does not help: a setting is wrong, or GATE turns us away
     */
    public record LinkAnswer(LinkState state, String reason, Instant since, boolean misconfigured) {

        static LinkAnswer of(Since now, boolean misconfigured) {
            return new LinkAnswer(now.state(), now.reason(), now.at(), misconfigured);
        }
    }

    /**
     * How far the documents of all terminals are.
     *
     * @param waiting are still to be delivered
     * @param parked GATE does not take them
     * @param oldestAt when the oldest waiting one was handed over; left out: none waits
     * @param perSecond reached GATE over the last minute or two
     * @param finishSeconds until none waits, at this rate; left out: none waits, or there is no telling
     */
    public record ProgressAnswer(long waiting, long parked, Instant oldestAt, double perSecond, Long finishSeconds) {}

    /**
     * How far a terminal's journal has reached GATE.
     *
     * @param terminalId whose
     * @param terminal its codes
     * @param length entries in the journal
     * @param delivered GATE has them
     * @param waiting are still to be delivered
     * @param parked are to be looked at
     * @param discarded are not to be sent
     * @param held the next one is a closure that waits for its documents
     * @param oldestAt when the next one was handed over; left out: none waits
     * @param failingSince since when the next one fails; left out: it does not
     * @param lastError what happened then
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

        static LaneAnswer of(LaneView lane, TerminalRef till) {
            return new LaneAnswer(
                    lane.terminalId(),
                    till.toString(),
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
