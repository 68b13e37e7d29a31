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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import pro.saleflex.office.gate.inbox.GateNotification.Recipient;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.platform.Sql;

/** Reads and writes the tables of the notifications. Other packages use {@link GateNotifications}. */
@Stateless
public class NotificationStore {
    private static final String COLUMNS = "n.id, n.gate_id, n.type, n.title, n.body, n.store_code,"
            + " n.command, n.closure_number, n.from_number, n.to_number, n.fault, n.created_at, n.received_at,"
            + " n.expires_at, n.read_at, n.read_by, n.returned_at";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    LeasedJobs jobs;

    /** Reads the notifications for {@link GateNotifications#list}. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<GateNotification> list(Set<UUID> storeIds, int limit) {
        return notifications(
                Sql.query(
                                em,
                                "select " + COLUMNS + " from gate_notification n where exists (select from"
                                        + " gate_notification_terminal t join terminal x on x.id = t.terminal_id"
                                        + " where t.notification_id = n.id "
                                        + " and x.store_id = any (cast(:stores as uuid[])))"
                                        + " or (not exists (select from gate_notification_terminal t where"
                                        + " t.notification_id = n.id)"
                                        + " and (n.store_code is null"
                                        + " or not exists (select from store s where s.store_code = n.store_code)"
                                        + " or exists (select from store s where s.store_code = n.store_code"
                                        + " and s.id = any (cast(:stores as uuid[])))))"
                                        + " order by n.read_at is not null, n.received_at desc, n.id limit :limit")
                        .set("stores", storeIds)
                        .set("limit", limit),
                storeIds);
    }

    /** Stores a notification; false: it was already stored. Called by {@link NotificationInbox}. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public boolean add(UUID id, ReceivedNotifications notification, String fault) {
        NotificationCommand command = notification.command();
        return Sql.query(
                                em,
                                "insert into gate_notification (id, gate_id, type, title, body, source_terminal_id,"
                                        + " store_code, command, closure_number, from_number, to_number, fault,"
                                        + " created_at, received_at, expires_at)"
                                        + " values (:id, :gateId, :type, cast(:title as text), cast(:body as text),"
                                        + " cast(:source as text), cast(:store as text), cast(:command as text),"
                                        + " cast(:closure as bigint),"
                                        + " cast(:from as bigint), cast(:to as bigint), cast(:fault as text),"
                                        + " :created, :now,"
                                        + " cast(:expires as timestamptz)) on conflict (gate_id) do nothing")
                        .set("id", id)
                        .set("gateId", notification.id())
                        .set("type", notification.type())
                        .set("title", notification.title())
                        .set("body", notification.body())
                        .set("source", notification.source())
                        .set("store", notification.storeCode())
                        .set("command", command == null ? null : command.action())
                        .set("closure", command == null ? null : command.closureNumber())
                        .set("from", command == null ? null : command.from())
                        .set("to", command == null ? null : command.to())
                        .set("fault", fault)
                        .set("created", notification.createdAt())
                        .set("now", clock.instant())
                        .set("expires", notification.expiresAt())
                        .update()
                == 1;
    }

    /** Adds terminals as recipients; {@code done}: they have nothing left to confirm. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void addRecipients(UUID id, Collection<UUID> terminalIds, boolean done) {
        Sql.query(
                        em,
                        "insert into gate_notification_terminal (notification_id, terminal_id, given_at, confirmed_at)"
                                + " select :id, t, cast(:confirmed as timestamptz), cast(:confirmed as timestamptz)"
                                + " from unnest(cast(:terminals as uuid[])) t order by t")
                .set("id", id)
                .set("terminals", terminalIds)
                .set("confirmed", done ? clock.instant() : null)
                .update();
    }

    /** Marks a notification as read because it was carried out, or cannot be. */
    public void markRead(UUID id) {
        Sql.query(em, "update gate_notification set read_at = :now where id = :id and read_at is null")
                .set("now", clock.instant())
                .set("id", id)
                .update();
        jobs.makeDueNow(GateNotifications.RETURNS);
    }

