package pro.saleflex.office.status;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertReconciler;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.alert.Finding;
import pro.saleflex.office.alert.SilenceAlerts;
import pro.saleflex.office.alert.SilentTerminal;
import pro.saleflex.office.closure.IncompletePeriod;
import pro.saleflex.office.closure.PeriodChecks;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Reconciles the alerts about terminals with how the terminals are doing: raises, updates and resolves them. Called by
 * {@link SilenceWatch} and {@link TerminalAlertTimer}; writes only where something changed.
 *
 * <p>Each method works under its own advisory lock in the database and does nothing while another server holds it: so
 * it reads the latest state, and one occurrence counts once. What is kept in memory only saves work or dampens.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class TerminalAlerts {
    /**
     * Dampens a cause that comes and goes, such as a printer that fails in one of ten heartbeats: it must be gone this
     * long to be resolved, and its details are updated no more often.
     */
    static final Duration SETTLED = Duration.ofMinutes(1);

    /** When a whole store falls silent, its terminals do so one after the other, within their interval of 5 s. */
    private static final Duration MASS_SILENCE_SPREAD = Duration.ofSeconds(6);

    private static final Set<AlertKind> REPORTED =
            Set.of(AlertKind.PERIPHERAL_ERROR, AlertKind.DOCUMENTS_WAITING, AlertKind.CLOCK_SKEW, AlertKind.LOW_DISK);
    private static final Set<AlertKind> REFUSED = Set.of(AlertKind.CALLER_REFUSED, AlertKind.SECRET_REVOKED_USED);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    @Inject
    Terminals terminals;

    @Inject
    PeriodChecks periods;

    @Inject
    Alerts alerts;

    @Inject
    AlertReconciler reconciler;

    @Inject
    SilenceAlerts silences;

    /** When this server last saw each cause, by its key. */
    private final Map<String, Instant> lastSeen = new ConcurrentHashMap<>();

    /** Silent terminals and since when, by store, as this server last passed them on. */
    private volatile Map<UUID, Map<UUID, OffsetDateTime>> lastSilent = Map.of();

    private volatile Instant allUpdatedAt = Instant.MIN;

    /**
     * Updates the alerts about silence of each store where the silent terminals changed; of all stores once a minute
     * and after a start.
     */
    public void updateSilence() {
        if (!tryLock("till alerts: silence")) {
            return;
        }
        Instant now = clock.instant();
        boolean all = !now.isBefore(allUpdatedAt.plus(SETTLED)) || now.isBefore(allUpdatedAt);
        Map<UUID, Map<UUID, OffsetDateTime>> silent = silent(now);
        Set<UUID> stores = new HashSet<>(silent.keySet());
        stores.addAll(lastSilent.keySet());
        if (all) {
            alerts.openOfKinds(Set.of(AlertKind.SILENT)).forEach(alert -> stores.add(alert.storeId()));
        } else {
            stores.removeIf(store -> Objects.equals(silent.get(store), lastSilent.get(store)));
        }
        if (!stores.isEmpty()) {
            updateStores(stores, silent);
        }
        lastSilent = silent;
        allUpdatedAt = all ? now : allUpdatedAt;
    }

    /**
     * The silent terminals and since when, by store. Leaves out a terminal that has just fallen silent while most
     * others are late: they may fall silent with it.
     */
    private Map<UUID, Map<UUID, OffsetDateTime>> silent(Instant now) {
        Map<UUID, Map<UUID, OffsetDateTime>> silent = new HashMap<>();
        Sql.query(
                        em,
                        "with others as (select store_id, count(*) filter (where state = 'LATE') > count(*) filter (where state = 'ONLINE') as late"
                                + " from terminal_status group by store_id)"
                                + " select t.store_id, t.id, s.state_since from terminal_status s"
                                + " join terminal t on t.id = s.terminal_id join others on others.store_id = s.store_id"
                                + " where s.state = 'SILENT' and not t.blocked and (not others.late or s.state_since <= :spread)")
                .set("spread", now.minus(MASS_SILENCE_SPREAD))
                .list(Function.identity())
                .forEach(row -> silent.computeIfAbsent(row.id("store_id"), store -> new HashMap<>())
                        .put(row.id("id"), row.utc("state_since")));
        return silent;
    }

    private void updateStores(Set<UUID> stores, Map<UUID, Map<UUID, OffsetDateTime>> silent) {
        Map<UUID, Integer> online = Sql.query(
                        em,
                        "select t.store_id, count(*) as online from terminal_status s"
                                + " join terminal t on t.id = s.terminal_id"
                                + " where s.state in ('ONLINE', 'LATE') and not t.blocked group by t.store_id")
                .map(row -> row.id("store_id"), row -> row.integer("online"));
        Map<UUID, TerminalRef> byId = refs();
        for (StoreRef store : terminals.stores()) {
            if (stores.contains(store.id())) {
                List<SilentTerminal> terminalsOfStore = silent.getOrDefault(store.id(), Map.of()).entrySet().stream()
                        .map(terminal -> new SilentTerminal(byId.get(terminal.getKey()), terminal.getValue()))
                        .toList();
                silences.update(store, terminalsOfStore, online.getOrDefault(store.id(), 0));
            }
        }
    }

    /**
     * Reconciles the alerts about terminals' reports with the latest reports. Resolves those about refused callers once
     * the terminal has been identified again and not been refused for a minute.
     */
    public void updateReported() {
        if (!tryLock("till alerts: reported")) {
            return;
        }
        Instant now = clock.instant();
        TerminalAlertRules.Limits limits = TerminalAlertRules.Limits.of(config);
        Map<UUID, TerminalRef> byId = refs();
        Map<UUID, TerminalStatus> contacted = em
                .createQuery("select s from TerminalStatus s where s.lastSeen is not null", TerminalStatus.class)
                .getResultList()
                .stream()
                .filter(status -> byId.containsKey(status.terminalId))
                .collect(Collectors.toMap(status -> status.terminalId, Function.identity()));
        List<Cause> causes = contacted.values().stream()
                .flatMap(status ->
                        TerminalAlertRules.reported(byId.get(status.terminalId), status, limits, now).stream())
                .toList();
        reconcile(causes, REPORTED, now);
        alerts.openOfKinds(REFUSED).stream()
                .filter(alert -> contacted.containsKey(alert.terminalId()))
                .filter(alert -> contacted.get(alert.terminalId()).lastSeen.isAfter(alert.lastAt()))
                .filter(alert -> settled(alert.lastAt().toInstant(), now))
                .map(AlertView::terminalId)
                .distinct()
                .forEach(terminal -> alerts.identified(byId.get(terminal)));
    }

    /** Reconciles the alerts about missing receipts with the periods known to be incomplete. */
    public void updateGaps() {
        if (!tryLock("till alerts: gaps")) {
            return;
        }
        List<IncompletePeriod> incomplete = periods.knownGaps();
        List<Cause> causes = incomplete.isEmpty() ? List.of() : TerminalAlertRules.gaps(incomplete, refs());
        reconcile(causes, Set.of(AlertKind.RECEIPT_GAP), clock.instant());
    }

    /** Has the alerts of these kinds follow their causes, except those that came, went or changed within a minute. */
    private void reconcile(Collection<Cause> causes, Set<AlertKind> kinds, Instant now) {
        Map<String, AlertView> open = alerts.openOfKinds(kinds).stream()
                .filter(alert -> alert.terminalId() != null) // alerts about the server's own disks are not ours
                .collect(Collectors.toMap(AlertView::key, Function.identity()));
        Set<String> gone = new HashSet<>(open.keySet());
        List<Finding> found = new ArrayList<>();
        for (Cause cause : causes) {
            AlertView alert = open.get(cause.key());
            gone.remove(cause.key());
            lastSeen.put(cause.key(), now);
            if (alert == null
                    || (!alert.parameters().equals(cause.parameters())
                            && settled(alert.lastAt().toInstant(), now))) {
                found.add(Finding.of(cause));
            } else {
                open.remove(cause.key());
            }
        }
        for (String key : gone) {
            Instant last = lastSeen.putIfAbsent(key, now);
            if (last != null && settled(last, now)) {
                lastSeen.remove(key);
            } else {
                open.remove(key);
            }
        }
        reconciler.reconcile(open.values(), found);
    }

    private static boolean settled(Instant since, Instant now) {
        return !now.isBefore(since.plus(SETTLED));
    }

    private Map<UUID, TerminalRef> refs() {
        return terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity()));
    }

    /** Takes the lock for a piece of work until the end of this transaction; false when another server holds it. */
    private boolean tryLock(String work) {
        return Sql.query(em, "select pg_try_advisory_xact_lock(hashtextextended(:work, 0)) as locked")
                .set("work", work)
                .single(row -> row.flag("locked"));
    }
}
