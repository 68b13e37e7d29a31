package pro.saleflex.office.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import pro.saleflex.office.archive.dump.DatabaseDump;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.dump.DumpDirectory;
import pro.saleflex.office.archive.dump.DumpProgress;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.ArchiveReader.Result;
import pro.saleflex.office.archive.file.BrokenChainException;
import pro.saleflex.office.archive.file.TerminalArchive;
import pro.saleflex.office.archive.restore.ArchiveRestore;
import pro.saleflex.office.archive.verify.ArchiveVerifier;
import pro.saleflex.office.e2e.OfficeServer;
import pro.saleflex.office.journal.EntryView;

/**
 * Measures the archive of four tills: sealing, verifying its files, restoring it into an empty database, verifying it
 * against that. Prints entries per second, the archive's size relative to the documents', and the heap in use. All in
 * one thread of this program; the server only has the database and the configuration.
 */
public final class ArchiveBenchmark {
    private static final List<String> TERMINALS = List.of("T0092", "T0093", "T0094", "T0095");
    private static final int BATCH = 500;

    /** What a snapshot of the configuration has that a restore needs. */
    private static final List<String> CONFIGURATION = List.of("store", "store_terms", "terminal", "portal_user");

    private final OfficeServer server;
    private final int perTerminal;
    private final HeapWatch heap = new HeapWatch();
    private final Path place;
    private final ArchiveKey key;

    private ArchiveBenchmark(OfficeServer server, int entries) throws IOException {
        this.server = server;
        this.perTerminal = Math.max(1, entries / TERMINALS.size());
        this.place = server.home().resolve("measured-archive");
        Path file = server.home().resolve("measured-archive.key");
        ArchiveKey.create(file);
        this.key = ArchiveKey.read(file);
    }

    /** Argument: documents (200,000). */
    public static void main(String[] args) throws Exception {
        Benchmark.onServer(server -> measure(server, args));
    }

    static void measure(OfficeServer server, String... args)
            throws SQLException, IOException, DatabaseRefusedException, BrokenChainException {
        new ArchiveBenchmark(server, Benchmark.number(args, 0, 200_000)).run();
    }

    private void run() throws SQLException, IOException, DatabaseRefusedException, BrokenChainException {
        print(
                "%,d documents of %d tills, %,d MB of heap at most",
                perTerminal * TERMINALS.size(),
                TERMINALS.size(),
                Runtime.getRuntime().maxMemory() >> 20);
        seal();
        ArchiveDirectory archive = new ArchiveDirectory(place, Optional.of(key));
        long start = System.nanoTime();
        check(new ArchiveVerifier(archive, Optional.empty()).verify((result, done, total) -> {}));
        report("verify the files", start);

        Path snapshot = new DumpDirectory(archive.snapshots(), Clock.systemUTC()).newFile();
        PGSimpleDataSource source = server.owner("office");
        new DatabaseDump(source, "benchmark", Clock.systemUTC())
                .write(snapshot, CONFIGURATION::contains, key, DumpProgress.NONE);
        PGSimpleDataSource target = server.emptyDatabase("measured");
        start = System.nanoTime();
        new ArchiveRestore(archive, key, target, "office_app").restore(new Quiet());
        report("restore, but for projections", start);

        try (Connection journal = target.getConnection()) {
            journal.setAutoCommit(false);
            start = System.nanoTime();
            check(new ArchiveVerifier(archive, Optional.of(journal)).verify((result, done, total) -> {}));
            report("verify against the journal", start);
        }
    }

    private void seal() throws IOException, BrokenChainException {
        ArchiveDirectory archive = new ArchiveDirectory(place, key, false, Clock.systemUTC());
        archive.create(UUID.randomUUID());
        List<SaleForm> documents = SaleForm.samples();
        OffsetDateTime first = OffsetDateTime.now(ZoneOffset.UTC).minusDays(1);
        long bytes = 0;
        long nanos = 0;
        for (String code : TERMINALS) {
            UUID terminalId = UUID.fromString(server.value("select id from terminal where code = '" + code + "'"));
            GivenJournal journal = new GivenJournal(terminalId, documents, first);
            TerminalArchive part = archive.terminal(terminalId);
            for (int done = 0; done < perTerminal; done += BATCH) {
                List<EntryView> entries = journal.next(Math.min(BATCH, perTerminal - done));
                bytes += entries.stream()
                        .mapToLong(entry -> entry.payload().length())
                        .sum(); // all are ASCII
                long start = System.nanoTime();
                part.append(code, entries);
                nanos += System.nanoTime() - start;
            }
        }
        report("seal", System.nanoTime() - nanos);
        long archived = size();
        print(
                "the archive has %,d MB, %.3f of the documents' %,d MB",
                archived >> 20, (double) archived / bytes, bytes >> 20);
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private void check(List<Result> results) {
        long entries = results.stream().mapToLong(Result::entries).sum();
        if (entries != (long) perTerminal * TERMINALS.size()
                || results.stream().anyMatch(result -> !result.faults().isEmpty())) {
            throw new IllegalStateException(entries + " entries are verified, with faults: " + results);
        }
    }

    private void report(String what, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        print(
                "%-30s %8.1f s %,10.0f a second, %d MB of heap in use",
                what, seconds, perTerminal * TERMINALS.size() / seconds, heap.most());
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static final class Quiet implements ArchiveRestore.Progress {
        @Override
        public void report(DumpProgress.Phase phase, String table, long rows, long done, long total) {
            // only the end counts
        }

        @Override
        public void journal(String terminal, long lastEntryNo, int done, int total) {
            // only the end counts
        }
    }
}
