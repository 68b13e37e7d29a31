package pro.saleflex.office.archive.recovery;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import javax.sql.DataSource;
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
import pro.saleflex.office.platform.DatabaseState;
import pro.saleflex.office.reference.CashierCodes;
import pro.saleflex.office.schema.BeforeMigration;
import pro.saleflex.office.schema.Migrations;

/**
 * Restores the store at the start of the application if somebody asked for it: before this server works on the database,
 * so that nothing remembers what was in it. A crash on the way changes nothing; the next start begins anew.
 *
 * <p>What may pass by itself, such as a share that is not mounted yet, is tried again for {@link #PATIENCE}, while tills
 * get 503: an application that opened on the empty store would take documents, and could not be recovered any more. Any
 * other failure is recorded, and the application starts as it was.
 */
@ApplicationScoped
public class RecoveryAtStart {
    private static final Log LOG = Log.of(RecoveryAtStart.class);

    /** The schema that is filled, and takes the application's place when it is complete. */
    private static final String SCHEMA = "recovery";

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Classes of SQLSTATE that pass: the connection, a transaction's luck, locks, an operator, resources. */
    private static final List<String> PASSING = List.of("08", "40", "53", "55", "57");

    /** More faults say nothing new; the log has all. */
    private static final int FAULTS_TOLD = 3;

    @Resource(lookup = "jdbc/office_owner")
    DataSource owner;

    @Inject
    OfficeConfig config;

    @Inject
    DatabaseState state;

    @Inject
    Clock clock;

    private Instant firstTry;

    /** Runs before the database is migrated. */
    public void recover(@Observes BeforeMigration event) throws SQLException {
        Optional<Request> request = request();
        if (request.isEmpty()) {
            return;
        }
        if (event.isDeploying()) {
            event.postpone();
            return;
        }
        state.restoring(true);
        try {
            recover(request.get());
        } finally {
            state.restoring(false);
        }
    }

