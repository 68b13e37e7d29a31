package pro.saleflex.office.alert.notification;

import java.time.Duration;

/** When a notification that could not be sent is tried again, and until when. */
final class RetrySchedule {
    /** Nobody wants yesterday's alert. */
    static final Duration GIVES_UP = Duration.ofDays(1);

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private RetrySchedule() {}

    /**
     * The time to wait after a failed attempt: doubled each time up to a quarter of an hour, the last half by chance, so
     * that what failed together does not come back together.
     *
     * @param attempts how many failed so far, from 1
     * @param chance from 0 to 1
     */
    static Duration after(int attempts, double chance) {
        long doubled = FIRST.toMillis() << Math.min(Math.max(attempts - 1, 0), 20);
        long most = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis(most / 2 + (long) (most / 2.0 * chance));
    }
}
