package pro.saleflex.office.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.e2e.OfficeServer;
import pro.saleflex.office.simulator.SoapForm;

/**
 * Fuzz test: sends damaged messages to the real server and checks that there is no 5xx, no internals leak into answers,
 * no failure is logged, threads and heap do not grow, and no terminal reads or writes another's documents. Beside each
 * damaged message another till sells at the same time: none of its sales may be refused or stored incompletely.
 *
 * <p>{@code -Doffice.fuzz.messages} sets the number of messages, {@code -Doffice.fuzz.seed} the seed.
 */
class FuzzE2E {
    private static final int MESSAGES = Integer.getInteger("office.fuzz.messages");
    private static final long SEED = Long.getLong("office.fuzz.seed");

    private static final int SENDERS = 12;
    private static final int CONTROL_EVERY = 100;

    /** Messages before threads and memory are measured: until then the server is still warming up. */
    private static final int WARM_UP = 1500;

    private static final int MORE_THREADS = 16;
    private static final int MORE_HEAP_KILOBYTES = 16 * 1024;

    /** Grizzly keeps the state of a closed connection until its idle time-out, 60 s by default, is over. */
    private static final Duration CONNECTION_CLEANUP = Duration.ofSeconds(70);

    private static final Pattern INTERNALS =
            Pattern.compile("\\bat [a-z]\\w*\\.[\\w.$]+\\(|Exception\\b|org\\.glassfish"
                    + "|com\\.sun\\.|org\\.eclipse|org\\.postgresql|SQLState");

    private static OfficeServer office;
    private static int linesBefore;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<String, String> authorizations = new TreeMap<>();
    private final String mark = "control " + UUID.randomUUID();
    private final List<String> marks = marks();
    private final AtomicInteger sent = new AtomicInteger();
    private final Queue<String> controls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sold = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final LongAccumulator slowestNanos = new LongAccumulator(Math::max, 0);
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private final AtomicLongArray statuses = new AtomicLongArray(600);

    @BeforeAll
    static void start() throws IOException {
        office = new OfficeServer("fuzz", Map.of());
        office.deleteHome();
        office.start();
        linesBefore = log().size();
    }

    @AfterAll
    static void stop() {
        office.discard();
    }

    @Test
    void damagedMessagesDoNoHarm() throws IOException, InterruptedException, ExecutionException, SQLException {
        enrol("GOOD", 900);
        for (int sender = 0; sender < SENDERS; sender++) {
            enrol(name(sender), 901 + sender);
            enrol(neighbour(sender), 951 + sender);
        }
        send(0, Math.min(WARM_UP, MESSAGES / 2));
        int threads = threads();
        long heap = heapKilobytes();
        Instant start = Instant.now();
        int measured = MESSAGES - Math.min(WARM_UP, MESSAGES / 2);
        send(1, measured);
        Duration took = Duration.between(start, Instant.now());
        int threadsAfter = threads();
        long heapAtOnce = heapKilobytes();
        long heapAfter = heapAtOnce;
        Instant end = Instant.now().plus(CONNECTION_CLEANUP);
        while (heapAfter > heap + MORE_HEAP_KILOBYTES && Instant.now().isBefore(end)) {
            Thread.sleep(5_000);
            heapAfter = heapKilobytes();
        }
        print(measured, took, threads, threadsAfter, heap, heapAtOnce, heapAfter);

        assertEquals(List.of(), findings.stream().limit(20).toList());
        assertEquals(List.of(), failuresInTheLog());
        assertTrue(threadsAfter <= threads + MORE_THREADS, "threads: " + threads + " -> " + threadsAfter);
        assertTrue(
                heapAfter <= heap + MORE_HEAP_KILOBYTES, "heap after collection: " + heap + " -> " + heapAfter + " kB");
        eachControlIsStoredOnce();
        eachSaleOfANeighbourIsStoredInFull();
        noTerminalWroteForAnother();
    }

    private static String name(int sender) {
        return "FUZZ-" + sender;
    }

    /** The till that sells while a sender sends. */
    private static String neighbour(int sender) {
        return "NEXT-" + sender;
    }

