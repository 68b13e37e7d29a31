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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pro.saleflex.office.e2e.OfficeServer;
import pro.saleflex.office.simulator.SoapForm;

/**
 * Measures how long a replaced till takes to get its whole history back, page by page, by REST and by SOAP 1.1, and
 * whether the server's memory grows with it. 100,000 documents must take less than two minutes.
 */
public final class HistoryBenchmark {
    private static final String TERMINAL = "T0090";
    private static final int WARM_UP = 5_000;

    /** The largest page of {@code GET /pos/documents}. By SOAP every page is as large as the server makes it. */
    private static final int PAGE = 1_000;

    private static final Pattern REST_NEXT = Pattern.compile("\"next_after\":(\\d+)");
    private static final Pattern SOAP_NEXT = Pattern.compile("next_after>(\\d+)<");
    private static final Pattern REST_DOCUMENT = Pattern.compile("\"entry_no\":");
    private static final Pattern SOAP_DOCUMENT = Pattern.compile("entry_no>\\d");

    private final OfficeServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HistoryBenchmark(OfficeServer server) {
        this.server = server;
    }

    /** Arguments: documents (100,000). */
    public static void main(String[] args) throws Exception {
        Benchmark.onServer(server -> measure(server, args));
    }

    static void measure(OfficeServer server, String... args) throws SQLException, IOException, InterruptedException {
        new HistoryBenchmark(server).run(Benchmark.number(args, 0, 100_000));
    }

    private void run(int documents) throws SQLException, IOException, InterruptedException {
        GivenJournal journal = new GivenJournal(
                UUID.fromString(server.value("select id from terminal where code = '" + TERMINAL + "'")),
                List.of(SaleForm.document()),
                OffsetDateTime.now(ZoneOffset.UTC).minusDays(1));
        int few = Math.min(WARM_UP, documents);
        journal.store(server, few);
        fetch("warming up by REST", few, this::byRest);
        fetch("warming up by SOAP", few, this::bySoap);
        print("memory of the server before: %s", Usage.memory(server));
        journal.store(server, documents - few);
        fetch("by REST", documents, this::byRest);
        print("memory of the server afterwards: %s", Usage.memory(server));
        fetch("by SOAP", documents, this::bySoap);
        print("memory of the server afterwards: %s", Usage.memory(server));
    }

    private void fetch(String how, int documents, Pages pages) throws IOException, InterruptedException {
        Usage before = Usage.of(server);
        long start = System.nanoTime();
        long bytes = 0;
        int count = 0;
        long after = 0;
        for (Page page = pages.behind(after); page.documents() > 0; page = pages.behind(after)) {
            count += page.documents();
            bytes += page.bytes();
            after = page.next();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (count != documents) {
            throw new IllegalStateException(count + " documents came instead of " + documents);
        }
        print(
                "%s: %,d documents, %,d MB, in %.1f s: %,.0f documents a second",
                how, count, bytes >> 20, seconds, count / seconds);
        print("processor time: %s", Usage.of(server).since(before));
    }

    private Page byRest(long after) throws IOException, InterruptedException {
        URI page = URI.create(server.api() + "/pos/documents?office_code=OFFICE-001&store_code=STORE-001&terminal_code="
                + TERMINAL + "&limit=" + PAGE + "&after=" + after);
        return page(HttpRequest.newBuilder(page).build(), REST_DOCUMENT, REST_NEXT);
    }

    private Page bySoap(long after) throws IOException, InterruptedException {
        String message = SoapForm.message(
                11,
                "GetDocuments",
                Map.of(
                        "office_code",
                        "OFFICE-001",
                        "store_code",
                        "STORE-001",
                        "terminal_code",
                        TERMINAL,
                        "after",
                        after));
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.origin() + "/api/soap/v11/PosService"))
                .header("Content-Type", SoapForm.contentType(11))
                .POST(BodyPublishers.ofString(message))
                .build();
        return page(request, SOAP_DOCUMENT, SOAP_NEXT);
    }

    private Page page(HttpRequest request, Pattern document, Pattern next) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        Matcher after = next.matcher(text);
        if (answer.statusCode() != 200 || !after.find()) {
            throw new IllegalStateException("Not answered as expected: " + answer.statusCode() + ' ' + text);
        }
        return new Page(
                (int) document.matcher(text).results().count(), answer.body().length, Long.parseLong(after.group(1)));
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private interface Pages {
        Page behind(long after) throws IOException, InterruptedException;
    }

    private record Page(int documents, int bytes, long next) {}
}
