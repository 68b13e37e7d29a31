package pro.saleflex.office.archive.check;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import pro.saleflex.office.archive.Archives;
import pro.saleflex.office.archive.check.ArchiveChecks.Backup;
import pro.saleflex.office.archive.check.ArchiveChecks.Rehearsal;
import pro.saleflex.office.archive.check.ArchiveChecks.Verification;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.BackgroundWork;
import pro.saleflex.office.platform.ClaimedJob;
import pro.saleflex.office.platform.JobName;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.zone.StoreZone;

/**
 * The thread that verifies, rehearses and backs up what is due: at the first store's half past two in the night, or when
 * somebody asked for it. A night on which the server was off is made up for when it is on again.
 */
@ApplicationScoped
public class CheckWorker {
    private static final Log LOG = Log.of(CheckWorker.class);
    private static final LocalTime NIGHT = LocalTime.of(2, 30);

    /** When the archive was not there, or another server was rehearsing. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    @Inject
    LeasedJobs jobs;

    @Inject
    Archives archives;

    @Inject
    VerificationRun verification;

    @Inject
    RehearsalRun rehearsal;

    @Inject
    BackupRun backup;

    @Inject
    Terminals terminals;

    @Inject
    Clock clock;

    private final BackgroundWork work = new BackgroundWork();
    private volatile boolean created;

    /** Starts the thread if something is due. Called every few seconds by {@link CheckTimer}. */
    void startDue(Executor executor) {
        if (!created) {
            jobs.createMissing(CheckKind.nightly(), nextNight());
            created = true;
        }
        if (!work.isEnding() && !due().isEmpty()) {
            work.start(executor, this::run);
        }
    }

    private void run() {
        try {
            runDue();
        } catch (RuntimeException e) { // mostly from the database; the timer starts it again
            LOG.log(Level.WARNING, "What was due could not be done; it is tried again.", e);
        }
    }

    /** Does what is due, one after the other. */
    void runDue() {
        for (JobName name : due()) {
            boolean possible = name.kind() == JobName.Kind.DATABASE_BACKUP
                    || archives.state().available(); // if not, somebody is told so already
            if (possible && !work.isEnding()) {
                jobs.claim(name).ifPresent(this::run);
            }
        }
    }

    private List<JobName> due() {
        return Stream.of(
                        JobName.Kind.DATABASE_BACKUP, // somebody waits for it
                        JobName.Kind.ARCHIVE_VERIFICATION,
                        JobName.Kind.RESTORE_REHEARSAL)
                .flatMap(kind -> jobs.due(JobName.of(kind)).stream())
                .toList();
    }

    private void run(ClaimedJob job) {
        BooleanSupplier mayGoOn = () -> !work.isEnding() && jobs.renew(job);
        boolean nightly = CheckKind.nightly().contains(job.name());
        boolean over = false;
        try {
            switch (job.name().kind()) {
                case DATABASE_BACKUP -> log(backup.run(mayGoOn));
                case RESTORE_REHEARSAL -> log(rehearsal.run(mayGoOn));
                default -> log(verification.run(!nightly, mayGoOn));
            }
            jobs.finish(job, null, nightly ? nextNight() : null);
            over = true;
        } catch (InterruptedIOException e) {
            jobs.release(job, clock.instant());
            over = true;
        } catch (IOException | SQLException | DatabaseRefusedException e) {
            LOG.log(Level.WARNING, job.name().kind() + " could not be done; it is tried again.", e);
            jobs.release(job, clock.instant().plus(RETRY));
            over = true;
        } finally {
            if (!over) { // a fault of the database or of this program: with back-off
                jobs.failed(job, null);
            }
        }
    }

    private static void log(Verification result) {
        LOG.log(
                result.faultCount() == 0 ? Level.INFO : Level.SEVERE,
                "The archive was verified: {0} tills, {1} entries, {2} faults.{3}",
                new Object[] {
                    result.terminals(),
                    result.entries(),
                    result.faultCount(),
                    result.faults().isEmpty()
                            ? ""
                            : " The first: " + result.faults().get(0)
                });
    }

    private static void log(Rehearsal result) {
        LOG.log(
                result.fault().isEmpty() ? Level.INFO : Level.SEVERE,
                "The restore was rehearsed: {0} entries, {1}",
                new Object[] {result.entries(), result.fault().orElse("all as in the journal.")});
    }

    private static void log(Backup result) {
        if (result.fault().isEmpty()) {
            LOG.log(Level.INFO, "The database was backed up: {0} rows in {1}.", new Object[] {
                result.rows(), result.file()
            });
        } else {
            LOG.log(
                    Level.SEVERE,
                    "The database could not be backed up. {0}",
                    result.fault().get());
        }
    }

    /** The next time that the first store's clocks show {@link #NIGHT}. */
    private Instant nextNight() {
        StoreZone zone =
                terminals.stores().stream().findFirst().map(StoreRef::zone).orElse(StoreZone.UTC);
        LocalDateTime now = zone.local(clock.instant());
        LocalDateTime today = now.toLocalDate().atTime(NIGHT);
        return zone.instant(today.isAfter(now) ? today : today.plusDays(1));
    }

    /** Ends what is going on; it is done again later. */
    void finish() {
        work.end(() -> {}); // it looks by itself
    }
}
