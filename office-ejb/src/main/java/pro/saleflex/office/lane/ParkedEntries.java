package pro.saleflex.office.lane;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.account.AuditTrail;

/**
 * What people can do with dead letters: have them retried, or have them discarded, which takes two people. Nothing is
 * ever deleted; a discarded entry stays in the journal, and the discard can be undone.
 */
@Stateless
public class ParkedEntries {
    /** Maximum length of a reason, in characters. */
    public static final int LONGEST_REASON = 300;

    private static final String COLUMNS = "terminal_id, entry_no, cause, reason, parked_at, retry_at, retry_asked_by,"
            + " delivered_at, discard_reason, discard_asked_by, discard_asked_at, discarded_by, discarded_at";
    private static final String THIS = " where target = ?1 and terminal_id = ?2 and entry_no = ?3";
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

    /** The parked entries of these terminals, then the discarded ones, each the latest first; at most {@code limit}. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Parked> list(Target target, Collection<UUID> terminalIds, int limit) {
        List<?> rows = em.createNativeQuery("select " + COLUMNS + " from parked where target = ?1"
                        + " and delivered_at is null and terminal_id = any (cast(?2 as uuid[]))"
                        + " order by discarded_at is not null, parked_at desc, entry_no desc limit ?3")
                .setParameter(1, target.name())
                .setParameter(2, terminalIds.toArray(UUID[]::new))
                .setParameter(3, limit)
                .getResultList();
        return rows.stream().map(row -> parked(target, (Object[]) row)).toList();
    }

    /** An entry that was ever parked, even if it has been delivered since. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Parked> find(Target target, UUID terminalId, long entryNo) {
        List<?> rows = bound(
                        em.createNativeQuery("select " + COLUMNS + " from parked" + THIS), target, terminalId, entryNo)
                .getResultList();
        return rows.stream().map(row -> parked(target, (Object[]) row)).findFirst();
    }

    /** Those of these entries that the target does not have, because they are parked or discarded. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Long> undelivered(Target target, UUID terminalId, Collection<Long> entryNos) {
        List<?> rows = em.createNativeQuery("select entry_no from parked where target = ?1 and terminal_id = ?2"
                        + " and entry_no = any (cast(?3 as bigint[])) and delivered_at is null order by entry_no")
                .setParameter(1, target.name())
                .setParameter(2, terminalId)
                .setParameter(3, entryNos.toArray(Long[]::new))
                .getResultList();
        return rows.stream().map(no -> ((Number) no).longValue()).toList();
    }

    /** Requests a retry; false if the entry is no longer parked. */
    public boolean retry(Target target, UUID terminalId, long entryNo, String actor) {
        boolean done = bound(
                                em.createNativeQuery(
                                        "update parked set retry_at = ?4, retry_asked_by = ?5" + THIS + STANDS),
                                target,
                                terminalId,
                                entryNo)
                        .setParameter(4, Lanes.at(now()))
                        .setParameter(5, actor)
                        .executeUpdate()
                == 1;
        audit(done, actor, "retry", target, terminalId, entryNo, "");
        return done;
    }

    /** Requests a retry of all parked entries of these terminals; returns their number. */
    public int retryAll(Target target, Collection<UUID> terminalIds, String actor) {
        int asked = em.createNativeQuery("update parked set retry_at = ?3, retry_asked_by = ?4 where target = ?1"
                        + " and terminal_id = any (cast(?2 as uuid[]))" + STANDS)
                .setParameter(1, target.name())
                .setParameter(2, terminalIds.toArray(UUID[]::new))
                .setParameter(3, Lanes.at(now()))
                .setParameter(4, actor)
                .executeUpdate();
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
        boolean done = bound(
                                em.createNativeQuery("update parked set discard_reason = ?4, discard_asked_by = ?5,"
                                        + " discard_asked_at = ?6, retry_at = null" + THIS + STANDS
                                        + " and discard_asked_by is null"),
                                target,
                                terminalId,
                                entryNo)
                        .setParameter(4, reason)
                        .setParameter(5, actor)
                        .setParameter(6, Lanes.at(now()))
                        .executeUpdate()
                == 1;
        audit(done, actor, "discard.ask", target, terminalId, entryNo, reason);
        return done;
    }

