package pro.saleflex.office.archive.check;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import javax.sql.DataSource;
import pro.saleflex.office.archive.check.ArchiveChecks.Backup;
import pro.saleflex.office.archive.dump.DatabaseDump;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.dump.DumpDirectory;
import pro.saleflex.office.archive.dump.DumpProgress.Phase;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.log.Log;

/** Backs the database up to a file, which the archive's key encrypts; command {@code restore-backup} restores it. */
@ApplicationScoped
public class BackupRun {
    private static final Log LOG = Log.of(BackupRun.class);
    private static final int KEPT = 7;

    /** The stand-alone program may write to the same directory, and deletes by other rules. */
    private static final String PREFIX = "office-portal";

    private static final int WHOLE = 100;

    @Inject
    OfficeConfig config;

    @Resource(lookup = "jdbc/office_owner")
    DataSource owner;

    @Inject
    CheckRoom room;

    @Inject
    CheckResults results;

    @Inject
    Clock clock;

    /**
     * Backs up, and records the result. Deletes all but the newest seven backups, unless it fails.
     *
     * @param mayGoOn asked every two seconds
     * @throws InterruptedIOException it was stopped; nothing is recorded, and there is no file
     */
    Backup run(BooleanSupplier mayGoOn) throws DatabaseRefusedException, InterruptedIOException {
        Instant startedAt = clock.instant();
        Path file = config.backupDirectory();
        long bytes = 0;
        long rows = 0;
        Optional<String> fault = Optional.empty();
        DumpDirectory directory = new DumpDirectory(file, clock, PREFIX);
        try {
            ArchiveKey key = ArchiveKey.read(config.archiveKeyFile());
            room.require(file);
            file = directory.newFile();
            rows = write(file, key, pace(startedAt, mayGoOn));
            bytes = Files.size(file);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            LOG.log(Level.FINE, "The backup could not be written.", e);
            fault = Optional.of(e.getMessage());
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The database could not be backed up.", e);
            fault = Optional.of("The database failed, SQLSTATE " + e.getSQLState() + ": " + e.getMessage());
        }
        if (fault.isEmpty()) {
            deleteOlder(directory, file);
        }
        Backup result = new Backup(startedAt, clock.instant(), file.toString(), bytes, rows, fault);
        results.ended(result);
        return result;
    }

    private static void deleteOlder(DumpDirectory directory, Path written) {
        try {
            directory.deleteOlder(written, KEPT);
        } catch (IOException e) { // the new one is good all the same
            LOG.log(Level.WARNING, "Older backups could not be deleted.", e);
        }
    }

    private CheckPace pace(Instant startedAt, BooleanSupplier mayGoOn) {
        return new CheckPace(
                CheckKind.BACKUP, startedAt, mayGoOn, entries -> room.require(config.backupDirectory()), results);
    }

    /** Returns the number of rows. */
    private long write(Path file, ArchiveKey key, CheckPace pace)
            throws IOException, SQLException, DatabaseRefusedException {
        try {
            return new DatabaseDump(owner, "SaleFlex.OFFICE", clock)
                    .write(
                            file,
                            table -> true,
                            key,
                            (phase, table, rows, done, total) -> report(pace, phase, done, total))
                    .rows();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Writing is the first half, reading it back the second. */
    private static void report(CheckPace pace, Phase phase, long done, long total) {
        long half = total == 0 ? 0 : WHOLE / 2 * done / total;
        try {
            pace.reached((int) (phase == Phase.DUMP ? half : WHOLE / 2 + half), WHOLE, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
