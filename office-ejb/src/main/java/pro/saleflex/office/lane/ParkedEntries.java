package pro.saleflex.office.lane;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.platform.Lease;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.platform.Sql.Row;

/**
 * Dead letters: entries that were parked, and what people can do with them: have them retried, or have them discarded,
 * which takes two people. Nothing is ever deleted; a discarded entry stays in the journal, and the discard can be
 * undone.
 */
@Stateless
public class ParkedEntries {
    /** Maximum length of a reason, in characters. */
    public static final int LONGEST_REASON = 300;

    private static final String COLUMNS = "terminal_id, entry_no, cause, reason, parked_at, retry_at, retry_asked_by,"
            + " delivered_at, discard_reason, discard_asked_by, discard_asked_at, discarded_by, discarded_at";
    private static final String THIS = " where target = :target and terminal_id = :terminal and entry_no = :entry_no";
    private static final String STANDS = " and delivered_at is null and discarded_at is null";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    AuditTrail audit;

    /** A typed reason, cleaned up for display; empty if it is blank or too long. */
    public static Optional<String> reason(String typed) {
        // Control characters would break the page that shows it.
        return Optional.ofNullable(typed)
                .map(text -> text.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_REASON);
    }

    /** Adds the next entry of a lane, in the transaction in which {@link Lanes#park} moves the lane past it. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void add(ClaimedLane lane, long entryNo, ParkedEntry.Cause cause, String reason) {
        sql("insert into parked (target, terminal_id, entry_no, cause, reason, parked_at)"
                        + " values (:target, :terminal, :entry_no, :cause, :reason, :now) on conflict do nothing")
                .set("target", lane.target())
                .set("terminal", lane.terminalId())
                .set("entry_no", entryNo)
                .set("cause", cause)
                .set("reason", reason)
                .set("now", clock.instant())
                .update();
    }

    /** The parked entries of these terminals, then the discarded ones, each the latest first; at most {@code limit}. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ParkedEntry> list(Target target, Collection<UUID> terminalIds, int limit) {
        return sql("select " + COLUMNS + " from parked where target = :target"
                        + " and delivered_at is null and terminal_id = any (cast(:terminals as uuid[]))"
                        + " order by discarded_at is not null, parked_at desc, entry_no desc limit :limit")
                .set("target", target)
                .set("terminals", terminalIds)
                .set("limit", limit)
                .list(row -> parked(target, row));
    }

    /** An entry that was ever parked, even if it has been delivered since. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<ParkedEntry> find(Target target, UUID terminalId, long entryNo) {
        return one("select " + COLUMNS + " from parked" + THIS, target, terminalId, entryNo)
                .first(row -> parked(target, row));
    }

    /** Those of these entries that the target does not have, because they are parked or discarded. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Long> undelivered(Target target, UUID terminalId, Collection<Long> entryNos) {
        return sql("select entry_no from parked where target = :target and terminal_id = :terminal"
                        + " and entry_no = any (cast(:numbers as bigint[])) and delivered_at is null order by entry_no")
                .set("target", target)
                .set("terminal", terminalId)
                .set("numbers", entryNos)
                .list(row -> row.number("entry_no"));
    }

    /** Requests a retry; false if the entry is no longer parked. */
    public boolean retry(Target target, UUID terminalId, long entryNo, String actor) {
        boolean done = one(
                                "update parked set retry_at = :now, retry_asked_by = :actor" + THIS + STANDS,
                                target,
                                terminalId,
                                entryNo)
                        .set("now", clock.instant())
                        .set("actor", actor)
                        .update()
                == 1;
        audit(done, actor, "retry", target, terminalId, entryNo, "");
        return done;
    }

    /** Requests a retry of all parked entries of these terminals; returns their number. */
    public int retryAll(Target target, Collection<UUID> terminalIds, String actor) {
        int asked = sql("update parked set retry_at = :now, retry_asked_by = :actor where target = :target"
                        + " and terminal_id = any (cast(:terminals as uuid[]))" + STANDS)
                .set("target", target)
                .set("terminals", terminalIds)
                .set("now", clock.instant())
                .set("actor", actor)
                .update();
        audit.add(actor, "parked.retry", "all to " + target, asked + " entries");
        return asked;
    }

