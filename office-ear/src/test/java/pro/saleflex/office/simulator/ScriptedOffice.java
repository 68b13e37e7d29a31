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

/** A server for the unit tests: says yes to everything unless told what to say next, and remembers what it was sent. */
final class ScriptedOffice implements AutoCloseable {
    private static final Jsonb JSON = JsonbBuilder.create(
            new JsonbConfig().withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES));
    private static final Reply YES = new Reply(200, "{\"status\":\"ok\",\"accepted\":1,\"rejected\":0}");
    private static final Reply HANG_UP = new Reply(0, "");

    private final HttpServer server;
    private final Queue<Reply> next = new ConcurrentLinkedQueue<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final List<String> heartbeats = new CopyOnWriteArrayList<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile boolean beatsRefused;
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

    /** What init brings from now on. */
    void shop(Shop now) {
        shop = now;
    }

    /** What the next POST is answered; further calls line up. */
    void answerNext(int status, String body) {
        next.add(new Reply(status, body));
    }

    /** Reads the next POST and closes the connection without a word. */
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

    /** The bodies of the heartbeats so far, which are not among the calls. */
    List<String> heartbeats() {
        return List.copyOf(heartbeats);
    }

    /** What the next heartbeat is asked for. */
    void ask(String request) {
        asked.add(request);
    }

    /** Whether heartbeats are answered 503 from now on. */
    void refuseHeartbeats(boolean refused) {
        beatsRefused = refused;
    }

    String lastHeader(String name) {
        return lastHeaders.getFirst(name);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        lastHeaders = exchange.getRequestHeaders();
        Reply reply = YES;
        if (!path.endsWith("/status")) {
            calls.add(path.substring(path.lastIndexOf('/') + 1));
        }
        if (path.endsWith("/init")) {
            reply = new Reply(200, JSON.toJson(Map.of("status", "ok", "data", shop)));
        } else if (path.endsWith("/status")) {
            heartbeats.add(body);
            reply = beatsRefused
                    ? new Reply(503, "{\"status\":\"error\"}")
                    : new Reply(
                            200, "{\"status\":\"ok\",\"requests\":[" + (asked.isEmpty() ? "" : asked.remove()) + "]}");
        } else if (exchange.getRequestMethod().equals("POST")) {
            posts.add(body);
            reply = next.isEmpty() ? YES : next.remove();
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

    /** The machine is switched off. */
    void vanish() {
        server.stop(0);
    }

    @Override
    public void close() {
        vanish();
    }
}
