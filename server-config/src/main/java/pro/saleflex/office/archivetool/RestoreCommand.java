package pro.saleflex.office.archivetool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.restore.ArchiveRestore;
import pro.saleflex.office.archive.restore.ArchiveRestore.Report;
import pro.saleflex.office.archive.restore.RestoreText;
import pro.saleflex.office.schema.Migrations;

/** Rebuilds a store's database from the archive. */
final class RestoreCommand implements Command {
    private static final String KEY = "--key";
    private static final String HOME = "--home";

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String usage() {
        return """
                Usage: restore --key FILE [--home HOME] DIRECTORY

                Rebuilds the store's database from the archive in DIRECTORY: stores, tills, users, settings, master data,
                every archived document, counters and statuses. Each entry is verified before it is stored. Prints the
                number of entries per till in the archive and in the database. The database must exist and be empty, of
                any PostgreSQL from 15 to 18; stop the application first. After an interruption run it again: it goes on
                where it was. The application then rebuilds figures and lists while tills work.

                Documents that were neither archived nor at GATE are lost; the tills' counters and closures name them.

                  --key FILE       the archive's key; without it the configuration cannot be read
                  --home HOME      the application's home, which gets its key of cashiers' codes back unless it has
                                   one; run this as the user of the application then
                """ + TargetDatabase.USAGE;
    }

    @Override
    public void run(List<String> arguments, Surroundings surroundings)
            throws WrongCallException, DatabaseRefusedException, IOException, SQLException {
        CommandLine line = CommandLine.parse(arguments, Set.of(KEY, HOME));
        ArchiveKey key = KeyFile.read(line.option(KEY));
        if (key == null) {
            throw new WrongCallException("The archive's configuration is encrypted: name the key file by --key.");
        }
        ArchiveDirectory archive = new ArchiveDirectory(Path.of(line.operand()), Optional.of(key));
        Optional<Path> home = line.option(HOME).map(Path::of);
        if (home.isPresent() && !Files.isWritable(home.get())) { // said before hours of work
            throw new WrongCallException(home.get() + " is no directory that can be written to.");
        }
        Report report = new ArchiveRestore(
                        archive, key, TargetDatabase.of(surroundings.environment()), Migrations.APPLICATION_ROLE)
                .restore(new RestoreProgress(surroundings));
        RestoreText.of(report).forEach(surroundings.out()::println);
        surroundings
                .out()
                .println(
                        home.isPresent()
                                ? RestoreText.ofKey(report.restoreKey(key, home.get()), home.get())
                                : "No home was named: the key of cashiers' codes was not put back.");
        if (!report.faults().isEmpty()) { // everything else is there
            throw new IOException("Not everything was restored, see above; faults: "
                    + report.faults().size() + ".");
        }
    }

    private static final class RestoreProgress extends ProgressLine implements ArchiveRestore.Progress {
        private final Surroundings surroundings;

        RestoreProgress(Surroundings surroundings) {
            super(surroundings.progress(), surroundings.clock());
            this.surroundings = surroundings;
        }

        @Override
        public void journal(String terminal, long lastEntryNo, int done, int total) {
            surroundings.progress().println(done + " of " + total + " tills: " + terminal + ", entry " + lastEntryNo);
        }
    }
}
