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
 * Alerts: raised and resolved by whoever finds something, seen and acknowledged by people. One alert stands per cause.
 *
 * <p>What raises and resolves runs in a transaction of its own, with the notifications it leads to, and may be called as
 * often as one likes, on several servers at once. A cause that is back within ten minutes opens the same alert again, and
 * that an alert is over is told ten minutes later, so that a flapping cause is told once.
 */
@Stateless
public class Alerts {
    /** How long alerts that are over are kept. */
    static final Duration KEPT = Duration.ofDays(400);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    AlertRecords records;

    @Inject
    AlertNotifier telling;

    @Inject
    AuditTrail audit;

    @Inject
    Event<AlertsChanged> changed;

    /** Raises an alert; one that stands for this cause counts up, and takes over severity and facts. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void raise(Cause cause) {
        OffsetDateTime now = now();
        records.lock(cause.key());
        Optional<Alert> latest = records.latest(cause.key());
        long times = latest.filter(alert -> alert.isOpen() || alert.reopens(now))
                .map(alert -> alert.times)
                .orElse(0L);
        stand(cause, latest, times + 1, now, now, now, records.windows(now));
    }

    /**
     * Brings an alert up to date whose cause is looked at regularly; raises it if it does not stand.
     *
     * @param times how many there are
     * @param firstAt the time of the first, for an alert that is new
     * @param lastAt the time of the latest
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void observe(Cause cause, long times, OffsetDateTime firstAt, OffsetDateTime lastAt) {
        OffsetDateTime now = now();
        records.lock(cause.key());
        stand(cause, records.latest(cause.key()), times, firstAt, lastAt, now, records.windows(now));
    }

    /** The cause is gone. Nothing happens when no alert stands for it. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void resolve(String causeKey) {
        OffsetDateTime now = now();
        records.lock(causeKey);
        records.latest(causeKey).filter(Alert::isOpen).ifPresent(alert -> end(alert, now, records.windows(now)));
    }

    /**
     * A terminal proved itself: that it was turned away before is over. Call it when a terminal is heard of again and no
     * longer turned away; not for each call.
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
     * Says which tills of a store are silent now. Many that fell silent together are one alert of the store (at least three
     * within 30 s, and more than half of those that were online), the others one each; who is not named is back. Call it
     * whenever a till turns silent or comes back, and regularly.
     *
     * @param store the store
     * @param silent all its silent tills
     * @param online how many of its tills are online, late ones included
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void silence(StoreRef store, Collection<SilentTerminal> silent, int online) {
        OffsetDateTime now = now();
        String storeKey = AlertKind.SILENT.key("store", store.id());
        records.lock(storeKey);
        List<MaintenanceWindow> windows = records.windows(now);
        Map<UUID, SilentTerminal> byId =
                silent.stream().collect(Collectors.toMap(till -> till.terminal().id(), Function.identity()));
        Map<UUID, Alert> ofTills = records.openOfKinds(Set.of(AlertKind.SILENT)).stream()
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
            Alert whole = together(store, together, byId, members.keySet(), latest, now, windows);
            together.stream()
                    .map(ofTills::remove)
                    .filter(alert -> alert != null)
                    .forEach(alert -> {
                        alert.resolvedAt = now;
                        alert.joinedAlertId = whole.id;
                        alert.toldSeverity = null;
                    });
        } else {
            latest.filter(Alert::isOpen).ifPresent(alert -> end(alert, now, windows));
        }
        for (SilentTerminal till : silent) {
            UUID id = till.terminal().id();
            if (!together.contains(id) && ofTills.remove(id) == null) {
                Cause cause = Cause.at(till.terminal(), AlertKind.SILENT, Severity.WARNING, Map.of());
                Optional<Alert> last = records.latest(cause.key());
                long times = last.filter(alert -> alert.reopens(now))
                        .map(alert -> alert.times)
                        .orElse(0L);
                stand(cause, last, times + 1, till.since(), now, now, windows);
            }
        }
        ofTills.values().forEach(alert -> end(alert, now, windows));
    }

    private Alert together(
            StoreRef store,
            Set<UUID> together,
            Map<UUID, SilentTerminal> silent,
            Set<UUID> members,
            Optional<Alert> latest,
            OffsetDateTime now,
            List<MaintenanceWindow> windows) {
        List<SilentTerminal> tills = together.stream()
                .map(silent::get)
                .sorted(Comparator.comparingInt(till -> till.terminal().number()))
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
                        Integer.toString(tills.size()),
                        "tills",
                        tills.stream().map(till -> till.terminal().code()).collect(Collectors.joining(", "))));
        Optional<Alert> standing = latest.filter(Alert::isOpen);
        Alert alert;
        if (standing.isPresent() && members.containsAll(together)) {
            alert = standing.get(); // fewer than before, or the same: nothing happened again
            Map<String, String> before = AlertParameters.fromText(alert.facts);
            if (!before.equals(cause.parameters())) {
                alert.update(cause, alert.times, alert.lastAt);
                changed.fire(new AlertsChanged(store.id()));
            }
        } else {
            OffsetDateTime since = tills.stream()
                    .map(SilentTerminal::since)
                    .min(Comparator.naturalOrder())
                    .orElse(now);
            long times = latest.filter(last -> last.isOpen() || last.reopens(now))
                    .map(last -> last.times)
                    .orElse(0L);
            alert = stand(cause, latest, times + 1, since, now, now, windows);
        }
        UUID id = alert.id;
        tills.stream()
                .filter(till -> !members.contains(till.terminal().id()))
                .forEach(till ->
                        records.add(new AlertTerminal(id, till.terminal().id(), till.since())));
        return alert;
    }

    /** A till that somebody works on says nothing about the others. */
    private static List<Silence> withoutMaintained(Collection<SilentTerminal> silent, List<MaintenanceWindow> windows) {
        Set<UUID> maintained =
                windows.stream().map(window -> window.terminalId).collect(Collectors.toCollection(HashSet::new));
        return silent.stream()
                .filter(till -> !maintained.contains(till.terminal().id()))
                .map(till -> new Silence(till.terminal().id(), till.since()))
                .toList();
    }

