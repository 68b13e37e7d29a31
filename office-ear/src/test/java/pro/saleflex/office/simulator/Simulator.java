package pro.saleflex.office.simulator;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Command line of the POS simulator, for any OFFICE server:
 *
 * <pre>{@code
 * mvn -q -pl office-ear -Psimulator exec:java -Dexec.args="--terminals 5 --rate 2 --duration 60"
 * }</pre>
 *
 * <p>Options, all of them optional:
 *
 * <dl>
 *   <dt>{@code --url URL}<dd>base URL of the REST API (http://127.0.0.1:9000/api/v1)
 *   <dt>{@code --office CODE}<dd>office code (OFFICE-001)
 *   <dt>{@code --store CODE}<dd>store code (STORE-001)
 *   <dt>{@code --terminal-prefix P}<dd>prefix of the terminal codes, followed by four digits (T)
 *   <dt>{@code --first N}<dd>number of the first terminal (1: T0001)
 *   <dt>{@code --terminals N}<dd>number of tills (1)
 *   <dt>{@code --rate R}<dd>documents per second in all, whatever the answers; 0 = each till as fast as it is
 *       answered (1)
 *   <dt>{@code --duration S}<dd>seconds of selling (60)
 *   <dt>{@code --seed N}<dd>same seed, same documents; see below (1)
 *   <dt>{@code --run N}<dd>number the ids are derived from; see below (a new one for every run)
 *   <dt>{@code --cancel SHARE}<dd>share of documents cancelled before payment (0.05)
 *   <dt>{@code --lines}<dd>paid sales carry product lines and taxes; today's terminal sends them without
 *   <dt>{@code --close-every N}<dd>a till closes its day after N documents, and at the end of the run; 0 = never (50)
 *   <dt>{@code --resend SHARE}<dd>share of acknowledged documents sent again, byte for byte (0)
 *   <dt>{@code --interval S}<dd>seconds between regular flushes; 300 on the real terminal (5)
 *   <dt>{@code --drain S}<dd>seconds to deliver the last documents after selling has ended (30)
 *   <dt>{@code --soap SHARE}<dd>share of documents and heartbeats that go by SOAP 1.1; re-sends go by the other
 *       protocol (0)
 *   <dt>{@code --secret SECRET}<dd>secret for HTTP Basic, with the terminal code as the user (none)
 *   <dt>{@code --header "K: V"}<dd>an extra request header; may be given several times
 *   <dt>{@code --ledger FILE}<dd>a line per acknowledged document: head id, transaction_unique_id, terminal code,
 *       receipt number, total amount, between tabs
 * </dl>
 *
 * <p><b>Same seed, same documents.</b> With the same seed, terminals and reference data a till makes the same baskets,
 * prices, discounts, tenders and cancellations in the same order, whatever the time and the answers. Times come from
 * the clock, numbers from the server's counters, which continue from run to run. Ids must not come from the seed: a
 * second run would hand over different documents with ids already in the journal, and each would be a conflict. They
 * are derived from the run number, which is random for every run and printed at its start. Set {@code --run} to
 * repeat the ids, against an empty database, or to provoke those conflicts.
 *
 * <p>The queue of a till is kept in memory only: undelivered documents are lost at the end, and the next run uses their
 * receipt numbers again. That is why a run ends by closing all days: the next one starts with periods of its own, whose
 * closures add up.
 *
 * <p>Exit code: 0 if all was acknowledged, 1 if documents remain undelivered or a till could not start, 2 for wrong
 * options or a ledger that cannot be written, 130 after Ctrl-C, which ends selling, delivers the rest and prints the
 * summary.
 */
public final class Simulator {
    private static final int SECONDS_BEYOND_DRAIN = 15;
    private static final String HELP = """
        A POS simulator: tills that boot, sell, cancel, close their day and re-send like the real terminal.

        --url URL            base URL of the REST API (http://127.0.0.1:9000/api/v1)
        --office CODE        office code (OFFICE-001)
        --store CODE         store code (STORE-001)
        --terminal-prefix P  prefix of the terminal codes, followed by four digits (T)
        --first N            number of the first terminal (1: T0001)
        --terminals N        number of tills (1)
        --rate R             documents per second in all, whatever the answers; 0 = as fast as answered (1)
        --duration S         seconds of selling (60)
        --seed N             same seed, same baskets in the same order (1)
        --run N              number the ids are derived from; repeating it repeats the ids (new every run)
        --cancel SHARE       share of documents cancelled before payment (0.05)
        --lines              paid sales carry product lines and taxes; today's terminal sends them without
        --close-every N      a till closes its day after N documents and at the end; 0 = never (50)
        --resend SHARE       share of acknowledged documents sent again, byte for byte (0)
        --interval S         seconds between regular flushes (5)
        --drain S            seconds to deliver the last documents after selling has ended (30)
        --heartbeat S        seconds between heartbeats, 2 after one that failed; goodbye at the end; 0 = none (5)
        --printer-error SHARE  share of heartbeats that report the receipt printer out of paper (0)
        --drop SHARE         share of heartbeats that are lost (0)
        --skew TIME          how far the tills' clocks are fast: 2d, 15m, -90s (0s)
        --soap SHARE         share of documents and heartbeats by SOAP; re-sends go by the other protocol (0)
        --secret SECRET      HTTP Basic with the terminal code as the user (none)
        --header "K: V"      an extra request header; may be given several times
        --ledger FILE        a line per acknowledged document: head id, unique id, terminal, receipt, total (tabs)
        --help               this text

        Exit code: 0 all was acknowledged, 1 documents undelivered or a till did not start, 2 wrong options, 130 Ctrl-C.
        """;

    private Simulator() {}

    /** Runs the simulator; ends the process only to report a failure. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        int exitCode;
        try {
            exitCode = run(Options.of(arguments));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            exitCode = 2;
        }
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static int run(Options options) {
        CountDownLatch done = new CountDownLatch(1);
        try (Tills tills = Tills.boot(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(tills, options, done), "ctrl-c"));
            Progress progress = new Progress(tills, System.out);
            progress.start(options);
            if (tills.all().isEmpty()) {
                return 1;
            }
            tills.open();
            progress.until(options.duration());
            boolean allDelivered = tills.stop();
            progress.end(allDelivered);
            return allDelivered ? 0 : 1;
        } finally {
            done.countDown();
        }
    }

    /** Shutdown hook: ends selling, then keeps the process alive while the main thread finishes the run. */
    private static void awaitEnd(Tills tills, Options options, CountDownLatch done) {
        tills.closeShop();
        try {
            if (!done.await(options.drain().toSeconds() + SECONDS_BEYOND_DRAIN, TimeUnit.SECONDS)) {
                System.err.println("The simulator did not end in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
