package pro.saleflex.office.benchmark;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.benchmark.BeatingTills.Beat;
import pro.saleflex.office.e2e.OfficeServer;
import pro.saleflex.office.e2e.PortalBrowser;
import pro.saleflex.office.e2e.PortalClient;

/**
 * Measures the live board on a server of its own:
 *
 * <ul>
 *   <li>how soon a heartbeat is seen on the board, by one real browser and by nine clients that poll like the page's
 *       script, while 200 tills call every 5 s;
 *   <li>how long the board with 1000 tills takes to open.
 * </ul>
 */
public final class BoardBenchmark {
    private static final String BOARD = "/office/?show=";
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final int WARM_OPENINGS = 20;

    private final OfficeServer office;

    /** For heartbeats sent at the end of the measurement to be seen. */
    private final Duration grace;

    private BoardBenchmark(OfficeServer office, Duration grace) {
        this.office = office;
        this.grace = grace;
    }

    /**
     * Arguments: seconds of warm-up (60), seconds of measurement (60), tills (200), clients beside the browser (9); for
     * the opening, tills on the board (1000), openings (50), seconds without viewers before the last opening (61); for
     * both, seconds of grace for the last heartbeats to be seen (5).
     */
    public static void main(String[] args) throws Exception {
        Benchmark.onServer(server -> measure(server, args));
    }

    static void measure(OfficeServer office, String... args) throws IOException, InterruptedException {
        Duration warmUp = Benchmark.seconds(args, 0, 60);
        Duration time = Benchmark.seconds(args, 1, 60);
        BoardBenchmark benchmark = new BoardBenchmark(office, Benchmark.seconds(args, 7, 5));
        benchmark.live(warmUp, time, Benchmark.number(args, 2, 200), Benchmark.number(args, 3, 9));
        benchmark.opening(
                Benchmark.number(args, 4, 1000), Benchmark.number(args, 5, 50), Benchmark.seconds(args, 6, 61));
    }

    private void live(Duration warmUp, Duration time, int tills, int clients) throws IOException, InterruptedException {
        List<BoardViewer> viewers = new ArrayList<>();
        BeatingTills.callOnce(office, tills);
        try (PortalBrowser browser = PortalBrowser.open(office)) {
            BoardWindow window = new BoardWindow(browser);
            for (int i = 0; i < clients; i++) {
                viewers.add(new BoardViewer(office));
            }
            try (BeatingTills beating = new BeatingTills(office, tills, INTERVAL)) {
                beating.start();
                window.pause(warmUp);
                long from = System.currentTimeMillis();
                Usage before = Usage.of(office);
                window.pause(time);
                long to = System.currentTimeMillis();
                Usage after = Usage.of(office);
                window.pause(grace);
                print(
                        "%d tills call every %d s, %d clients and a browser watch; %d s after %d s of warm-up",
                        tills, INTERVAL.toSeconds(), clients, time.toSeconds(), warmUp.toSeconds());
                List<Beat> beats = beating.beats(from, to);
                printSeen(
                        beats,
                        window.sightings(),
                        viewers.stream().map(BoardViewer::sightings).toList());
                printCalls(beats, viewers, from, to);
                print("processor time, percent of one processor: %s", after.since(before));
                print("memory of the server afterwards: %s", Usage.memory(office));
                printFailures(Stream.concat(
                                Stream.of(beating.failures(), window.failures()),
                                viewers.stream().map(BoardViewer::failures))
                        .flatMap(List::stream)
                        .toList());
            }
        } finally {
            viewers.forEach(BoardViewer::close);
        }
    }

