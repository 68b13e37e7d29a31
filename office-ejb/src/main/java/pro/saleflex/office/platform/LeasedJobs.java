package pro.saleflex.office.platform;

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
import java.util.concurrent.ThreadLocalRandom;
import pro.saleflex.office.config.OfficeConfig;

/**
 * Named jobs that run on one server at a time, by lease: a server claims a job that is due, and releases it with the
 * position where the next run continues and the time when it is due again.
 *
 * <p>The lease is in the database; a job that a crashed server had claimed is due again when its lease has expired. The
 * methods that update a claimed job return whether the claim still holds. A job that is made due while it is claimed is
 * due again as soon as it is released. Table: {@code gate_duty}.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class LeasedJobs {
    /** Commits without waiting for the disk: if an update is lost, a job merely runs once more. */
    private static final String UNFLUSHED = " set_config('synchronous_commit', 'off', true) = 'off'";

    private static final String CLAIMED = " where name = ?1 and claim_token = ?2 and" + UNFLUSHED;

    /**
     * While a job is claimed, {@code due_at} is the end of its lease; an earlier time means that it was made due
     * meanwhile.
     */
    private static final String NEXT_DUE =
            " due_at = case when due_at < leased_until then due_at else cast(?3 as timestamptz) end";

    /** Now, but not before the time GATE asked for; for a claimed job, as soon as it is released. */
    private static final String DUE_NOW =
            "least(d.due_at, case when d.claim_token is null then greatest(?2, d.not_before) else ?2 end)";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    /** Creates the jobs that do not exist yet; they are due at once. */
    public void createMissing(Collection<String> names) {
        em.createNativeQuery("insert into gate_duty (name, due_at) select n, ?2 from unnest(cast(?1 as text[])) n"
                        + " where not exists (select from gate_duty d where d.name = n) order by n"
                        + " on conflict do nothing")
                .setParameter(1, names.toArray(String[]::new))
                .setParameter(2, at(now()))
                .executeUpdate();
    }

    /** The names of the jobs that are due and unclaimed and whose names start with the prefix, sorted. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<String> due(String prefix) {
        List<?> names = em.createNativeQuery("select name from gate_duty where starts_with(name, ?1) and due_at <= ?2"
                        + " and (leased_until is null or leased_until < ?2) order by name")
                .setParameter(1, prefix)
                .setParameter(2, at(now()))
                .getResultList();
        return names.stream().map(String.class::cast).toList();
    }

    /** Claims a job that is due, creating it if necessary. Empty: it is not due, or it is claimed. */
    public Optional<Claim> claim(String name) {
        Optional<Claim> claim = tryToClaim(name);
        if (claim.isEmpty() && isMissing(name)) {
            createMissing(List.of(name));
            return tryToClaim(name);
        }
        return claim;
    }

    private boolean isMissing(String name) {
        return em.createNativeQuery("select 1 from gate_duty where name = ?1")
                .setParameter(1, name)
                .getResultList()
                .isEmpty();
    }

    private Optional<Claim> tryToClaim(String name) {
        Instant now = now();
        UUID token = UUID.randomUUID();
        List<?> rows = em.createNativeQuery("update gate_duty set claim_token = ?2, leased_until = ?3, due_at = ?3"
                        + " where name = (select name from gate_duty where name = ?1 and due_at <= ?4"
                        + " and (leased_until is null or leased_until < ?4) and" + UNFLUSHED
                        + " for update skip locked)"
                        + " returning position, failures")
                .setParameter(1, name)
                .setParameter(2, token)
                .setParameter(3, at(now.plus(lease())))
                .setParameter(4, at(now))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Claim(name, token, (String) row[0], ((Number) row[1]).intValue(), now))
                .findFirst();
    }

    /** Extends a claim by a full lease. */
    public boolean renew(Claim claim) {
        return claimed("update gate_duty set" + NEXT_DUE + ", leased_until = cast(?3 as timestamptz)" + CLAIMED, claim)
                        .setParameter(3, at(now().plus(lease())))
                        .executeUpdate()
                == 1;
    }

    /**
     * Releases a job that succeeded.
     *
     * @param position where the next run continues; null: the job has no position
     * @param next when it is due again; null: when it is made due
     * @return false: the claim was lost
     */
    public boolean finish(Claim claim, String position, Instant next) {
        return claimed(
                                "update gate_duty set" + NEXT_DUE
                                        + ", position = cast(?4 as text), passed_at = ?5, failures = 0,"
                                        + " claim_token = null, leased_until = null" + CLAIMED,
                                claim)
                        .setParameter(3, at(next))
                        .setParameter(4, position)
                        .setParameter(5, at(claim.claimedAt()))
                        .executeUpdate()
                == 1;
    }

    /**
     * Releases a job that achieved nothing; it continues from its old position at that time. False: the claim was lost.
     */
    public boolean release(Claim claim, Instant next) {
        return claimed("update gate_duty set" + NEXT_DUE + ", claim_token = null, leased_until = null" + CLAIMED, claim)
                        .setParameter(3, at(next))
                        .executeUpdate()
                == 1;
    }

    /**
     * Releases a job that failed. It is retried with back-off, and not before the time GATE asked for.
     *
     * @param retryAfter how long GATE asked us to wait; null: it did not ask
     * @return when it is retried
     */
    public Instant failed(Claim claim, Duration retryAfter) {
        Duration wait =
                Backoff.after(claim.failures() + 1, ThreadLocalRandom.current().nextDouble());
        // After the jobs that wait only because GATE asked us to: the failed one must not be the first to call again.
        Instant next = now().plus(wait).plus(retryAfter == null ? Duration.ZERO : retryAfter);
        claimed(
                        "update gate_duty set due_at = ?3, failures = failures + 1,"
                                + " not_before = cast(?4 as timestamptz), claim_token = null, leased_until = null"
                                + CLAIMED,
                        claim)
                .setParameter(3, at(next))
                .setParameter(4, at(retryAfter == null ? null : now().plus(retryAfter)))
                .executeUpdate();
        return next;
    }

    /** Postpones all jobs whose names start with the prefix until a time; jobs that are claimed carry on. */
    public void postponeAll(String prefix, Instant next) {
        em.createNativeQuery("update gate_duty set not_before = greatest(not_before, ?2),"
                        + " due_at = case when due_at < ?2 then ?2 else due_at end"
                        + " where starts_with(name, ?1) and claim_token is null")
                .setParameter(1, prefix)
                .setParameter(2, at(next))
                .executeUpdate();
    }

    /** Makes failed jobs due now, because GATE is back; those that GATE asked us to postpone stay postponed. */
    public void retryFailedNow() {
        em.createNativeQuery("update gate_duty set due_at = greatest(?1, not_before)"
                        + " where failures > 0 and due_at > greatest(?1, not_before) and claim_token is null")
                .setParameter(1, at(now()))
                .executeUpdate();
    }

    /** Makes a job due now, within the caller's transaction if there is one; creates it if necessary. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void makeDueNow(String name) {
        em.createNativeQuery("insert into gate_duty as d (name, due_at) values (?1, ?2)"
                        + " on conflict (name) do update set due_at = " + DUE_NOW)
                .setParameter(1, name)
                .setParameter(2, at(now()))
                .executeUpdate();
    }

    /** Makes all jobs due now whose names start with the prefix. */
    public void makeAllDueNow(String prefix) {
        em.createNativeQuery("update gate_duty d set due_at = " + DUE_NOW + " where starts_with(name, ?1)")
                .setParameter(1, prefix)
                .setParameter(2, at(now()))
                .executeUpdate();
    }

    /** Makes all jobs whose names start with the prefix start over, now; existing claims on them are void. */
    public void startOver(String prefix) {
        em.createNativeQuery(
                        "update gate_duty set position = null, due_at = ?2, claim_token = null, leased_until = null"
                                + " where starts_with(name, ?1)")
                .setParameter(1, prefix)
                .setParameter(2, at(now()))
                .executeUpdate();
    }

    /** Whether each of these jobs has started at or after a time and succeeded. A job that does not exist has not. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean succeededSince(Collection<String> names, Instant time) {
        Number passed = (Number) em.createNativeQuery(
                        "select count(*) from gate_duty where name = any (cast(?1 as text[])) and passed_at >= ?2")
                .setParameter(1, names.toArray(String[]::new))
                .setParameter(2, at(time))
                .getSingleResult();
        return passed.longValue() == names.size();
    }

    /** Longer than two calls at their time limit, including one for a token, and the database work. */
    private Duration lease() {
        return config.gate().totalTimeout().multipliedBy(3).plus(Duration.ofMinutes(1));
    }

    private Query claimed(String sql, Claim claim) {
        return em.createNativeQuery(sql).setParameter(1, claim.name()).setParameter(2, claim.token());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /**
     * The right to run a job until its lease expires.
     *
     * @param name of the job
     * @param token of this claim
     * @param position where to continue; null: from the start
     * @param failures in a row so far
     * @param claimedAt when it was claimed
     */
    public record Claim(String name, UUID token, String position, int failures, Instant claimedAt) {}
}
