package pro.saleflex.office.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stub server of the unit tests: accepts everything unless given other answers, and records what it receives. */
final class ScriptedOffice implements AutoCloseable {
    private static final Jsonb JSON = JsonbBuilder.create(
            new JsonbConfig().withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES));
    private static final Reply ACCEPTED = new Reply(200, "{\"status\":\"ok\",\"accepted\":1,\"rejected\":0}");
    private static final Reply HANG_UP = new Reply(0, "");

    private final HttpServer server;
    private final Queue<Reply> next = new ConcurrentLinkedQueue<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final List<String> heartbeats = new CopyOnWriteArrayList<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private volatile boolean heartbeatsFail;
    private volatile Headers lastHeaders;
    private volatile Shop shop = CornerShop.at(1, 1);

    private record Reply(int status, String body) {}

    ScriptedOffice() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1";
    }

    /** Answers init with this shop from now on. */
    void shop(Shop newShop) {
        shop = newShop;
    }

    /** Queues the answer to the next POST. */
    void answerNext(int status, String body) {
        next.add(new Reply(status, body));
    }

    /** Makes it read the next POST and close the connection without an answer. */
    void hangUpNext() {
        next.add(HANG_UP);
    }

    /** The calls so far: {@code health}, {@code init}, {@code transactions}, {@code closures}. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** The bodies of the POSTs so far. */
    List<String> posts() {
        return List.copyOf(posts);
    }

    /** The bodies of the heartbeats so far; these are not among the calls. */
    List<String> heartbeats() {
        return List.copyOf(heartbeats);
    }

    /** Queues a request for the answer to the next heartbeat. */
    void ask(String request) {
        requests.add(request);
    }

    /** Sets whether heartbeats are answered with 503 from now on. */
    void refuseHeartbeats(boolean refused) {
        heartbeatsFail = refused;
    }

    String lastHeader(String name) {
        return lastHeaders.getFirst(name);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        lastHeaders = exchange.getRequestHeaders();
        Reply reply = ACCEPTED;
        if (!path.endsWith("/status")) {
            calls.add(path.substring(path.lastIndexOf('/') + 1));
        }
        if (path.endsWith("/init")) {
            reply = new Reply(200, JSON.toJson(Map.of("status", "ok", "data", shop)));
        } else if (path.endsWith("/status")) {
            heartbeats.add(body);
            reply = heartbeatsFail
                    ? new Reply(503, "{\"status\":\"error\"}")
                    : new Reply(
                            200,
                            "{\"status\":\"ok\",\"requests\":[" + (requests.isEmpty() ? "" : requests.remove()) + "]}");
        } else if (exchange.getRequestMethod().equals("POST")) {
            posts.add(body);
            reply = next.isEmpty() ? ACCEPTED : next.remove();
        }
        try (exchange) {
            if (!reply.equals(HANG_UP)) {
                byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(reply.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    /** Stops listening, as if the machine were switched off. */
    void vanish() {
        server.stop(0);
    }

    @Override
    public void close() {
        vanish();
    }
}
