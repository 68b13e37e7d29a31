package pro.saleflex.office.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * HTTP calls of a terminal or an administrator, raw enough to send what nobody should. Each is checked against
 * {@code openapi.yaml}.
 */
final class Calls {
    private static final Pattern ID = Pattern.compile("(?<=\")[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\")");

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String base;

    Calls(OfficeServer office) {
        base = office.api();
    }

    HttpResponse<String> get(String path, String... headers) {
        return checked(request(path, headers).GET().build(), new byte[0]);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> post(String path, byte[] body, String... headers) {
        return method("POST", path, body, headers);
    }

    HttpResponse<String> method(String method, String path, String body, String... headers) {
        return method(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private HttpResponse<String> method(String method, String path, byte[] body, String... headers) {
        return checked(
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                body);
    }

    private static HttpResponse<String> checked(HttpRequest request, byte[] body) {
        HttpResponse<String> answer = send(request);
        OfficeContract.check(request, body, answer);
        return answer;
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(
                    request,
                    answer -> HttpResponse.BodySubscribers.mapping(
                            HttpResponse.BodySubscribers.ofByteArray(), body -> text(answer, body)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(HttpResponse.ResponseInfo answer, byte[] body) {
        boolean gzipped = answer.headers().firstValue("Content-Encoding").isPresent();
        try (InputStream plain =
                gzipped ? new GZIPInputStream(new ByteArrayInputStream(body)) : new ByteArrayInputStream(body)) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(40));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** The value of an Authorization header. */
    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static JsonObject json(HttpResponse<String> answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    /** A real request body of the terminal. */
    static String sample(String name) {
        try (InputStream file = Calls.class.getResourceAsStream("/samples/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with its UUIDs in another spelling. */
    static String ids(String json, UnaryOperator<String> spelling) {
        return ID.matcher(json).replaceAll(id -> spelling.apply(id.group()));
    }

    /** The text with its UUIDs in capitals. */
    static String idsInCapitals(String json) {
        return ids(json, id -> id.toUpperCase(Locale.ROOT));
    }

    /** The text with its UUIDs without hyphens. */
    static String idsWithoutHyphens(String json) {
        return ids(json, id -> id.replace("-", ""));
    }

    /**
     * The request with other spellings of the same values, such as 1 and 0 for booleans, and text for the numbers of
     * receipts and periods.
     */
    static String otherValues(String json) {
        return json.replaceAll("(\"is_\\w+\":\\s*)true", "$11")
                .replaceAll("(\"is_\\w+\":\\s*)false", "$10")
                .replaceAll("(\"(?:closure|receipt)_number\":\\s*)(\\d+)", "$1\"$2\"")
                .replaceAll("(\"line_no\":\\s*\\d+)", "$1.0")
                .replaceAll("(\"\\w+_(?:amount|price)\":\\s*)\"(\\d+)\\.0000\"", "$1$2");
    }

    /** A request of a terminal with these items. */
    static String envelope(String terminal, String... items) {
        return "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"" + terminal
                + "\",\"pos_id\":1,\"transactions\":[" + String.join(",", items) + "],\"sequences\":[]}";
    }

    /** A small sale. */
    static String sale(UUID id, String number) {
        return "{\"head\":{\"id\":\"" + id + "\",\"transaction_unique_id\":\"" + number
                + "\",\"transaction_status\":\"completed\",\"transaction_date_time\":\"2026-11-22T10:11:12.123456\","
                + "\"closure_number\":1,\"receipt_number\":1,\"total_amount\":\"1.0000\","
                + "\"total_payment_amount\":\"1.0000\"},\"payments\":[{\"id\":\"" + UUID.randomUUID()
                + "\",\"payment_type\":\"CASH_PAYMENT\",\"payment_total\":\"1.0000\"}]}";
    }

    /** A small sale with this period and receipt number. */
    static String sale(long period, long receipt) {
        return sale(UUID.randomUUID(), "unique " + UUID.randomUUID())
                .replace(
                        "\"closure_number\":1,\"receipt_number\":1",
                        "\"closure_number\":" + period + ",\"receipt_number\":" + receipt);
    }

    /** A closure dated ten days ago, in its envelope; it does not say when its period started. */
    static String closure(String terminal, long period, long documents) {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(10);
        return envelope(
                        terminal,
                        "{\"closure\":{\"id\":\"" + UUID.randomUUID() + "\",\"closure_unique_id\":\""
                                + UUID.randomUUID() + "\",\"closure_number\":" + period + ",\"closure_date\":\""
                                + day + "\",\"closure_end_time\":\"" + day
                                + "T18:00:00\",\"total_document_count\":" + documents + "}}")
                .replace("\"transactions\"", "\"closures\"");
    }
}
