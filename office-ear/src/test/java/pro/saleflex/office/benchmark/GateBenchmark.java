package pro.saleflex.office.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import pro.saleflex.office.e2e.OfficeServer;
import pro.saleflex.office.fakegate.Delivery;
import pro.saleflex.office.fakegate.FakeGate;
import pro.saleflex.office.fakegate.Mode;

/**
 * Measures forwarding to GATE on a server of its own, against a fake GATE in this process that checks one request in
 * twenty against the contract:
 *
 * <ul>
 *   <li><b>idle lag</b>: from the answer to the till to the arrival at GATE, with a sale every 200 ms;
 *   <li><b>intake with and without forwarding</b>: 16 tills as fast as they are answered, in turns with GATE up and
 *       down;
 *   <li><b>catching up</b>: the backlog of an outage is drained while 16 other tills keep selling; how fast, and how
 *       soon the new sales reach GATE.
 * </ul>
 *
 * <p>Load, fake GATE, server and PostgreSQL share the same processors.
 */
public final class GateBenchmark {
    private static final int TILLS = 16;

    /** First of the tills without a backlog; those with one come before. */
    private static final int OTHERS = 1 + TILLS;

    /** Intervals that make a hundred and four hundred sales per second. */
    private static final List<Duration> INTERVALS = List.of(Duration.ofMillis(160), Duration.ofMillis(40));

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final Pattern HEAD_ID = Pattern.compile("\"head\":\\{\"id\":\"([0-9a-f-]{36})\"");

    private final OfficeServer office;
    private final FakeGate gate;
    private final URI transactions;
    private final HttpLoad load;
    private final Duration rest;

    private GateBenchmark(OfficeServer office, FakeGate gate, Duration rest) {
        this.office = office;
        this.gate = gate;
        this.rest = rest;
        transactions = URI.create(office.api() + "/pos/transactions");
        load = new HttpLoad(transactions, "\"accepted\":1", SaleForm::storing);
    }

    /**
     * Arguments: documents to catch up (50000), rounds (3), seconds per round (15), seconds of warm-up (60), sales for
     * the idle lag (200), seconds of rest after GATE went down (6). Seconds may have a fraction.
     */
    public static void main(String[] args) throws Exception {
        try (FakeGate gate = FakeGate.start("--lean", "--check-every", "20")) {
            Benchmark.onServer(
                    Map.of("SALEFLEX_OFFICE_GATE_URL", gate.url(), "SALEFLEX_OFFICE_GATE_TOKEN", "gate-token"),
                    server -> measure(server, gate, args));
        }
    }

    static void measure(OfficeServer office, FakeGate gate, String... args) throws IOException, InterruptedException {
        int backlog = Benchmark.number(args, 0, 50_000);
        Duration time = Benchmark.seconds(args, 2, 15);
        GateBenchmark benchmark = new GateBenchmark(office, gate, Benchmark.seconds(args, 5, 6));
        benchmark.warmUp(Benchmark.seconds(args, 3, 60));
        benchmark.idleLag(Benchmark.number(args, 4, 200));
        double alone = benchmark.forwarding(Benchmark.number(args, 1, 3), time);
        benchmark.drainAlone(time);
        benchmark.catchUp(backlog, time, Duration.ZERO, alone);
        for (Duration interval : INTERVALS) {
            benchmark.catchUp(backlog / 2, time, interval, TILLS * 1000.0 / interval.toMillis());
        }
        print("violations of the contract: %d", gate.violations().size());
        gate.violations().stream().limit(5).forEach(violation -> print("  %s", violation));
    }

    private void warmUp(Duration time) {
        Figures figures = load.run(TILLS, time);
        load.run(OTHERS, TILLS, time.dividedBy(4));
        awaitEmpty();
        print("warmed up: %.0f documents a second", figures.perSecond());
    }

    private void idleLag(int sales) throws IOException {
        Map<String, Instant> answered = new HashMap<>();
        SaleForm form = SaleForm.storing("T0050");
        byte[] head = HttpLine.head(transactions, form.length());
        try (HttpLine line = new HttpLine(transactions)) {
            for (int i = 0; i < sales; i++) {
                byte[] sale = form.filled(1_000_000 + i);
                byte[] request = new byte[head.length + sale.length];
                System.arraycopy(head, 0, request, 0, head.length);
                System.arraycopy(sale, 0, request, head.length, sale.length);
                line.send(request);
                answered.put(id(sale), Instant.now());
                pause(POLL_INTERVAL);
            }
        }
        awaitEmpty();
        long[] lags = gate.documents("T0050").stream()
                .mapToLong(delivery -> Duration.between(answered.get(delivery.id()), delivery.arrivedAt())
                        .toNanos())
                .map(nanos -> Math.max(0, nanos)) // it may arrive before the till has read its answer
                .toArray();
        print("");
        print("idle lag, ms: %s (required: p99 500)", spread(Figures.of(lags, 1)));
    }

    private static String id(byte[] sale) {
        Matcher head = HEAD_ID.matcher(new String(sale, StandardCharsets.US_ASCII));
        if (!head.find()) {
            throw new IllegalStateException("the sale has no id");
        }
        return head.group(1);
    }

    /** Returns the median rate with forwarding, of the tills without a backlog. */
    private double forwarding(int rounds, Duration time) {
        List<Double> shares = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        print("");
        print("round   without      with   ratio  (documents a second, required 0.85)");
        for (int round = 1; round <= rounds; round++) {
            gate.mode(Mode.down());
            pause(rest);
            double without = load.run(OTHERS, TILLS, time).perSecond();
            gate.mode(Mode.well());
            awaitEmpty();
            with.add(load.run(OTHERS, TILLS, time).perSecond());
            long waiting = waiting();
            awaitEmpty();
            shares.add(with.get(round - 1) / without);
            print(
                    "%5d %9.0f %9.0f %7.2f  waiting at the end: %d",
                    round, without, with.get(round - 1), shares.get(round - 1), waiting);
        }
        print("ratio: median %.2f", median(shares));
        return median(with);
    }

