package pro.saleflex.office.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pro.saleflex.office.simulator.SoapForm;

/** A terminal's SOAP calls, written by hand: raw enough to send what nobody should. */
final class SoapCalls {
    private final String origin;

    SoapCalls(OfficeServer office) {
        origin = office.origin();
    }

    String address(int version) {
        return origin + "/api/soap/v" + version + "/PosService";
    }

    /** Calls an operation with the content of this JSON body of a REST call. */
    HttpResponse<String> call(int version, String operation, String json, Set<String> unknown, String... headers) {
        return post(version, SoapForm.message(version, operation, parsed(json), unknown, ""), headers);
    }

    HttpResponse<String> post(int version, String message, String... headers) {
        return post(version, message.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> post(int version, byte[] message, String... headers) {
        return send(version, "POST", message, SoapForm.contentType(version), headers);
    }

    HttpResponse<String> send(int version, String method, byte[] body, String contentType, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address(version)))
                .timeout(Duration.ofSeconds(40))
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        return Calls.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    static JsonObject parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    /** The text of the first element with this local name; null if there is none. */
    static String element(HttpResponse<String> answer, String name) {
        Matcher found =
                Pattern.compile("<(?:\\w+:)?" + name + "(?: [^>]*)?>([^<]*)<").matcher(answer.body());
        return found.find() ? found.group(1) : null;
    }
}
