package pro.saleflex.office.alert;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * Raises and resolves alerts for whoever finds something, and lets people view, acknowledge and mute them. There is one
 * open alert per cause.
 *
 * <p>Raising and resolving run in a transaction of their own, together with the deliveries they queue. Both may
 * be called any number of times, on several servers at once. A cause that returns within ten minutes reopens its alert,
 * and the end of an alert is announced only after ten minutes, so that a flapping cause is announced once.
 */
@Stateless
public class Alerts {
    /** How long resolved alerts are kept. */
    static final Duration KEPT = Duration.ofDays(400);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    AlertRecords records;

    @Inject
    AlertLifecycle lifecycle;

    @Inject
    AlertNotifier notifier;

    @Inject
    AuditTrail audit;

    @Inject
    Event<AlertsChanged> changed;

    /** Raises an alert. If one is open for this cause, counts it up and updates its severity and parameters. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void raise(Cause cause) {
        OffsetDateTime now = now();
        records.lock(cause.key());
        Optional<Alert> latest = records.latest(cause.key());
        long times = latest.filter(alert -> alert.isOpen() || alert.reopens(now))
                .map(alert -> alert.times)
                .orElse(0L);
        lifecycle.openOrUpdate(cause, latest, times + 1, now, now, now, records.windows(now));
    }

    /**
     * Updates the alert of a cause that is checked regularly; raises it if none is open.
     *
     * @param times number of occurrences
     * @param firstAt time of the first occurrence, for a new alert
     * @param lastAt time of the latest occurrence
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void observe(Cause cause, long times, OffsetDateTime firstAt, OffsetDateTime lastAt) {
        OffsetDateTime now = now();
        records.lock(cause.key());
        lifecycle.openOrUpdate(cause, records.latest(cause.key()), times, firstAt, lastAt, now, records.windows(now));
    }

    /** Resolves the alert of a cause that is gone. Does nothing if none is open. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void resolve(String causeKey) {
        OffsetDateTime now = now();
        records.lock(causeKey);
        records.latest(causeKey)
                .filter(Alert::isOpen)
                .ifPresent(alert -> lifecycle.end(alert, now, records.windows(now)));
    }

    /**
     * Resolves the alerts about refused calls of a terminal that has authenticated since. Call it when a terminal is
     * heard from again and no longer refused, not on every call.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void identified(TerminalRef terminal) {
        OffsetDateTime now = now();
        records.openOfKinds(AlertRules.REFUSED_CALLERS).stream()
                .filter(alert -> terminal.id().equals(alert.terminalId))
                .map(alert -> alert.causeKey)
                .sorted()
                .forEach(key -> {
                    records.lock(key);
                    records.latest(key).filter(Alert::isOpen).ifPresent(alert -> {
                        em.refresh(alert);
                        if (alert.isOpen()) {
                            lifecycle.end(alert, now, records.windows(now));
                        }
                    });
                });
    }

    /**
     * Acknowledges an alert. Nothing is announced about it any more unless it gets worse. This resolves an alert about
     * conflicts or duplicate numbers; further ones open a new alert.
     *
     * @param note the user's note; may be empty
     * @param actor the portal user's name
     * @return whether there is such an alert
     */
    public boolean acknowledge(UUID id, String note, String actor) {
        Optional<Alert> alert = records.locked(id);
        alert.ifPresent(found -> {
            OffsetDateTime now = now();
            boolean wasOpen = found.isOpen();
            found.acknowledge(actor, note == null ? "" : note, now);
            if (wasOpen && !found.isOpen()) {
                lifecycle.end(found, now, records.windows(now));
            }
            audit.add(actor, "alert.acknowledge", found.causeKey, found.acknowledgement);
            changed.fire(new AlertsChanged(found.storeId));
        });
        return alert.isPresent();
    }

    /**
     * Mutes an alert until a time. If it is still open then and was not announced, it is announced.
     *
     * @param until a time in the past unmutes it now
     * @param actor the portal user's name
     * @return whether there is such an alert
     */
    public boolean mute(UUID id, OffsetDateTime until, String actor) {
        Optional<Alert> alert = records.locked(id);
        alert.ifPresent(found -> {
            found.mutedUntil = until;
            audit.add(actor, "alert.mute", found.causeKey, "until " + until.toInstant());
            changed.fire(new AlertsChanged(found.storeId));
        });
        return alert.isPresent();
    }

