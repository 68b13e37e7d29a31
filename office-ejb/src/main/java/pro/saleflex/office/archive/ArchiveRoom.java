package pro.saleflex.office.archive;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import pro.saleflex.office.platform.Sql;

/**
 * How long the archive's disk lasts. Measured by what is free there, hour by hour, because others may use it, too.
 * Table: {@code archive_sample}.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ArchiveRoom {
    /** Longer times are not worth a precise figure. */
    public static final long MOST_DAYS = 3650;

    private static final Duration WEEK = Duration.ofDays(7);

    /** A shorter time says nothing about a day's growth: shops are closed at night. */
    private static final Duration LONG_ENOUGH = Duration.ofDays(1);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    /**
     * Returns how many days the disk lasts at the rate of the last week, at most {@link #MOST_DAYS}, and records what is
     * free, once an hour; empty if less than a day is recorded.
     */
    public Optional<Long> daysLeft(Path path, long freeBytes) {
        Instant now = clock.instant();
        record(path, freeBytes, now);
        return Sql.query(
                        em,
                        "select at, free_bytes from archive_sample where path = :path and at >= :from order by at"
                                + " limit 1")
                .set("path", path.toString())
                .set("from", now.minus(WEEK))
                .first(row -> new Sample(row.instant("at"), row.number("free_bytes")))
                .filter(first -> !now.isBefore(first.at().plus(LONG_ENOUGH)))
                .map(first -> daysLeft(first, now, freeBytes));
    }

    private static long daysLeft(Sample first, Instant now, long freeBytes) {
        long used = first.freeBytes() - freeBytes;
        double days = Duration.between(first.at(), now).toMillis()
                / (double) Duration.ofDays(1).toMillis();
        return used <= 0 ? MOST_DAYS : (long) Math.min(MOST_DAYS, freeBytes * days / used);
    }

    private void record(Path path, long freeBytes, Instant now) {
        int added = Sql.query(
                        em,
                        "insert into archive_sample (path, at, free_bytes) values (:path, :hour, :free)"
                                + " on conflict do nothing")
                .set("path", path.toString())
                .set("hour", now.truncatedTo(ChronoUnit.HOURS))
                .set("free", freeBytes)
                .update();
        if (added > 0) {
            Sql.query(em, "delete from archive_sample where at < :from")
                    .set("from", now.minus(WEEK))
                    .update();
        }
    }

    private record Sample(Instant at, long freeBytes) {}
}