    private static void printSeen(List<Beat> beats, Sightings window, List<Sightings> viewers) {
        Figures browser = figures(beats, List.of(window));
        Figures clients = figures(beats, viewers);
        print("");
        print("from heartbeat to board, ms   required    browser    clients");
        print("p50                                600 %10.0f %10.0f", browser.p50(), clients.p50());
        print("p95                                    %10.0f %10.0f", browser.p95(), clients.p95());
        print("p99                               1500 %10.0f %10.0f", browser.p99(), clients.p99());
        print("longest                                %10.0f %10.0f", browser.max(), clients.max());
        print("seen                                   %10d %10d", browser.count(), clients.count());
        print(
                "never seen                           0 %10d %10d",
                beats.size() - browser.count(), beats.size() * viewers.size() - clients.count());
        print("");
    }

    private static Figures figures(List<Beat> beats, List<Sightings> viewers) {
        long[] times = viewers.stream()
                .flatMap(viewer -> beats.stream()
                        .map(beat -> viewer.firstOf(beat.mark()).map(seen -> seen - beat.sent()))
                        .flatMap(Optional::stream))
                .mapToLong(millis -> millis * 1_000_000)
                .toArray();
        return Figures.of(times, 1);
    }

    private static void printCalls(List<Beat> beats, List<BoardViewer> viewers, long from, long to) {
        long nanos = (to - from) * 1_000_000;
        Figures answers = Figures.of(beats.stream().mapToLong(Beat::nanos).toArray(), nanos);
        print(
                "heartbeats: %.1f per second, answered in %.0f ms (p50), %.0f ms (p99)",
                answers.perSecond(), answers.p50(), answers.p99());
        List<BoardViewer.Call> calls =
                viewers.stream().flatMap(viewer -> viewer.calls(from, to)).toList();
        Figures polls =
                Figures.of(calls.stream().mapToLong(BoardViewer.Call::nanos).toArray(), nanos);
        print(
                "calls of the clients: %.1f per second, answered in %.0f ms (p50), %.0f ms (p99);"
                        + " %.0f tills, %.0f bytes on average",
                polls.perSecond(),
                polls.p50(),
                polls.p99(),
                calls.stream().mapToInt(BoardViewer.Call::tiles).average().orElse(0),
                calls.stream().mapToInt(BoardViewer.Call::bytes).average().orElse(0));
    }

    private static void printFailures(List<String> failures) {
        print("failures: %d", failures.size());
        failures.stream()
                .collect(Collectors.groupingBy(failure -> failure, TreeMap::new, Collectors.counting()))
                .forEach((failure, times) -> print("    %d times: %s", times, failure));
    }

    private void opening(int tills, int openings, Duration idle) throws IOException, InterruptedException {
        BeatingTills.callOnce(office, tills);
        Thread.sleep(grace.toMillis());
        PortalClient client = new PortalClient(office);
        client.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        open(client, tills, WARM_OPENINGS);
        Usage before = Usage.of(office);
        long start = System.nanoTime();
        long[] times = open(client, tills, openings);
        Usage after = Usage.of(office);
        Figures figures = Figures.of(times, System.nanoTime() - start);
        Thread.sleep(idle.toMillis());
        long first = open(client, tills, 1)[0];
        int bytes = client.get(BOARD).body().getBytes(StandardCharsets.UTF_8).length;
        print("");
        print(
                "opening the board with %d tills, ms; %d times, one by one, after %d to warm up",
                tills, openings, WARM_OPENINGS);
        print("                              required   measured");
        print("p50                               1000 %10.0f", figures.p50());
        print("p95                                    %10.0f", figures.p95());
        print("longest                                %10.0f", figures.max());
        print("after a minute without viewers         %10.0f", first / 1e6);
        print("page: %d bytes", bytes);
        print("processor time, percent of one processor: %s", after.since(before));
    }

    /** Opens the board that many times; returns the nanoseconds to the last byte of each. */
    private static long[] open(PortalClient client, int all, int times) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            HttpResponse<String> answer = client.get(BOARD);
            nanos[i] = System.nanoTime() - start;
            int tiles = Mark.in(answer.body()).size();
            if (answer.statusCode() != 200 || tiles != all) {
                throw new IllegalStateException("Expected all tills, got " + tiles + ": " + answer.body());
            }
        }
        return nanos;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