    /** Creates a terminal that needs its secret. Written to the table, because the API hashes two secrets for each. */
    private void enrol(String code, int number) throws SQLException {
        String secret = UUID.randomUUID().toString();
        try (Connection connection = office.database();
                var insert = connection.prepareStatement("insert into terminal (id, store_id, code, number, name,"
                        + " blocked, may_pull, secret_sha256, created_at)"
                        + " select gen_random_uuid(), id, ?, ?, 'Fuzz', false, true, sha256(convert_to(?, 'UTF8')),"
                        + " now() - interval '1 hour' from store where store_code = 'STORE-001'")) {
            insert.setString(1, code);
            insert.setInt(2, number);
            insert.setString(3, secret);
            assertEquals(1, insert.executeUpdate());
        }
        authorizations.put(code, basic(code, secret));
    }

    /** @param part of the run (0 warm-up, 1 measured); each has its own seed */
    private void send(int part, int messages) throws InterruptedException, ExecutionException {
        AtomicInteger left = new AtomicInteger(messages);
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> running = IntStream.range(0, SENDERS)
                    .<Future<?>>mapToObj(sender -> senders.submit(() -> send(sender, part, left)))
                    .toList();
            for (Future<?> future : running) {
                future.get();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    private void send(int sender, int part, AtomicInteger left) {
        List<String> others = new ArrayList<>(authorizations.keySet());
        others.remove(name(sender));
        Messages messages = new Messages(
                new Mutator(SEED + 31L * sender + 1009L * part),
                office.api(),
                name(sender),
                authorizations.get(name(sender)),
                others,
                marks.get(sender));
        for (int number = left.decrementAndGet(); number >= 0; number = left.decrementAndGet()) {
            if (number % CONTROL_EVERY == 0) {
                control();
            }
            HttpRequest request = messages.next();
            CompletableFuture<Void> sale = sell(neighbour(sender));
            check(request, answer(request));
            sale.join();
        }
    }

    /** Hands over a valid sale asynchronously. */
    private CompletableFuture<Void> sell(String till) {
        String sale = Messages.sample("transaction-cash-sale")
                .replace("\"terminal_code\": \"POS-001\"", "\"terminal_code\": \"" + till + "\"")
                .replaceFirst("\"id\": \"[0-9a-f-]{36}\"", "\"id\": \"" + UUID.randomUUID() + "\"");
        HttpRequest request = HttpRequest.newBuilder(URI.create(office.api() + "/pos/transactions"))
                .header("Content-Type", "application/json")
                .header("Authorization", authorizations.get(till))
                .POST(BodyPublishers.ofString(sale))
                .build();
        long startNanos = System.nanoTime();
        return HTTP.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenAccept(answer -> {
                    slowestNanos.accumulate(System.nanoTime() - startNanos);
                    sold.incrementAndGet();
                    if (answer.statusCode() != 200 || !answer.body().contains("\"accepted\":1,")) {
                        refused.incrementAndGet();
                        findings.add("valid sale -> " + answer.statusCode() + " " + answer.body());
                    }
                });
    }

    /** Random, so that no damage turns one terminal's mark into another's. */
    private static List<String> marks() {
        return Stream.generate(() -> "document of " + UUID.randomUUID())
                .limit(SENDERS)
                .toList();
    }

    private void check(HttpRequest request, HttpResponse<String> answer) {
        statuses.incrementAndGet(answer.statusCode());
        String sent = request.method() + " " + request.uri().getPath() + " -> " + answer.statusCode() + " ";
        if (answer.statusCode() >= 500) {
            findings.add(sent + answer.body());
        }
        Matcher internals = INTERNALS.matcher(answer.body());
        if (internals.find()) {
            findings.add(sent + "reveals " + internals.group());
        }
        if (answer.body().contains(mark)) {
            findings.add(sent + "shows another terminal's document");
        }
    }

    /** Hands over a valid sale, by SOAP and REST in turn; every fourth again by the other one. */
    private void control() {
        String id = UUID.randomUUID().toString();
        String sale = Messages.sample("transaction-cash-sale")
                .replace("\"terminal_code\": \"POS-001\"", "\"terminal_code\": \"GOOD\"")
                .replaceFirst("\"id\": \"[0-9a-f-]{36}\"", "\"id\": \"" + id + "\"")
                .replaceFirst("\"cancel_reason\": null", "\"cancel_reason\": \"" + mark + "\"");
        int number = sent.getAndIncrement();
        handOver(number % 2 == 0, sale);
        if (number % 4 == 0) {
            handOver(false, sale);
        }
        controls.add(id);
    }

    private void handOver(boolean bySoap, String sale) {
        HttpRequest.Builder request = bySoap
                ? HttpRequest.newBuilder(URI.create(Messages.soapAddress(office.api(), 11)))
                        .header("Content-Type", SoapForm.contentType(11))
                        .POST(BodyPublishers.ofString(
                                SoapForm.message(11, "UploadTransactions", Messages.parsed(sale))))
                : HttpRequest.newBuilder(URI.create(office.api() + "/pos/transactions"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(sale));
        HttpResponse<String> answer = answer(
                request.header("Authorization", authorizations.get("GOOD")).build());
        if (answer.statusCode() != 200 || !answer.body().matches("(?s).*(accepted\":|accepted>)1\\D.*")) {
            findings.add("control -> " + answer.statusCode() + " " + answer.body());
        }
    }

    private void eachControlIsStoredOnce() {
        assertTrue(controls.size() >= MESSAGES / CONTROL_EVERY, () -> controls.size() + " controls");
        assertEquals(
                String.join(",", controls.stream().sorted().toList()),
                office.value("select string_agg(document_id::text, ',' order by document_id::text)"
                        + " from journal_entry e join terminal t on t.id = e.terminal_id where t.code = 'GOOD'"));
        assertEquals(
                "0",
                office.value("select count(*) from journal_entry e join terminal t on t.id = e.terminal_id"
                        + " where t.code = 'GOOD' and e.payload not like '%" + mark + "%'"));
    }

    private void eachSaleOfANeighbourIsStoredInFull() {
        assertEquals(0, refused.get());
        assertTrue(sold.get() >= MESSAGES, () -> sold + " sales");
        String neighbours = " join terminal t on t.id = d.terminal_id where t.code like 'NEXT-%'";
        assertEquals(sold.toString(), office.value("select count(*) from journal_entry d" + neighbours));
        assertEquals(sold.toString(), office.value("select count(*) from sales_document d" + neighbours));
    }

    private void noTerminalWroteForAnother() {
        for (int sender = 0; sender < SENDERS; sender++) {
            String mine = marks.get(sender);
            String elsewhere = " e join terminal t on t.id = e.terminal_id where t.code <> '" + name(sender)
                    + "' and e.payload like '%" + mine + "%'";
            assertNull(
                    office.value("select string_agg(t.code || ': ' || e.payload, ' ') from journal_entry" + elsewhere));
            assertNull(office.value("select string_agg(t.code || ': ' || e.payload, ' ') from rejection" + elsewhere));
            int own = Integer.parseInt(office.value("select count(*) from journal_entry e join terminal t"
                    + " on t.id = e.terminal_id where t.code = '" + name(sender) + "' and e.payload like '%" + mine
                    + "%'"));
            assertTrue(own > 0, name(sender) + " has no document of its own: the damage is too severe");
        }
    }

    /** Lines of the server log, including rotated files, which have a timestamp appended to their name. */
    private static List<String> log() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(office.home().resolve("logs/payara"))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("server.log_"))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        lines.addAll(Files.readAllLines(office.home().resolve("logs/payara/server.log")));
        return lines;
    }

    /** Log lines since the start that report a failure: level SEVERE, or with a stack trace. */
    private static List<String> failuresInTheLog() throws IOException {
        return log().stream()
                .skip(linesBefore)
                .filter(line -> line.contains("\"Level\":\"SEVERE\"") || line.contains("\"StackTrace\""))
                .limit(20)
                .toList();
    }

    private static int threads() {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(office.serverProcess()), "task"))) {
            return (int) threads.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long heapKilobytes() throws IOException, InterruptedException {
        command("GC.run");
        Matcher used = Pattern.compile("used (\\d+)K").matcher(command("GC.heap_info"));
        assertTrue(used.find());
        return Long.parseLong(used.group(1));
    }

    private static String command(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(office.serverProcess()),
                        command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, jcmd.waitFor(), output);
        return output;
    }

    private void print(
            int messages, Duration took, int threads, int threadsAfter, long heap, long heapAtOnce, long heapAfter) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%d damaged messages (seed %d) in %d s; valid sales at the same time: %d, refused %d, slowest"
                        + " %d ms; threads %d -> %d; heap after collection %d -> %d MB,"
                        + " after closed connections were cleaned up %d MB; answers:",
                messages,
                SEED,
                took.toSeconds(),
                sold.get(),
                refused.get(),
                TimeUnit.NANOSECONDS.toMillis(slowestNanos.get()),
                threads,
                threadsAfter,
                heap / 1024,
                heapAtOnce / 1024,
                heapAfter / 1024));
        for (int status = 0; status < statuses.length(); status++) {
            if (statuses.get(status) > 0) {
                line.append(' ').append(status).append(": ").append(statuses.get(status));
            }
        }
        System.out.println(line);
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> answer(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
