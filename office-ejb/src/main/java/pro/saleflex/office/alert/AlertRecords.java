package pro.saleflex.office.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Queries and updates of the alerts' rows, for the facades of this package and within their transactions. */
@ApplicationScoped
public class AlertRecords {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    /** Takes the advisory lock of a cause until the transaction ends, so that any other server waits, too. */
    void lock(String key) {
        em.createNativeQuery("select count(pg_advisory_xact_lock(hashtextextended(?1, 0)))")
                .setParameter(1, key)
                .getResultList();
    }

    /**
     * Returns an alert's lock key. Silence is decided for a store as a whole, so its terminals share the store's lock.
     */
    static String lockFor(Alert alert) {
        return alert.kind == AlertKind.SILENT && alert.storeId != null
                ? AlertKind.SILENT.key("store", alert.storeId)
                : alert.causeKey;
    }

    /** Returns the open alert of a cause, or else the latest one. */
    Optional<Alert> latest(String key) {
        return em
                .createQuery("select a from Alert a where a.causeKey = :key order by a.openedAt desc", Alert.class)
                .setParameter("key", key)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }

    Optional<Alert> find(UUID id) {
        return Optional.ofNullable(em.find(Alert.class, id));
    }

    /** Returns an alert's current state, with the lock of its cause held. */
    Optional<Alert> locked(UUID id) {
        Optional<Alert> alert = find(id);
        alert.ifPresent(found -> {
            lock(lockFor(found));
            em.refresh(found);
        });
        return alert;
    }

    void add(Object entity) {
        em.persist(entity);
    }

    /** Returns the open alerts of these stores and of the server as a whole. */
    List<Alert> open(Set<UUID> storeIds) {
        return em
                .createQuery(
                        "select a from Alert a where a.resolvedAt is null order by a.firstAt desc, a.id", Alert.class)
                .getResultList()
                .stream()
                .filter(alert -> alert.storeId == null || storeIds.contains(alert.storeId))
                .toList();
    }

    List<Alert> openOfKinds(Collection<AlertKind> kinds) {
        return em.createQuery("select a from Alert a where a.resolvedAt is null and a.kind in :kinds", Alert.class)
                .setParameter("kinds", kinds)
                .getResultList();
    }

    List<AlertTerminal> members(UUID alertId) {
        return em.createQuery("select t from AlertTerminal t where t.alertId = :alert", AlertTerminal.class)
                .setParameter("alert", alertId)
                .getResultList();
    }

    void remove(AlertTerminal member) {
        em.remove(member);
    }

    /** Returns the terminals of mass-silence alerts, by alert id. */
    Map<UUID, Set<UUID>> members(Collection<Alert> alerts) {
        Map<UUID, Set<UUID>> members = new HashMap<>();
        List<UUID> massSilences = alerts.stream()
                .filter(alert -> alert.kind == AlertKind.SILENT && alert.terminalId == null)
                .map(alert -> alert.id)
                .toList();
        if (!massSilences.isEmpty()) {
            em.createQuery("select t from AlertTerminal t where t.alertId in :alerts", AlertTerminal.class)
                    .setParameter("alerts", massSilences)
                    .getResultList()
                    .forEach(member -> members.computeIfAbsent(member.alertId, id -> new HashSet<>())
                            .add(member.terminalId));
        }
        return members;
    }

    /** Returns the maintenance windows that are open at a time. */
    List<MaintenanceWindow> windows(OffsetDateTime at) {
        return em.createQuery(
                        "select w from MaintenanceWindow w where w.fromAt <= :at and w.untilAt > :at",
                        MaintenanceWindow.class)
                .setParameter("at", at)
                .getResultList();
    }

    /** Returns when alerts of these kinds were last resolved, by cause key; only those resolved after {@code since}. */
    Map<String, OffsetDateTime> lastResolved(Collection<AlertKind> kinds, OffsetDateTime since) {
        Map<String, OffsetDateTime> resolved = new HashMap<>();
        em.createQuery(
                        "select a.causeKey, max(a.resolvedAt) from Alert a where a.kind in :kinds"
                                + " and a.resolvedAt > :since group by a.causeKey",
                        Object[].class)
                .setParameter("kinds", kinds)
                .setParameter("since", since)
                .getResultList()
                .forEach(row -> resolved.put((String) row[0], (OffsetDateTime) row[1]));
        return resolved;
    }

    /** Returns up to what time the alerts of a kind are acknowledged, by terminal. */
    Map<UUID, OffsetDateTime> acknowledgedUpTo(AlertKind kind) {
        Map<UUID, OffsetDateTime> acknowledged = new HashMap<>();
        em.createQuery(
                        "select a.terminalId, max(a.lastAt) from Alert a where a.kind = :kind"
                                + " and a.acknowledgedAt is not null group by a.terminalId",
                        Object[].class)
                .setParameter("kind", kind)
                .getResultList()
                .forEach(row -> acknowledged.put((UUID) row[0], (OffsetDateTime) row[1]));
        return acknowledged;
    }

    /**
     * Deletes alerts that were resolved, and maintenance windows that ended, before a time. Returns how many alerts.
     */
    int removeEndedBefore(OffsetDateTime before) {
        int removed = em.createQuery("delete from Alert a where a.resolvedAt < :before")
                .setParameter("before", before)
                .executeUpdate();
        em.createQuery("delete from MaintenanceWindow w where w.untilAt < :before")
                .setParameter("before", before)
                .executeUpdate();
        return removed;
    }

    static OffsetDateTime utc(java.time.Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
