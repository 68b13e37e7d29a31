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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.Backoff;
import pro.saleflex.office.platform.Lease;
import pro.saleflex.office.platform.Sql;

/**
 * Delivery cursors, one per target and terminal: a worker claims lanes, delivers their next entries, and records how
 * far it got.
 *
 * <p>A claim is a {@link Lease}. If an update is lost, its entries are merely delivered again, and the target recognises
 * them by their ids; so updates do not wait for the disk.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Lanes {
    /** An entry that has waited longer belongs to an outage's backlog; the others are today's. */
    public static final Duration OUTAGE = Duration.ofMinutes(1);

    private static final Log LOG = Log.of(Lanes.class);
    private static final int LONGEST_ERROR = 500;

    /** The next entry is due, or the journal has grown since a closure was held. */
    private static final String DUE = "(l.next_attempt_at <= :now or h.entry_no > l.held_entry_no"
            + " or (l.held_entry_no is null and (l.failed_at is null or " + Backoff.due("l.next_attempt_at") + ")))";

    /** The next entry starts afresh, without failures. */
    private static final String UNTRIED =
            " attempts = 0, failing_since = null, own_failing_since = null," + " failed_at = null, last_error = null";

    private static final String HELD = " where target = :target and terminal_id = :terminal and" + Lease.HELD;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    ParkedEntries parked;

    /**
     * Claims lanes whose next entry can be delivered now: at most the caller's share, so that other workers find some,
     * too.
     *
     * @param order which lanes first
     * @param most maximum number of lanes
     * @param among number of workers that share the lanes
     * @param length of the lease; longer than twice the maximum duration of one delivery
     */
    public ClaimedLanes claim(Target target, Order order, int most, int among, Duration length) {
        ClaimedLanes claimed = tryToClaim(target, order, most, among, length);
        return claimed.lanes().isEmpty() && createMissing(target) > 0
                ? tryToClaim(target, order, most, among, length)
                : claimed;
    }

    private ClaimedLanes tryToClaim(Target target, Order order, int most, int among, Duration length) {
        Lease lease = Lease.of(length, clock);
        List<Found> found = lease.claim(sql("with due as materialized (select l.terminal_id, h.entry_no,"
                        + " row_number() over (order by " + order.sql + ") as place"
                        + " from lane l join journal_head h on h.terminal_id = l.terminal_id" + order.joined
                        + " where l.target = :target and" + Lease.FREE + " and h.entry_no > l.done_upto and "
                        + order.condition + "),"
                        + " taken as (select l.terminal_id, due.entry_no from lane l join due using (terminal_id)"
                        + " where l.target = :target and" + Lease.FREE + " order by due.place"
                        + " limit (select least(:most, (count(*) + :among - 1) / :among) from due)" + Lease.LOCK + ")"
                        + " update lane l set" + Lease.TAKE + " from taken"
                        + " where l.target = :target and l.terminal_id = taken.terminal_id and" + Lease.UNFLUSHED
                        + " returning l.terminal_id, l.done_upto, taken.entry_no, l.attempts, l.failing_since,"
                        + " l.own_failing_since, l.failed_at, (select count(*) from due) as due"))
                .set("target", target)
                .set("most", most)
                .set("among", among)
                .list(row -> new Found(
                        new ClaimedLane(
                                target,
                                row.id("terminal_id"),
                                lease,
                                row.number("done_upto"),
                                row.number("entry_no"),
                                row.integer("attempts"),
                                row.instant("failing_since"),
                                row.instant("own_failing_since"),
                                row.instant("failed_at")),
                        row.number("due")));
        return new ClaimedLanes(
                found.stream().map(Found::lane).toList(), found.stream().anyMatch(each -> each.due() > found.size()));
    }

    private record Found(ClaimedLane lane, long due) {}

    /** Creates the lanes of journals that have none; returns their number. */
    public int createMissing(Target target) {
        return sql("insert into lane (target, terminal_id, done_upto, next_attempt_at)"
                        + " select :target, h.terminal_id, 0, :now from journal_head h where not exists"
                        + " (select from lane l where l.target = :target and l.terminal_id = h.terminal_id)"
                        + " order by h.terminal_id on conflict do nothing")
                .set("target", target)
                .set("now", clock.instant())
                .update();
    }

    /**
     * Extends the leases of lanes that were claimed together to this length from now.
     *
     * @return the terminals whose lanes are still held; the others were lost
     */
    public Set<UUID> renew(List<ClaimedLane> lanes, Duration length) {
        ClaimedLane any = lanes.get(0);
        return Set.copyOf(sql("update lane set" + Lease.RENEW + " where target = :target and" + Lease.HELD + " and"
                        + Lease.UNFLUSHED + " returning terminal_id")
                .set("target", any.target())
                .set("token", any.lease().token())
                .set("until", any.lease().renewed(length, clock).until())
                .list(row -> row.id("terminal_id")));
    }

    /** Ends the leases of all lanes to a target; their holders, who must not be working, have lost them. */
    public void endLeases(Target target) {
        sql("update lane set" + Lease.GIVE_BACK + " where target = :target and claim_token is not null and"
                        + Lease.UNFLUSHED)
                .set("target", target)
                .update();
    }

    /**
     * Releases lanes that were claimed together and moves them forward: {@code doneUpto.get(i)} is the entry that lane
     * {@code i} has reached.
     */
    public void release(List<ClaimedLane> lanes, List<Long> doneUpto) {
        if (lanes.isEmpty()) {
            return;
        }
        int released = sql("update lane l set done_upto = d.upto," + Lease.GIVE_BACK + ","
                        + " attempts = case when d.upto > l.done_upto then 0 else l.attempts end,"
                        + " failing_since = case when d.upto > l.done_upto then null else l.failing_since end,"
                        + " own_failing_since = case when d.upto > l.done_upto then null else l.own_failing_since end,"
                        + " failed_at = case when d.upto > l.done_upto then null else l.failed_at end,"
                        + " last_error = case when d.upto > l.done_upto then null else l.last_error end,"
                        + " held_entry_no = case when d.upto > l.done_upto then null else l.held_entry_no end,"
                        // The entries behind a held closure do not have to wait.
                        + " next_attempt_at = case when d.upto > l.done_upto then :now else l.next_attempt_at end"
                        + " from unnest(cast(:terminals as uuid[]), cast(:upto as bigint[])) as d (id, upto)"
                        + " where l.target = :target and l.terminal_id = d.id and" + Lease.HELD + " and"
                        + Lease.UNFLUSHED)
                .set("target", lanes.get(0).target())
                .set("terminals", lanes.stream().map(ClaimedLane::terminalId).toList())
                .set("upto", doneUpto)
                .set("token", lanes.get(0).lease().token())
                .set("now", clock.instant())
                .update();
        if (released < lanes.size()) {
            warnAboutLostLease(lanes.get(0));
        }
    }

    /**
     * Releases a lane because delivering its next entry failed.
     *
     * @param doneUpto the entry that the lane has reached
     * @param attempts failures of the next entry that were its own fault
     * @param error reason of the failure
     * @param nextAttempt when to retry
     */
    public void failed(ClaimedLane lane, long doneUpto, int attempts, String error, Instant nextAttempt) {
        boolean moved = doneUpto > lane.doneUpto();
        Instant now = clock.instant();
        int updated = held(
                        "update lane set done_upto = :upto," + Lease.GIVE_BACK
                                + ", attempts = :attempts, failing_since = :failing_since, failed_at = :now,"
                                + " last_error = :error, next_attempt_at = :next, held_entry_no = null,"
                                + " own_failing_since = case when :attempts = 0 then null"
                                + " else coalesce(own_failing_since, :now) end" + HELD + " and" + Lease.UNFLUSHED,
                        lane)
                .set("upto", doneUpto)
                .set("attempts", attempts)
                .set("failing_since", moved || lane.failingSince() == null ? now : lane.failingSince())
                .set("now", now)
                .set("error", shortened(error))
                .set("next", nextAttempt)
                .update();
        if (updated == 0) {
            warnAboutLostLease(lane);
        }
    }

    /**
     * Releases a lane because its next entry has to wait for other entries of its journal. The lane is due again at
     * that time, or as soon as the journal grows.
     *
     * @param doneUpto the entry that the lane has reached
     * @param length the journal's length when entries were found missing
     * @param until the end of the wait
     */
    public void hold(ClaimedLane lane, long doneUpto, long length, Instant until) {
        int updated = held(
                        "update lane set done_upto = :upto," + Lease.GIVE_BACK + "," + UNTRIED
                                + ", next_attempt_at = :next, held_entry_no = :length" + HELD + " and"
                                + Lease.UNFLUSHED,
                        lane)
                .set("upto", doneUpto)
                .set("next", until)
                .set("length", length)
                .update();
        if (updated == 0) {
            warnAboutLostLease(lane);
        }
    }

    /**
     * Parks the next entry as a dead letter and moves the lane past it. The lane stays claimed.
     *
     * @param entryNo number of the entry
     * @param cause why it is parked
     * @param reason given by the target
     * @return false: the lease was lost and nothing was changed
     */
    public boolean park(ClaimedLane lane, long entryNo, ParkedEntry.Cause cause, String reason) {
        boolean moved = held(
                                "update lane set done_upto = :entry_no," + UNTRIED
                                        + ", held_entry_no = null, next_attempt_at = :now" + HELD,
                                lane)
                        .set("entry_no", entryNo)
                        .set("now", clock.instant())
                        .update()
                == 1;
        if (moved) {
            parked.add(lane, entryNo, cause, shortened(reason));
        }
        return moved;
    }

    /**
     * Makes lanes that wait for a retry due now, because the target is back. Held closures keep waiting, and so do
     * entries that failed three times through their own fault.
     */
    public void retryNow(Target target) {
        sql("update lane set next_attempt_at = :now where target = :target and next_attempt_at > :now"
                        + " and held_entry_no is null and attempts < 3")
                .set("target", target)
                .set("now", clock.instant())
                .update();
    }

    /**
     * Moves lanes back whose target has lost entries: {@code upto} says for each terminal the last entry that the target
     * still has. Lanes that have not reached it stay where they are.
     *
     * @return number of lanes moved
     */
    public int moveBack(Target target, Map<UUID, Long> upto) {
        List<UUID> terminals = List.copyOf(upto.keySet());
        return sql("update lane l set done_upto = p.upto, next_attempt_at = :now," + UNTRIED
                        + " from unnest(cast(:terminals as uuid[]), cast(:upto as bigint[])) as p (id, upto)"
                        + " where l.target = :target and l.terminal_id = p.id and l.done_upto > p.upto")
                .set("target", target)
                .set("now", clock.instant())
                .set("terminals", terminals)
                .set("upto", terminals.stream().map(upto::get).toList())
                .update();
    }

    /** Whether any other lane is failing, too. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean othersFail(ClaimedLane lane) {
        return sql("select terminal_id from lane where target = :target and terminal_id <> :terminal"
                        + " and failed_at is not null limit 1")
                .set("target", lane.target())
                .set("terminal", lane.terminalId())
                .first(row -> row.id("terminal_id"))
                .isPresent();
    }

    /** The lanes of these terminals; terminals without documents are left out. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<LaneView> lanes(Target target, Collection<UUID> terminalIds) {
        return sql("select h.terminal_id, coalesce(l.done_upto, 0) as done_upto,"
                        + " entry_count(h.terminal_id, 0, h.entry_no) as length,"
                        + " entry_count(h.terminal_id, coalesce(l.done_upto, 0), h.entry_no) as waiting, not"
                        + Lease.FREE
                        + " as sending, coalesce(l.attempts, 0) as attempts, l.failing_since, l.last_error,"
                        + " l.next_attempt_at, l.held_entry_no is not null as held,"
                        + " (select e.received_at from journal_entry e where e.terminal_id = h.terminal_id"
                        + " and e.entry_no > coalesce(l.done_upto, 0) order by e.entry_no limit 1) as oldest_at,"
                        + " (select count(*) from parked p where p.target = :target and p.terminal_id = h.terminal_id"
                        + " and p.delivered_at is null and p.discarded_at is null) as parked,"
                        + " (select count(*) from parked p where p.target = :target and p.terminal_id = h.terminal_id"
                        + " and p.delivered_at is null and p.discarded_at is not null) as discarded"
                        + " from journal_head h left join lane l on l.target = :target"
                        + " and l.terminal_id = h.terminal_id"
                        + " where h.entry_no > 0 and h.terminal_id = any (cast(:terminals as uuid[]))")
                .set("target", target)
                .set("terminals", terminalIds)
                .set("now", clock.instant())
                .list(row -> new LaneView(
                        row.id("terminal_id"),
                        row.number("length"),
                        row.number("waiting"),
                        row.number("done_upto"),
                        row.flag("sending"),
                        row.integer("attempts"),
                        row.instant("failing_since"),
                        row.text("last_error"),
                        row.instant("next_attempt_at"),
                        row.flag("held"),
                        row.instant("oldest_at"),
                        row.number("parked"),
                        row.number("discarded")));
    }

    /** The totals of all lanes to a target. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Sum sum(Target target) {
        return sql("select coalesce(sum(s.length), 0) as length, coalesce(sum(s.done), 0) as done,"
                        + " min(s.oldest_at) as oldest_at,"
                        + " (select count(*) from parked p where p.target = :target and p.delivered_at is null"
                        + " and p.discarded_at is null) as parked"
                        + " from (select entry_count(h.terminal_id, 0, h.entry_no) as length,"
                        + " entry_count(h.terminal_id, 0, coalesce(l.done_upto, 0)) as done,"
                        + " case when h.entry_no > coalesce(l.done_upto, 0) then (select e.received_at"
                        + " from journal_entry e where e.terminal_id = h.terminal_id"
                        + " and e.entry_no > coalesce(l.done_upto, 0) order by e.entry_no limit 1) end as oldest_at"
                        + " from journal_head h"
                        + " left join lane l on l.target = :target and l.terminal_id = h.terminal_id) s")
                .set("target", target)
                .single(row -> new Sum(
                        row.number("length"),
                        row.number("done"),
                        Optional.ofNullable(row.instant("oldest_at")),
                        row.number("parked")));
    }

    private static void warnAboutLostLease(ClaimedLane lane) {
        LOG.log(
                Level.WARNING,
                "The claim of a lane to {0} expired; its entries may be delivered twice.",
                lane.target());
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR - 1) + "…";
    }

    private Sql held(String statement, ClaimedLane lane) {
        return sql(statement)
                .set("target", lane.target())
                .set("terminal", lane.terminalId())
                .set("token", lane.lease().token());
    }

    private Sql sql(String statement) {
        return Sql.query(em, statement);
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
                        + " and e.entry_no > l.done_upto order by e.entry_no limit 1) next on true",
                "next.received_at",
                DUE + " and next.received_at < cast(:now as timestamptz) - interval '" + OUTAGE.toSeconds()
                        + " seconds'"),
        /**
         * Lanes that have not failed, then the one that failed longest ago, due or not: this tests the target, not the
         * entry.
         */
        TRIAL(
                "",
                "l.failed_at nulls first, h.entry_no - l.done_upto",
                "(l.held_entry_no is null or l.next_attempt_at <= :now or h.entry_no > l.held_entry_no)");

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
