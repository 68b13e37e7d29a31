package pro.saleflex.office.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks the application whether it is ready. */
final class HealthProbe {
    private static final int TIMEOUT_MILLIS = 3000;

    private final URI address;
    private String lastAnswer = "no answer yet";

    HealthProbe(int port) {
        this.address = URI.create("http://127.0.0.1:" + port + "/api/v1/health");
    }

    /** Whether the answer is 200, now. */
    boolean ready() {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            int status = connection.getResponseCode();
            lastAnswer = status + " " + body(connection, status);
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            lastAnswer = e.getMessage();
            return false;
        }
    }

    /** For the message when time is up. */
    String lastAnswer() {
        return lastAnswer;
    }

    private static String body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return body == null ? "" : new String(body.readNBytes(300), StandardCharsets.UTF_8).strip();
        }
    }
}
