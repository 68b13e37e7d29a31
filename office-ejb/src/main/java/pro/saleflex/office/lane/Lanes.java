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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import pro.saleflex.office.log.Log;

/**
 * Delivery cursors, one per target and terminal: a worker claims lanes, delivers their next entries, and records how
 * far it got.
 *
 * <p>A claim is a lease in the database, so two servers never deliver one lane at the same time, and lanes that a
 * crashed server had claimed are free again when the lease expires. If an update is lost, its entries are merely
 * delivered again, and the target recognises them by their ids; so updates do not wait for the disk.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Lanes {
    /** An entry that has waited longer belongs to an outage's backlog; the others are today's. */
    public static final Duration OUTAGE = Duration.ofMinutes(1);

    private static final Log LOG = Log.of(Lanes.class);
    private static final int LONGEST_ERROR = 500;

    /** Commits without waiting for the disk. Always true, so it can be added to a statement's condition. */
    private static final String UNFLUSHED = " set_config('synchronous_commit', 'off', true) = 'off'";

    /** The next entry is due, or the journal has grown since a closure was held. */
    private static final String DUE = "(l.next_attempt_at <= ?2 or h.entry_no > l.held_entry_no)";

    private static final String CLAIMED =
            " where target = ?1 and terminal_id = ?2 and claim_token = ?3 and " + UNFLUSHED;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    /**
     * Claims lanes whose next entry can be delivered now: at most the caller's share, so that other workers find some,
     * too.
     *
     * @param order which lanes first
     * @param most maximum number of lanes
     * @param among number of workers that share the lanes
     * @param lease duration of the claim; longer than twice the maximum duration of one delivery
     */
    public Claimed claim(Target target, Order order, int most, int among, Duration lease) {
        Claimed claimed = tryToClaim(target, order, most, among, lease);
        return claimed.lanes().isEmpty() && createMissing(target) > 0
                ? tryToClaim(target, order, most, among, lease)
                : claimed;
    }

    private Claimed tryToClaim(Target target, Order order, int most, int among, Duration lease) {
        Instant now = now();
        UUID token = UUID.randomUUID();
        String free = " l.target = ?1 and (l.leased_until is null or l.leased_until < ?2) ";
        List<?> rows = em.createNativeQuery("with due as materialized (select l.terminal_id, h.entry_no,"
                        + " row_number() over (order by " + order.sql + ") as place"
                        + " from lane l join journal_head h on h.terminal_id = l.terminal_id" + order.joined
                        + " where" + free + "and h.entry_no > l.done_upto and " + order.condition + "),"
                        + " taken as (select l.terminal_id, due.entry_no from lane l join due using (terminal_id)"
                        + " where" + free + "order by due.place"
                        + " limit (select least(?3, (count(*) + ?4 - 1) / ?4) from due) for update of l skip locked)"
                        + " update lane l set claim_token = ?5, leased_until = ?6 from taken"
                        + " where l.target = ?1 and l.terminal_id = taken.terminal_id and " + UNFLUSHED
                        + " returning l.terminal_id, l.done_upto, taken.entry_no, l.attempts, l.failing_since,"
                        + " l.own_failing_since, l.failed_at, (select count(*) from due)")
                .setParameter(1, target.name())
                .setParameter(2, at(now))
                .setParameter(3, most)
                .setParameter(4, among)
                .setParameter(5, token)
                .setParameter(6, at(now.plus(lease)))
                .getResultList();
        List<LaneClaim> lanes = rows.stream()
                .map(Object[].class::cast)
                .map(row -> new LaneClaim(
                        target,
                        (UUID) row[0],
                        token,
                        ((Number) row[1]).longValue(),
                        ((Number) row[2]).longValue(),
                        ((Number) row[3]).intValue(),
                        instant(row[4]),
                        instant(row[5]),
                        instant(row[6]),
                        now.plus(lease)))
                .toList();
        boolean more = rows.stream().anyMatch(row -> ((Number) ((Object[]) row)[7]).longValue() > rows.size());
        return new Claimed(lanes, more);
    }

    /** Creates the lanes of journals that have none; returns their number. */
    public int createMissing(Target target) {
        return em.createNativeQuery("insert into lane (target, terminal_id, done_upto, next_attempt_at)"
                        + " select ?1, h.terminal_id, 0, ?2 from journal_head h where not exists"
                        + " (select from lane l where l.target = ?1 and l.terminal_id = h.terminal_id)"
                        + " order by h.terminal_id on conflict do nothing")
                .setParameter(1, target.name())
                .setParameter(2, at(now()))
                .executeUpdate();
    }

    /**
     * Releases claims and moves the lanes forward: {@code doneUpto.get(i)} is the entry that lane {@code i} has
     * reached.
     */
    public void release(List<LaneClaim> claims, List<Long> doneUpto) {
        if (claims.isEmpty()) {
            return;
        }
        int released = em.createNativeQuery("update lane l set done_upto = d.upto, claim_token = null,"
                        + " leased_until = null,"
                        + " attempts = case when d.upto > l.done_upto then 0 else l.attempts end,"
                        + " failing_since = case when d.upto > l.done_upto then null else l.failing_since end,"
                        + " own_failing_since = case when d.upto > l.done_upto then null else l.own_failing_since end,"
                        + " failed_at = case when d.upto > l.done_upto then null else l.failed_at end,"
                        + " last_error = case when d.upto > l.done_upto then null else l.last_error end,"
                        + " held_entry_no = case when d.upto > l.done_upto then null else l.held_entry_no end,"
                        // The entries behind a held closure do not have to wait.
                        + " next_attempt_at = case when d.upto > l.done_upto then ?5 else l.next_attempt_at end"
                        + " from unnest(cast(?2 as uuid[]), cast(?3 as bigint[])) as d (id, upto)"
                        + " where l.target = ?1 and l.terminal_id = d.id and l.claim_token = ?4 and " + UNFLUSHED)
                .setParameter(1, claims.get(0).target().name())
                .setParameter(2, claims.stream().map(LaneClaim::terminalId).toArray(UUID[]::new))
                .setParameter(3, doneUpto.toArray(Long[]::new))
                .setParameter(4, claims.get(0).token())
                .setParameter(5, at(now()))
                .executeUpdate();
        if (released < claims.size()) {
            warnAboutLostClaim(claims.get(0));
        }
    }

    /**
     * Releases a claim because delivering its next entry failed.
     *
     * @param doneUpto the entry that the lane has reached
     * @param attempts failures of the next entry that were its own fault
     * @param error reason of the failure
     * @param nextAttempt when to retry
     */
    public void failed(LaneClaim claim, long doneUpto, int attempts, String error, Instant nextAttempt) {
        boolean moved = doneUpto > claim.doneUpto();
        Instant now = now();
        updateClaimed(
                claim,
                em.createNativeQuery("update lane set done_upto = ?4, claim_token = null, leased_until = null,"
                                + " attempts = ?5, failing_since = ?6, failed_at = ?7, last_error = ?8,"
                                + " next_attempt_at = ?9, held_entry_no = null,"
                                + " own_failing_since = case when ?5 = 0 then null"
                                + " else coalesce(own_failing_since, ?7) end" + CLAIMED)
                        .setParameter(4, doneUpto)
                        .setParameter(5, attempts)
                        .setParameter(6, at(moved || claim.failingSince() == null ? now : claim.failingSince()))
                        .setParameter(7, at(now))
                        .setParameter(8, shortened(error))
                        .setParameter(9, at(nextAttempt)));
    }

    /**
     * Releases a claim because its next entry has to wait for other entries of its journal. The lane is due again at
     * that time, or as soon as the journal grows.
     *
     * @param doneUpto the entry that the lane has reached
     * @param length the journal's length when entries were found missing
     * @param until the end of the wait
     */
    public void hold(LaneClaim claim, long doneUpto, long length, Instant until) {
        updateClaimed(
                claim,
                em.createNativeQuery("update lane set done_upto = ?4, claim_token = null, leased_until = null,"
                                + " attempts = 0, failing_since = null, own_failing_since = null, failed_at = null,"
                                + " last_error = null, next_attempt_at = ?5, held_entry_no = ?6" + CLAIMED)
                        .setParameter(4, doneUpto)
                        .setParameter(5, at(until))
                        .setParameter(6, length));
    }

    /**
     * Parks the next entry as a dead letter and moves the lane past it. The claim stays.
     *
     * @param entryNo number of the entry
     * @param cause why it is parked
     * @param reason given by the target
     * @return false: the claim was lost and nothing was changed
     */
    public boolean park(LaneClaim claim, long entryNo, Parked.Cause cause, String reason) {
        boolean moved = em.createNativeQuery("update lane set done_upto = ?4, attempts = 0, failing_since = null,"
                                + " own_failing_since = null, failed_at = null, last_error = null,"
                                + " held_entry_no = null, next_attempt_at = ?5 where target = ?1"
                                + " and terminal_id = ?2 and claim_token = ?3")
                        .setParameter(1, claim.target().name())
                        .setParameter(2, claim.terminalId())
                        .setParameter(3, claim.token())
                        .setParameter(4, entryNo)
                        .setParameter(5, at(now()))
                        .executeUpdate()
                == 1;
        if (moved) {
            em.createNativeQuery("insert into parked (target, terminal_id, entry_no, cause, reason, parked_at)"
                            + " values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing")
                    .setParameter(1, claim.target().name())
                    .setParameter(2, claim.terminalId())
                    .setParameter(3, entryNo)
                    .setParameter(4, cause.name())
                    .setParameter(5, shortened(reason))
                    .setParameter(6, at(now()))
                    .executeUpdate();
        }
        return moved;
    }

    /**
     * Makes lanes that wait for a retry due now, because the target is back. Held closures keep waiting, and so do
     * entries that failed three times through their own fault.
     */
    public void retryNow(Target target) {
        em.createNativeQuery("update lane set next_attempt_at = ?2 where target = ?1 and next_attempt_at > ?2"
                        + " and held_entry_no is null and attempts < 3")
                .setParameter(1, target.name())
                .setParameter(2, at(now()))
                .executeUpdate();
    }

    /** Whether any other lane is failing, too. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean othersFail(LaneClaim claim) {
        return !em.createNativeQuery("select 1 from lane where target = ?1 and terminal_id <> ?2"
                        + " and failed_at is not null limit 1")
                .setParameter(1, claim.target().name())
                .setParameter(2, claim.terminalId())
                .getResultList()
                .isEmpty();
    }

    /** The lanes of these terminals; terminals without documents are left out. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<LaneView> lanes(Target target, Collection<UUID> terminalIds) {
        List<?> rows = em.createNativeQuery("select h.terminal_id, h.entry_no, coalesce(l.done_upto, 0),"
                        + " l.leased_until > ?3, l.attempts, l.failing_since, l.last_error, l.next_attempt_at,"
                        + " l.held_entry_no is not null,"
                        + " (select e.received_at from journal_entry e where e.terminal_id = h.terminal_id"
                        + " and e.entry_no = coalesce(l.done_upto, 0) + 1),"
                        + " (select count(*) from parked p where p.target = ?1 and p.terminal_id = h.terminal_id"
                        + " and p.delivered_at is null and p.discarded_at is null),"
                        + " (select count(*) from parked p where p.target = ?1 and p.terminal_id = h.terminal_id"
                        + " and p.delivered_at is null and p.discarded_at is not null)"
                        + " from journal_head h left join lane l on l.target = ?1 and l.terminal_id = h.terminal_id"
                        + " where h.entry_no > 0 and h.terminal_id = any (cast(?2 as uuid[]))")
                .setParameter(1, target.name())
                .setParameter(2, terminalIds.toArray(UUID[]::new))
                .setParameter(3, at(now()))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new LaneView(
                        (UUID) row[0],
                        ((Number) row[1]).longValue(),
                        ((Number) row[2]).longValue(),
                        Boolean.TRUE.equals(row[3]),
                        row[4] == null ? 0 : ((Number) row[4]).intValue(),
                        instant(row[5]),
                        (String) row[6],
                        instant(row[7]),
                        (Boolean) row[8],
                        instant(row[9]),
                        ((Number) row[10]).longValue(),
                        ((Number) row[11]).longValue()))
                .toList();
    }

    /** The totals of all lanes to a target. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Sum sum(Target target) {
        Object[] row = (Object[]) em.createNativeQuery("select coalesce(sum(s.entry_no), 0), coalesce(sum(s.done), 0),"
                        + " (select min(e.received_at) from journal_entry e join (select h.terminal_id,"
                        + " coalesce(l.done_upto, 0) + 1 as entry_no from journal_head h left join lane l on l.target = ?1"
                        + " and l.terminal_id = h.terminal_id where h.entry_no > coalesce(l.done_upto, 0)) n"
                        + " on n.terminal_id = e.terminal_id and n.entry_no = e.entry_no),"
                        + " (select count(*) from parked p where p.target = ?1 and p.delivered_at is null"
                        + " and p.discarded_at is null)"
                        + " from (select h.entry_no, coalesce(l.done_upto, 0) as done from journal_head h"
                        + " left join lane l on l.target = ?1 and l.terminal_id = h.terminal_id) s")
                .setParameter(1, target.name())
                .getSingleResult();
        long length = ((Number) row[0]).longValue();
        long done = ((Number) row[1]).longValue();
        return new Sum(length, done, Optional.ofNullable(instant(row[2])), ((Number) row[3]).longValue());
    }

    private void updateClaimed(LaneClaim claim, Query update) {
        int updated = update.setParameter(1, claim.target().name())
                .setParameter(2, claim.terminalId())
                .setParameter(3, claim.token())
                .executeUpdate();
        if (updated == 0) {
            warnAboutLostClaim(claim);
        }
    }

    private static void warnAboutLostClaim(LaneClaim claim) {
        LOG.log(
                Level.WARNING,
                "The claim of a lane to {0} expired; its entries may be delivered twice.",
                claim.target());
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR - 1) + "…";
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(Object timestamp) {
        return timestamp == null ? null : ((java.sql.Timestamp) timestamp).toInstant();
    }

    /** Which lanes to claim, and which of them first. */
    public enum Order {
        /**
         * Lanes with a small backlog first, in turns so that none falls behind, then the others: today's sales do not
         * wait for an outage's backlog.
         */
        TODAY_FIRST("", "h.entry_no - l.done_upto > 500, l.next_attempt_at", DUE),
        /**
         * Only lanes with a backlog, whose next entry has waited for {@link #OUTAGE}; the longest wait first, so that
         * the backlog of an outage is cleared under any load.
         */
        CATCHING_UP(
                " join lateral (select e.received_at from journal_entry e where e.terminal_id = l.terminal_id"
                        + " and e.entry_no = l.done_upto + 1) next on true",
                "next.received_at",
                DUE + " and next.received_at < cast(?2 as timestamptz) - interval '" + OUTAGE.toSeconds()
                        + " seconds'"),
        /**
         * Lanes that have not failed, then the one that failed longest ago, due or not: this tests the target, not the
         * entry.
         */
        TRIAL(
                "",
                "l.failed_at nulls first, h.entry_no - l.done_upto",
                "(l.held_entry_no is null or l.next_attempt_at <= ?2 or h.entry_no > l.held_entry_no)");

        private final String joined;
        private final String sql;
        private final String condition;

        Order(String joined, String sql, String condition) {
            this.joined = joined;
            this.sql = sql;
            this.condition = condition;
        }
    }

    /**
     * Result of a claim.
     *
     * @param lanes claimed for the caller alone
     * @param more there are others that could be claimed now
     */
    public record Claimed(List<LaneClaim> lanes, boolean more) {}

    /**
     * Totals of all lanes to a target.
     *
     * @param length number of entries in all journals
     * @param done how many of them were delivered or parked
     * @param oldest when the oldest waiting entry was received; empty: none is waiting
     * @param parked entries that people have to decide about
     */
    public record Sum(long length, long done, Optional<Instant> oldest, long parked) {

        /** Number of entries still to be delivered. */
        public long waiting() {
            return length - done;
        }
    }
}
