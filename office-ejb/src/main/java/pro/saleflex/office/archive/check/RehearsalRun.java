package pro.saleflex.office.archive.check;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import pro.saleflex.office.archive.check.ArchiveChecks.Rehearsal;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.ArchiveReader.Fault;
import pro.saleflex.office.archive.restore.ArchiveRestore;
import pro.saleflex.office.archive.restore.ArchiveRestore.Rehearsed;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.schema.Migrations;

/** Rehearses the restore of the last day into a schema of its own, by the code that restores a lost server. */
@ApplicationScoped
public class RehearsalRun {
    /** The schema, which is there only meanwhile. */
    static final String SCHEMA = "rehearsal";

    private static final Log LOG = Log.of(RehearsalRun.class);
    private static final Duration DAY = Duration.ofDays(1);

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
     * Rehearses, and records the result.
     *
     * @param mayGoOn asked every two seconds
     * @throws DatabaseRefusedException another server is rehearsing; nothing is recorded
     * @throws InterruptedIOException it was stopped; nothing is recorded
     */
    Rehearsal run(BooleanSupplier mayGoOn) throws DatabaseRefusedException, InterruptedIOException {
        Instant startedAt = clock.instant();
        CheckPace pace = new CheckPace(CheckKind.REHEARSAL, startedAt, mayGoOn, entries -> room.require(), results);
        long entries = 0;
        long bytes = 0;
        Optional<String> fault;
        try {
            room.require();
            Rehearsed rehearsed = rehearse(startedAt, pace);
            entries = rehearsed.schema().entries();
            bytes = rehearsed.schema().bytes();
            fault = rehearsed.report().faults().stream()
                    .findFirst()
                    .map(RehearsalRun::text)
                    .or(rehearsed.schema()::difference);
        } catch (IOException e) {
            fault = Optional.of(reason(e));
        } catch (UncheckedIOException e) {
            fault = Optional.of(reason(e.getCause()));
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The rehearsal of the restore failed.", e);
            fault = Optional.of("The database failed, SQLSTATE " + e.getSQLState() + ": " + e.getMessage());
        } catch (FlywayException e) {
            LOG.log(Level.WARNING, "The rehearsal of the restore failed.", e);
            fault = Optional.of("The tables could not be created; the server's log has the details.");
        }
        Rehearsal result = new Rehearsal(startedAt, clock.instant(), entries, bytes, fault);
        results.ended(result);
        return result;
    }

    private Rehearsed rehearse(Instant now, CheckPace pace) throws IOException, SQLException, DatabaseRefusedException {
        ArchiveKey key = ArchiveKey.read(config.archiveKeyFile());
        return new ArchiveRestore(
                        new ArchiveDirectory(config.archiveDirectory(), Optional.of(key)),
                        key,
                        owner,
                        Migrations.APPLICATION_ROLE)
                .rehearse(SCHEMA, now.minus(DAY).atOffset(ZoneOffset.UTC), pace, pace);
    }

    private static String text(Fault fault) {
        return fault.file().getFileName() + ", entry " + fault.entryNo() + ": " + fault.finding();
    }

    private static String reason(IOException e) throws InterruptedIOException {
        if (e instanceof InterruptedIOException stopped) {
            throw stopped;
        }
        return e.getMessage();
    }
}
