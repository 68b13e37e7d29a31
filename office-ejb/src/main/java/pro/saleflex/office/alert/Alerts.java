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
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.alert.MassSilenceRule.Silence;
import pro.saleflex.office.terminal.StoreRef;
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
        openOrUpdate(cause, latest, times + 1, now, now, now, records.windows(now));
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
        openOrUpdate(cause, records.latest(cause.key()), times, firstAt, lastAt, now, records.windows(now));
    }

    /** Resolves the alert of a cause that is gone. Does nothing if none is open. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void resolve(String causeKey) {
        OffsetDateTime now = now();
        records.lock(causeKey);
        records.latest(causeKey).filter(Alert::isOpen).ifPresent(alert -> end(alert, now, records.windows(now)));
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
                            end(alert, now, records.windows(now));
                        }
                    });
                });
    }

    /**
     * Reports which terminals of a store are silent now. Many that fell silent together are one alert of the store (at
     * least three within 30 s, and more than half of those that were online), the others one alert each. Terminals that
     * are not named are back. Call it whenever a terminal falls silent or comes back, and regularly.
     *
     * @param store the store
     * @param silent all its silent terminals
     * @param online how many of its terminals are online, late ones included
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void silence(StoreRef store, Collection<SilentTerminal> silent, int online) {
        OffsetDateTime now = now();
        String storeKey = AlertKind.SILENT.key("store", store.id());
        records.lock(storeKey);
        List<MaintenanceWindow> windows = records.windows(now);
        Map<UUID, SilentTerminal> byId =
                silent.stream().collect(Collectors.toMap(each -> each.terminal().id(), Function.identity()));
        Map<UUID, Alert> ofTerminals = records.openOfKinds(Set.of(AlertKind.SILENT)).stream()
                .filter(alert -> store.id().equals(alert.storeId) && alert.terminalId != null)
                .collect(Collectors.toMap(alert -> alert.terminalId, Function.identity()));
        Optional<Alert> latest = records.latest(storeKey);
        Map<UUID, AlertTerminal> members = latest.filter(Alert::isOpen).stream()
                .flatMap(alert -> records.members(alert.id).stream())
                .collect(Collectors.toMap(member -> member.terminalId, Function.identity()));
        Set<UUID> together = MassSilenceRule.together(withoutMaintained(silent, windows), members.keySet(), online);

        members.values().stream()
                .filter(member -> !together.contains(member.terminalId))
                .forEach(records::remove);
        if (!together.isEmpty()) {
            Alert mass = massSilence(store, together, byId, members.keySet(), latest, now, windows);
            together.stream()
                    .map(ofTerminals::remove)
                    .filter(alert -> alert != null)
                    .forEach(alert -> {
                        alert.resolvedAt = now;
                        alert.joinedAlertId = mass.id;
                        alert.toldSeverity = null;
                    });
        } else {
            latest.filter(Alert::isOpen).ifPresent(alert -> end(alert, now, windows));
        }
        for (SilentTerminal each : silent) {
            UUID id = each.terminal().id();
            if (!together.contains(id) && ofTerminals.remove(id) == null) {
                Cause cause = Cause.at(each.terminal(), AlertKind.SILENT, Severity.WARNING, Map.of());
                Optional<Alert> last = records.latest(cause.key());
                long times = last.filter(alert -> alert.reopens(now))
                        .map(alert -> alert.times)
                        .orElse(0L);
                openOrUpdate(cause, last, times + 1, each.since(), now, now, windows);
            }
        }
        ofTerminals.values().forEach(alert -> end(alert, now, windows));
    }

    private Alert massSilence(
            StoreRef store,
            Set<UUID> together,
            Map<UUID, SilentTerminal> silent,
            Set<UUID> members,
            Optional<Alert> latest,
            OffsetDateTime now,
            List<MaintenanceWindow> windows) {
        List<SilentTerminal> terminals = together.stream()
                .map(silent::get)
                .sorted(Comparator.comparingInt(each -> each.terminal().number()))
                .toList();
        Cause cause = new Cause(
                AlertKind.SILENT,
                Severity.CRITICAL,
                store.id(),
                null,
                AlertKind.SILENT.key("store", store.id()),
                Map.of(
                        AlertKind.WORDING,
                        "together",
                        "store",
                        store.name(),
                        "number",
                        Integer.toString(terminals.size()),
                        "tills",
                        terminals.stream().map(each -> each.terminal().code()).collect(Collectors.joining(", "))));
        Optional<Alert> open = latest.filter(Alert::isOpen);
        Alert alert;
        if (open.isPresent() && members.containsAll(together)) {
            alert = open.get(); // the same terminals or fewer, so nothing new happened
            Map<String, String> before = AlertParameters.fromText(alert.facts);
            if (!before.equals(cause.parameters())) {
                alert.update(cause, alert.times, alert.lastAt);
                changed.fire(new AlertsChanged(store.id()));
            }
        } else {
            OffsetDateTime since = terminals.stream()
                    .map(SilentTerminal::since)
                    .min(Comparator.naturalOrder())
                    .orElse(now);
            long times = latest.filter(last -> last.isOpen() || last.reopens(now))
                    .map(last -> last.times)
                    .orElse(0L);
            alert = openOrUpdate(cause, latest, times + 1, since, now, now, windows);
        }
        UUID id = alert.id;
        terminals.stream()
                .filter(each -> !members.contains(each.terminal().id()))
                .forEach(each ->
                        records.add(new AlertTerminal(id, each.terminal().id(), each.since())));
        return alert;
    }

    /** Leaves out terminals under maintenance: their silence says nothing about the others. */
    private static List<Silence> withoutMaintained(Collection<SilentTerminal> silent, List<MaintenanceWindow> windows) {
        Set<UUID> maintained =
                windows.stream().map(window -> window.terminalId).collect(Collectors.toCollection(HashSet::new));
        return silent.stream()
                .filter(each -> !maintained.contains(each.terminal().id()))
                .map(each -> new Silence(each.terminal().id(), each.since()))
                .toList();
    }

    private Alert openOrUpdate(
            Cause cause,
            Optional<Alert> latest,
            long times,
            OffsetDateTime firstAt,
            OffsetDateTime lastAt,
            OffsetDateTime now,
            List<MaintenanceWindow> windows) {
        Alert alert;
        if (latest.isPresent() && (latest.get().isOpen() || latest.get().reopens(now))) {
            alert = latest.get();
            if (!alert.isOpen()) {
                alert.reopen(now);
                notifier.cancelEnd(alert);
            }
            alert.update(cause, times, lastAt);
        } else {
            alert = new Alert(cause, times, firstAt, lastAt, now);
            alert.inMaintenance = MaintenanceWindow.covers(windows, alert);
            records.add(alert);
            em.flush(); // the rows written next refer to it
        }
        notifier.announceIfNews(alert, windows, now);
        changed.fire(new AlertsChanged(alert.storeId));
        return alert;
    }

    private void end(Alert alert, OffsetDateTime now, List<MaintenanceWindow> windows) {
        alert.resolvedAt = now;
        notifier.announceEnd(alert, windows, now);
        changed.fire(new AlertsChanged(alert.storeId));
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
                end(found, now, records.windows(now));
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

    /** Returns the open alerts of these kinds, of all stores. For whoever decides whether their causes still hold. */
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
