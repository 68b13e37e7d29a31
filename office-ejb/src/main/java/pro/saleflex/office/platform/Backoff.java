package pro.saleflex.office.platform;

import java.time.Duration;

/** When work that failed is tried again: between 5 seconds and a quarter of an hour later. */
public final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private Backoff() {}

    /**
     * The time to wait after a failed attempt: doubled each time up to a quarter of an hour, the last half by chance, so
     * that what failed together does not come back together.
     *
     * @param attempts how many failed so far, from 1
     * @param chance from 0 to 1
     */
    public static Duration after(int attempts, double chance) {
        long doubled = FIRST.toMillis() << Math.min(Math.max(attempts - 1, 0), 20);
        long most = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis(most / 2 + (long) (most / 2.0 * chance));
    }
}
