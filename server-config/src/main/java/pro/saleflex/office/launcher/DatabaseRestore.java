package pro.saleflex.office.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.dump.DumpProgress;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.restore.ArchiveRestore;
import pro.saleflex.office.archive.restore.ArchiveRestore.Report;
import pro.saleflex.office.archive.restore.RestoreText;
import pro.saleflex.office.schema.Migrations;

/** Rebuilds the database of a one-command run from an archive, before the server starts. */
final class DatabaseRestore {
    private static final String KEY_FILE = "SALEFLEX_OFFICE_ARCHIVE_KEY_FILE";

    /** Flyway tells each migration; held here, since the logging forgets loggers that nobody holds. */
    private static final Logger MIGRATIONS = Logger.getLogger("org.flywaydb");

    private final OfficeHome home;
    private final Settings settings;
    private final Map<String, String> environment;
    private final Phases phases;

    DatabaseRestore(OfficeHome home, Settings settings, Map<String, String> environment, Phases phases) {
        this.home = home;
        this.settings = settings;
        this.environment = environment;
        this.phases = phases;
    }

    /**
     * Restores; the database runs.
     *
     * @param archive the archive's directory
     * @throws Trouble it cannot be restored; what to do is said
     */
    void run(Path archive) throws Trouble {
        MIGRATIONS.setLevel(Level.WARNING);
        long start = System.nanoTime();
        try {
            ArchiveKey key = key();
            phases.say("Restoring the store from " + archive);
            ArchiveRestore restore = new ArchiveRestore(
                    new ArchiveDirectory(archive, Optional.of(key)), key, database(), Migrations.APPLICATION_ROLE);
            Report report = restore.restore(new PhaseProgress());
            List<String> lines = new ArrayList<>(RestoreText.of(report));
            lines.add(RestoreText.ofKey(report.restoreKey(key, home.root()), home.root()));
            phases.block(String.join(System.lineSeparator(), lines) + System.lineSeparator());
            phases.say("Store restored (" + Phases.seconds(start, System.nanoTime())
                    + "); next time, start without OFFICE_RESTORE");
        } catch (DatabaseRefusedException e) {
            throw new Trouble(
                    e.getMessage() + " OFFICE_RESTORE rebuilds an empty database only. Start without it, or move "
                            + home.postgres() + " away first.",
                    e);
        } catch (IOException | SQLException | FlywayException e) {
            throw new Trouble(
                    "The store could not be restored from " + archive + ": " + firstLine(e)
                            + "\nNothing is lost: mend the cause and start again with OFFICE_RESTORE.",
                    e);
        }
    }

    /** What the server adds in further lines may quote the store's data. */
    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private ArchiveKey key() throws IOException, Trouble {
        Path file = keyFile();
        if (!Files.exists(file)) {
            throw new Trouble("The archive's key file " + file + " does not exist. Bring back its copy, or name it by "
                    + KEY_FILE + ": the configuration in the archive is encrypted.");
        }
        return ArchiveKey.read(file);
    }

    private Path keyFile() {
        String named = environment.get(KEY_FILE);
        return named == null || named.isBlank() ? home.root().resolve("archive.key") : Path.of(named);
    }

    private PGSimpleDataSource database() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setServerNames(new String[] {"127.0.0.1"});
        database.setPortNumbers(new int[] {settings.databasePort()});
        database.setDatabaseName("office");
        database.setUser("office");
        database.setPassword(settings.ownerPassword());
        return database;
    }

    /** Says each finished journal; the rest takes a few seconds. */
    private final class PhaseProgress implements ArchiveRestore.Progress {
        @Override
        public void report(DumpProgress.Phase phase, String table, long rows, long done, long total) {
            // the phases of a small file
        }

        @Override
        public void journal(String terminal, long lastEntryNo, int done, int total) {
            phases.say("  " + done + " of " + total + " tills: " + terminal + ", entry " + lastEntryNo);
        }
    }
}
