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
 * What runs at one server at a time, by name: claimed when it is due, and given back with where it goes on and when.
 *
 * <p>A claim is a lease in the database: what a server that crashed had claimed is due again when the lease is over. Each
 * mark says by its return value whether the claim still holds. An order that comes while a duty is claimed is not lost: the
 * duty is then due again as soon as it is given back.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class LeasedJobs {
    /** Commits without waiting for the disk: a mark that is lost means that something is done once more. */
    private static final String UNFLUSHED = " set_config('synchronous_commit', 'off', true) = 'off'";

    private static final String MINE = " where name = ?1 and claim_token = ?2 and" + UNFLUSHED;

    /** While a duty is claimed, its time is the end of the lease; an earlier one is an order. */
    private static final String NEXT =
            " due_at = case when due_at < leased_until then due_at else cast(?3 as timestamptz) end";

    /** At once, but not before GATE wants; of a claimed one, as soon as it is given back. */
    private static final String ORDERED =
            "least(d.due_at, case when d.claim_token is null then greatest(?2, d.not_before) else ?2 end)";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    /** Makes the duties that are not there yet; they are due at once. */
    public void adopt(Collection<String> names) {
        em.createNativeQuery("insert into gate_duty (name, due_at) select n, ?2 from unnest(cast(?1 as text[])) n"
                        + " where not exists (select from gate_duty d where d.name = n) order by n"
                        + " on conflict do nothing")
                .setParameter(1, names.toArray(String[]::new))
                .setParameter(2, at(now()))
                .executeUpdate();
    }

    /** Those with such a begin of their names that are due and free, by name. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<String> due(String begin) {
        List<?> names = em.createNativeQuery("select name from gate_duty where starts_with(name, ?1) and due_at <= ?2"
                        + " and (leased_until is null or leased_until < ?2) order by name")
                .setParameter(1, begin)
                .setParameter(2, at(now()))
                .getResultList();
        return names.stream().map(String.class::cast).toList();
    }

    /** Claims a duty that is due; makes it if it is not there. Nothing: it is not due, or somebody else has it. */
    public Optional<Claim> claim(String name) {
        Optional<Claim> claim = tryToClaim(name);
        if (claim.isEmpty() && isMissing(name)) {
            adopt(List.of(name));
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

    /** Keeps a claim for as long again. */
    public boolean renew(Claim claim) {
        return mine("update gate_duty set" + NEXT + ", leased_until = cast(?3 as timestamptz)" + MINE, claim)
                        .setParameter(3, at(now().plus(lease())))
                        .executeUpdate()
                == 1;
    }

    /**
     * Gives a duty back that went well.
     *
     * @param position where it goes on; null: it has no such thing
     * @param next when it is due again; null: when somebody orders it
     */
    public boolean finish(Claim claim, String position, Instant next) {
        return mine(
                                "update gate_duty set" + NEXT
                                        + ", position = cast(?4 as text), passed_at = ?5, failures = 0,"
                                        + " claim_token = null, leased_until = null" + MINE,
                                claim)
                        .setParameter(3, at(next))
                        .setParameter(4, position)
                        .setParameter(5, at(claim.begun()))
                        .executeUpdate()
                == 1;
    }

    /** Gives a duty back that brought nothing; it goes on where it was, at that time. */
    public boolean putOff(Claim claim, Instant next) {
        return mine("update gate_duty set" + NEXT + ", claim_token = null, leased_until = null" + MINE, claim)
                        .setParameter(3, at(next))
                        .executeUpdate()
                == 1;
    }

    /**
     * Gives a duty back that failed. It is tried again later and later, and not before GATE says.
     *
     * @param retryAfter the time GATE wants to be left alone; null: it did not say
     * @return when it is tried again
     */
    public Instant failed(Claim claim, Duration retryAfter) {
        Duration wait = Backoff.after(
                claim.failures() + 1, ThreadLocalRandom.current().nextDouble());
        // Behind all that wait only because GATE wants to be left alone: it must not be the first to ask again.
        Instant next = now().plus(wait).plus(retryAfter == null ? Duration.ZERO : retryAfter);
        mine(
                        "update gate_duty set due_at = ?3, failures = failures + 1,"
                                + " not_before = cast(?4 as timestamptz), claim_token = null, leased_until = null"
                                + MINE,
                        claim)
                .setParameter(3, at(next))
                .setParameter(4, at(retryAfter == null ? null : now().plus(retryAfter)))
                .executeUpdate();
        return next;
    }

    /** Leaves all with such a begin of their names alone before a time; what is claimed just now goes on. */
    public void putOff(String begin, Instant next) {
        em.createNativeQuery("update gate_duty set not_before = greatest(not_before, ?2),"
                        + " due_at = case when due_at < ?2 then ?2 else due_at end"
                        + " where starts_with(name, ?1) and claim_token is null")
                .setParameter(1, begin)
                .setParameter(2, at(next))
                .executeUpdate();
    }

    /** Makes due at once what failed and waits for another try, but what GATE wants to be left alone: GATE is back. */
    public void hurry() {
        em.createNativeQuery("update gate_duty set due_at = greatest(?1, not_before)"
                        + " where failures > 0 and due_at > greatest(?1, not_before) and claim_token is null")
                .setParameter(1, at(now()))
                .executeUpdate();
    }

    /** Wants a duty done at once, within the caller's transaction if there is one; makes it if it is not there. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void order(String name) {
        em.createNativeQuery("insert into gate_duty as d (name, due_at) values (?1, ?2)"
                        + " on conflict (name) do update set due_at = " + ORDERED)
                .setParameter(1, name)
                .setParameter(2, at(now()))
                .executeUpdate();
    }

    /** Wants all duties with such a begin of their names done at once. */
    public void orderAll(String begin) {
        em.createNativeQuery("update gate_duty d set due_at = " + ORDERED + " where starts_with(name, ?1)")
                .setParameter(1, begin)
                .setParameter(2, at(now()))
                .executeUpdate();
    }

    /** Has all duties with such a begin of their names begin anew, at once; a claim on one is worth nothing any more. */
    public void startOver(String begin) {
        em.createNativeQuery(
                        "update gate_duty set position = null, due_at = ?2, claim_token = null, leased_until = null"
                                + " where starts_with(name, ?1)")
                .setParameter(1, begin)
                .setParameter(2, at(now()))
                .executeUpdate();
    }

    /** Did each of these begin at or behind a time and go well? One that is not there did not. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean passedSince(Collection<String> names, Instant time) {
        Number passed = (Number) em.createNativeQuery(
                        "select count(*) from gate_duty where name = any (cast(?1 as text[])) and passed_at >= ?2")
                .setParameter(1, names.toArray(String[]::new))
                .setParameter(2, at(time))
                .getSingleResult();
        return passed.longValue() == names.size();
    }

    /** Longer than twice what one call may take, with a token to be got on the way, and its time in the database. */
    private Duration lease() {
        return config.gate().totalTimeout().multipliedBy(3).plus(Duration.ofMinutes(1));
    }

    private Query mine(String sql, Claim claim) {
        return em.createNativeQuery(sql).setParameter(1, claim.name()).setParameter(2, claim.token());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /**
     * The right to do a duty.
     *
     * @param name of the duty
     * @param token of this claim
     * @param position where it goes on; null: at the begin
     * @param failures how often it failed, one after the other
     * @param begun when it was claimed
     */
    public record Claim(String name, UUID token, String position, int failures, Instant begun) {}
}
