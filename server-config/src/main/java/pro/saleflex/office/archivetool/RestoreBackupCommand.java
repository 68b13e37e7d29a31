package pro.saleflex.office.archivetool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import pro.saleflex.office.archive.dump.DatabaseLoad;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.dump.DumpContents;
import pro.saleflex.office.schema.Migrations;

/** Restores a backup of the database. */
final class RestoreBackupCommand implements Command {
    private static final String KEY = "--key";

    @Override
    public String name() {
        return "restore-backup";
    }

    @Override
    public String usage() {
        return """
                Usage: restore-backup [--key FILE] FILE

                Restores FILE, written by backup, into an existing, empty database, of any PostgreSQL from 15 to 18, and
                brings its tables up to date. Prints the number of rows of each table. Stop the application first; a
                database that it is connected to, or that holds tables, is refused and stays as it is. After an
                interruption run it again with the same file; the application does not start on the database before.

                The roles and the database must exist:
                  psql -v owner_password=... -v app_password=... -f roles.sql postgres
                  createdb --owner=office --encoding=UTF8 --template=template0 office

                  --key FILE       the key that the backup was encrypted with
                """ + TargetDatabase.USAGE;
    }

    @Override
    public void run(List<String> arguments, Surroundings surroundings)
            throws WrongCallException, DatabaseRefusedException, IOException, SQLException {
        CommandLine line = CommandLine.parse(arguments, Set.of(KEY));
        DatabaseLoad load =
                new DatabaseLoad(TargetDatabase.of(surroundings.environment()), Migrations.APPLICATION_ROLE);
        DumpContents contents = load.load(
                Path.of(line.operand()),
                KeyFile.read(line.option(KEY)),
                new ProgressLine(surroundings.progress(), surroundings.clock()));
        print(contents, surroundings.out());
    }

    private static void print(DumpContents contents, PrintStream out) {
        out.println("The backup of " + contents.header().createdAt() + " is restored:");
        for (DumpContents.Table table : contents.tables()) {
            out.println(String.format(Locale.ROOT, "%,14d rows of %s", table.rows(), table.name()));
        }
        out.println(String.format(Locale.ROOT, "%,14d rows, as many as were backed up", contents.rows()));
    }
}
