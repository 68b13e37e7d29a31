package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import pro.saleflex.office.contract.Contract;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks the tests' calls against {@code openapi.yaml}: a successful request and every response must be as
 * described, and a path or method that is not described must be answered 404 or 405.
 */
final class OfficeContract {
    private static final Contract CONTRACT = Contract.of("openapi.yaml");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BASE = "/api/v1";

    private OfficeContract() {}

    /** Fails unless the response is as described, and the request, too, if the response is a success. */
    static void check(HttpRequest request, byte[] sent, HttpResponse<String> answer) {
        String path = request.uri().getPath().substring(BASE.length());
        String call = request.method() + " " + path + " answered " + answer.statusCode();
        JsonNode body = answer.body().isEmpty() ? null : JSON.readTree(answer.body());
        Optional<Contract.Operation> operation = CONTRACT.operation(request.method(), path);
        if (operation.isEmpty()) {
            assertEquals(CONTRACT.knows(path) ? 405 : 404, answer.statusCode(), call + " and is not described");
            assertEquals(List.of(), CONTRACT.problems(path.startsWith("/pos") ? "PosError" : "Problem", body), call);
            return;
        }
        assertEquals(List.of(), CONTRACT.problems(operation.get(), answer.statusCode(), type(answer), body), call);
        if (answer.statusCode() < 400) {
            assertEquals(
                    List.of(),
                    CONTRACT.problems(
                            operation.get(),
                            name -> request.headers().firstValue(name).orElse(null),
                            query(request.uri())),
                    call);
            if (operation.get().body() != null && !hasRejected(body)) {
                assertEquals(
                        List.of(),
                        CONTRACT.problems(operation.get(), JSON.readTree(decompressed(request, sent))),
                        call);
            }
        }
        assertTrue(answer.headers().firstValue("X-Request-Id").isPresent(), call);
    }

    /** Whether some items were malformed; the others were accepted all the same. */
    private static boolean hasRejected(JsonNode body) {
        return body != null && body.path("rejected").asInt(0) > 0;
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .map(type -> type.replaceFirst(";.*", "").strip())
                .orElse(null);
    }

    private static byte[] decompressed(HttpRequest request, byte[] sent) {
        if (request.headers().firstValue("Content-Encoding").isEmpty()) {
            return sent;
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = address.getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(
                    URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }
}
