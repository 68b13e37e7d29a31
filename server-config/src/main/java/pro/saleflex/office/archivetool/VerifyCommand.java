package pro.saleflex.office.archivetool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.ArchiveReader.Fault;
import pro.saleflex.office.archive.file.ArchiveReader.Result;
import pro.saleflex.office.archive.verify.ArchiveVerifier;
import pro.saleflex.office.archive.verify.ArchiveVerifier.Snapshots;

/** Verifies an archive, alone or against the journal. */
final class VerifyCommand implements Command {
    private static final String KEY = "--key";
    private static final String AGAINST = "--against";

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String usage() {
        return """
                Usage: verify [--key FILE] [--against journal] DIRECTORY

                Verifies the archive in DIRECTORY: every file, every manifest, every entry's hashes, and each till's hash
                chain from its first entry to its last. Needs neither server nor database. Prints what was checked and
                each till's last entry with its hash, and every fault; it changes nothing.

                That the end of a till's files was cut off shows only by comparison: keep the printed last numbers and
                hashes elsewhere, compare them with GATE, or compare with the database.

                  --key FILE            the archive's key: to check the snapshots of the configuration, too, and its
                                        entries if they are encrypted
                  --against journal     compare each entry with the database, too:
                """ + TargetDatabase.USAGE;
    }

    @Override
    public void run(List<String> arguments, Surroundings surroundings)
            throws WrongCallException, IOException, SQLException {
        CommandLine line = CommandLine.parse(arguments, Set.of(KEY, AGAINST));
        ArchiveKey key = KeyFile.read(line.option(KEY));
        ArchiveDirectory archive = new ArchiveDirectory(Path.of(line.operand()), Optional.ofNullable(key));
        if (archive.id().isEmpty()) {
            throw new IOException(archive.path() + " holds no archive.");
        }
        Optional<String> against = line.option(AGAINST);
        if (against.isEmpty()) {
            verify(archive, key, Optional.empty(), surroundings);
        } else if (against.get().equals("journal")) {
            try (Connection journal =
                    TargetDatabase.of(surroundings.environment()).getConnection()) {
                journal.setAutoCommit(false);
                verify(archive, key, Optional.of(journal), surroundings);
            }
        } else {
            throw new WrongCallException("It can be compared with the journal only, not with " + against.get() + ".");
        }
    }

    private static void verify(
            ArchiveDirectory archive, ArchiveKey key, Optional<Connection> journal, Surroundings surroundings)
            throws IOException, SQLException {
        ArchiveVerifier verifier = new ArchiveVerifier(archive, journal);
        List<Result> results = verifier.verify((result, done, total) -> surroundings
                .progress()
                .println(String.format(
                        Locale.ROOT, "%d of %d tills, %s: %,d entries", done, total, name(result), result.entries())));
        print(archive, results, verifier.snapshots(key), surroundings.out());
    }

    private static void print(ArchiveDirectory archive, List<Result> results, Snapshots snapshots, PrintStream out)
            throws IOException {
        out.println("The archive in " + archive.path() + ":");
        for (Result result : results) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-24s %,12d entries, %,8d segments, %,8d MB; last entry %d, hash %s",
                    name(result),
                    result.entries(),
                    result.segments(),
                    result.bytes() >> 20,
                    result.lastEntryNo(),
                    result.lastChainHash()));
        }
        out.println(
                snapshots.unchecked() == 0
                        ? snapshots.sound() + " snapshots of the configuration are as they were written"
                        : snapshots.unchecked()
                                + " snapshots of the configuration were not checked: that needs the key");
        List<String> faults = Stream.concat(
                        results.stream()
                                .flatMap(result -> result.faults().stream().map(fault -> text(result, fault))),
                        snapshots.faults().stream().map(Fault::finding))
                .toList();
        faults.forEach(out::println);
        long entries = results.stream().mapToLong(Result::entries).sum();
        if (!faults.isEmpty()) {
            throw new IOException(
                    String.format(Locale.ROOT, "%,d faults. The first: %s", faults.size(), faults.get(0)));
        }
        out.println(String.format(
                Locale.ROOT, "%,d entries of %,d tills, all as they were written", entries, results.size()));
    }

    private static String text(Result result, Fault fault) {
        return name(result) + ", entry " + fault.entryNo() + ", " + fault.file().getFileName() + ": " + fault.finding();
    }

    /** A till's full name, or its id if no segment tells. */
    private static String name(Result result) {
        return result.terminal().isEmpty() ? result.terminalId().toString() : result.terminal();
    }
}
