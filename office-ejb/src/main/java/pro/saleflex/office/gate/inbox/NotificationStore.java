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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import pro.saleflex.office.gate.inbox.GateNotification.Recipient;
import pro.saleflex.office.platform.LeasedJobs;

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
                em.createNativeQuery("select " + COLUMNS + " from gate_notification n where exists (select from"
                                + " gate_notification_terminal t join terminal x on x.id = t.terminal_id"
                                + " where t.notification_id = n.id and x.store_id = any (cast(?1 as uuid[])))"
                                + " or (not exists (select from gate_notification_terminal t where t.notification_id = n.id)"
                                + " and (n.store_code is null"
                                + " or not exists (select from store s where s.store_code = n.store_code)"
                                + " or exists (select from store s where s.store_code = n.store_code"
                                + " and s.id = any (cast(?1 as uuid[])))))"
                                + " order by n.read_at is not null, n.received_at desc, n.id limit ?2")
                        .setParameter(1, storeIds.toArray(UUID[]::new))
                        .setParameter(2, limit)
                        .getResultList(),
                storeIds);
    }

    /** Stores a notification; false: it was already stored. Called by {@link NotificationInbox}. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public boolean add(UUID id, ReceivedNotifications notification, String fault) {
        NotificationCommand command = notification.command();
        return em.createNativeQuery("insert into gate_notification (id, gate_id, type, title, body, source_terminal_id,"
                                + " store_code, command, closure_number, from_number, to_number, fault, created_at,"
                                + " received_at, expires_at) values (?1, ?2, ?3, cast(?4 as text), cast(?5 as text),"
                                + " cast(?6 as text), cast(?7 as text), cast(?8 as text), cast(?9 as bigint),"
                                + " cast(?10 as bigint), cast(?11 as bigint), cast(?12 as text), ?13, ?14,"
                                + " cast(?15 as timestamptz)) on conflict (gate_id) do nothing")
                        .setParameter(1, id)
                        .setParameter(2, notification.id())
                        .setParameter(3, notification.type().name())
                        .setParameter(4, notification.title())
                        .setParameter(5, notification.body())
                        .setParameter(6, notification.source())
                        .setParameter(7, notification.storeCode())
                        .setParameter(
                                8, command == null ? null : command.action().name())
                        .setParameter(9, command == null ? null : command.closureNumber())
                        .setParameter(10, command == null ? null : command.from())
                        .setParameter(11, command == null ? null : command.to())
                        .setParameter(12, fault)
                        .setParameter(13, at(notification.createdAt()))
                        .setParameter(14, at(now()))
                        .setParameter(15, at(notification.expiresAt()))
                        .executeUpdate()
                == 1;
    }

    /** Adds terminals as recipients; {@code done}: they have nothing left to confirm. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void addRecipients(UUID id, Collection<UUID> terminalIds, boolean done) {
        em.createNativeQuery(
                        "insert into gate_notification_terminal (notification_id, terminal_id, given_at, confirmed_at)"
                                + " select ?1, t, cast(?3 as timestamptz), cast(?3 as timestamptz)"
                                + " from unnest(cast(?2 as uuid[])) t order by t")
                .setParameter(1, id)
                .setParameter(2, terminalIds.toArray(UUID[]::new))
                .setParameter(3, done ? at(now()) : null)
                .executeUpdate();
    }

    /** Marks a notification as read because it was carried out, or cannot be. */
    public void markRead(UUID id) {
        em.createNativeQuery("update gate_notification set read_at = ?1 where id = ?2 and read_at is null")
                .setParameter(1, at(now()))
                .setParameter(2, id)
                .executeUpdate();
        jobs.makeDueNow(GateNotifications.RETURNS);
    }

    /** Returns those of these ids of GATE that are already stored. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<String> knownIds(Collection<String> gateIds) {
        List<?> known = em.createNativeQuery(
                        "select gate_id from gate_notification where gate_id = any (cast(?1 as text[]))")
                .setParameter(1, gateIds.toArray(String[]::new))
                .getResultList();
        return known.stream().map(String.class::cast).toList();
    }

    /** Returns unread notifications of changed master data, which count as read once the data are pulled. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<GateNotification> waitingForPull() {
        return notifications(
                em.createNativeQuery("select " + COLUMNS + " from gate_notification n where n.returned_at is null"
                                + " and n.read_at is null and n.type in ('PRODUCT_UPDATE', 'CAMPAIGN_UPDATE',"
                                + " 'PRICE_CHANGE') order by n.received_at, n.id")
                        .getResultList(),
                Set.of());
    }

    /**
     * Returns read notifications that were not returned to GATE yet, the earliest read first; at most {@code limit}.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Read> unreturned(int limit) {
        List<?> rows = em.createNativeQuery("select n.id, n.gate_id, n.read_at, (select string_agg(distinct x.code,"
                        + " chr(10)) from gate_notification_terminal t join terminal x on x.id = t.terminal_id"
                        + " where t.notification_id = n.id and t.confirmed_at is not null) from gate_notification n"
                        + " where n.returned_at is null and n.read_at is not null order by n.read_at, n.id limit ?1")
                .setParameter(1, limit)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Read(
                        (UUID) row[0],
                        (String) row[1],
                        instant(row[2]),
                        row[3] == null ? List.of() : List.of(((String) row[3]).split("\n", -1))))
                .toList();
    }

    /** Records that a notification was returned to GATE. */
    public void markReturned(UUID id) {
        em.createNativeQuery("update gate_notification set returned_at = ?1 where id = ?2")
                .setParameter(1, at(now()))
                .setParameter(2, id)
                .executeUpdate();
    }

    private List<GateNotification> notifications(List<?> rows, Set<UUID> storeIds) {
        Map<UUID, List<Recipient>> recipients =
                recipients(rows.stream().map(row -> (UUID) ((Object[]) row)[0]).toList(), storeIds);
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new GateNotification(
                        (UUID) row[0],
                        (String) row[1],
                        NotificationType.valueOf((String) row[2]),
                        (String) row[3],
                        (String) row[4],
                        (String) row[5],
                        command(row),
                        (String) row[10],
                        instant(row[11]),
                        instant(row[12]),
                        instant(row[13]),
                        instant(row[14]),
                        (String) row[15],
                        instant(row[16]),
                        recipients.getOrDefault((UUID) row[0], List.of())))
                .toList();
    }

    private static NotificationCommand command(Object[] row) {
        return Optional.ofNullable((String) row[6])
                .map(action -> new NotificationCommand(
                        NotificationCommand.Action.valueOf(action), number(row[7]), number(row[8]), number(row[9])))
                .orElse(null);
    }

    private Map<UUID, List<Recipient>> recipients(List<UUID> ids, Set<UUID> storeIds) {
        Map<UUID, List<Recipient>> recipients = new HashMap<>();
        if (ids.isEmpty() || storeIds.isEmpty()) {
            return recipients;
        }
        List<?> rows = em.createNativeQuery(
                        "select t.notification_id, x.id, x.store_id, x.code, t.given_at, t.confirmed_at"
                                + " from gate_notification_terminal t join terminal x on x.id = t.terminal_id"
                                + " where t.notification_id = any (cast(?1 as uuid[]))"
                                + " and x.store_id = any (cast(?2 as uuid[])) order by x.store_id, x.number")
                .setParameter(1, ids.toArray(UUID[]::new))
                .setParameter(2, storeIds.toArray(UUID[]::new))
                .getResultList();
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            recipients
                    .computeIfAbsent((UUID) row[0], id -> new ArrayList<>())
                    .add(new Recipient(
                            (UUID) row[1], (UUID) row[2], (String) row[3], instant(row[4]), instant(row[5])));
        }
        return recipients;
    }

    private static Long number(Object number) {
        return number == null ? null : ((Number) number).longValue();
    }

    private static Instant instant(Object time) {
        return time == null ? null : ((Timestamp) time).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
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
