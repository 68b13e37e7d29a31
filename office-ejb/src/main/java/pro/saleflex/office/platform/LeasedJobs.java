package pro.saleflex.office.platform;

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
import java.util.concurrent.ThreadLocalRandom;
import pro.saleflex.office.config.OfficeConfig;

/**
 * Named jobs that run on one server at a time, by {@link Lease}: a server claims a job that is due, and releases it
 * with the position where the next run continues and the time when it is due again.
 *
 * <p>The methods that update a claimed job return whether the lease is still held. A job that is made due while it is
 * claimed is due again as soon as it is released. Table: {@code gate_duty}.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class LeasedJobs {
    /** The job, and those whose names continue its name. */
    private static final String IN_GROUP = " (name = :name or starts_with(name, cast(:name as text) || ' '))";

    /** If an update is lost, the job merely runs once more. */
    private static final String HELD = " where name = :name and" + Lease.HELD + " and" + Lease.UNFLUSHED;

    /**
     * It is due, also if its time is further ahead than any that is set now: then the clock has been set back since, as
     * on a machine that starts with a wrong date. Parameter {@code now}.
     */
    private static final String DUE = " (due_at <= :now or due_at > cast(:now as timestamptz) + interval '2 days')";

    /**
     * While a job is claimed, {@code due_at} is the end of its lease; an earlier time means that it was made due
     * meanwhile.
     */
    private static final String NEXT_DUE =
            " due_at = case when due_at < leased_until then due_at else cast(:next as timestamptz) end";

    /** Now, but not before the time GATE asked for; for a claimed job, as soon as it is released. */
    private static final String DUE_NOW =
            " due_at = least(d.due_at, case when d.claim_token is null then greatest(:now, d.not_before) else :now end)";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    /** Creates the jobs that do not exist yet; they are due at once. */
    public void createMissing(Collection<JobName> names) {
        createMissing(names, clock.instant());
    }

    /** Creates the jobs that do not exist yet; they are due at this time. */
    public void createMissing(Collection<JobName> names, Instant due) {
        sql("insert into gate_duty (name, due_at) select n, :due from unnest(cast(:names as text[])) n"
                        + " where not exists (select from gate_duty d where d.name = n) order by n"
                        + " on conflict do nothing")
                .set("names", stored(names))
                .set("due", due)
                .update();
    }

    /** The jobs of a group that are due and free, sorted. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<JobName> due(JobName group) {
        return sql("select name from gate_duty where" + IN_GROUP + " and" + DUE + " and" + Lease.FREE
                        + " order by name")
                .set("name", group.stored())
                .set("now", clock.instant())
                .list(row -> JobName.read(group.kind(), row.text("name")));
    }

    /** Claims a job that is due, creating it if necessary. Empty: it is not due, or it is claimed. */
    public Optional<ClaimedJob> claim(JobName name) {
        Optional<ClaimedJob> job = tryToClaim(name);
        if (job.isEmpty() && isMissing(name)) {
            createMissing(List.of(name));
            return tryToClaim(name);
        }
        return job;
    }

    private boolean isMissing(JobName name) {
        return sql("select name from gate_duty where name = :name")
                .set("name", name.stored())
                .first(row -> row.text("name"))
                .isEmpty();
    }

    private Optional<ClaimedJob> tryToClaim(JobName name) {
        Lease lease = Lease.of(length(), clock);
        return lease.claim(sql("update gate_duty set" + Lease.TAKE + ", due_at = :until where name ="
                        + " (select name from gate_duty where name = :name and" + DUE + " and" + Lease.FREE + " and"
                        + Lease.UNFLUSHED + Lease.LOCK + ") returning position, failures"))
                .set("name", name.stored())
                .first(row -> new ClaimedJob(name, lease, row.text("position"), row.integer("failures")));
    }

    /** Extends a lease by its full length. */
    public boolean renew(ClaimedJob job) {
        Instant until = job.lease().renewed(length(), clock).until();
        return held("update gate_duty set" + NEXT_DUE + "," + Lease.RENEW + HELD, job)
                        .set("next", until)
                        .set("until", until)
                        .update()
                == 1;
    }

    /**
     * Releases a job that succeeded.
     *
     * @param position where the next run continues; null: the job has no position
     * @param next when it is due again; null: when it is made due
     * @return false: the lease was lost
     */
    public boolean finish(ClaimedJob job, String position, Instant next) {
        return held(
                                "update gate_duty set" + NEXT_DUE + ", position = cast(:position as text),"
                                        + " passed_at = :since, failures = 0," + Lease.GIVE_BACK + HELD,
                                job)
                        .set("next", next)
                        .set("position", position)
                        .set("since", job.lease().since())
                        .update()
                == 1;
    }

    /**
     * Releases a job that achieved nothing; it continues from its old position at that time. False: the lease was lost.
     */
    public boolean release(ClaimedJob job, Instant next) {
        return held("update gate_duty set" + NEXT_DUE + "," + Lease.GIVE_BACK + HELD, job)
                        .set("next", next)
                        .update()
                == 1;
    }

    /**
     * Releases a job that failed. It is retried with back-off, and not before the time GATE asked for.
     *
     * @param retryAfter how long GATE asked us to wait; null: it did not ask
     * @return when it is retried
     */
    public Instant failed(ClaimedJob job, Duration retryAfter) {
        Instant now = clock.instant();
        Instant notBefore = retryAfter == null ? null : now.plus(retryAfter);
        Duration wait =
                Backoff.after(job.failures() + 1, ThreadLocalRandom.current().nextDouble());
        // After the jobs that wait only because GATE asked us to: the failed one must not be the first to call again.
        Instant next = (notBefore == null ? now : notBefore).plus(wait);
        held(
                        "update gate_duty set due_at = :next, failures = failures + 1,"
                                + " not_before = cast(:not_before as timestamptz)," + Lease.GIVE_BACK + HELD,
                        job)
                .set("next", next)
                .set("not_before", notBefore)
                .update();
        return next;
    }

    /** Postpones all jobs of a group until a time; jobs that are claimed carry on. */
    public void postponeAll(JobName group, Instant next) {
        sql("update gate_duty set not_before = greatest(not_before, :next),"
                        + " due_at = case when due_at < :next then :next else due_at end"
                        + " where" + IN_GROUP + " and claim_token is null")
                .set("name", group.stored())
                .set("next", next)
                .update();
    }

    /** Makes failed jobs due now, because GATE is back; those that GATE asked us to postpone stay postponed. */
    public void retryFailedNow() {
        sql("update gate_duty set due_at = greatest(:now, not_before)"
                        + " where failures > 0 and due_at > greatest(:now, not_before) and claim_token is null")
                .set("now", clock.instant())
                .update();
    }

    /** Makes a job due now, within the caller's transaction if there is one; creates it if necessary. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void makeDueNow(JobName name) {
        sql("insert into gate_duty as d (name, due_at) values (:name, :now) on conflict (name) do update set" + DUE_NOW)
                .set("name", name.stored())
                .set("now", clock.instant())
                .update();
    }

    /** Makes all jobs of a group due now. */
    public void makeAllDueNow(JobName group) {
        sql("update gate_duty d set" + DUE_NOW + " where" + IN_GROUP)
                .set("name", group.stored())
                .set("now", clock.instant())
                .update();
    }

    /** Makes all jobs of a group start over, now; their holders lose their leases. */
    public void startOver(JobName group) {
        sql("update gate_duty set position = null, due_at = :now," + Lease.GIVE_BACK + " where" + IN_GROUP)
                .set("name", group.stored())
                .set("now", clock.instant())
                .update();
    }

    /** Whether each of these jobs has started at or after a time and succeeded. A job that does not exist has not. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean succeededSince(Collection<JobName> names, Instant time) {
        return sql("select count(*) as passed from gate_duty where name = any (cast(:names as text[]))"
                                + " and passed_at >= :time")
                        .set("names", stored(names))
                        .set("time", time)
                        .single(row -> row.number("passed"))
                == names.size();
    }

    private static List<String> stored(Collection<JobName> names) {
        return names.stream().map(JobName::stored).toList();
    }

    /** Longer than two calls at their time limit, including one for a token, and the database work. */
    private Duration length() {
        return config.gate().totalTimeout().multipliedBy(3).plus(Duration.ofMinutes(1));
    }

    private Sql held(String statement, ClaimedJob job) {
        return sql(statement)
                .set("name", job.name().stored())
                .set("token", job.lease().token());
    }

    private Sql sql(String statement) {
        return Sql.query(em, statement);
    }
}
