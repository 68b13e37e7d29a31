package pro.saleflex.office.gate.inbox;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.document.WireId;
import pro.saleflex.office.platform.JobName;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.platform.Sql;

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
        Instant now = clock.instant();
        List<Sql.Row> rows = Sql.query(
                        em,
                        "select n.id, n.type, n.title, n.body, n.created_at, t.given_at"
                                + " from gate_notification_terminal t join gate_notification n"
                                + " on n.id = t.notification_id"
                                + " where t.terminal_id = :terminal and t.confirmed_at is null"
                                + " and (n.expires_at is null or n.expires_at > :now)"
                                + " order by n.received_at, n.id limit " + PAGE_SIZE)
                .set("terminal", terminalId)
                .set("now", now)
                .list(Function.identity());
        List<Given> open = rows.stream()
                .map(row -> new Given(
                        row.id("id"),
                        NotificationType.valueOf(row.text("type")),
                        row.text("title"),
                        row.text("body"),
                        row.instant("created_at")))
                .toList();
        if (rows.stream().anyMatch(row -> row.instant("given_at") == null)) {
            Sql.query(
                            em,
                            "update gate_notification_terminal set given_at = :now where terminal_id = :terminal"
                                    + " and given_at is null"
                                    + " and notification_id = any (cast(:notifications as uuid[]))")
                    .set("now", now)
                    .set("terminal", terminalId)
                    .set("notifications", open.stream().map(Given::id).toList())
                    .update();
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
        List<UUID> known = ids.stream().filter(WireId::isId).map(WireId::uuid).toList();
        if (known.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        // Locks first, so that of two terminals that confirm at the same time the second one sees that it is the last.
        Sql.query(em, "select id from gate_notification where id = any (cast(:known as uuid[])) order by id for update")
                .set("known", known)
                .list(row -> row.id("id"));
        int confirmed = Sql.query(
                        em,
                        "update gate_notification_terminal set confirmed_at = :now,"
                                + " given_at = coalesce(given_at, :now) where terminal_id = :terminal"
                                + " and confirmed_at is null and notification_id = any (cast(:known as uuid[]))")
                .set("now", now)
                .set("terminal", terminalId)
                .set("known", known)
                .update();
        int read = Sql.query(
                        em,
                        "update gate_notification n set read_at = :now where read_at is null"
                                + " and id = any (cast(:known as uuid[]))"
                                + " and exists (select from gate_notification_terminal t"
                                + " where t.notification_id = n.id and t.terminal_id = :terminal)"
                                + " and not exists (select from gate_notification_terminal t"
                                + " where t.notification_id = n.id and t.confirmed_at is null)")
                .set("now", now)
                .set("known", known)
                .set("terminal", terminalId)
                .update();
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
        boolean read = Sql.query(
                                em,
                                "update gate_notification set read_at = :now, read_by = :user"
                                        + " where id = :id and read_at is null")
                        .set("now", clock.instant())
                        .set("user", user)
                        .set("id", id)
                        .update()
                == 1;
        if (read) {
            jobs.makeDueNow(RETURNS);
            audit.add(user, "notification.read", "notification " + id, "");
        }
        return read;
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
