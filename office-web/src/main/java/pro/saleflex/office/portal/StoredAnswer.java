package pro.saleflex.office.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A stored response, with which a repeated form is answered.
 *
 * @param status HTTP status
 * @param headers all headers, cookies included
 * @param body as sent; null: no longer kept
 */
record StoredAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    /** There was a response, but it is no longer kept. */
    static final StoredAnswer FORGOTTEN = new StoredAnswer(0, Map.of(), null);

    /** Set for each response, by the container or by {@link PortalGuard}. */
    private static final List<String> NOT_STORED =
            List.of("content-length", "transfer-encoding", "date", "x-request-id");

    static StoredAnswer of(HttpServletResponse response, byte[] body) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        response.getHeaderNames().stream()
                .filter(name -> !NOT_STORED.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> headers.put(name, List.copyOf(response.getHeaders(name))));
        if (response.getContentType() != null) {
            headers.put("Content-Type", List.of(response.getContentType()));
        }
        return new StoredAnswer(response.getStatus(), headers, body);
    }

    boolean isForgotten() {
        return body == null;
    }

    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach((name, values) -> {
            response.setHeader(name, values.get(0));
            values.stream().skip(1).forEach(value -> response.addHeader(name, value));
        });
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @Override
    public String toString() {
        return "StoredAnswer[" + status + "]"; // never its content, which may hold a password
    }
}
