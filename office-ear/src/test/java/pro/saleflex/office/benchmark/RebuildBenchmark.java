package pro.saleflex.office.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import pro.saleflex.office.e2e.OfficeServer;

/**
 * Measures how fast all projections are rebuilt from the journal while nothing else happens, as after a restore, and
 * whether tills that sell meanwhile notice: their rate with a rebuild running, relative to that without, in turns.
 */
public final class RebuildBenchmark {
    private static final String TERMINAL = "T0091";
    private static final int TERMINALS = 16;

    private final OfficeServer server;
    private final HttpLoad load;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RebuildBenchmark(OfficeServer server) {
        this.server = server;
        this.load = new HttpLoad(URI.create(server.api() + "/pos/transactions"), "\"accepted\":1", SaleForm::storing);
    }

    /** Arguments: documents (50,000), rounds (5), seconds per measurement (10), seconds of warm-up (60). */
    public static void main(String[] args) throws Exception {
        Benchmark.onServer(server -> measure(server, args));
    }

    static void measure(OfficeServer server, String... args) throws SQLException, IOException, InterruptedException {
        new RebuildBenchmark(server)
                .run(
                        Benchmark.number(args, 0, 50_000),
                        Benchmark.number(args, 1, 5),
                        Benchmark.seconds(args, 2, 10),
                        Benchmark.seconds(args, 3, 60));
    }

    private void run(int documents, int rounds, Duration time, Duration warmUp)
            throws SQLException, IOException, InterruptedException {
        new GivenJournal(
                        UUID.fromString(server.value("select id from terminal where code = '" + TERMINAL + "'")),
                        List.of(SaleForm.document()),
                        OffsetDateTime.now(ZoneOffset.UTC).minusDays(1))
                .store(server, documents);
        rebuildAlone("from the journal alone", documents);
        rebuildAlone("again, with rows to replace", documents);
        print("warming up: %.0f documents a second", load.run(TERMINALS, warmUp).perSecond());
        print("");
        print("%d terminals: documents a second, p99 in ms", TERMINALS);
        print("round  without  rebuild    ratio      p99      p99  rebuilt");
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Figures without = load.run(TERMINALS, time);
            begin();
            Figures with = load.run(TERMINALS, time);
            double done = done();
            if (done == 1) {
                throw new IllegalStateException("The rebuild ended too early: take more documents.");
            }
            end();
            ratios.add(with.perSecond() / without.perSecond());
            print(
                    "%5d %8.0f %8.0f %8.2f %8.1f %8.1f %7.1f%%",
                    round,
                    without.perSecond(),
                    with.perSecond(),
                    with.perSecond() / without.perSecond(),
                    without.p99(),
                    with.p99(),
                    done * 100);
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        print("ratio: median %.2f (%.2f to %.2f)", sorted.get(rounds / 2), sorted.get(0), sorted.get(rounds - 1));
        print("memory of the server afterwards: %s", Usage.memory(server));
    }

    private void rebuildAlone(String how, int documents) throws IOException, InterruptedException {
        long entries = Long.parseLong(server.value("select count(*) from journal_entry"));
        Usage before = Usage.of(server);
        long start = System.nanoTime();
        begin();
        while (done() < 1) {
            Thread.sleep(200);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        print("%s: %,d documents in %.1f s: %,.0f a second", how, entries, seconds, entries / seconds);
        print("processor time: %s", Usage.of(server).since(before));
        long projected = Long.parseLong(server.value("select count(*) from sales_document d"
                + " join terminal t on t.id = d.terminal_id where t.code = '" + TERMINAL + "'"));
        if (projected != documents) {
            throw new IllegalStateException(projected + " documents are projected instead of " + documents);
        }
    }

    private void begin() throws IOException, InterruptedException {
        call(HttpRequest.newBuilder().POST(BodyPublishers.noBody()));
    }

    /** The part that is done; 1: nothing is left to do. */
    private double done() throws IOException, InterruptedException {
        String state = call(HttpRequest.newBuilder().GET());
        return state.contains("\"running\":false")
                ? 1
                : Double.parseDouble(state.replaceAll(".*\"done\":([0-9.eE-]+).*", "$1"));
    }

    /** So that the next measurement is one without a rebuild. */
    private void end() throws IOException, InterruptedException {
        while (done() < 1) {
            Thread.sleep(500);
        }
    }

    private String call(HttpRequest.Builder request) throws IOException, InterruptedException {
        String user = "admin:" + OfficeServer.ADMIN_PASSWORD;
        HttpResponse<String> answer = client.send(
                request.uri(URI.create(server.api() + "/admin/journal/projection/rebuild"))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Not answered as expected: " + answer.body());
        }
        return answer.body();
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
