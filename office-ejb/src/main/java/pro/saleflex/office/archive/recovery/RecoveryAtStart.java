package pro.saleflex.office.archive.recovery;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.logging.Level;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.dump.DumpProgress;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.KeyCopy;
import pro.saleflex.office.archive.restore.ArchiveRestore;
import pro.saleflex.office.archive.restore.ArchiveRestore.Report;
import pro.saleflex.office.archive.restore.ArchiveRestore.RestoredTerminal;
import pro.saleflex.office.archive.restore.RestoreText;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.reference.CashierCodes;
import pro.saleflex.office.schema.BeforeMigration;
import pro.saleflex.office.schema.Migrations;

/**
 * Restores the store at the start of the application if somebody asked for it: while nothing works on the database, so
 * that nothing remembers what was in it. A crash on the way changes nothing; the next start begins anew.
 */
@ApplicationScoped
public class RecoveryAtStart {
    private static final Log LOG = Log.of(RecoveryAtStart.class);

    /** The schema that is filled, and takes the application's place when it is complete. */
    private static final String SCHEMA = "recovery";

    @Resource(lookup = "jdbc/office_owner")
    DataSource owner;

    @Inject
    OfficeConfig config;

    @Inject
    Clock clock;

    /** Runs before the database is migrated. A recovery that fails is recorded, and the application starts as it was. */
    public void recover(@Observes BeforeMigration event) {
        try {
            Optional<String> actor = requestedBy();
            if (actor.isPresent() && event.isDeploying()) {
                event.postpone();
            } else if (actor.isPresent()) {
                recover(actor.get());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database failed before it was migrated", e);
        }
    }

    private Optional<String> requestedBy() throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("select to_regclass('public.store_recovery') is not null")) {
                row.next();
                if (!row.getBoolean(1)) { // a new database, or one of an earlier version
                    return Optional.empty();
                }
            }
            try (ResultSet row =
                    statement.executeQuery("select requested_by from public.store_recovery where ended_at is null")) {
                return row.next() ? Optional.of(row.getString("requested_by")) : Optional.empty();
            }
        }
    }

    private void recover(String actor) throws SQLException {
        LOG.log(Level.INFO, "The store is restored from {0}, as {1} asked for.", config.archiveDirectory(), actor);
        try {
            ArchiveKey key = ArchiveKey.read(config.archiveKeyFile());
            ArchiveDirectory archive = new ArchiveDirectory(config.archiveDirectory(), Optional.of(key));
            Report report = new ArchiveRestore(archive, key, owner, Migrations.APPLICATION_ROLE)
                    .replaceEmptyStore(SCHEMA, new LoggedProgress(), (restored, connection) -> {
                        restoreKey(restored, key);
                        record(connection, actor, restored);
                    });
            RestoreText.of(report).forEach(LOG::info);
        } catch (IOException e) {
            failed(e, e.getMessage());
        } catch (DatabaseRefusedException e) {
            failed(e, e.getMessage());
        } catch (SQLException | FlywayException e) {
            failed(e, "The database failed; the server's log has the details.");
        }
    }

    private void failed(Exception cause, String fault) throws SQLException {
        LOG.log(Level.SEVERE, "The store could not be restored; the application starts as it was.", cause);
        try (Connection connection = owner.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update public.store_recovery set ended_at = ?, fault = ?")) {
            update.setObject(1, now());
            update.setString(2, fault);
            update.executeUpdate();
        }
    }

    /** The new server's own key of cashiers' codes belongs to rows that go; it is kept beside. */
    private void restoreKey(Report report, ArchiveKey key) throws IOException {
        if (report.restoreKey(key, config.home()) == KeyCopy.Outcome.ANOTHER_THERE) {
            Path file = config.home().resolve(CashierCodes.KEY_FILE);
            Files.move(
                    file,
                    file.resolveSibling(CashierCodes.KEY_FILE + ".before-recovery"),
                    StandardCopyOption.REPLACE_EXISTING);
            report.restoreKey(key, config.home());
        }
    }

    /** In the restored tables, with the transaction that puts them in place. */
    private void record(Connection connection, String actor, Report report) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into store_recovery (requested_at, requested_by, ended_at, entries, terminals)"
                        + " values (?, ?, ?, ?, ?)")) {
            insert.setObject(1, now());
            insert.setString(2, actor);
            insert.setObject(3, now());
            insert.setLong(
                    4,
                    report.terminals().stream()
                            .mapToLong(RestoredTerminal::stored)
                            .sum());
            insert.setInt(5, report.terminals().size());
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into audit_trail (at, actor, action, subject, detail) values (?, ?, 'store.recovered', ?, '')")) {
            insert.setObject(1, now());
            insert.setString(2, actor);
            insert.setString(3, config.archiveDirectory().toString());
            insert.executeUpdate();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Logs each finished journal. */
    private static final class LoggedProgress implements ArchiveRestore.Progress {
        @Override
        public void report(DumpProgress.Phase phase, String table, long rows, long done, long total) {
            // the phases of a small file
        }

        @Override
        public void journal(String terminal, long lastEntryNo, int done, int total) {
            LOG.log(Level.INFO, "{0} of {1} tills are restored: {2}, entry {3}", new Object[] {
                done, total, terminal, lastEntryNo
            });
        }
    }
}