    /** Drains a backlog while nobody sells, to measure the cost of forwarding a document. */
    private void drainAlone(Duration time) {
        gate.mode(Mode.down());
        pause(rest);
        load.run(TILLS, time);
        long waited = waiting();
        gate.mode(Mode.well());
        while (waiting() == waited) {
            pause(Duration.ofMillis(20));
        }
        Usage from = Usage.of(office);
        long backlog = waiting();
        Instant start = Instant.now();
        awaitEmpty();
        Duration took = Duration.between(start, Instant.now());
        print("");
        print(
                "drained alone: %.0f documents a second; processor time, percent of one processor: %s",
                backlog * 1000.0 / took.toMillis(), Usage.of(office).since(from));
    }

    /**
     * Drains a backlog of 16 tills while 16 others sell.
     *
     * @param step seconds of selling between two checks whether the backlog is large enough
     * @param apart interval between a till's sales; zero: as fast as it is answered
     * @param alone rate of the other tills when nothing is drained
     */
    private void catchUp(int backlog, Duration step, Duration apart, double alone)
            throws IOException, InterruptedException {
        gate.mode(Mode.down());
        pause(rest);
        long before = gate.documents();
        while (waiting() < backlog) {
            load.run(TILLS, step);
        }
        long waited = waiting();
        print("");
        print(
                "catching up %d documents while others sell %s; %s",
                waited,
                apart.isZero() ? "as fast as they are answered" : "every " + apart.toMillis() + " ms each",
                Usage.memory(office));
        int others = others();
        Usage from = Usage.of(office);
        Instant start = Instant.now();
        gate.mode(Mode.well());
        Duration limit = Duration.ofSeconds(Math.max(20, waited / 200));
        AtomicBoolean drained = new AtomicBoolean();
        CompletableFuture<List<Figures>> selling =
                CompletableFuture.supplyAsync(() -> sell(step, apart, limit, drained));
        long peak = 0;
        while (waitingOf("<= 'T0016'") > 0 && !selling.isDone()) {
            pause(Duration.ofSeconds(1));
            peak = Math.max(peak, resident());
        }
        Instant end = Instant.now();
        drained.set(true);
        Duration took = Duration.between(start, end);
        long done = waited - waitingOf("<= 'T0016'");
        Usage to = Usage.of(office);
        List<Figures> sold = selling.join();
        double perSecond = median(sold.stream().map(Figures::perSecond).toList());
        print(
                "drained %d in %.1f s: %.0f a second (required 400)",
                done, took.toMillis() / 1000.0, done * 1000.0 / took.toMillis());
        print(
                "others sold %.0f per second, %.2f of their rate alone (required 0.80); answered in ms: %s",
                perSecond, perSecond / alone, spread(sold.get(sold.size() / 2)));
        print("processor time while draining, percent of one processor: %s", to.since(from));
        print("memory: highest resident %d MB; afterwards %s", peak / 1024, Usage.memory(office));
        awaitEmpty();
        long[] lags = IntStream.range(OTHERS, OTHERS + TILLS)
                .mapToObj(number -> gate.documents(String.format(Locale.ROOT, "T%04d", number)))
                .flatMap(List::stream)
                .filter(delivery -> delivery.receivedAt().isAfter(start)
                        && delivery.receivedAt().isBefore(end))
                .mapToLong(delivery -> lag(delivery).toNanos())
                .toArray();
        print("their sales reached GATE in ms: %s (required: p95 5000)", spread(Figures.of(lags, 1)));
        print(
                "arrived at GATE: %d documents, %d of them of the other tills",
                gate.documents() - before, others() - others);
    }

    /** Sells in rounds of at most five seconds until the backlog is drained or the time limit is over. */
    private List<Figures> sell(Duration step, Duration apart, Duration limit, AtomicBoolean drained) {
        Duration round = step.compareTo(ROUND) < 0 ? step : ROUND;
        Instant end = Instant.now().plus(limit);
        List<Figures> rounds = new ArrayList<>();
        while (!drained.get() && Instant.now().isBefore(end)) {
            rounds.add(load.run(OTHERS, TILLS, round, apart));
        }
        return rounds;
    }

    private Duration lag(Delivery delivery) {
        return Duration.between(delivery.receivedAt(), delivery.arrivedAt());
    }

    private int others() {
        return IntStream.range(OTHERS, OTHERS + TILLS)
                .map(number -> gate.documents(String.format(Locale.ROOT, "T%04d", number))
                        .size())
                .sum();
    }

    private long resident() throws IOException {
        return java.nio.file.Files.readAllLines(
                        java.nio.file.Path.of("/proc", Long.toString(office.serverProcess()), "status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private long waiting() {
        return waitingOf("like '%'");
    }

    private long waitingOf(String codes) {
        return Long.parseLong(office.value("select coalesce(sum(h.entry_no - coalesce(l.done_upto, 0)), 0)"
                + " from journal_head h join terminal t on t.id = h.terminal_id"
                + " left join lane l on l.terminal_id = h.terminal_id and l.target = 'GATE' where t.code " + codes));
    }

    private void awaitEmpty() {
        while (waiting() > 0) {
            pause(POLL_INTERVAL);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String spread(Figures figures) {
        return String.format(
                Locale.ROOT,
                "p50 %.0f, p95 %.0f, p99 %.0f, longest %.0f",
                figures.p50(),
                figures.p95(),
                figures.p99(),
                figures.max());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
