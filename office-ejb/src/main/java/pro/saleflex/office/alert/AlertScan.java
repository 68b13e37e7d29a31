package pro.saleflex.office.alert;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.intake.DiskSpace;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.sales.SalesReader;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/** Reads what the {@link AlertRules} need, then raises, resolves and announces alerts accordingly. */
@Stateless
public class AlertScan {
    /** How long receipts with the same number stay an alert: later, nobody will find out what happened. */
    private static final Duration SAME_NUMBER_STAYS_OPEN = Duration.ofDays(7);

    private static final OffsetDateTime EVER = AlertRecords.utc(Instant.EPOCH);

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    @Inject
    Terminals terminals;

    @Inject
    Journal journal;

    @Inject
    SalesReader sales;

    @Inject
    DiskSpace disks;

    @Inject
    AlertRecords records;

    @Inject
    Alerts alerts;

    @Inject
    AlertReconciler reconciler;

    /** Scans once, each alert in a transaction of its own. A second server that scans, too, finds the same. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void scan() {
        List<AlertView> open = alerts.openOfKinds(Set.of(AlertKind.values())).stream()
                .filter(alert -> AlertRules.decides(alert.kind(), alert.key()))
                .toList();
        reconciler.reconcile(open, found());
        alerts.unannounced().forEach(alerts::announce);
    }

    private List<Finding> found() {
        OffsetDateTime now = AlertRecords.utc(clock.instant());
        OffsetDateTime oldest = now.minus(Alerts.KEPT); // acknowledgements older than this have been deleted
        Map<UUID, TerminalRef> byId =
                terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity()));
        List<Finding> found = new ArrayList<>();
        found.addAll(AlertRules.flagged(
                AlertKind.CONFLICT,
                journal.flagCounts(Flag.CONFLICT, oldest, records.acknowledgedUpTo(AlertKind.CONFLICT)),
                byId));
        found.addAll(AlertRules.sameNumbers(
                sales.duplicateNumbers(
                        now.minus(SAME_NUMBER_STAYS_OPEN), records.acknowledgedUpTo(AlertKind.SAME_NUMBER)),
                byId));
        found.addAll(AlertRules.flagged(
                AlertKind.PROJECTION_FAILED, journal.flagCounts(Flag.NOT_PROJECTED, EVER, Map.of()), byId));
        found.addAll(
                AlertRules.disks(disks.freeSpace(), config.diskMinimumMegabytes(), config.diskWarningMegabytes(), now));
        found.addAll(AlertRules.console(ConsoleExposure.open(config.consolePort()), config.consolePort(), now));
        List<StoreRef> stores = terminals.stores();
        found.addAll(AlertRules.zones(stores, now));
        found.addAll(AlertRules.refusedCallers(
                terminals.refusedCallers(),
                stores,
                byId,
                journal.lastReceived(),
                records.lastResolved(AlertRules.REFUSED_CALLERS, now.minus(AlertRules.FORGOTTEN)),
                now));
        return found;
    }
}
