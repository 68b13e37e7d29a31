package pro.saleflex.office.platform;

import java.time.Duration;

/** Exponential back-off with jitter: failed work is retried 5 seconds to 15 minutes later. */
public final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /**
     * As SQL, to be added to a time: no failed work is retried later. A time that is later was set before the clock was
     * set back.
     */
    public static final String LONGEST_INTERVAL = "interval '" + LONGEST.toMinutes() + " minutes'";

    private Backoff() {}

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
