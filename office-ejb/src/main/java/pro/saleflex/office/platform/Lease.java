package pro.saleflex.office.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A lease: the right to work alone on what a row stands for, until a time. It is in the database, so two servers never
 * do the same work at once; the lease of a crashed server expires, and another server takes the row.
 *
 * <p>The constants are the whole protocol, for tables with the columns {@code claim_token} and {@code leased_until}; a
 * statement adds its own conditions, order and columns. To claim is to set {@link #TAKE} for a row that is
 * {@link #FREE}, selected with {@link #LOCK}. The holder sets {@link #RENEW} or {@link #GIVE_BACK}, and whatever else
 * it changes, only while the row is {@link #HELD}; if that changes no row, the lease was lost.
 *
 * @param token of this lease; no other has it
 * @param since when it was taken
 * @param until when it expires, unless it is renewed
 */
public record Lease(UUID token, Instant since, Instant until) {
    /**
     * Condition: nobody has a lease on the row, or it has expired, or it ends later than any that is taken now: then it
     * was taken before the clock was set back, and may be a crashed server's. Parameter {@code now}.
     */
    public static final String FREE = " (leased_until is null or leased_until < :now"
            + " or leased_until > cast(:now as timestamptz) + interval '1 hour')";

    /** End of the select that claims: rows that somebody else is claiming at this moment are left to them. */
    public static final String LOCK = " for update skip locked";

    /** Takes the lease. Parameters {@code token} and {@code until}. */
    public static final String TAKE = " claim_token = :token, leased_until = :until";

    /** Condition: nobody else has taken the lease, even if it has expired. Parameter {@code token}. */
    public static final String HELD = " claim_token = :token";

    /** Extends the lease. Parameter {@code until}. */
    public static final String RENEW = " leased_until = cast(:until as timestamptz)";

    /** Ends the lease. */
    public static final String GIVE_BACK = " claim_token = null, leased_until = null";

    /**
     * Commits without waiting for the disk, for work that may be repeated if the change is lost. Always true, so it can
     * be added to any condition.
     */
    public static final String UNFLUSHED = " set_config('synchronous_commit', 'off', true) = 'off'";

    /** A lease from now on, to be taken. */
    public static Lease of(Duration length, Clock clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Lease(UUID.randomUUID(), now, now.plus(length));
    }

    /** The same lease with a full length from now on, to be renewed. */
    public Lease renewed(Duration length, Clock clock) {
        return new Lease(token, since, of(length, clock).until);
    }

    /** Sets the parameters of a statement that claims: {@code now}, {@code token} and {@code until}. */
    public Sql claim(Sql statement) {
        return statement.set("now", since).set("token", token).set("until", until);
    }
}
