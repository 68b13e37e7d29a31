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
 * An incoming request.
 *
 * @param origin scheme, host and port as the caller wrote them
 * @param path without the query, not decoded
 * @param query decoded; if a parameter is given twice, the last value
 * @param body decompressed; null if declared as gzip but not valid gzip
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
                decompressed(exchange.getRequestBody().readAllBytes(), headers.getFirst("Content-Encoding")));
    }

    private static byte[] decompressed(byte[] body, String encoding) {
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
                    decode(equals < 0 ? pair : pair.substring(0, equals)),
                    decode(equals < 0 ? "" : pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String header(String name) {
        return headers.getFirst(name);
    }

    /** The bearer token, or null. */
    String token() {
        String authorization = header("Authorization");
        return authorization != null && authorization.startsWith("Bearer ") ? authorization.substring(7) : null;
    }
}