    /** Confirms a discard; false if nobody else asked for it, or the entry is no longer parked. */
    public boolean confirmDiscard(Target target, UUID terminalId, long entryNo, String actor) {
        boolean done = bound(
                                em.createNativeQuery("update parked set discarded_by = ?4, discarded_at = ?5,"
                                        + " retry_at = null" + THIS + STANDS
                                        + " and discard_asked_by is not null and discard_asked_by <> ?4"),
                                target,
                                terminalId,
                                entryNo)
                        .setParameter(4, actor)
                        .setParameter(5, Lanes.at(now()))
                        .executeUpdate()
                == 1;
        audit(done, actor, "discard", target, terminalId, entryNo, "");
        return done;
    }

    /** Undoes a discard, or a request for one, so that the entry is parked as before. False if there is neither. */
    public boolean undoDiscard(Target target, UUID terminalId, long entryNo, String actor) {
        boolean done = bound(
                                em.createNativeQuery("update parked set discard_reason = null, discard_asked_by = null,"
                                        + " discard_asked_at = null, discarded_by = null, discarded_at = null" + THIS
                                        + " and delivered_at is null and discard_asked_by is not null"),
                                target,
                                terminalId,
                                entryNo)
                        .executeUpdate()
                == 1;
        audit(done, actor, "discard.undo", target, terminalId, entryNo, "");
        return done;
    }

    /**
     * Claims an entry whose requested retry is due.
     *
     * @param lease duration of the claim
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<Claim> claimRetry(Target target, Duration lease) {
        Instant now = now();
        UUID token = UUID.randomUUID();
        List<?> rows = em.createNativeQuery("update parked set claim_token = ?2, leased_until = ?3"
                        + " where (target, terminal_id, entry_no) = (select p.target, p.terminal_id, p.entry_no"
                        + " from parked p where p.target = ?1 and p.retry_at <= ?4 and p.delivered_at is null"
                        + " and p.discarded_at is null and (p.leased_until is null or p.leased_until < ?4)"
                        + " order by p.retry_at, p.terminal_id, p.entry_no limit 1 for update skip locked)"
                        + " returning terminal_id, entry_no")
                .setParameter(1, target.name())
                .setParameter(2, token)
                .setParameter(3, Lanes.at(now.plus(lease)))
                .setParameter(4, Lanes.at(now))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Claim(target, (UUID) row[0], ((Number) row[1]).longValue(), token))
                .findFirst();
    }

    /** The retry succeeded. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void delivered(Claim claim) {
        release(claim, "delivered_at = ?5, retry_at = null", now());
    }

    /** The retry failed; the entry stays parked. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void keepParked(Claim claim, Parked.Cause cause, String reason) {
        release(claim, "retry_at = null, cause = '" + cause + "', reason = ?5", reason);
    }

    /** The retry was not possible now and is due at that time. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void postpone(Claim claim, Instant next) {
        release(claim, "retry_at = ?5", next);
    }

    private void release(Claim claim, String set, Object value) {
        bound(
                        em.createNativeQuery("update parked set claim_token = null, leased_until = null, " + set + THIS
                                + " and claim_token = ?4"),
                        claim.target(),
                        claim.terminalId(),
                        claim.entryNo())
                .setParameter(4, claim.token())
                .setParameter(5, value instanceof Instant instant ? Lanes.at(instant) : value)
                .executeUpdate();
    }

    private void audit(
            boolean done, String actor, String what, Target target, UUID terminalId, long entryNo, String detail) {
        if (done) {
            audit.add(
                    actor, "parked." + what, "terminal " + terminalId + ", entry " + entryNo + " to " + target, detail);
        }
    }

    private static Query bound(Query query, Target target, UUID terminalId, long entryNo) {
        return query.setParameter(1, target.name()).setParameter(2, terminalId).setParameter(3, entryNo);
    }

    private static Parked parked(Target target, Object[] row) {
        return new Parked(
                target,
                (UUID) row[0],
                ((Number) row[1]).longValue(),
                Parked.Cause.valueOf((String) row[2]),
                (String) row[3],
                Lanes.instant(row[4]),
                Lanes.instant(row[5]),
                (String) row[6],
                Lanes.instant(row[7]),
                (String) row[8],
                (String) row[9],
                Lanes.instant(row[10]),
                (String) row[11],
                Lanes.instant(row[12]));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The right to retry an entry, until its lease expires.
     *
     * @param target where to deliver
     * @param terminalId whose journal
     * @param entryNo its number in the journal
     * @param token of this claim
     */
    public record Claim(Target target, UUID terminalId, long entryNo, UUID token) {}
}
