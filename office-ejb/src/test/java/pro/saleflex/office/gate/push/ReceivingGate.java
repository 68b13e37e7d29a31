package pro.saleflex.office.gate.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import pro.saleflex.office.testing.Parsed;

/** Fake GATE for pushed documents: records what it receives and answers as configured. */
final class ReceivingGate implements AutoCloseable {
    static final Reply CREATED = new Reply(201, "{\"status\":\"ok\",\"id\":\"x\"}", null);
    static final Reply WELL = new Reply(200, "{\"status\":\"ok\"}", null);

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer would take 40 ms more
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int port;
    private HttpServer server;
    private volatile Function<Received, Reply> answer = request -> CREATED;
    private volatile Reply health = WELL;
    private volatile Reply token = new Reply(200, "{\"access\":\"t1\",\"expires_in\":3600}", null);

    ReceivingGate() {
        start(0);
        port = server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void answer(Function<Received, Reply> with) {
        answer = with;
    }

    void answer(int status) {
        answer = request -> new Reply(status, "{\"status\":\"error\",\"message\":\"told to\"}", null);
    }

    void healthy(boolean well) {
        health = well ? WELL : new Reply(503, "", null);
    }

    void token(Reply with) {
        token = with;
    }

    /** Stops listening, or listens again at the same address. */
    void away(boolean gone) {
        if (gone) {
            server.stop(0);
        } else {
            start(port);
        }
    }

    private void start(int at) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = body(exchange);
        Reply reply;
        if (path.equals("/api/v1/health/")) {
            reply = health;
        } else if (path.equals("/api/v1/auth/token/")) {
            reply = token;
        } else {
            Received request = new Received(
                    path, header(exchange, "Authorization"), header(exchange, "Idempotency-Key"), (JsonObject)
                            Parsed.value(new String(body, StandardCharsets.UTF_8)));
            received.add(request);
            reply = answer.apply(request);
        }
        if (reply.retryAfter() != null) {
            exchange.getResponseHeaders().add("Retry-After", reply.retryAfter());
        }
        byte[] text = reply.body().getBytes(StandardCharsets.UTF_8);
        if (reply.status() > 0) {
            exchange.sendResponseHeaders(reply.status(), text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
        }
        exchange.close(); // without headers: the connection ends without an answer
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream raw = exchange.getRequestBody();
        return ("gzip".equals(header(exchange, "Content-Encoding")) ? new GZIPInputStream(raw) : raw).readAllBytes();
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** Ids of the received documents, in order. */
    List<String> ids() {
        return received.stream().map(Received::id).toList();
    }

    void forget() {
        received.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    record Received(String path, String authorization, String key, JsonObject body) {

        String id() {
            return body.getString(path.endsWith("/closures/") ? "closure_id" : "transaction_id");
        }
    }

    /** An answer; with status 0 the connection is closed without one. */
    record Reply(int status, String body, String retryAfter) {}
}
