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

/** The alerts' rows, for the doors of this package and within their transactions. */
@ApplicationScoped
public class AlertRecords {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    /** Makes everybody else who deals with this cause wait until the transaction ends, on any server. */
    void lock(String key) {
        em.createNativeQuery("select count(pg_advisory_xact_lock(hashtextextended(?1, 0)))")
                .setParameter(1, key)
                .getResultList();
    }

    /** The lock for an alert: what a store's tills are silent about is decided for the store as a whole. */
    static String lockFor(Alert alert) {
        return alert.kind == AlertKind.SILENT && alert.storeId != null
                ? AlertKind.SILENT.key("store", alert.storeId)
                : alert.causeKey;
    }

    /** The alert that stands for a cause, or the one that did last. */
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

    /** An alert as it is now, locked against whoever deals with its cause. */
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

    /** The alerts that stand, of some stores and of the server as a whole. */
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

    /** What alerts of whole stores are about: alert to tills. */
    Map<UUID, Set<UUID>> members(Collection<Alert> alerts) {
        Map<UUID, Set<UUID>> members = new HashMap<>();
        List<UUID> together = alerts.stream()
                .filter(alert -> alert.kind == AlertKind.SILENT && alert.terminalId == null)
                .map(alert -> alert.id)
                .toList();
        if (!together.isEmpty()) {
            em.createQuery("select t from AlertTerminal t where t.alertId in :alerts", AlertTerminal.class)
                    .setParameter("alerts", together)
                    .getResultList()
                    .forEach(member -> members.computeIfAbsent(member.alertId, id -> new HashSet<>())
                            .add(member.terminalId));
        }
        return members;
    }

    /** The maintenance windows that are open at a time. */
    List<MaintenanceWindow> windows(OffsetDateTime at) {
        return em.createQuery(
                        "select w from MaintenanceWindow w where w.fromAt <= :at and w.untilAt > :at",
                        MaintenanceWindow.class)
                .setParameter("at", at)
                .getResultList();
    }

    /** When causes of these kinds were gone last, since a time. */
    Map<String, OffsetDateTime> ended(Collection<AlertKind> kinds, OffsetDateTime since) {
        Map<String, OffsetDateTime> ended = new HashMap<>();
        em.createQuery(
                        "select a.causeKey, max(a.resolvedAt) from Alert a where a.kind in :kinds"
                                + " and a.resolvedAt > :since group by a.causeKey",
                        Object[].class)
                .setParameter("kinds", kinds)
                .setParameter("since", since)
                .getResultList()
                .forEach(row -> ended.put((String) row[0], (OffsetDateTime) row[1]));
        return ended;
    }

    /** Up to what time somebody has seen the terminals' alerts of a kind. */
    Map<UUID, OffsetDateTime> settled(AlertKind kind) {
        Map<UUID, OffsetDateTime> settled = new HashMap<>();
        em.createQuery(
                        "select a.terminalId, max(a.lastAt) from Alert a where a.kind = :kind"
                                + " and a.acknowledgedAt is not null group by a.terminalId",
                        Object[].class)
                .setParameter("kind", kind)
                .getResultList()
                .forEach(row -> settled.put((UUID) row[0], (OffsetDateTime) row[1]));
        return settled;
    }

    /** Removes what was over before a time. */
    int removeOver(OffsetDateTime before) {
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
