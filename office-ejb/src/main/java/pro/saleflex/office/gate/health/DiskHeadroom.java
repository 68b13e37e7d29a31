package pro.saleflex.office.gate.health;

import java.time.Duration;
import java.util.Optional;

/**
 * Disk headroom: how long this server's disks last at the current rate. Nothing is ever deleted to free space, so this
 * is also how long an outage of GATE may last.
 *
 * @param freeMegabytes space on the fullest watched disk until terminals get 503
 * @param megabytesPerDay growth of the database
 */
public record DiskHeadroom(long freeMegabytes, double megabytesPerDay) {
    /** A shorter time says nothing about a day's growth. */
    static final Duration LONG_ENOUGH = Duration.ofHours(1);

    /** Longer headrooms are not worth a precise figure. */
    private static final long MOST_DAYS = 3650;

    private static final double MEGABYTE = 1024.0 * 1024.0;

    /**
     * Calculates the headroom.
     *
     * @param freeMegabytes see above
     * @param grownBytes growth of the database
     * @param in the time in which it grew
     * @return empty if that time is too short to tell
     */
    static Optional<DiskHeadroom> of(long freeMegabytes, long grownBytes, Duration in) {
        return in.compareTo(LONG_ENOUGH) < 0
                ? Optional.empty()
                : Optional.of(new DiskHeadroom(
                        Math.max(0, freeMegabytes),
                        Math.max(0, grownBytes)
                                / MEGABYTE
                                / in.toMillis()
                                * Duration.ofDays(1).toMillis()));
    }

    /** Returns the headroom in whole days, at most 3650. */
    public long days() {
        return megabytesPerDay <= 0 ? MOST_DAYS : (long) Math.min(MOST_DAYS, freeMegabytes / megabytesPerDay);
    }
}
