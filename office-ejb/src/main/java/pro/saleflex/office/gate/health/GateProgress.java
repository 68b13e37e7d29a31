package pro.saleflex.office.gate.health;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.intake.DiskSpace;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.platform.Sql;

/** Progress of deliveries to GATE: rate, estimated end of the backlog, disk headroom. Table: {@code gate_sample}. */
@Stateless
public class GateProgress {
    private static final Duration KEPT = Duration.ofDays(8);
    private static final Duration DAY = Duration.ofHours(24);

    /** A rate over a shorter time would jump. */
    private static final Duration RATE_OVER = Duration.ofSeconds(60);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    @Inject
    Lanes lanes;

    @Inject
    DiskSpace disks;

    /**
     * Records a sample. Called once a minute by {@link GateProgressSampler}; several servers record each minute once.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void sample() {
        Instant now = clock.instant();
        Lanes.Sum sum = lanes.sum(Target.GATE);
        Sql.query(
                        em,
                        "insert into gate_sample (at, journal_length, done, waiting, oldest_at, database_bytes)"
                                + " values (:minute, :length, :done, :waiting, cast(:oldest as timestamptz),"
                                + " pg_database_size(current_database()))"
                                + " on conflict do nothing")
                .set("minute", now.truncatedTo(ChronoUnit.MINUTES))
                .set("length", sum.length())
                .set("done", sum.done())
                .set("waiting", sum.waiting())
                .set("oldest", sum.oldest().orElse(null))
                .update();
        Sql.query(em, "delete from gate_sample where at < :kept")
                .set("kept", now.minus(KEPT))
                .update();
    }

    /** Returns the current progress. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Progress now() {
        Instant now = clock.instant();
        Lanes.Sum sum = lanes.sum(Target.GATE);
        Optional<Sample> before = last24h().stream()
                .filter(sample -> !sample.at().isAfter(now.minus(RATE_OVER)))
                .reduce((earlier, later) -> later);
        double seconds = before.map(sample -> Duration.between(sample.at(), now).toMillis() / 1000.0)
                .orElse(0.0);
        double delivered = before.map(sample -> Math.max(0, sum.done() - sample.done()) / seconds)
                .orElse(0.0);
        double arrived = before.map(sample -> Math.max(0, sum.length() - sample.length()) / seconds)
                .orElse(0.0);
        return new Progress(
                sum.waiting(),
                sum.parked(),
                sum.oldest(),
                delivered,
                timeLeft(sum.waiting(), delivered - arrived),
                before.filter(sample -> isShrinking(sample, sum.oldest(), now)).isPresent());
    }

    private static boolean isShrinking(Sample before, Optional<Instant> oldest, Instant now) {
        return oldest.map(at -> Duration.between(at, now).compareTo(before.lag()) < 0)
                .orElse(true);
    }

    private static Optional<Duration> timeLeft(long waiting, double perSecond) {
        return waiting == 0 || perSecond <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds((long) Math.ceil(waiting / perSecond)));
    }

    /** Returns the samples of the last 24 hours, the earliest first. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Sample> last24h() {
        return Sql.query(
                        em,
                        "select at, journal_length, done, waiting, oldest_at, database_bytes"
                                + " from gate_sample where at > :from order by at")
                .set("from", clock.instant().minus(DAY))
                .list(row -> new Sample(
                        row.instant("at"),
                        row.number("journal_length"),
                        row.number("done"),
                        row.number("waiting"),
                        row.instant("oldest_at"),
                        row.number("database_bytes")));
    }

    /** Returns how long the disks last; empty if there is less than an hour of samples or no disk can be read. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<DiskHeadroom> headroom() {
        List<Sample> samples = last24h();
        Optional<Long> free = disks.freeSpace().stream()
                .map(DiskSpace.FreeSpace::freeMegabytes)
                .min(Long::compare);
        if (samples.isEmpty() || free.isEmpty()) {
            return Optional.empty();
        }
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        return DiskHeadroom.of(
                free.get() - config.diskMinimumMegabytes(),
                last.databaseBytes() - first.databaseBytes(),
                Duration.between(first.at(), last.at()));
    }

    /**
     * Current progress.
     *
     * @param waiting number of documents still to be delivered
     * @param parked number of documents that GATE does not accept
     * @param oldest when the oldest waiting document was handed over; empty: none is waiting
     * @param perSecond documents per second that reached GATE over the last minute or two
     * @param finish time until none is waiting, at the current rates; empty: none is waiting, or it cannot be estimated
     * @param catchingUp the oldest waiting document is less old than the oldest one was a minute or two ago
     */
    public record Progress(
            long waiting,
            long parked,
            Optional<Instant> oldest,
            double perSecond,
            Optional<Duration> finish,
            boolean catchingUp) {}

    /**
     * Progress at an earlier time.
     *
     * @param at that time
     * @param length number of entries in all journals
     * @param done number of entries that were delivered or parked
     * @param waiting number of entries still to be delivered
     * @param oldestAt when the oldest of those was handed over; null: none was waiting
     * @param databaseBytes size of the database
     */
    public record Sample(Instant at, long length, long done, long waiting, Instant oldestAt, long databaseBytes) {

        /** Returns the age of the oldest waiting document at that time. */
        public Duration lag() {
            return oldestAt == null || oldestAt.isAfter(at) ? Duration.ZERO : Duration.between(oldestAt, at);
        }
    }
}
