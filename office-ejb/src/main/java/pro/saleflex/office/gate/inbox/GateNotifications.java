package pro.saleflex.office.gate.inbox;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.document.WireId;
import pro.saleflex.office.platform.JobName;
import pro.saleflex.office.platform.LeasedJobs;

/**
 * GATE's notifications: delivered to terminals until they confirm them, shown to people, and returned to GATE as read
 * once all recipients have confirmed them or somebody has read them in the portal.
 */
@Stateless
public class GateNotifications {
    /** Name of the job that returns read notifications to GATE. */
    static final JobName RETURNS = JobName.of(JobName.Kind.NOTIFICATION_RETURNS);

    private static final int PAGE_SIZE = 50;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    LeasedJobs jobs;

    @Inject
    NotificationStore store;

    @Inject
    AuditTrail audit;

    /**
     * Returns the notifications for these stores, unread ones first, then the latest first: those for one of their
     * terminals, for a whole store, or for recipients that do not exist here.
     *
     * @param limit maximum number
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<GateNotification> list(Set<UUID> storeIds, int limit) {
        return store.list(storeIds, limit);
    }

    /**
     * Returns a terminal's unconfirmed, unexpired notifications, the oldest first, at most 50; marks them as given to
     * the terminal.
     */
    public List<Given> openFor(UUID terminalId) {
        OffsetDateTime now = now();
        List<?> rows = em.createNativeQuery("select n.id, n.type, n.title, n.body, n.created_at, t.given_at"
                        + " from gate_notification_terminal t join gate_notification n on n.id = t.notification_id"
                        + " where t.terminal_id = ?1 and t.confirmed_at is null"
                        + " and (n.expires_at is null or n.expires_at > ?2)"
                        + " order by n.received_at, n.id limit " + PAGE_SIZE)
                .setParameter(1, terminalId)
                .setParameter(2, now)
                .getResultList();
        List<Given> open = new ArrayList<>();
        boolean anyNew = false;
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            anyNew |= row[5] == null;
            open.add(new Given(
                    (UUID) row[0],
                    NotificationType.valueOf((String) row[1]),
                    (String) row[2],
                    (String) row[3],
                    ((Timestamp) row[4]).toInstant()));
        }
        if (anyNew) {
            em.createNativeQuery("update gate_notification_terminal set given_at = ?1 where terminal_id = ?2"
                            + " and given_at is null and notification_id = any (cast(?3 as uuid[]))")
                    .setParameter(1, now)
                    .setParameter(2, terminalId)
                    .setParameter(3, open.stream().map(Given::id).toArray(UUID[]::new))
                    .executeUpdate();
        }
        return open;
    }

    /**
     * Confirms that a terminal has shown these to its cashier. Ignores ids that are not for it or that it has
     * confirmed.
     *
     * @return number of notifications confirmed now
     */
    public int confirm(UUID terminalId, Collection<String> ids) {
        UUID[] known = ids.stream().filter(WireId::isId).map(WireId::uuid).toArray(UUID[]::new);
        if (known.length == 0) {
            return 0;
        }
        OffsetDateTime now = now();
        // Locks first, so that of two terminals that confirm at the same time the second one sees that it is the last.
        em.createNativeQuery(
                        "select id from gate_notification where id = any (cast(?1 as uuid[])) order by id for update")
                .setParameter(1, known)
                .getResultList();
        int confirmed = em.createNativeQuery("update gate_notification_terminal set confirmed_at = ?1,"
                        + " given_at = coalesce(given_at, ?1) where terminal_id = ?2 and confirmed_at is null"
                        + " and notification_id = any (cast(?3 as uuid[]))")
                .setParameter(1, now)
                .setParameter(2, terminalId)
                .setParameter(3, known)
                .executeUpdate();
        int read = em.createNativeQuery("update gate_notification n set read_at = ?1 where read_at is null"
                        + " and id = any (cast(?2 as uuid[])) and exists (select from gate_notification_terminal t"
                        + " where t.notification_id = n.id and t.terminal_id = ?3)"
                        + " and not exists (select from gate_notification_terminal t"
                        + " where t.notification_id = n.id and t.confirmed_at is null)")
                .setParameter(1, now)
                .setParameter(2, known)
                .setParameter(3, terminalId)
                .executeUpdate();
        if (read > 0) {
            jobs.makeDueNow(RETURNS);
        }
        return confirmed;
    }

    /**
     * Marks a notification as read by a portal user. Terminals still get it until they confirm it.
     *
     * @param user name of the portal user
     * @return false: it does not exist, or was read before
     */
    public boolean read(UUID id, String user) {
        boolean read = em.createNativeQuery(
                                "update gate_notification set read_at = ?1, read_by = ?2 where id = ?3 and read_at is null")
                        .setParameter(1, now())
                        .setParameter(2, user)
                        .setParameter(3, id)
                        .executeUpdate()
                == 1;
        if (read) {
            jobs.makeDueNow(RETURNS);
            audit.add(user, "notification.read", "notification " + id, "");
        }
        return read;
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /**
     * A notification for a terminal to show.
     *
     * @param id our id, with which the terminal confirms it
     * @param type subject of the notification
     * @param title null: it has none
     * @param body null: it has none
     * @param at when GATE created it
     */
    public record Given(UUID id, NotificationType type, String title, String body, Instant at) {}
}
