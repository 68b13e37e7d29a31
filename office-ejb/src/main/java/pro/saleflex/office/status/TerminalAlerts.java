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
import java.time.ZoneOffset;
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
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.alert.SilentTerminal;
import pro.saleflex.office.closure.IncompletePeriod;
import pro.saleflex.office.closure.PeriodChecks;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Reads how the tills are doing, and has alerts raised, resolved and brought up to date accordingly. Called by
 * {@link SilenceWatch} and {@link TerminalAlertTimer}; writes only where something changed.
 *
 * <p>Each method works under a lock in the database of its own, and does nothing while another server has it: so what it
 * reads is the latest, and what happened once counts once. What is kept in memory only saves work, or damps.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class TerminalAlerts {
    /**
     * A cause that comes and goes, such as a printer that fails in one of ten heartbeats, stands until it was gone for so
     * long, and what is told about it is brought up to date no more often.
     */
    static final Duration SETTLED = Duration.ofMinutes(1);

    /** What silences a store silences its tills one after the other, within their interval of 5 s. */
    private static final Duration ONE_AFTER_THE_OTHER = Duration.ofSeconds(6);

    private static final Set<AlertKind> REPORTED =
            Set.of(AlertKind.PERIPHERAL_ERROR, AlertKind.DOCUMENTS_WAITING, AlertKind.CLOCK_SKEW, AlertKind.LOW_DISK);
    private static final Set<AlertKind> TURNED_AWAY = Set.of(AlertKind.CALLER_REFUSED, AlertKind.SECRET_REVOKED_USED);

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

    /** When this server saw each cause last. */
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    /** Store to its silent tills, each with the time since when: as this server said it last. */
    private volatile Map<UUID, Map<UUID, OffsetDateTime>> said = Map.of();

    private volatile Instant allSaidAt = Instant.MIN;

    /** Says which tills are silent, for each store where that changed; once a minute, and after a start, for all. */
    public void silence() {
        if (!alone("till alerts: silence")) {
            return;
        }
        Instant now = clock.instant();
        boolean all = !now.isBefore(allSaidAt.plus(SETTLED)) || now.isBefore(allSaidAt);
        Map<UUID, Map<UUID, OffsetDateTime>> silent = silent(now);
        Set<UUID> stores = new HashSet<>(silent.keySet());
        stores.addAll(said.keySet());
        if (all) {
            alerts.standing(Set.of(AlertKind.SILENT)).forEach(alert -> stores.add(alert.storeId()));
        } else {
            stores.removeIf(store -> Objects.equals(silent.get(store), said.get(store)));
        }
        if (!stores.isEmpty()) {
            say(stores, silent);
        }
        said = silent;
        allSaidAt = all ? now : allSaidAt;
    }

    /** A till that has just fallen silent is not told of yet while most others are late: they may fall silent with it. */
    private Map<UUID, Map<UUID, OffsetDateTime>> silent(Instant now) {
        Map<UUID, Map<UUID, OffsetDateTime>> silent = new HashMap<>();
        List<?> found = em.createNativeQuery("with others as (select store_id,"
                        + " count(*) filter (where state = 'LATE') > count(*) filter (where state = 'ONLINE') as late"
                        + " from terminal_status group by store_id)"
                        + " select t.store_id, t.id, s.state_since from terminal_status s"
                        + " join terminal t on t.id = s.terminal_id join others on others.store_id = s.store_id"
                        + " where s.state = 'SILENT' and not t.blocked and (not others.late or s.state_since <= ?1)")
                .setParameter(1, now.minus(ONE_AFTER_THE_OTHER).atOffset(ZoneOffset.UTC))
                .getResultList();
        for (Row row :
                found.stream().map(columns -> new Row((Object[]) columns)).toList()) {
            silent.computeIfAbsent(row.id(), store -> new HashMap<>())
                    .put(row.id(), row.instant().atOffset(ZoneOffset.UTC));
        }
        return silent;
    }

    private void say(Set<UUID> stores, Map<UUID, Map<UUID, OffsetDateTime>> silent) {
        Map<UUID, Integer> online = rows("select t.store_id, count(*) from terminal_status s"
                        + " join terminal t on t.id = s.terminal_id"
                        + " where s.state in ('ONLINE', 'LATE') and not t.blocked group by t.store_id")
                .stream()
                .collect(Collectors.toMap(Row::id, row -> row.number().intValue()));
        Map<UUID, TerminalRef> byId = refs();
        for (StoreRef store : terminals.stores()) {
            if (stores.contains(store.id())) {
                List<SilentTerminal> tills = silent.getOrDefault(store.id(), Map.of()).entrySet().stream()
                        .map(till -> new SilentTerminal(byId.get(till.getKey()), till.getValue()))
                        .toList();
                alerts.silence(store, tills, online.getOrDefault(store.id(), 0));
            }
        }
    }

    /**
     * Compares what tills reported with the alerts that stand about it. Ends those about tills that were turned away, when
     * they were heard of since and not turned away for a minute.
     */
    public void reported() {
        if (!alone("till alerts: reported")) {
            return;
        }
        Instant now = clock.instant();
        TerminalAlertRules.Limits limits = TerminalAlertRules.Limits.of(config);
        Map<UUID, TerminalRef> byId = refs();
        Map<UUID, TerminalStatus> heardOf = em
                .createQuery("select s from TerminalStatus s where s.lastSeen is not null", TerminalStatus.class)
                .getResultList()
                .stream()
                .filter(status -> byId.containsKey(status.terminalId))
                .collect(Collectors.toMap(status -> status.terminalId, Function.identity()));
        List<Cause> causes = heardOf.values().stream()
                .flatMap(status -> TerminalAlertRules.reported(byId.get(status.terminalId), status, limits, now).stream())
                .toList();
        settle(causes, REPORTED, now);
        alerts.standing(TURNED_AWAY).stream()
                .filter(alert -> heardOf.containsKey(alert.terminalId()))
                .filter(alert -> heardOf.get(alert.terminalId()).lastSeen.isAfter(alert.lastAt()))
                .filter(alert -> settled(alert.lastAt().toInstant(), now))
                .map(AlertView::terminalId)
                .distinct()
                .forEach(terminal -> alerts.identified(byId.get(terminal)));
    }

    /** Compares the receipts that are missing with the alerts that stand about them. */
    public void gaps() {
        if (!alone("till alerts: gaps")) {
            return;
        }
        List<IncompletePeriod> lacking = periods.knownGaps();
        List<Cause> causes = lacking.isEmpty() ? List.of() : TerminalAlertRules.gaps(lacking, refs());
        settle(causes, Set.of(AlertKind.RECEIPT_GAP), clock.instant());
    }

    private void settle(Collection<Cause> causes, Set<AlertKind> kinds, Instant now) {
        Map<String, AlertView> gone = alerts.standing(kinds).stream()
                .filter(alert -> alert.terminalId() != null) // the server's own disks are not looked at here
                .collect(Collectors.toMap(AlertView::key, Function.identity()));
        for (Cause cause : causes) {
            AlertView alert = gone.remove(cause.key());
            seen.put(cause.key(), now);
            if (alert == null) {
                alerts.raise(cause);
            } else if (!alert.facts().equals(cause.facts())
                    && settled(alert.lastAt().toInstant(), now)) {
                alerts.observe(cause, alert.times(), alert.firstAt(), now.atOffset(ZoneOffset.UTC));
            }
        }
        for (String key : gone.keySet()) {
            Instant last = seen.putIfAbsent(key, now);
            if (last != null && settled(last, now)) {
                alerts.resolve(key);
                seen.remove(key);
            }
        }
    }

    private static boolean settled(Instant since, Instant now) {
        return !now.isBefore(since.plus(SETTLED));
    }

    private Map<UUID, TerminalRef> refs() {
        return terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity()));
    }

    private List<Row> rows(String sql) {
        List<?> rows = em.createNativeQuery(sql).getResultList();
        return rows.stream()
                .map(row -> new Row(row instanceof Object[] columns ? columns : new Object[] {row}))
                .toList();
    }

    /** Whether nobody else does the same at this moment; nobody begins before this transaction ends. */
    private boolean alone(String work) {
        return (Boolean) em.createNativeQuery("select pg_try_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, work)
                .getSingleResult();
    }
}