    private Alert stand(
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
                telling.takeBackEnd(alert);
            }
            alert.update(cause, times, lastAt);
        } else {
            alert = new Alert(cause, times, firstAt, lastAt, now);
            alert.inMaintenance = MaintenanceWindow.covers(windows, alert);
            records.add(alert);
            em.flush(); // before what refers to it
        }
        telling.tellNews(alert, windows, now);
        changed.fire(new AlertsChanged(alert.storeId));
        return alert;
    }

    private void end(Alert alert, OffsetDateTime now, List<MaintenanceWindow> windows) {
        alert.resolvedAt = now;
        telling.tellEnd(alert, windows, now);
        changed.fire(new AlertsChanged(alert.storeId));
    }

    /**
     * Somebody has seen an alert. Nothing is told about it any more unless it gets worse. An alert about conflicts is over
     * with it, and further conflicts are a new one.
     *
     * @param note what was noted; may be empty
     * @param actor the portal user's name
     * @return whether there is such an alert
     */
    public boolean acknowledge(UUID id, String note, String actor) {
        Optional<Alert> alert = records.locked(id);
        alert.ifPresent(found -> {
            OffsetDateTime now = now();
            boolean stood = found.isOpen();
            found.acknowledge(actor, note == null ? "" : note, now);
            if (stood && !found.isOpen()) {
                end(found, now, records.windows(now));
            }
            audit.add(actor, "alert.acknowledge", found.causeKey, found.acknowledgement);
            changed.fire(new AlertsChanged(found.storeId));
        });
        return alert.isPresent();
    }

    /**
     * Tells nobody about an alert before a time. If it stands then and nobody was told of it, it is told.
     *
     * @param until a time in the past ends the silence now
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

    /** An alert by its id. */
    public Optional<AlertView> find(UUID id) {
        return records.find(id).map(alert -> views(List.of(alert)).get(0));
    }

    /** The alerts that stand, of these stores and of the server as a whole: the worst first, then the latest. */
    public List<AlertView> open(Set<UUID> storeIds) {
        return views(records.open(storeIds)).stream()
                .sorted(Comparator.comparing(AlertView::severity).reversed())
                .toList();
    }

    /** The alerts of these kinds that stand, of all stores. For who decides whether they still do. */
    public List<AlertView> openOfKinds(Set<AlertKind> kinds) {
        return views(records.openOfKinds(kinds));
    }

    /** How many alerts stand per severity, as {@link #open}; without those that are muted or in maintenance. */
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

    /** A page of the past, standing alerts included, the latest first. Those that became part of another are left out. */
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

    /** Alerts that stand and were not told although they should be now. Called by the watch. */
    public List<UUID> unannounced() {
        OffsetDateTime now = now();
        List<MaintenanceWindow> windows = records.windows(now);
        return records.openOfKinds(Set.of(AlertKind.values())).stream()
                .filter(alert -> telling.isNews(alert, windows, now))
                .map(alert -> alert.id)
                .toList();
    }

    /** Tells an alert if it is still to be told. Called by the watch. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void announce(UUID id) {
        OffsetDateTime now = now();
        records.locked(id).ifPresent(alert -> telling.tellNews(alert, records.windows(now), now));
    }

    /** Removes alerts that were over for 400 days, and windows. Called by the keeper. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int removeOld() {
        return records.removeOver(now().minus(KEPT));
    }

    private OffsetDateTime now() {
        return AlertRecords.utc(clock.instant());
    }
}
