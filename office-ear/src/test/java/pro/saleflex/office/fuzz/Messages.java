package pro.saleflex.office.fuzz;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import pro.saleflex.office.simulator.SoapForm;

/** Generates the messages of one terminal: damaged ones of every kind, always with its own secret or none. */
final class Messages {
    private static final int LONGEST_QUERY = 1500;
    private static final List<String> SALES = List.of(
            "transaction-cash-sale",
            "transaction-full-tree-sale",
            "transaction-cancelled",
            "transaction-return",
            "transaction-split-payment-with-campaign");

    private static final String STATUS = """
        {"office_code":"OFFICE-001","store_code":"STORE-001","terminal_code":"POS-001","pos_id":1,\
        "sent_at":"2026-11-22T10:11:12.345Z","activity":"idle","cashier":"a.sales","software_version":"1.0.0b8",\
        "uptime_seconds":3600,"interval_seconds":5,"open_closure_number":7,"last_receipt_number":42,\
        "waiting_documents":1,"oldest_waiting_seconds":3,"peripherals":[{"type":"receipt_printer","state":"warning",\
        "detail":"paper is low"}],"disk_free_mb":20480,"confirmed_notifications":["a"]}""";

    private static final String CODES =
            "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"POS-001\",\"pos_id\":1}";

    private static final String CONFIRMATION = """
        {"office_code":"OFFICE-001","store_code":"STORE-001","terminal_code":"POS-001","pos_id":1,"ids":["a","b"]}""";

    private final Mutator mutator;
    private final String api;
    private final String terminal;
    private final String authorization;
    private final List<String> others;
    private final String mark;

    /**
     * Creates the generator of a terminal.
     *
     * @param api base URL of the REST API
     * @param others codes of other terminals that it pretends to be
     * @param mark text that identifies its documents
     */
    Messages(Mutator mutator, String api, String terminal, String authorization, List<String> others, String mark) {
        this.mutator = mutator;
        this.api = api;
        this.terminal = terminal;
        this.authorization = authorization;
        this.others = others;
        this.mark = mark;
    }

    HttpRequest next() {
        String claimed = mutator.oneIn(10) ? mutator.any(others) : terminal;
        String kind = mutator.any(List.of(
                "sale", "sale", "sale", "sale", "closure", "sequences", "status", "confirm", "documents", "notices"));
        if (mutator.oneIn(500)) {
            kind = "init"; // has the largest answer
        }
        if (mutator.oneIn(2)) {
            return bySoap(kind, claimed);
        }
        return switch (kind) {
            case "sale" -> post("/pos/transactions", personalized(sample(mutator.any(SALES)), claimed));
            case "closure" -> post("/pos/closures", personalized(sample("closure"), claimed));
            case "sequences" -> post("/pos/sequences", personalized(sample("sequences"), claimed));
            case "status" -> post("/pos/status", personalized(STATUS, claimed));
            case "confirm" -> post("/pos/notifications/confirm", personalized(CONFIRMATION, claimed));
            case "documents" -> get("/pos/documents", claimed, "&limit=5&after=0&kind=TRANSACTION");
            case "init" -> get("/pos/init", claimed, "");
            default -> get("/pos/notifications", claimed, "");
        };
    }

    private HttpRequest bySoap(String kind, String claimed) {
        return switch (kind) {
            case "sale" -> soap("UploadTransactions", personalized(sample(mutator.any(SALES)), claimed));
            case "closure" -> soap("UploadClosures", personalized(sample("closure"), claimed));
            case "sequences" -> soap("UploadSequences", personalized(sample("sequences"), claimed));
            case "status" -> soap("ReportStatus", personalized(STATUS, claimed));
            case "confirm" -> soap("ConfirmNotification", personalized(CONFIRMATION, claimed));
            case "documents" ->
                soap("GetDocuments", personalized(CODES.replace("}", ",\"after\":0,\"limit\":5}"), claimed));
            case "init" -> soap("GetInitData", personalized(CODES, claimed));
            default -> soap(mutator.any(List.of("GetNotifications", "Ping")), personalized(CODES, claimed));
        };
    }

    private HttpRequest soap(String operation, String json) {
        int version = mutator.any(List.of(11, 12));
        byte[] body = mutator.damaged(SoapForm.message(version, operation, parsed(json)));
        HttpRequest.Builder request = request(URI.create(soapAddress(api, version)));
        request.header("Content-Type", contentType(SoapForm.contentType(version)));
        return postMaybePacked(request, body);
    }

    static String soapAddress(String api, int version) {
        return api.replace("/v1", "/soap/v" + version + "/PosService");
    }

    static JsonObject parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    /** The sample with this terminal's code and mark, and in two of three cases a new id. */
    private String personalized(String sample, String claimed) {
        String text = sample.replace("\"terminal_code\": \"POS-001\"", "\"terminal_code\": \"" + claimed + "\"")
                .replace("\"terminal_code\":\"POS-001\"", "\"terminal_code\":\"" + claimed + "\"")
                .replaceAll("(\"cancel_reason\"|\"description\"): ?null", "$1:\"" + mark + "\"");
        return mutator.oneIn(3)
                ? text
                : text.replaceFirst("\"id\": ?\"[0-9a-f-]{36}\"", "\"id\":\"" + UUID.randomUUID() + "\"");
    }

    private HttpRequest post(String path, String text) {
        byte[] body = mutator.damaged(text);
        HttpRequest.Builder request = request(URI.create(api + path));
        request.header("Content-Type", contentType("application/json"));
        return postMaybePacked(request, body);
    }

    private HttpRequest postMaybePacked(HttpRequest.Builder request, byte[] body) {
        if (mutator.oneIn(30)) {
            request.header("Content-Encoding", mutator.any(List.of("gzip", "deflate", "br", "identity", "gzip, gzip")));
            return request.POST(BodyPublishers.ofByteArray(mutator.oneIn(2) ? body : packed(body)))
                    .build();
        }
        return request.POST(BodyPublishers.ofByteArray(body)).build();
    }

    private String contentType(String usual) {
        return mutator.oneIn(40)
                ? mutator.any(List.of(
                        "text/plain",
                        "application/xml",
                        "application/json; charset=UTF-16",
                        "multipart/form-data; boundary=x",
                        "application/x-www-form-urlencoded",
                        "*/*",
                        "x"))
                : usual;
    }

    private HttpRequest get(String path, String claimed, String more) {
        String query = "office_code=OFFICE-001&store_code=STORE-001&terminal_code=" + claimed + more;
        if (!mutator.oneIn(4)) {
            String damaged = new String(mutator.damaged(query), StandardCharsets.ISO_8859_1);
            // The server itself refuses a longer request line, before the application sees it.
            String sendable = damaged.substring(0, Math.min(damaged.length(), LONGEST_QUERY));
            query = URLEncoder.encode(sendable, StandardCharsets.ISO_8859_1)
                    .replace("%3D", "=")
                    .replace("%26", "&");
        }
        return request(URI.create(api + path + "?" + query)).GET().build();
    }

    private HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30));
        if (mutator.oneIn(50)) {
            request.header("X-Request-Id", mutator.any(List.of("a b", "x".repeat(3000), "<script>", "\u00e7")));
        }
        if (mutator.oneIn(50)) {
            request.header("Accept", mutator.any(List.of("text/html", "image/png", "x")));
        }
        return mutator.oneIn(30) ? request : request.header("Authorization", authorization);
    }

    static String sample(String name) {
        try (InputStream file = Messages.class.getResourceAsStream("/samples/" + name + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] packed(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
