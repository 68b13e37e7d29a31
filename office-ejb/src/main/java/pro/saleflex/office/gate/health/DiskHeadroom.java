package pro.saleflex.office.gate.health;

import java.time.Duration;
import java.util.Optional;

/**
 * How long this server's disks last at the present rate. Nothing is ever deleted to make room, so this is also how long an
 * outage of GATE may last.
 *
 * @param freeMegabytes what is free on the fullest watched disk before tills hear "not now"
 * @param megabytesPerDay what the database grows by
 */
public record DiskHeadroom(long freeMegabytes, double megabytesPerDay) {
    /** Less than this says nothing about a day. */
    static final Duration LONG_ENOUGH = Duration.ofHours(1);

    /** What lasts longer than this is not worth a figure. */
    private static final long MOST_DAYS = 3650;

    private static final double MEGABYTE = 1024.0 * 1024.0;

    /**
     * The room.
     *
     * @param freeMegabytes see above
     * @param grownBytes what the database has grown by
     * @param in this time
     * @return nothing when the time is too short to tell
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

    /** Whole days, at most 3650. */
    public long days() {
        return megabytesPerDay <= 0 ? MOST_DAYS : (long) Math.min(MOST_DAYS, freeMegabytes / megabytesPerDay);
    }
}