    private Optional<Request> request() throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("select to_regclass('public.store_recovery') is not null")) {
                row.next();
                if (!row.getBoolean(1)) { // a new database, or one of an earlier version
                    return Optional.empty();
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "select requested_by, requested_at from public.store_recovery" + " where ended_at is null")) {
                return row.next()
                        ? Optional.of(new Request(
                                row.getString("requested_by"), row.getObject("requested_at", OffsetDateTime.class)))
                        : Optional.empty();
            }
        }
    }

    private void recover(Request request) throws SQLException {
        LOG.log(
                Level.INFO,
                "The store is restored from {0}, as {1} asked for.",
                config.archiveDirectory(),
                request.by());
        KeyExchange keys = new KeyExchange(config.home());
        boolean recovered = false;
        try {
            if (hasDocuments()) { // found out before hours of work
                failed(ArchiveRestore.HAS_DOCUMENTS);
                return;
            }
            Report report = restore(request, keys);
            recovered = true;
            RestoreText.of(report).forEach(LOG::info);
        } catch (IOException | SQLException | DatabaseRefusedException | RuntimeException e) {
            if (mayPass(e)) {
                LOG.log(Level.WARNING, "The store cannot be restored yet; it is tried again.", e);
                throw new SQLException("The store cannot be restored yet", e);
            }
            LOG.log(Level.SEVERE, "The store could not be restored; the application starts as it was.", e);
            failed(reason(e));
        } finally {
            if (!recovered) {
                keys.takeBack();
            }
        }
    }

    private Report restore(Request request, KeyExchange keys)
            throws IOException, SQLException, DatabaseRefusedException {
        ArchiveKey key = ArchiveKey.read(config.archiveKeyFile());
        ArchiveDirectory archive = new ArchiveDirectory(config.archiveDirectory(), Optional.of(key));
        return new ArchiveRestore(archive, key, owner, Migrations.APPLICATION_ROLE)
                .replaceEmptyStore(
                        SCHEMA,
                        new LoggedProgress(),
                        (report, connection) -> record(connection, request, report),
                        report -> keys.exchange(report, key));
    }

    private boolean hasDocuments() throws SQLException {
        try (Connection connection = owner.getConnection()) {
            return ArchiveRestore.hasDocuments(connection);
        }
    }

    /** Whether it may go well a little later. */
    private boolean mayPass(Exception e) {
        Instant now = clock.instant();
        firstTry = firstTry == null ? now : firstTry;
        if (now.isAfter(firstTry.plus(PATIENCE))) {
            return false;
        }
        Optional<String> sqlState = sqlState(e);
        return sqlState.isPresent()
                ? PASSING.stream().anyMatch(sqlState.get()::startsWith)
                : e instanceof DatabaseRefusedException // a killed attempt that the database has not noticed yet
                        || !isThere();
    }

    /** The SQLSTATE of the database's fault behind a failure; empty: there is none. */
    private static Optional<String> sqlState(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(sql.getSQLState());
            }
        }
        return Optional.empty();
    }

    private boolean isThere() {
        try {
            return new ArchiveDirectory(config.archiveDirectory(), Optional.empty())
                    .id()
                    .isPresent();
        } catch (IOException e) {
            LOG.log(Level.FINE, "The archive cannot be read.", e);
            return false;
        }
    }

    private static String reason(Exception e) {
        if (sqlState(e).isPresent()) {
            return "The database failed; the server's log has the details.";
        }
        if (e instanceof UncheckedIOException io) {
            return io.getCause().getMessage();
        }
        return e instanceof RuntimeException ? "The server's log has the details." : e.getMessage();
    }

    private void failed(String fault) throws SQLException {
        try (Connection connection = owner.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update public.store_recovery set ended_at = ?, fault = ?")) {
            update.setObject(1, now());
            update.setString(2, fault);
            update.executeUpdate();
        }
    }

    /** In the restored tables, with the transaction that puts them in place. */
    private void record(Connection connection, Request request, Report report) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into store_recovery (requested_at, requested_by, ended_at, recovered, entries, terminals, fault)"
                        + " values (?, ?, ?, true, ?, ?, ?)")) {
            insert.setObject(1, request.at());
            insert.setString(2, request.by());
            insert.setObject(3, now());
            insert.setLong(
                    4,
                    report.terminals().stream()
                            .mapToLong(RestoredTerminal::stored)
                            .sum());
            insert.setLong(
                    5,
                    report.terminals().stream()
                            .filter(terminal -> terminal.stored() > 0)
                            .count());
            insert.setString(6, missing(report));
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into audit_trail (at, actor, action, subject, detail) values (?, ?, 'store.recovered', ?, '')")) {
            insert.setObject(1, now());
            insert.setString(2, request.by());
            insert.setString(3, config.archiveDirectory().toString());
            insert.executeUpdate();
        }
    }

    /** What is not as it was archived, as sentences; null: nothing. */
    private static String missing(Report report) {
        List<String> all = Stream.concat(
                        report.passedOver().stream().map(reason -> "A newer snapshot could not be used: " + reason),
                        report.terminals().stream().flatMap(terminal -> terminal.archived().faults().stream()
                                .map(fault -> terminal.terminal() + ", from entry " + fault.entryNo() + " on: "
                                        + fault.finding())))
                .toList();
        return all.isEmpty()
                ? null
                : String.join(" ", all.subList(0, Math.min(all.size(), FAULTS_TOLD)))
                        + (all.size() > FAULTS_TOLD ? " And " + (all.size() - FAULTS_TOLD) + " more." : "");
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Who asked for the recovery, and when. */
    private record Request(String by, OffsetDateTime at) {}

    /** The new server's own key of cashiers' codes belongs to rows that go; it is kept beside the lost server's. */
    private static final class KeyExchange {
        private final Path file;
        private final Path own;
        private boolean exchanged;

        KeyExchange(Path home) {
            file = home.resolve(CashierCodes.KEY_FILE);
            own = home.resolve(CashierCodes.KEY_FILE + ".before-recovery");
        }

        void exchange(Report report, ArchiveKey key) throws IOException {
            KeyCopy.Outcome outcome = report.restoreKey(key, file.getParent());
            if (outcome == KeyCopy.Outcome.DAMAGED) {
                LOG.log(Level.SEVERE, RestoreText.ofKey(outcome, file.getParent()));
            }
            if (outcome == KeyCopy.Outcome.ANOTHER_THERE) {
                Files.move(file, own, StandardCopyOption.REPLACE_EXISTING);
                exchanged = true;
                report.restoreKey(key, file.getParent());
            }
        }

        void takeBack() {
            if (!exchanged) {
                return;
            }
            try {
                Files.move(own, file, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                LOG.log(Level.SEVERE, "The key of cashiers'' codes has to be moved back by hand from {0}.", own);
                LOG.log(Level.FINE, "It could not be moved.", e);
            }
        }
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
