package pro.saleflex.office.alert.delivery;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that records what is posted to it and answers with the given status. */
final class Webhook implements AutoCloseable {
    private final HttpServer server;
    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private volatile int status = 204;

    Webhook() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(new Posted(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    Map.of(
                            "Authorization",
                                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                            "Content-Type",
                                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                            "Idempotency-Key",
                                    String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"))),
                    body));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    void answer(int status) {
        this.status = status;
    }

    List<Posted> posted() {
        return List.copyOf(posted);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    record Posted(String request, Map<String, String> headers, String body) {}
}
