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
 * Runs what timers do, and knows when each ran last on this server: a timer that stopped shows in no other way.
 *
 * <p>Called by every method with {@code @Schedule}, first thing; {@link #runs()} is asked by the health answer.
 */
@ApplicationScoped
public class Timers {
    private static final Log LOG = Log.of(Timers.class);

    private final Map<TimerJob, Past> past = new ConcurrentHashMap<>();

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
     * Does the work; a failure is logged and counted, and is nobody else's. A run that failed has come to its end, too.
     *
     * @param failure what to log about a failure
     */
    public void run(TimerJob work, String failure, Task task) {
        boolean well = false;
        try {
            task.run();
            well = true;
        } catch (Exception e) { // the timer would be expunged; the next run does the same work
            if (isUndeployed(e)) {
                LOG.log(Level.INFO, "{0} The application is being stopped.", failure);
                return;
            }
            LOG.log(Level.SEVERE, failure, e);
        }
        int failures = well ? 0 : past(work).failures() + 1;
        past.put(work, new Past(clock.instant(), failures));
    }

    /** A timer may run on while the beans that it calls are stopped; the container says so in nothing but words. */
    private static boolean isUndeployed(Exception e) {
        return e instanceof EJBException && String.valueOf(e.getMessage()).contains("when container is in");
    }

    /** The same for work that is left to the next run while the database cannot be worked on. */
    public void runOnDatabase(TimerJob work, String failure, Task task) {
        run(work, failure, () -> {
            if (database.obstacle().isEmpty()) {
                task.run();
            }
        });
    }

    /** How all timers are doing, now. */
    public List<TimerRun> runs() {
        Instant now = clock.instant();
        return Arrays.stream(TimerJob.values()).map(work -> seen(work, now)).toList();
    }

    private TimerRun seen(TimerJob work, Instant now) {
        Past past = past(work);
        Instant since = past.endedAt() == null ? startedAt : past.endedAt();
        return new TimerRun(work.label(), past.endedAt(), past.failures(), now.isAfter(since.plus(work.patience())));
    }

    private Past past(TimerJob work) {
        return past.getOrDefault(work, new Past(null, 0));
    }

    /** What a timer does. */
    @FunctionalInterface
    public interface Task {
        /** Does it, once. */
        void run() throws Exception;
    }

    private record Past(Instant endedAt, int failures) {}

    /**
     * How a timer is doing on this server.
     *
     * @param name what it does, in short
     * @param lastRun when its last run came to its end; null: none did since the start
     * @param failures how many of its last runs failed, one after the other
     * @param stale should it have run again long ago?
     */
    public record TimerRun(String name, Instant lastRun, int failures, boolean stale) {}
}
