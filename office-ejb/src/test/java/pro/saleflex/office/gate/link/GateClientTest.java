package pro.saleflex.office.gate.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.gate.link.GateAnswer.End;
import pro.saleflex.office.gate.link.GateAnswer.Misconfigured;
import pro.saleflex.office.gate.link.GateAnswer.NoAnswer;
import pro.saleflex.office.gate.link.GateAnswer.NoToken;
import pro.saleflex.office.gate.link.GateAnswer.Replied;
import pro.saleflex.office.testing.TestClock;

/** Results of calls to GATE, whatever the other side does. */
class GateClientTest {
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    private final TestClock clock = new TestClock();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Map<String, String> settings =
            new HashMap<>(Map.of("saleflex.office.gate.token", "merchant", "saleflex.office.gate.total.seconds", "1"));
    private HttpServer server;

    @AfterEach
    void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    private GateClient client(HttpHandler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            handler.handle(exchange);
        });
        server.start();
        settings.put(
                "saleflex.office.gate.url",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return configured();
    }

    private GateClient configured() {
        return new GateClient(new OfficeConfig(key -> Optional.ofNullable(settings.get(key))), clock);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static GateAnswer post(GateClient client) {
        return client.post("/transactions/", BODY, Map.of("Idempotency-Key", "k"));
    }

    @Test
    void sendsTheConfiguredTokenAndCompressesLargeBodies() {
        List<String> bodies = new CopyOnWriteArrayList<>();
        GateClient client = client(exchange -> {
            boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            byte[] body = exchange.getRequestBody().readAllBytes();
            bodies.add(packed + " "
                    + new String(
                            packed ? new GZIPInputStream(new java.io.ByteArrayInputStream(body)).readAllBytes() : body,
                            StandardCharsets.UTF_8));
            reply(exchange, 201, "{\"status\":\"ok\"}");
        });
        assertEquals(new Replied(201, "{\"status\":\"ok\"}", null), post(client));
        String large = "x".repeat(5000);
        client.post("/closures/", large.getBytes(StandardCharsets.UTF_8), Map.of());
        assertEquals(List.of("/api/v1/transactions/ Bearer merchant", "/api/v1/closures/ Bearer merchant"), seen);
        assertEquals(List.of("false {\"a\":1}", "true " + large), bodies);
    }

    @Test
    void exchangesAnApiKeyForTokensAndRenewsThemEarlyOrOnRejection() {
        withKey();
        int[] tokens = {0};
        String[] refused = {"Bearer t2"};
        GateClient client = client(exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/auth/token/")) {
                reply(exchange, 200, "{\"access\":\"t" + ++tokens[0] + "\",\"expires_in\":600}");
            } else {
                boolean good = !refused[0].equals(exchange.getRequestHeaders().getFirst("Authorization"));
                reply(exchange, good ? 200 : 401, "{\"status\":\"ok\"}");
            }
        });
        post(client);
        post(client);
        assertEquals(1, tokens[0]);
        clock.pass(Duration.ofSeconds(541)); // a minute before it ends
        assertEquals(200, ((Replied) post(client)).status(), "t2 is refused, t3 is not");
        assertEquals(3, tokens[0]);
        refused[0] = "Bearer t4";
        clock.pass(Duration.ofSeconds(541));
        post(client);
        assertEquals(5, tokens[0]);
    }

    @Test
    void aTokenThatIsAlwaysRejectedIsRenewedOnce() {
        withKey();
        GateClient client = client(exchange -> reply(
                exchange,
                exchange.getRequestURI().getPath().endsWith("/auth/token/") ? 200 : 401,
                "{\"access\":\"t\",\"expires_in\":600}"));
        assertEquals(401, ((Replied) post(client)).status());
        assertEquals(4, seen.size(), "two tokens, two calls");
    }

    @Test
    void aMissingTokenMeansMisconfigured() {
        settings.remove("saleflex.office.gate.token");
        GateClient client = client(exchange -> reply(exchange, 200, "{}"));
        assertInstanceOf(Misconfigured.class, post(client));
        settings.put("saleflex.office.gate.api.key", "s3cret key");
        Misconfigured noId = assertInstanceOf(Misconfigured.class, post(configured()));
        assertTrue(noId.reason().contains("gate.office.id"), noId.reason());
        assertFalse(noId.reason().contains("s3cret"), noId.reason());
        settings.put("saleflex.office.gate.office.id", "office-7");
        GateClient refused = client(exchange -> reply(exchange, 403, "{}"));
        assertInstanceOf(Misconfigured.class, post(refused));
        assertEquals(
                new NoToken(new Replied(503, "", null)),
                post(client(exchange -> reply(exchange, 503, ""))),
                "GATE being away is no misconfiguration");
    }

    private void withKey() {
        settings.remove("saleflex.office.gate.token");
        settings.put("saleflex.office.gate.api.key", "key");
        settings.put("saleflex.office.gate.office.id", "office-7");
    }

    @Test
    void callersThatWaitForATokenShareTheResult() throws InterruptedException {
        withKey();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        GateClient client = client(exchange -> {
            asked.countDown();
            await(answer);
            reply(exchange, 500, "");
        });
        List<Thread> callers = new ArrayList<>();
        List<GateAnswer> answers = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 6; i++) {
            Thread caller = new Thread(() -> answers.add(post(client)));
            caller.start();
            callers.add(caller);
            assertTrue(asked.await(10, TimeUnit.SECONDS));
        }
        for (Thread caller : callers.subList(1, 6)) {
            while (caller.getState() != Thread.State.BLOCKED) {
                Thread.sleep(1);
            }
        }
        answer.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(Collections.nCopies(6, new NoToken(new Replied(500, "", null))), answers);
        assertEquals(1, seen.size(), "one exchange for all of them");
        post(client);
        assertEquals(2, seen.size(), "a later caller makes another");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e300", "9223372036854775807", "99999999999999999999", "-5", "0"})
    void aTokenWithAnAbsurdLifetimeIsUsed(String seconds) {
        withKey();
        GateClient client = client(exchange -> reply(
                exchange,
                200,
                exchange.getRequestURI().getPath().endsWith("/auth/token/")
                        ? "{\"access\":\"t\",\"expires_in\":" + seconds + "}"
                        : "{\"status\":\"ok\"}"));
        assertEquals(200, ((Replied) post(client)).status());
        clock.pass(Duration.ofDays(400));
        assertEquals(200, ((Replied) post(client)).status());
        assertEquals(4, seen.size(), "renewed, and the link goes on");
    }

    @Test
    void aFailedAttemptIsLoggedWithItsCorrelationId() {
        List<String> ids = new CopyOnWriteArrayList<>();
        GateClient client = client(exchange -> {
            ids.add(exchange.getRequestHeaders().getFirst("X-Correlation-Id"));
            reply(exchange, ids.size() == 1 ? 201 : 422, "{\"status\":\"ok\",\"message\":\"Mr Smith\"}");
        });
        List<String> log = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(GateHttp.class.getName());
        logger.setFilter(entry -> log.add(new SimpleFormatter().formatMessage(entry)));
        try {
            post(client);
            assertEquals(List.of(), log);
            post(client);
        } finally {
            logger.setFilter(null);
        }
        assertEquals(
                List.of("GATE did not take /api/v1/transactions/ with X-Correlation-Id " + ids.get(1)
                        + ": Replied[422]"),
                log);
    }

    @Test
    void aServerThatIsAwayIsNotReached() {
        client(exchange -> reply(exchange, 200, ""));
        server.stop(0);
        assertEquals(End.NOT_REACHED, ((NoAnswer) post(configured())).end());
        settings.put("saleflex.office.gate.url", "https://no-such-host.invalid");
        assertEquals(End.NOT_REACHED, ((NoAnswer) post(configured())).end());
    }

    @Test
    void anEndlessAnswerIsCutOffByTheTimeLimit() {
        GateClient client = client(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            OutputStream out = exchange.getResponseBody();
            for (int i = 0; i < 100 && !Thread.currentThread().isInterrupted(); i++) {
                out.write('x');
                out.flush();
                pause();
            }
        });
        long start = System.nanoTime();
        NoAnswer none = assertInstanceOf(NoAnswer.class, post(client));
        assertEquals(End.USELESS, none.end());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 3000, "a second, and no repeat");
        assertEquals(1, seen.size());
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aCallWhoseConnectionBreaksIsRepeatedOnce() {
        GateClient client = client(exchange -> {
            if (seen.size() == 1) {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write('x');
                exchange.close();
            } else {
                reply(exchange, 200, "{}");
            }
        });
        assertEquals(new Replied(200, "{}", null), post(client));
        assertEquals(2, seen.size());
    }

    @Test
    void anAnswerLargerThanExpectedCountsAsNone() {
        GateClient client = client(exchange -> reply(exchange, 200, "x".repeat(100_000)));
        assertInstanceOf(NoAnswer.class, post(client));
        assertEquals(
                100_000, ((Replied) client.get("/products/updates/")).body().length(), "a page may be larger");
    }

    @Test
    void anErrorCountsWhateverItsBody() {
        GateClient client = client(exchange -> {
            if (seen.size() == 1) {
                reply(exchange, 422, "x".repeat(100_000));
            } else {
                exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                reply(exchange, 403, "not packed");
            }
        });
        Replied large = (Replied) post(client);
        assertEquals(422, large.status());
        assertEquals(64 * 1024, large.body().length());
        assertEquals(1, seen.size(), "it is not sent again");
        assertEquals(new Replied(403, "", null), post(client));
    }

    @Test
    void aMalformedTokenIsNeverShown() {
        settings.put("saleflex.office.gate.token", "s3cret\u200b");
        Misconfigured answer = (Misconfigured) post(client(exchange -> reply(exchange, 201, "{}")));
        assertTrue(answer.reason().contains("gate.token"), answer.reason());
        assertFalse(answer.reason().contains("s3cret"), answer.reason());
        assertEquals(List.of(), seen);
    }

    @Test
    void aDecompressionBombCountsAsNoAnswer() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 20; i++) {
                gzip.write(zeros);
            }
        }
        GateClient client = client(exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.size());
            exchange.getResponseBody().write(bomb.toByteArray());
            exchange.close();
        });
        assertEquals(End.USELESS, ((NoAnswer) client.get("/products/updates/")).end());
    }

    @Test
    void retryAfterIsReadInBothForms() {
        String[] text = {"120"};
        GateClient client = client(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", text[0]);
            reply(exchange, 429, "");
        });
        assertEquals(Duration.ofMinutes(2), ((Replied) post(client)).retryAfter());
        text[0] = "Sun, 22 Nov 2026 10:01:00 GMT";
        assertEquals(59, ((Replied) post(client)).retryAfter().toSeconds());
        text[0] = "Sun, 22 Nov 2026 09:00:00 GMT";
        assertEquals(Duration.ZERO, ((Replied) post(client)).retryAfter());
        text[0] = "999999999";
        assertEquals(Duration.ofHours(1), ((Replied) post(client)).retryAfter(), "an hour at most");
        text[0] = "soon";
        assertEquals(null, ((Replied) post(client)).retryAfter());
    }

    @Test
    void nextPagesMustBeBelowGatesBase() {
        GateClient client = client(exchange -> reply(exchange, 200, "{}"));
        String own = settings.get("saleflex.office.gate.url") + "api/v1/products/updates/?cursor=2";
        assertInstanceOf(Replied.class, client.next(own));
        assertInstanceOf(Replied.class, client.next("/api/v1/products/updates/?cursor=3"));
        for (String other : List.of(
                "http://127.0.0.1:1/api/v1/products/",
                "https://gate.example.com/api/v1/",
                "/admin/",
                "/api/v1/../../admin/",
                "file:///etc/passwd",
                "http://127.0.0.1.example.com/api/v1/",
                "not an address")) {
            assertInstanceOf(Misconfigured.class, client.next(other), other);
        }
        assertEquals(2, seen.size());
    }

    @Test
    void redirectsAreNotFollowed() {
        GateClient client = client(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            reply(exchange, 302, "");
        });
        assertEquals(302, ((Replied) post(client)).status());
        assertEquals(1, seen.size());
    }

    @Test
    void unusableCertificateFilesAreNamed(@TempDir Path directory) throws IOException {
        client(exchange -> reply(exchange, 200, "{}"));
        Path file = directory.resolve("trust.pem");
        settings.put("saleflex.office.gate.trust.file", file.toString());
        assertTrue(((Misconfigured) post(configured())).reason().contains("trust.pem"));
        Files.writeString(file, "no certificate");
        assertTrue(((Misconfigured) post(configured())).reason().contains("trust.pem"));
        settings.remove("saleflex.office.gate.trust.file");
        settings.put(
                "saleflex.office.gate.certificate.file",
                directory.resolve("own.p12").toString());
        settings.put("saleflex.office.gate.certificate.password", "s3cret");
        Misconfigured own = (Misconfigured) post(configured());
        assertTrue(own.reason().contains("own.p12"), own.reason());
        assertFalse(own.reason().contains("s3cret"), own.reason());
    }

    @Test
    void theConfiguredProxyIsUsed() {
        GateClient proxy = client(exchange -> reply(exchange, 201, "{\"status\":\"ok\"}"));
        assertEquals(201, ((Replied) post(proxy)).status());
        settings.put(
                "saleflex.office.gate.proxy", "127.0.0.1:" + server.getAddress().getPort());
        settings.put("saleflex.office.gate.url", "http://127.0.0.1:9"); // nobody is there
        assertEquals(201, ((Replied) post(configured())).status());
        assertEquals("http://127.0.0.1:9/api/v1/transactions/ Bearer merchant", seen.get(1));
        settings.put("saleflex.office.gate.proxy", "proxy");
        assertTrue(((Misconfigured) post(configured())).reason().contains("gate.proxy"));
    }
}