    /**
     * Asks to discard an entry, that is, never to send it. Somebody else has to confirm.
     *
     * @param reason why; not blank
     * @return false if it is no longer parked, or was already asked for: the reason must not change before it is
     *     confirmed
     */
    public boolean askDiscard(Target target, UUID terminalId, long entryNo, String reason, String actor) {
        if (reason == null || reason.isBlank()) {
            throw new IllegalArgumentException("A reason is needed.");
        }
        boolean done = one(
                                "update parked set discard_reason = :reason, discard_asked_by = :actor,"
                                        + " discard_asked_at = :now, retry_at = null" + THIS + STANDS
                                        + " and discard_asked_by is null",
                                target,
                                terminalId,
                                entryNo)
                        .set("reason", reason)
                        .set("actor", actor)
                        .set("now", clock.instant())
                        .update()
                == 1;
        audit(done, actor, "discard.ask", target, terminalId, entryNo, reason);
        return done;
    }

    /** Confirms a discard; false if nobody else asked for it, or the entry is no longer parked. */
    public boolean confirmDiscard(Target target, UUID terminalId, long entryNo, String actor) {
        boolean done = one(
                                "update parked set discarded_by = :actor, discarded_at = :now, retry_at = null" + THIS
                                        + STANDS + " and discard_asked_by is not null and discard_asked_by <> :actor",
                                target,
                                terminalId,
                                entryNo)
                        .set("actor", actor)
                        .set("now", clock.instant())
                        .update()
                == 1;
        audit(done, actor, "discard", target, terminalId, entryNo, "");
        return done;
    }

    /** Undoes a discard, or a request for one, so that the entry is parked as before. False if there is neither. */
    public boolean undoDiscard(Target target, UUID terminalId, long entryNo, String actor) {
        boolean done = one(
                                "update parked set discard_reason = null, discard_asked_by = null,"
                                        + " discard_asked_at = null, discarded_by = null, discarded_at = null" + THIS
                                        + " and delivered_at is null and discard_asked_by is not null",
                                target,
                                terminalId,
                                entryNo)
                        .update()
                == 1;
        audit(done, actor, "discard.undo", target, terminalId, entryNo, "");
        return done;
    }

    /**
     * Claims an entry whose requested retry is due.
     *
     * @param length of the lease
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<ClaimedRetry> claimRetry(Target target, Duration length) {
        Lease lease = Lease.of(length, clock);
        return lease.claim(sql("update parked set" + Lease.TAKE
                        + " where (target, terminal_id, entry_no) = (select target, terminal_id, entry_no from parked"
                        + " where target = :target and retry_at <= :now" + STANDS + " and" + Lease.FREE
                        + " order by retry_at, terminal_id, entry_no limit 1" + Lease.LOCK + ")"
                        + " returning terminal_id, entry_no"))
                .set("target", target)
                .first(row -> new ClaimedRetry(target, row.id("terminal_id"), row.number("entry_no"), lease));
    }

    /** The retry succeeded. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void delivered(ClaimedRetry retry) {
        release(retry, "delivered_at = :now, retry_at = null")
                .set("now", clock.instant())
                .update();
    }

    /** The retry failed; the entry stays parked. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void keepParked(ClaimedRetry retry, ParkedEntry.Cause cause, String reason) {
        release(retry, "retry_at = null, cause = :cause, reason = :reason")
                .set("cause", cause)
                .set("reason", reason)
                .update();
    }

    /** The retry was not possible now and is due at that time. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void postpone(ClaimedRetry retry, Instant next) {
        release(retry, "retry_at = :next").set("next", next).update();
    }

    private Sql release(ClaimedRetry retry, String changes) {
        return one(
                        "update parked set" + Lease.GIVE_BACK + ", " + changes + THIS + " and" + Lease.HELD,
                        retry.target(),
                        retry.terminalId(),
                        retry.entryNo())
                .set("token", retry.lease().token());
    }

    private void audit(
            boolean done, String actor, String what, Target target, UUID terminalId, long entryNo, String detail) {
        if (done) {
            audit.add(
                    actor, "parked." + what, "terminal " + terminalId + ", entry " + entryNo + " to " + target, detail);
        }
    }

    private Sql one(String statement, Target target, UUID terminalId, long entryNo) {
        return sql(statement).set("target", target).set("terminal", terminalId).set("entry_no", entryNo);
    }

    private Sql sql(String statement) {
        return Sql.query(em, statement);
    }

    private static ParkedEntry parked(Target target, Row row) {
        return new ParkedEntry(
                target,
                row.id("terminal_id"),
                row.number("entry_no"),
                ParkedEntry.Cause.valueOf(row.text("cause")),
                row.text("reason"),
                row.instant("parked_at"),
                row.instant("retry_at"),
                row.text("retry_asked_by"),
                row.instant("delivered_at"),
                row.text("discard_reason"),
                row.text("discard_asked_by"),
                row.instant("discard_asked_at"),
                row.text("discarded_by"),
                row.instant("discarded_at"));
    }
}
