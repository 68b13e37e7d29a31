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

/** Fake GATE for tests: serves configured pages, records every call, and can be away. */
public final class PlayedGate implements AutoCloseable {
    private static final String BASE = "/api/v1";

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer would take 40 ms more
    }

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private volatile Answer always;
    private volatile String failing;

    /** A GATE that has no data and accepts everything. */
    public PlayedGate() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    /** Settings for an application that is linked to it, plus further ones. */
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

    /** Answers calls whose path and query start like this; the longest matching prefix wins. */
    public void answer(String path, int status, String body) {
        answer(path, status, body, null);
    }

    /** Like {@link #answer(String, int, String)}, and asks the caller to wait for this many seconds. */
    public void answer(String path, int status, String body, String retryAfter) {
        answers.put(path, new Answer(status, body, retryAfter));
    }

    /** Serves a page; each result is JSON. */
    public void page(String path, String serverTime, String next, String... results) {
        answer(
                path,
                200,
                "{\"results\":[" + String.join(",", results) + "],\"next\":"
                        + (next == null ? "null" : "\"" + next + "\"") + ",\"server_time\":\"" + serverTime + "\"}");
    }

    /** Answers every call with this status until it is {@link #back()}. */
    public void away(int status) {
        always = new Answer(status, "{\"status\":\"error\",\"message\":\"away\"}", null);
    }

    /** Answers 500 to requests whose body contains this text. */
    public void failFor(String text) {
        failing = text;
    }

    /** Answers as configured again. */
    public void back() {
        always = null;
    }

    /** Recorded calls, without those of its health endpoint, whose path and query start like this. */
    public List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().startsWith(path)).toList();
    }

    /** Forgets all recorded calls. */
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
        if (failing != null && new String(bytes, StandardCharsets.UTF_8).contains(failing)) {
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
        String prefix = answers.keySet().stream()
                .filter(path::startsWith)
                .reduce("", (one, other) -> one.length() >= other.length() ? one : other);
        return answers.getOrDefault(
                prefix,
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
     * @param body decompressed
     */
    public record Call(String method, String path, String body) {}

    private record Answer(int status, String body, String retryAfter) {}
}
