package pro.saleflex.office.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pro.saleflex.office.e2e.OfficeServer;

/**
 * Measures what selling tills notice of the archive: their rate while it is written, relative to that while its
 * directory is away, in turns on one server. Before each measurement it has everything.
 */
public final class ArchivingBenchmark {
    private static final int TERMINALS = 16;

    private static final Duration CAUGHT_UP = Duration.ofMinutes(5);

    /** The archive's writer looks for it once a second. */
    private static final Duration NOTICED = Duration.ofSeconds(3);

    private final OfficeServer server;
    private final HttpLoad load;
    private final Path archive;
    private final Path away;

    private ArchivingBenchmark(OfficeServer server) {
        this.server = server;
        this.load = new HttpLoad(URI.create(server.api() + "/pos/transactions"), "\"accepted\":1", SaleForm::storing);
        this.archive = server.home().resolve("archive");
        this.away = server.home().resolve("archive-away");
    }

    /** Arguments: rounds (5), seconds per measurement (10), seconds of warm-up (60). */
    public static void main(String[] args) throws Exception {
        Benchmark.onServer(server -> measure(server, args));
    }

    static void measure(OfficeServer server, String... args) throws IOException, InterruptedException {
        new ArchivingBenchmark(server)
                .run(Benchmark.number(args, 0, 5), Benchmark.seconds(args, 1, 10), Benchmark.seconds(args, 2, 60));
    }

    private void run(int rounds, Duration time, Duration warmUp) throws IOException, InterruptedException {
        print("warming up: %.0f documents a second", load.run(TERMINALS, warmUp).perSecond());
        print("%d terminals: documents a second, p99 in ms", TERMINALS);
        print("round  without  archive    ratio      p99      p99");
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Figures without = round % 2 == 0 ? without(time) : null;
            Figures with = with(time);
            if (without == null) { // each goes first every other time
                without = without(time);
            }
            ratios.add(with.perSecond() / without.perSecond());
            print(
                    "%5d %8.0f %8.0f %8.2f %8.1f %8.1f",
                    round,
                    without.perSecond(),
                    with.perSecond(),
                    with.perSecond() / without.perSecond(),
                    without.p99(),
                    with.p99());
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        print("ratio: median %.2f (%.2f to %.2f)", sorted.get(rounds / 2), sorted.get(0), sorted.get(rounds - 1));
    }

    private Figures with(Duration time) throws InterruptedException {
        awaitArchived();
        return load.run(TERMINALS, time);
    }

    private Figures without(Duration time) throws IOException, InterruptedException {
        awaitArchived();
        Files.move(archive, away);
        Files.createDirectory(archive); // as a mount point without its disk
        try {
            Thread.sleep(NOTICED.toMillis());
            return load.run(TERMINALS, time);
        } finally {
            Files.delete(archive);
            Files.move(away, archive);
        }
    }

    private void awaitArchived() throws InterruptedException {
        long start = System.nanoTime();
        while (!server.value("select count(*) from journal_head h left join lane l on l.target = 'ARCHIVE'"
                        + " and l.terminal_id = h.terminal_id where h.entry_no > coalesce(l.done_upto, 0)")
                .equals("0")) {
            if (System.nanoTime() - start > CAUGHT_UP.toNanos()) {
                throw new IllegalStateException("The archive does not get everything.");
            }
            Thread.sleep(200);
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
