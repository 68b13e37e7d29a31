package pro.saleflex.office.archivetool;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pro.saleflex.office.archive.dump.DatabaseDump;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.dump.DumpDirectory;

/** Backs the database up. */
final class BackupCommand implements Command {
    private static final String KEEP = "--keep";
    private static final String KEY = "--key";

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String usage() {
        return """
                Usage: backup [--keep NUMBER] [--key FILE] DIRECTORY

                Writes DIRECTORY/office-<UTC time>.dump, reads it back, and prints its path. A dump is a consistent
                snapshot of the database; tills can sell meanwhile. It is written under another name first, so a file
                named *.dump is always complete. Only the user who runs this can read it.

                  --keep NUMBER    then delete all but the newest NUMBER of dumps in DIRECTORY (keep all)
                  --key FILE       encrypt; FILE holds 64 hexadecimal digits ("openssl rand -hex 32")
                """ + TargetDatabase.USAGE;
    }

    @Override
    public void run(List<String> arguments, Surroundings surroundings)
            throws WrongCallException, DatabaseRefusedException, IOException, SQLException {
        CommandLine line = CommandLine.parse(arguments, Set.of(KEEP, KEY));
        Optional<Integer> keep = number(line.option(KEEP));
        DatabaseDump dump =
                new DatabaseDump(TargetDatabase.of(surroundings.environment()), Product.NAME, surroundings.clock());
        var key = KeyFile.read(line.option(KEY));
        DumpDirectory directory = new DumpDirectory(Path.of(line.operand()), surroundings.clock());
        Path file = directory.newFile();
        dump.write(file, table -> true, key, new ProgressLine(surroundings.progress(), surroundings.clock()));
        if (keep.isPresent()) {
            directory.deleteOlder(file, keep.get());
        }
        surroundings.out().println(file);
    }

    private static Optional<Integer> number(Optional<String> option) throws WrongCallException {
        if (option.isPresent() && !option.get().matches("[1-9][0-9]{0,5}")) {
            throw new WrongCallException(KEEP + " must be a number above 0, not " + option.get() + ".");
        }
        return option.map(Integer::valueOf);
    }
}