    /** Returns those of these ids of GATE that are already stored. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<String> knownIds(Collection<String> gateIds) {
        return Sql.query(em, "select gate_id from gate_notification where gate_id = any (cast(:ids as text[]))")
                .set("ids", gateIds)
                .list(row -> row.text("gate_id"));
    }

    /** Returns unread notifications of changed master data, which count as read once the data are pulled. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<GateNotification> waitingForPull() {
        return notifications(
                Sql.query(
                        em,
                        "select " + COLUMNS + " from gate_notification n where n.returned_at is null"
                                + " and n.read_at is null and n.type in ('PRODUCT_UPDATE', 'CAMPAIGN_UPDATE',"
                                + " 'PRICE_CHANGE') order by n.received_at, n.id"),
                Set.of());
    }

    /**
     * Returns read notifications that were not returned to GATE yet, the earliest read first; at most {@code limit}.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Read> unreturned(int limit) {
        return Sql.query(
                        em,
                        "select n.id, n.gate_id, n.read_at, (select string_agg(distinct x.code,"
                                + " chr(10)) from gate_notification_terminal t join terminal x on x.id = t.terminal_id"
                                + " where t.notification_id = n.id and t.confirmed_at is not null) as confirmed_by"
                                + " from gate_notification n"
                                + " where n.returned_at is null and n.read_at is not null order by n.read_at, n.id"
                                + " limit :limit")
                .set("limit", limit)
                .list(row -> new Read(
                        row.id("id"),
                        row.text("gate_id"),
                        row.instant("read_at"),
                        row.text("confirmed_by") == null
                                ? List.of()
                                : List.of(row.text("confirmed_by").split("\n", -1))));
    }

    /** Records that a notification was returned to GATE. */
    public void markReturned(UUID id) {
        Sql.query(em, "update gate_notification set returned_at = :now where id = :id")
                .set("now", clock.instant())
                .set("id", id)
                .update();
    }

    private List<GateNotification> notifications(Sql query, Set<UUID> storeIds) {
        List<Sql.Row> rows = query.list(Function.identity());
        Map<UUID, List<Recipient>> recipients =
                recipients(rows.stream().map(row -> row.id("id")).toList(), storeIds);
        return rows.stream()
                .map(row -> new GateNotification(
                        row.id("id"),
                        row.text("gate_id"),
                        NotificationType.valueOf(row.text("type")),
                        row.text("title"),
                        row.text("body"),
                        row.text("store_code"),
                        command(row),
                        row.text("fault"),
                        row.instant("created_at"),
                        row.instant("received_at"),
                        row.instant("expires_at"),
                        row.instant("read_at"),
                        row.text("read_by"),
                        row.instant("returned_at"),
                        recipients.getOrDefault(row.id("id"), List.of())))
                .toList();
    }

    private static NotificationCommand command(Sql.Row row) {
        return Optional.ofNullable(row.text("command"))
                .map(action -> new NotificationCommand(
                        NotificationCommand.Action.valueOf(action),
                        row.numberOrNull("closure_number"),
                        row.numberOrNull("from_number"),
                        row.numberOrNull("to_number")))
                .orElse(null);
    }

    private Map<UUID, List<Recipient>> recipients(List<UUID> ids, Set<UUID> storeIds) {
        if (ids.isEmpty() || storeIds.isEmpty()) {
            return Map.of();
        }
        return Sql.query(
                        em,
                        "select t.notification_id, x.id, x.store_id, x.code, t.given_at, t.confirmed_at"
                                + " from gate_notification_terminal t join terminal x on x.id = t.terminal_id"
                                + " where t.notification_id = any (cast(:notifications as uuid[]))"
                                + " and x.store_id = any (cast(:stores as uuid[])) order by x.store_id, x.number")
                .set("notifications", ids)
                .set("stores", storeIds)
                .groups(
                        row -> row.id("notification_id"),
                        row -> new Recipient(
                                row.id("id"),
                                row.id("store_id"),
                                row.text("code"),
                                row.instant("given_at"),
                                row.instant("confirmed_at")));
    }

    /**
     * A read notification.
     *
     * @param id our id
     * @param gateId GATE's id
     * @param at when it counted as read
     * @param confirmedBy codes of the terminals that confirmed it
     */
    public record Read(UUID id, String gateId, Instant at, List<String> confirmedBy) {}
}
