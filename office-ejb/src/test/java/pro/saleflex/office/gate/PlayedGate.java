package pro.saleflex.office.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Plays what a test needs of GATE: it hands out pages as it is told, notes every call, and can be away. */
public final class PlayedGate implements AutoCloseable {
    private static final String BASE = "/api/v1";

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer would take 40 ms more
    }

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private volatile Answer always;
    private volatile String refused;

    /** A GATE that has nothing to tell and takes everything. */
    public PlayedGate() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    /** The settings for a app that is linked to it, and further ones. */
    public Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "saleflex.office.gate.url",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                "saleflex.office.gate.token", "t0ken",
                "saleflex.office.gate.office.id", "office 1",
                "saleflex.office.disk.warning.megabytes", "0",
                "saleflex.office.disk.minimum.megabytes", "0"));
        settings.putAll(more);
        return settings;
    }

    /** The whole address of a path below the base. */
    public String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + BASE + path;
    }

    /** Answers calls whose path with its query begins like this; the longest such begin counts. */
    public void answer(String path, int status, String body) {
        answer(path, status, body, null);
    }

    /** The same, and wants to be left alone for so many seconds. */
    public void answer(String path, int status, String body, String retryAfter) {
        answers.put(path, new Answer(status, body, retryAfter));
    }

    /** Hands out a page, with results each as JSON. */
    public void page(String path, String serverTime, String next, String... results) {
        answer(
                path,
                200,
                "{\"results\":[" + String.join(",", results) + "],\"next\":"
                        + (next == null ? "null" : "\"" + next + "\"") + ",\"server_time\":\"" + serverTime + "\"}");
    }

    /** Answers nothing but this, until it is {@link #back()}. */
    public void away(int status) {
        always = new Answer(status, "{\"status\":\"error\",\"message\":\"away\"}", null);
    }

    /** Answers 500 to whatever holds this text. */
    public void refuses(String text) {
        refused = text;
    }

    /** Answers as before. */
    public void back() {
        always = null;
    }

    /** The calls but for its health whose path with its query begins like this, and forgets nothing. */
    public List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().startsWith(path)).toList();
    }

    /** Forgets all calls. */
    public void forget() {
        calls.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        String path = exchange.getRequestURI().toString().substring(BASE.length());
        if (!path.equals("/health/")) {
            calls.add(new Call(exchange.getRequestMethod(), path, new String(bytes, StandardCharsets.UTF_8)));
        }
        Answer answer = always == null ? answer(path) : always;
        if (refused != null && new String(bytes, StandardCharsets.UTF_8).contains(refused)) {
            answer = new Answer(500, "{}", null);
        }
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer answer(String path) {
        String begin = answers.keySet().stream()
                .filter(path::startsWith)
                .reduce("", (one, other) -> one.length() >= other.length() ? one : other);
        return answers.getOrDefault(
                begin,
                new Answer(
                        200,
                        "{\"status\":\"ok\",\"results\":[],\"next\":null,\"server_time\":\"2026-11-22T10:00:00Z\"}",
                        null));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /**
     * A call.
     *
     * @param method GET or POST
     * @param path below the base, with its query
     * @param body unpacked
     */
    public record Call(String method, String path, String body) {}

    private record Answer(int status, String body, String retryAfter) {}
}
