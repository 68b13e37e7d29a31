package pro.saleflex.office.platform;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import pro.saleflex.office.log.Log;

/**
 * Runs the timers' jobs and records when each last ran on this server; nothing else would show that a timer has
 * stopped.
 *
 * <p>Every {@code @Schedule} method calls it first; the health endpoint reads {@link #runs()}.
 *
 * <p>The beans with {@code @Schedule} methods manage their transactions, which means that they have none: Payara 6
 * ignores {@code NOT_SUPPORTED} there and begins one for each run
 * ({@code findings/payara-timer-ignores-not-supported.sh}).
 */
@ApplicationScoped
public class Timers {
    private static final Log LOG = Log.of(Timers.class);

    private final Map<TimerJob, LastRun> past = new ConcurrentHashMap<>();

    private DatabaseState database;
    private Clock clock;
    private Instant startedAt;

    /** Public for the container. */
    public Timers() {}

    @Inject
    Timers(DatabaseState database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /**
     * Runs a job. A failure is logged and counted, never thrown; a failed run counts as a run.
     *
     * @param failure message to log if it fails
     */
    public void run(TimerJob job, String failure, Task task) {
        boolean succeeded = false;
        try {
            task.run();
            succeeded = true;
        } catch (Exception e) { // the container would remove the timer; the next run does the same work
            if (isUndeployed(e)) {
                LOG.log(Level.INFO, "{0} The application is being stopped.", failure);
                return;
            }
            LOG.log(Level.SEVERE, failure, e);
        }
        int failures = succeeded ? 0 : past(job).failures() + 1;
        past.put(job, new LastRun(clock.instant(), failures));
    }

    /** A timer may still fire while the beans it calls are being stopped; only the container's message tells. */
    private static boolean isUndeployed(Exception e) {
        return e instanceof EJBException && String.valueOf(e.getMessage()).contains("when container is in");
    }

    /** Like {@link #run}, but skips the job, counting it as run, while the database is not usable. */
    public void runOnDatabase(TimerJob job, String failure, Task task) {
        run(job, failure, () -> {
            if (database.obstacle().isEmpty()) {
                task.run();
            }
        });
    }

    /** The current state of all timers. */
    public List<TimerRun> runs() {
        Instant now = clock.instant();
        return Arrays.stream(TimerJob.values()).map(job -> state(job, now)).toList();
    }

    private TimerRun state(TimerJob job, Instant now) {
        LastRun past = past(job);
        Instant since = past.endedAt() == null ? startedAt : past.endedAt();
        return new TimerRun(job.label(), past.endedAt(), past.failures(), now.isAfter(since.plus(job.staleAfter())));
    }

    private LastRun past(TimerJob job) {
        return past.getOrDefault(job, new LastRun(null, 0));
    }

    /** The work of a timer. */
    @FunctionalInterface
    public interface Task {
        /** Runs it once. */
        void run() throws Exception;
    }

    private record LastRun(Instant endedAt, int failures) {}

    /**
     * The state of a timer on this server.
     *
     * @param name of its job
     * @param lastRun when its last run ended; null: none has ended since the server started
     * @param failures of its latest runs, in a row
     * @param stale its next run is long overdue
     */
    public record TimerRun(String name, Instant lastRun, int failures, boolean stale) {}
}
