package pro.saleflex.office.faults;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import pro.saleflex.office.e2e.OfficeServer;

/** Reads the archive's meter from the server, as an administrator does, and prints each reading. */
final class OutageMeter {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Line> lines = new ArrayList<>();
    private final long start = System.nanoTime();
    private final HttpRequest request;

    OutageMeter(OfficeServer office) {
        String admin = "admin:" + OfficeServer.ADMIN_PASSWORD;
        request = HttpRequest.newBuilder(URI.create(office.api() + "/admin/archive"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(admin.getBytes(StandardCharsets.UTF_8)))
                .timeout(Duration.ofSeconds(40))
                .build();
    }

    Line read(String when) throws IOException {
        JsonObject answer;
        try {
            answer = Json.createReader(new StringReader(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body()))
                    .readObject();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        JsonObject single = answer.getJsonObject("single");
        Line line = new Line(
                answer.getBoolean("available"),
                answer.getJsonNumber("archived").longValue(),
                answer.getJsonNumber("waiting").longValue(),
                single.getJsonNumber("documents").longValue(),
                String.valueOf(single.get("values")));
        lines.add(line);
        System.out.printf(
                Locale.ROOT,
                "%6.1f min, %-22s archive %-12s %,9d archived, %,9d waiting, %,9d in one place only, worth %s%n",
                (System.nanoTime() - start) / 60e9,
                when + ":",
                line.available ? "there," : "away,",
                line.archived,
                line.waiting,
                line.single,
                line.values);
        return line;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    /**
     * A reading.
     *
     * @param available whether the archive can be written to
     * @param archived documents in it
     * @param waiting documents that are not
     * @param single documents that are neither there nor at GATE
     * @param values what those are worth, by currency
     */
    record Line(boolean available, long archived, long waiting, long single, String values) {}
}
