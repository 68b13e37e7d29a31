package pro.saleflex.office.gate.health;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertReconciler;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.alert.Finding;
import pro.saleflex.office.alert.Severity;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.gate.health.GateProgress.Progress;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.link.LinkHistory.StateSince;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Raises and resolves alerts about GATE: it is down or rejects us, falls behind, has parked documents, or the disks
 * will not last.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GateAlerts {
    private static final Set<AlertKind> OURS =
            Set.of(AlertKind.GATE_LINK_DOWN, AlertKind.GATE_BEHIND, AlertKind.GATE_PARKED, AlertKind.OUTAGE_ROOM);

    /** Shorter outages are not reported: GATE was restarted, or the network had a hiccup. */
    private static final Duration REPORTED_AFTER = Duration.ofSeconds(30);

    /** Documents that wait longer are late; twice as long as a closure waits for its documents. */
    private static final Duration LATE = Duration.ofMinutes(30);

    /** Grace period to start clearing the backlog after an outage before GATE counts as falling behind. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    /** With fewer days left somebody has to act now. */
    private static final long CRITICAL_DAYS = 2;

    /** Since when documents have been late although GATE is reachable; null: they are not. */
    private volatile Instant lateSince;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    @Inject
    GateLink link;

    @Inject
    GateProgress progress;

    @Inject
    Lanes lanes;

    @Inject
    Terminals terminals;

    @Inject
    Alerts alerts;

    @Inject
    AlertReconciler reconciler;

    /** Checks once, with a transaction per alert. A second server that also checks finds the same. */
    public void check() {
        List<AlertView> open = alerts.openOfKinds(OURS);
        boolean behind = open.stream().anyMatch(alert -> alert.kind() == AlertKind.GATE_BEHIND);
        List<Finding> found = new ArrayList<>(parked());
        Optional<Finding> down = down();
        down.or(() -> behind(behind)).ifPresent(found::add);
        lateSince = down.isPresent() ? null : lateSince;
        headroom().ifPresent(found::add);
        reconciler.reconcile(open, found);
    }

    private Optional<Finding> down() {
        StateSince since = link.now();
        Instant reportedAt = since.at().plus(REPORTED_AFTER);
        if (since.state() != LinkState.DOWN || clock.instant().isBefore(reportedAt)) {
            return Optional.empty();
        }
        Cause cause = link.misconfigured()
                ? Cause.gateMisconfigured(since.reason())
                : Cause.gateLinkDown(progress.now().waiting());
        return Optional.of(new Finding(cause, 1L, since.at().atOffset(ZoneOffset.UTC), null));
    }

    /** Returns the finding that GATE is reachable but falls behind; {@code raised}: that alert is already open. */
    private Optional<Finding> behind(boolean raised) {
        Instant now = clock.instant();
        Progress current = progress.now();
        boolean late =
                current.oldest().filter(at -> at.isBefore(now.minus(LATE))).isPresent();
        if (!link.configured() || !late || current.catchingUp()) {
            lateSince = null;
            return Optional.empty();
        }
        Instant since = lateSince == null ? now : lateSince;
        lateSince = since;
        return current.oldest()
                .filter(at -> raised || !now.isBefore(since.plus(GRACE)))
                .map(at -> new Finding(
                        Cause.gateBehind(current.waiting(), Duration.between(at, now)),
                        1L,
                        at.atOffset(ZoneOffset.UTC),
                        null));
    }

    private Optional<Finding> headroom() {
        return progress.headroom()
                .filter(headroom ->
                        link.configured() && headroom.days() < config.gate().outageDays())
                .map(headroom -> new Finding(
                        Cause.outageRoom(
                                headroom.days() < CRITICAL_DAYS ? Severity.CRITICAL : Severity.WARNING,
                                headroom.days(),
                                headroom.freeMegabytes()),
                        1L,
                        null,
                        null));
    }

    private List<Finding> parked() {
        Map<UUID, TerminalRef> byId =
                terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity()));
        return lanes.lanes(Target.GATE, byId.keySet()).stream()
                .filter(lane -> lane.parked() > 0)
                .map(lane -> new Finding(
                        Cause.gateParked(byId.get(lane.terminalId()), lane.parked()), lane.parked(), null, null))
                .toList();
    }
}
