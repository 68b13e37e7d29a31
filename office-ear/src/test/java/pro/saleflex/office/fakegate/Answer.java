package pro.saleflex.office.fakegate;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is answered, and how well the answer gets through.
 *
 * @param afterwards done when the answer is out
 */
record Answer(int status, String body, Map<String, String> headers, Ending ending, Runnable afterwards) {

    /** How far an answer gets before the connection ends. */
    enum Ending {
        WHOLE,
        /** The length is announced, half of it comes. */
        CUT,
        /** Not a byte comes. */
        DROPPED
    }

    static Answer of(int status, String body) {
        return new Answer(status, body, Map.of(), Ending.WHOLE, () -> {});
    }

    static Answer json(int status, Object body) {
        return of(status, Json.write(body));
    }

    static Answer ok() {
        return of(200, "{\"status\":\"ok\"}");
    }

    static Answer error(int status, String message) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("status", "error");
        body.put("message", message);
        return json(status, body);
    }

    Answer with(String header, String value) {
        return new Answer(status, body, Map.of(header, value), ending, afterwards);
    }

    Answer ending(Ending other) {
        return new Answer(status, body, headers, other, afterwards);
    }

    Answer then(Runnable task) {
        return new Answer(status, body, headers, ending, task);
    }

    void send(HttpExchange exchange) throws IOException {
        // Closed before all that was announced is written, the connection ends, too.
        try (exchange) {
            if (ending != Ending.DROPPED) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(status, bytes.length);
                OutputStream out = exchange.getResponseBody();
                out.write(bytes, 0, ending == Ending.CUT ? bytes.length / 2 : bytes.length);
                out.flush();
            }
        } finally {
            afterwards.run();
        }
    }
}
