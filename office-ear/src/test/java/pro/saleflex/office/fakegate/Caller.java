package pro.saleflex.office.fakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** Calls a gate as OFFICE should; a test changes single headers. */
final class Caller {
    private final HttpClient http;
    private final FakeGate gate;
    private final Map<String, String> headers = new TreeMap<>();

    /** An answer; the body is missing when it was no JSON. */
    record Reply(int status, JsonNode body, HttpResponse<String> whole) {
        String header(String name) {
            return whole.headers().firstValue(name).orElse(null);
        }
    }

    Caller(FakeGate gate) {
        this(gate, HttpClient.newHttpClient());
    }

    Caller(FakeGate gate, HttpClient http) {
        this.gate = gate;
        this.http = http;
        headers.put("Authorization", "Bearer gate-token");
    }

    /** A caller that sends this header in all its calls; null for a caller that does not send it. */
    Caller with(String name, String value) {
        Caller other = new Caller(gate, http);
        other.headers.putAll(headers);
        other.headers.put(name, value);
        return other;
    }

    Reply get(String path) throws IOException {
        return inContract(
                "GET", path, send(request(gate.url() + "/api/v1" + path).GET()));
    }

    /** The text of an answer that need not keep the contract. */
    String raw(String path) throws IOException {
        try {
            return http.send(request(gate.url() + "/api/v1" + path).GET().build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A path of the controls, on the port that is always there. */
    Reply control(String method, String path, String body) throws IOException {
        return send(request(gate.control() + path).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Goes to an absolute address. */
    Reply follow(String address) throws IOException {
        return send(request(address).GET());
    }

    /** Hands a document over, where its kind belongs. */
    Reply push(JsonNode body) throws IOException {
        String key = body.path("store_code").asString() + "/"
                + body.path("terminal_code").asString() + "/" + Delivery.id(body);
        return with("Idempotency-Key", headers.getOrDefault("Idempotency-Key", key))
                .post(body.has("closure_id") ? "/closures/" : "/transactions/", Json.write(body));
    }

    Reply post(String path, String body) throws IOException {
        Caller complete = with("Content-Type", headers.getOrDefault("Content-Type", "application/json"))
                .with(
                        "X-Correlation-Id",
                        headers.getOrDefault(
                                "X-Correlation-Id", UUID.randomUUID().toString()));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = complete.request(gate.url() + "/api/v1" + path)
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        "gzip".equals(headers.get("Content-Encoding")) ? gzip(bytes) : bytes));
        return inContract("POST", path, complete.send(request));
    }

    /** The gate, too, keeps the contract when it behaves. */
    private static Reply inContract(String method, String path, Reply reply) {
        Desk.CONTRACT
                .operation(method, path.replaceFirst("\\?.*", ""))
                .filter(operation -> !reply.body().isMissingNode() && reply.status() / 100 != 3)
                .ifPresent(operation ->
                        assertEquals(List.of(), Desk.CONTRACT.problems(operation, reply.status(), reply.body()), path));
        return reply;
    }

    private HttpRequest.Builder request(String address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
        headers.forEach((name, value) -> {
            if (value != null) {
                request.header(name, value);
            }
        });
        return request;
    }

    private Reply send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> whole = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json = whole.body().startsWith("{") || whole.body().startsWith("[");
            return new Reply(
                    whole.statusCode(),
                    json ? Json.read(whole.body()) : Json.object().path("none"),
                    whole);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }
}
