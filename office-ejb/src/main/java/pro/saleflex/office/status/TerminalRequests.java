package pro.saleflex.office.status;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.reference.SnapshotImported;
import pro.saleflex.office.terminal.StoreRef;

/**
 * Requests and messages that a terminal gets in the answer to its next heartbeat. Each is delivered once; a terminal
 * switched off at that moment has to be asked again, and doing a request twice does no harm. The audit trail records
 * who asked.
 */
@Stateless
public class TerminalRequests {
    private static final int MAX_LISTED = 50;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    AuditTrail audit;

    @Inject
    Counters counters;

    /**
     * Asks a terminal to hand over receipts of a period again.
     *
     * @param fromNumber the first of them
     * @param toNumber the last of them
     * @param askedBy the portal user
     * @throws IllegalArgumentException if the numbers are not a range of receipts
     */
    public void resend(UUID terminalId, long closureNumber, long fromNumber, long toNumber, String askedBy) {
        if (closureNumber < 1 || fromNumber < 1 || toNumber < fromNumber) {
            throw new IllegalArgumentException("Receipts are numbered from 1, and the last is not before the first.");
        }
        ask(terminalId, Type.RESEND, closureNumber, fromNumber, toNumber, null, askedBy);
    }

    /** Asks a terminal to pull its master data again. Does nothing while an earlier request is still undelivered. */
    public void refresh(UUID terminalId, String askedBy) {
        if (open(terminalId).stream().noneMatch(asked -> asked.type() == Type.REFRESH)) {
            ask(terminalId, Type.REFRESH, null, null, null, null, askedBy);
        } else {
            audit.add(askedBy, "terminal.refresh", "terminal " + terminalId, "was asked already");
        }
    }

    /**
     * Asks all terminals of a store that send heartbeats and may pull master data to pull it again, except those with
     * an undelivered request.
     *
     * @return how many were asked
     */
    public int refreshAll(StoreRef store, String askedBy) {
        int asked = Sql.query(
                        em,
                        "insert into terminal_request (terminal_id, type, asked_by, asked_at)"
                                + " select t.id, :type, :by, :now"
                                + " from terminal t join terminal_status s on s.terminal_id = t.id"
                                + " where t.store_id = :store and s.last_heartbeat is not null and t.may_pull"
                                + " and not t.blocked and not exists (select from terminal_request r"
                                + " where r.terminal_id = t.id and r.type = :type and r.delivered_at is null)"
                                + " order by t.id")
                .set("type", Type.REFRESH)
                .set("by", askedBy)
                .set("now", clock.instant())
                .set("store", store.id())
                .update();
        if (asked > 0) {
            audit.add(askedBy, "terminal.refresh", "store " + store.id(), asked + " terminals");
        }
        return asked;
    }

    /**
     * Asks the store's terminals to pull new master data at once; in the import's transaction, so that none is
     * forgotten.
     */
    public void onImport(@Observes SnapshotImported imported) {
        refreshAll(imported.store(), imported.by());
    }

    /** Asks a terminal to show its cashier a message. */
    public void sendNotice(UUID terminalId, String message, String askedBy) {
        ask(terminalId, Type.NOTICE, null, null, null, message, askedBy);
    }

    /** The undelivered requests, oldest first; at most 50. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Asked> open(UUID terminalId) {
        return list(
                "select " + COLUMNS + " from terminal_request where terminal_id = :terminal and delivered_at is null"
                        + " order by id limit " + MAX_LISTED,
                terminalId);
    }

    /** The latest requests, delivered or not, latest first; at most 50. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Asked> latest(UUID terminalId) {
        return list(
                "select " + COLUMNS + " from terminal_request where terminal_id = :terminal order by id desc limit "
                        + MAX_LISTED,
                terminalId);
    }

    /**
     * Returns the open requests and marks them as delivered, in the running transaction. Called by {@link Contacts}.
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public List<Asked> deliver(UUID terminalId, Instant now) {
        List<Asked> open = open(terminalId);
        if (!open.isEmpty()) {
            Sql.query(em, "update terminal_request set delivered_at = :now where id = any (cast(:open as bigint[]))")
                    .set("now", now)
                    .set("open", open.stream().map(Asked::id).toList())
                    .update();
        }
        if (open.stream().anyMatch(asked -> asked.type() == Type.REFRESH)) {
            counters.recordRefreshRequest(terminalId);
        }
        return open;
    }

    private static final String COLUMNS =
            "id, type, closure_number, from_number, to_number, message, asked_by, asked_at, delivered_at";

    private List<Asked> list(String sql, UUID terminalId) {
        return Sql.query(em, sql)
                .set("terminal", terminalId)
                .list(row -> new Asked(
                        row.number("id"),
                        Type.valueOf(row.text("type")),
                        row.numberOrNull("closure_number"),
                        row.numberOrNull("from_number"),
                        row.numberOrNull("to_number"),
                        row.text("message"),
                        row.text("asked_by"),
                        row.instant("asked_at"),
                        row.instant("delivered_at")));
    }

    private void ask(UUID terminalId, Type type, Long closure, Long from, Long to, String message, String askedBy) {
        Sql.query(
                        em,
                        "insert into terminal_request (terminal_id, type, closure_number, from_number, to_number,"
                                + " message, asked_by, asked_at) values (:terminal, :type, cast(:closure as bigint),"
                                + " cast(:from as bigint), cast(:to as bigint), cast(:message as text), :by, :now)")
                .set("terminal", terminalId)
                .set("type", type)
                .set("closure", closure)
                .set("from", from)
                .set("to", to)
                .set("message", message)
                .set("by", askedBy)
                .set("now", clock.instant())
                .update();
        audit.add(
                askedBy,
                "terminal." + type.name().toLowerCase(Locale.ROOT),
                "terminal " + terminalId,
                closure == null ? "" : "period " + closure + ", receipts " + from + " to " + to);
    }

    /** The kinds of request. */
    public enum Type {
        /** Hand over receipts of a period again. */
        RESEND,
        /** Pull the master data again. */
        REFRESH,
        /** Show a message. */
        NOTICE
    }

    /**
     * A request to a terminal.
     *
     * @param id its number
     * @param type the kind of request
     * @param closureNumber the period; null unless RESEND
     * @param fromNumber the first receipt; null unless RESEND
     * @param toNumber the last receipt; null unless RESEND
     * @param message the text to show; null unless NOTICE
     * @param askedBy the portal user
     * @param askedAt when it was asked
     * @param deliveredAt when it was delivered to the terminal; null: not yet
     */
    public record Asked(
            long id,
            Type type,
            Long closureNumber,
            Long fromNumber,
            Long toNumber,
            String message,
            String askedBy,
            Instant askedAt,
            Instant deliveredAt) {}
}
