package pro.saleflex.office.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import pro.saleflex.office.archive.file.WriterLock;
import pro.saleflex.office.journal.EntriesAppended;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.BackgroundWork;
import pro.saleflex.office.platform.DatabaseState;

/**
 * The thread that writes the archive: every few seconds what has come meanwhile, and a closure at once. It alone
 * touches the archive's disk, so when that hangs nothing else does.
 */
@ApplicationScoped
public class ArchiveWriter {
    private static final Log LOG = Log.of(ArchiveWriter.class);

    /** How long documents may wait, so that those of a few seconds share one flush to disk. */
    private static final Duration INTERVAL = Duration.ofSeconds(4);

    /** How often the place is looked at when nothing comes. */
    private static final long LOOK_MILLIS = 1000;

    /** A disk that does not answer for this long hangs. */
    private static final Duration HANGING = Duration.ofSeconds(6);

    @Inject
    ArchiveDisk disk;

    @Inject
    Archiver archiver;

    @Inject
    ConfigSnapshots snapshots;

    @Inject
    DatabaseState database;

    @Inject
    Clock clock;

    /** Another server's round takes seconds; one that keeps others from writing for longer hangs. */
    private static final Duration KEPT_OUT = Duration.ofMinutes(1);

    /** A little less than the application waits for its work to end. */
    private static final Duration LONGEST_END = Duration.ofSeconds(8);

    private final BackgroundWork work = new BackgroundWork();
    private final Semaphore closures = new Semaphore(0);
    private volatile Instant waitingSince;
    private volatile Instant keptOutSince;
    private volatile Instant endsBy;
    private Instant lastRound = Instant.EPOCH;

    /** It was away, and has not been looked through since. */
    private boolean found;

    /** Runs on the thread that handed over, before its answer, so it only wakes the writer. */
    public void appended(@Observes(during = TransactionPhase.AFTER_SUCCESS) EntriesAppended appended) {
        if (appended.closing()) {
            closures.release();
        }
    }

    /** Starts the thread if it is missing. Called once a second by {@link ArchiveTimer}. */
    void startMissing(Executor executor) {
        work.start(executor, this::run);
    }

    private void run() {
        try {
            while (!work.isEnding()) {
                boolean closure = closures.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                closures.drainPermits();
                if (!work.isEnding() && database.obstacle().isEmpty()) {
                    look(closure);
                }
            }
            if (database.obstacle().isEmpty()) {
                look(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is stopping
        } catch (RuntimeException e) { // mostly from the database; the thread is started again within a second
            LOG.log(Level.WARNING, "The archive could not be written; it is tried again in a second.", e);
            disk.lost(e);
        }
    }

    /** Looks for the archive once, and writes what is due. */
    void look(boolean closure) {
        try {
            waitingSince = clock.instant();
            boolean wasThere = disk.isThere();
            if (!disk.find()) {
                return;
            }
            Instant now = clock.instant();
            found |= !wasThere;
            if (closure || found || !now.isBefore(lastRound.plus(INTERVAL)) || now.isBefore(lastRound)) {
                lastRound = now;
                write();
            }
        } catch (IOException e) {
            disk.lost(e);
        } finally {
            waitingSince = null;
        }
    }

    /** Writes what is due, unless another server is writing. */
    private void write() throws IOException {
        Optional<WriterLock> lock = disk.lock();
        if (lock.isEmpty()) {
            keptOutSince = keptOutSince == null ? clock.instant() : keptOutSince;
            return;
        }
        keptOutSince = null;
        try (WriterLock held = lock.get()) {
            if (held.isExclusive()) { // those of a server that was killed
                archiver.takeLeases();
            }
            if (found) {
                archiver.align(this::goesOn);
                found = false;
            }
            Optional<IOException> obstacle = takeSnapshot();
            boolean more = archiver.archive();
            tell(obstacle); // a backlog is no obstacle
            while (more && !isOverdue()) {
                goesOn();
                if (obstacle.isEmpty()) {
                    obstacle = takeSnapshot(); // new tills may have come meanwhile
                }
                more = archiver.archive();
                tell(obstacle);
            }
        }
    }

    private void tell(Optional<IOException> obstacle) {
        if (obstacle.isPresent()) {
            disk.failing(obstacle.get());
        } else {
            disk.written();
        }
    }

    /**
     * Takes a snapshot of the configuration if one is due. What keeps it from being written, such as a disk with room for
     * documents only, does not keep documents from being archived.
     */
    private Optional<IOException> takeSnapshot() {
        try {
            snapshots.takeIfDue(disk.snapshots(), disk.archiveKey(), this::goesOn);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /** The disk answers. */
    private void goesOn() {
        waitingSince = clock.instant();
    }

    /** Whether the application ends and does not wait any longer: a backlog is archived by the next start. */
    private boolean isOverdue() {
        Instant until = endsBy;
        return until != null && clock.instant().isAfter(until);
    }

    /** Since when the archive's disk has not answered, here or to the server that writes to it; empty: it answers. */
    Optional<Instant> hangingSince() {
        Instant since = waitingSince;
        Instant out = keptOutSince;
        Instant now = clock.instant();
        if (since != null && now.isAfter(since.plus(HANGING))) {
            return Optional.of(since);
        }
        return out != null && now.isAfter(out.plus(KEPT_OUT)) ? Optional.of(out) : Optional.empty();
    }

    /** Archives what has come and ends the thread: the database may be gone when the server comes back. */
    void finish() {
        endsBy = clock.instant().plus(LONGEST_END);
        work.end(closures::release);
    }
}
