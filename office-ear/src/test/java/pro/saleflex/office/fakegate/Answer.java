package pro.saleflex.office.fakegate;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The HTTP response to a request, and how much of it reaches the caller.
 *
 * @param afterwards runs once the answer is sent
 */
record Answer(int status, String body, Map<String, String> headers, Ending ending, Runnable afterwards) {

    /** How much of an answer is sent before the connection closes. */
    enum Ending {
        WHOLE,
        /** The full length is announced, half of it is sent. */
        CUT,
        /** Nothing is sent. */
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
        // Closing the exchange before the announced length is written closes the connection as well.
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
