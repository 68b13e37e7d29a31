package pro.saleflex.office.platform;

import java.time.Duration;

/** Exponential back-off with jitter: failed work is retried 5 seconds to 15 minutes later. */
public final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private Backoff() {}

    /**
     * A condition in SQL: failed work is due. So it is, too, if its time is further ahead than any that is set now: then
     * the clock has been set back since. Parameter {@code now}.
     *
     * @param column when it is to be retried
     */
    public static String due(String column) {
        return "(" + column + " <= :now or " + column + " > cast(:now as timestamptz) + interval '"
                + LONGEST.toMinutes() + " minutes')";
    }

    /**
     * The wait after a failed attempt. It doubles with each failure up to 15 minutes; half of it is random, so that
     * work that failed together is not retried together.
     *
     * @param attempts failures so far, from 1
     * @param chance random number from 0 to 1
     */
    public static Duration after(int attempts, double chance) {
        long uncapped = FIRST.toMillis() << Math.min(Math.max(attempts - 1, 0), 20);
        long longest = Math.min(uncapped, LONGEST.toMillis());
        return Duration.ofMillis(longest / 2 + (long) (longest / 2.0 * chance));
    }
}
