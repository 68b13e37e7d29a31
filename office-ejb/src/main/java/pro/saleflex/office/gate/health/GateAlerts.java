package pro.saleflex.office.gate.health;

import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.link.LinkState;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.alert.Severity;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.gate.health.GateProgress.Progress;
import pro.saleflex.office.gate.link.LinkHistory.Since;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/** What about GATE leads to alerts: it is down or turns us away, takes too little, does not take documents, or the disks do not last. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GateAlerts {
    private static final Set<AlertKind> OURS =
            Set.of(AlertKind.GATE_LINK_DOWN, AlertKind.GATE_BEHIND, AlertKind.GATE_PARKED, AlertKind.OUTAGE_ROOM);

    /** A link that is down for less is nobody's business: GATE was started anew, or a line had a hiccup. */
    private static final Duration TOLD_AFTER = Duration.ofSeconds(30);

    /** Documents that wait for longer are late; twice as long as a closure waits for its documents. */
    private static final Duration LATE = Duration.ofMinutes(30);

    /** So much time to catch up in has GATE behind an outage, before anybody is told that it takes too little. */
    private static final Duration CATCHING_UP = Duration.ofMinutes(5);

    /** With fewer days left than this somebody has to act now. */
    private static final long CRITICAL_DAYS = 2;

    /** Since when documents are late although GATE is reached; null: they are not. */
    private static volatile Instant lateSince;

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

    /** Looks once, each alert in a transaction of its own. A second server that looks too finds the same. */
    public void look() {
        Map<String, AlertView> standing =
                alerts.openOfKinds(OURS).stream().collect(Collectors.toMap(AlertView::key, Function.identity()));
        Map<String, Found> found = new HashMap<>();
        Optional<Found> down = down();
        down.or(() -> behind(standing.containsKey(AlertKind.GATE_BEHIND.key())))
                .ifPresent(each -> found.put(each.cause().key(), each));
        lateSince = down.isPresent() ? null : lateSince;
        room().ifPresent(each -> found.put(each.cause().key(), each));
        found.putAll(parked());
        standing.keySet().stream().filter(key -> !found.containsKey(key)).forEach(alerts::resolve);
        found.values().stream()
                .filter(each -> !each.isAsIn(standing.get(each.cause().key())))
                .forEach(each -> alerts.observe(each.cause(), each.times(), each.at(), now()));
    }

    private Optional<Found> down() {
        Since since = link.now();
        Instant told = since.at().plus(TOLD_AFTER);
        if (since.state() != LinkState.DOWN || clock.instant().isBefore(told)) {
            return Optional.empty();
        }
        Cause cause = link.misconfigured()
                ? Cause.gateMisconfigured(since.reason())
                : Cause.gateLinkDown(progress.now().waiting());
        return Optional.of(new Found(cause, 1, since.at().atOffset(ZoneOffset.UTC)));
    }

    /** It is reached, more or less, and does not take what it should; {@code told}: people know it already. */
    private Optional<Found> behind(boolean told) {
        Instant now = clock.instant();
        Progress is = progress.now();
        boolean late = is.oldest().filter(at -> at.isBefore(now.minus(LATE))).isPresent();
        if (!link.configured() || !late || is.catchingUp()) {
            lateSince = null;
            return Optional.empty();
        }
        Instant since = lateSince == null ? now : lateSince;
        lateSince = since;
        return is.oldest()
                .filter(at -> told || !now.isBefore(since.plus(CATCHING_UP)))
                .map(at -> new Found(
                        Cause.gateBehind(is.waiting(), Duration.between(at, now)), 1, at.atOffset(ZoneOffset.UTC)));
    }

    private Optional<Found> room() {
        return progress.headroom()
                .filter(room -> link.configured() && room.days() < config.gate().outageDays())
                .map(room -> new Found(
                        Cause.outageRoom(
                                room.days() < CRITICAL_DAYS ? Severity.CRITICAL : Severity.WARNING,
                                room.days(),
                                room.freeMegabytes()),
                        1,
                        now()));
    }

    private Map<String, Found> parked() {
        Map<UUID, TerminalRef> byId =
                terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity()));
        return lanes.lanes(Target.GATE, byId.keySet()).stream()
                .filter(lane -> lane.parked() > 0)
                .map(lane ->
                        new Found(Cause.gateParked(byId.get(lane.terminalId()), lane.parked()), lane.parked(), now()))
                .collect(Collectors.toMap(each -> each.cause().key(), Function.identity()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private record Found(Cause cause, long times, OffsetDateTime at) {

        boolean isAsIn(AlertView standing) {
            return standing != null
                    && standing.severity() == cause.severity()
                    && standing.parameters().equals(cause.parameters());
        }
    }
}