    /** Returns the alert with this id, if there is one. */
    public Optional<AlertView> find(UUID id) {
        return records.find(id).map(alert -> views(List.of(alert)).get(0));
    }

    /** Returns the open alerts of these stores and of the server as a whole: the worst first, then the latest. */
    public List<AlertView> open(Set<UUID> storeIds) {
        return views(records.open(storeIds)).stream()
                .sorted(Comparator.comparing(AlertView::severity).reversed())
                .toList();
    }

    /**
     * Returns the open alerts of these kinds, of all stores. For checks that decide whether their causes still exist.
     */
    public List<AlertView> openOfKinds(Set<AlertKind> kinds) {
        return views(records.openOfKinds(kinds));
    }

    /** Counts the alerts that {@link #open} returns, per severity, leaving out muted ones and those in maintenance. */
    public Map<Severity, Long> counts(Set<UUID> storeIds) {
        OffsetDateTime now = now();
        Map<Severity, Long> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(severity, 0L);
        }
        open(storeIds).stream()
                .filter(alert -> !alert.inMaintenance())
                .filter(alert -> alert.mutedUntil() == null || !now.isBefore(alert.mutedUntil()))
                .forEach(alert -> counts.merge(alert.severity(), 1L, Long::sum));
        return counts;
    }

    /**
     * Returns a page of the history, open alerts included, the latest first, without alerts that were merged into
     * others.
     */
    public AlertPage history(HistoryQuery query) {
        String where = " from Alert a where a.joinedAlertId is null and a.firstAt < :until"
                + " and (a.resolvedAt is null or a.resolvedAt >= :from)"
                + (query.storeIds().isEmpty()
                        ? " and a.storeId is null"
                        : " and (a.storeId is null or a.storeId in :stores)")
                + (query.kind().isPresent() ? " and a.kind = :kind" : "")
                + (query.terminalId().isPresent()
                        ? " and (a.terminalId = :terminal or exists"
                                + " (select t from AlertTerminal t where t.alertId = a.id and t.terminalId = :terminal))"
                        : "");
        List<Alert> page = bound(
                        em.createQuery("select a" + where + " order by a.firstAt desc, a.id", Alert.class), query)
                .setFirstResult(query.offset())
                .setMaxResults(query.limit())
                .getResultList();
        long total = bound(em.createQuery("select count(a)" + where, Long.class), query)
                .getSingleResult();
        return new AlertPage(views(page), total);
    }

    private static <T> TypedQuery<T> bound(TypedQuery<T> query, HistoryQuery values) {
        query.setParameter("from", values.from()).setParameter("until", values.until());
        if (!values.storeIds().isEmpty()) {
            query.setParameter("stores", values.storeIds());
        }
        values.kind().ifPresent(kind -> query.setParameter("kind", kind));
        values.terminalId().ifPresent(terminal -> query.setParameter("terminal", terminal));
        return query;
    }

    private List<AlertView> views(List<Alert> alerts) {
        List<MaintenanceWindow> windows = records.windows(now());
        Map<UUID, Set<UUID>> members = new HashMap<>(records.members(alerts));
        return alerts.stream()
                .map(alert -> alert.view(
                        MaintenanceWindow.covers(windows, alert),
                        alert.terminalId == null
                                ? Set.copyOf(members.getOrDefault(alert.id, Set.of()))
                                : Set.of(alert.terminalId)))
                .toList();
    }

    /** Returns the open alerts that are to be announced now and have not been. Called by {@link AlertScan}. */
    public List<UUID> unannounced() {
        OffsetDateTime now = now();
        List<MaintenanceWindow> windows = records.windows(now);
        return records.openOfKinds(Set.of(AlertKind.values())).stream()
                .filter(alert -> notifier.isNews(alert, windows, now))
                .map(alert -> alert.id)
                .toList();
    }

    /** Announces an alert if that is still due. Called by {@link AlertScan}. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void announce(UUID id) {
        OffsetDateTime now = now();
        records.locked(id).ifPresent(alert -> notifier.announceIfNews(alert, records.windows(now), now));
    }

    /**
     * Deletes alerts that were resolved, and maintenance windows that ended, more than 400 days ago. Called by
     * {@link AlertKeeper}.
     *
     * @return how many alerts it deleted
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int removeOld() {
        return records.removeEndedBefore(now().minus(KEPT));
    }

    private OffsetDateTime now() {
        return AlertRecords.utc(clock.instant());
    }
}
