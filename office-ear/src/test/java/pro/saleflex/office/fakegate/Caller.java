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

/** HTTP client that calls a gate as OFFICE should; a test changes single headers. */
final class Caller {
    private final HttpClient http;
    private final FakeGate gate;
    private final Map<String, String> headers = new TreeMap<>();

    /** An answer; the body is a missing node when it is not JSON. */
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

    /** A copy that sends this header with every call; a null value leaves the header out. */
    Caller with(String name, String value) {
        Caller other = new Caller(gate, http);
        other.headers.putAll(headers);
        other.headers.put(name, value);
        return other;
    }

    Reply get(String path) throws IOException {
        return checked("GET", path, send(request(gate.url() + "/api/v1" + path).GET()));
    }

    /** The text of an answer that is not checked against the contract. */
    String raw(String path) throws IOException {
        try {
            return http.send(request(gate.url() + "/api/v1" + path).GET().build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Calls a control path, on the control port, which stays open in every mode. */
    Reply control(String method, String path, String body) throws IOException {
        return send(request(gate.control() + path).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Gets an absolute address, such as the next page. */
    Reply follow(String address) throws IOException {
        return send(request(address).GET());
    }

    /** Pushes a document to the path for its kind. */
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
        return checked("POST", path, complete.send(request));
    }

    /** Asserts that the gate itself keeps the contract, unless it misbehaves on purpose. */
    private static Reply checked(String method, String path, Reply reply) {
        ContractEndpoint.CONTRACT
                .operation(method, path.replaceFirst("\\?.*", ""))
                .filter(operation -> !reply.body().isMissingNode() && reply.status() / 100 != 3)
                .ifPresent(operation -> assertEquals(
                        List.of(), ContractEndpoint.CONTRACT.problems(operation, reply.status(), reply.body()), path));
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
