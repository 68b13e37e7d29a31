package pro.saleflex.office.fakegate;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A request as it came in.
 *
 * @param origin scheme, host and port as the caller wrote them
 * @param path without the query, not decoded
 * @param query decoded; of a parameter given twice the last
 * @param body unpacked; null when it says it is gzip and is not
 */
record Request(String origin, String method, String path, Map<String, String> query, Headers headers, byte[] body) {

    static Request read(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        return new Request(
                (exchange instanceof HttpsExchange ? "https://" : "http://") + headers.getFirst("Host"),
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query(exchange.getRequestURI().getRawQuery()),
                headers,
                unpacked(exchange.getRequestBody().readAllBytes(), headers.getFirst("Content-Encoding")));
    }

    private static byte[] unpacked(byte[] body, String encoding) {
        if (!"gzip".equals(encoding)) {
            return body;
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body), 8192)) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(
                    decoded(equals < 0 ? pair : pair.substring(0, equals)),
                    decoded(equals < 0 ? "" : pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String header(String name) {
        return headers.getFirst(name);
    }

    /** The token it carries, or null. */
    String token() {
        String authorization = header("Authorization");
        return authorization != null && authorization.startsWith("Bearer ") ? authorization.substring(7) : null;
    }
}
