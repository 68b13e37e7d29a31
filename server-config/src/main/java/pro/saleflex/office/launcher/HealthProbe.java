package pro.saleflex.office.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import pro.saleflex.office.platform.DatabaseState;

/** Checks whether the application is ready: both API and portal, because the server starts them one after the other. */
final class HealthProbe {
    private static final int TIMEOUT_MILLIS = 3000;

    private final URI health;
    private final URI portal;
    private String lastAnswer = "no answer yet";

    HealthProbe(int port) {
        this.health = URI.create("http://127.0.0.1:" + port + "/api/v1/health");
        this.portal = URI.create("http://127.0.0.1:" + port + "/office/");
    }

    /** Whether the API and the portal both answer 200 now. */
    boolean ready() {
        return ready(health) && ready(portal);
    }

    private boolean ready(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            int status = connection.getResponseCode();
            lastAnswer = address.getPath() + ": " + status + " " + body(connection, status);
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            lastAnswer = address.getPath() + ": " + e.getMessage();
            return false;
        }
    }

    /** Whether the application is restoring its store, which takes as long as there are documents. */
    boolean restoring() {
        return lastAnswer.contains(DatabaseState.RESTORING);
    }

    /** Returns the last answer, for the message after a time-out. */
    String lastAnswer() {
        return lastAnswer;
    }

    private static String body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return body == null ? "" : new String(body.readNBytes(300), StandardCharsets.UTF_8).strip();
        }
    }
}
