package pro.saleflex.office.simulator;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ContextResolver;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * HTTP client of all tills. Like the terminal's own client it opens a connection per request, has a connect and a read
 * time-out of ten seconds each, and never repeats a request on its own.
 */
final class OfficeClient implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 10;
    private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig()
            .withNullValues(true)
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES));

    static {
        // The JDK silently repeats a POST whose answer was cut off; only the till may decide that.
        System.setProperty("sun.net.http.retryPost", "false");
        // And it reuses a connection that the server closed silently, in spite of "Connection: close".
        System.setProperty("http.keepAlive", "false");
    }

    private final Options options;
    private final Client http;
    private final WebTarget base;
    private final SoapTransport soapTransport;

    OfficeClient(Options options) {
        this.options = options;
        this.http = ClientBuilder.newBuilder()
                .connectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .register(new Json())
                .build();
        this.base = http.target(options.url());
        this.soapTransport = new SoapTransport(options.soap());
    }

    /** Gives the JAX-RS client the shared JSON-B configuration. */
    private static final class Json implements ContextResolver<Jsonb> {
        @Override
        public Jsonb getContext(Class<?> type) {
            return JSON;
        }
    }

    /** The reply to init, with the part of {@code data} that a till needs. */
    public record InitReply(String status, String message, Shop data) {}

    /** The reply to a heartbeat, with the members that a till needs. */
    public record HeartbeatReply(String status, List<Request> requests) {
        public HeartbeatReply {
            requests = requests == null ? List.of() : List.copyOf(requests);
        }
    }

    /** A request of the server to a till; the numbers are null unless it asks for a re-send. */
    public record Request(String type, Integer closureNumber, Integer from, Integer to) {}

    /** Result of a call: {@code problem} is null on success; {@code http} is 0 if there was no answer. */
    record Answer(int http, String problem, Shop shop) {
        boolean ok() {
            return problem == null;
        }
    }

    /** Succeeds with status 200, whatever the body. */
    Answer health(String terminal) {
        return call(
                request(terminal, base.path("health")), "GET", null, (status, body) -> result(status, status == 200));
    }

    Answer init(String terminal) {
        WebTarget init = base.path("pos/init")
                .queryParam("office_code", options.office())
                .queryParam("store_code", options.store())
                .queryParam("terminal_code", terminal);
        return call(request(terminal, init), "GET", null, OfficeClient::initReply);
    }

    /**
     * Posts an envelope to {@code transactions} or {@code closures}, by the protocol assigned to the document, REST or
     * SOAP, or by the other one if {@code other}.
     */
    Answer push(String terminal, String what, Map<String, Object> envelope, boolean other) {
        if (options.soap() > 0 && soapTransport.bySoap(what, envelope) != other) {
            String operation = what.equals("transactions") ? "UploadTransactions" : "UploadClosures";
            return soapTransport.call(soapRequest(terminal), operation, envelope, OfficeClient::pushReply);
        }
        return call(request(terminal, base.path("pos").path(what)), "POST", envelope, OfficeClient::pushReply);
    }

    /** Sends a heartbeat; returns null unless it was answered with 200. */
    HeartbeatReply heartbeat(String terminal, Map<String, Object> body) {
        HeartbeatReply[] reply = new HeartbeatReply[1];
        ReplyReader reader = (status, text) -> {
            if (status == 200) {
                reply[0] = JSON.fromJson(text, HeartbeatReply.class);
            }
            return result(status, status == 200);
        };
        Answer answer = soapTransport.nextHeartbeatBySoap()
                ? soapTransport.call(soapRequest(terminal), "ReportStatus", body, reader)
                : call(request(terminal, base.path("pos/status")), "POST", body, reader);
        return answer.ok() ? reply[0] : null;
    }

    private static Answer initReply(int status, String body) {
        if (status != 200) {
            return new Answer(status, problem(status, body), null);
        }
        InitReply reply = JSON.fromJson(body, InitReply.class);
        boolean usable = "ok".equals(reply.status()) && reply.data() != null;
        return new Answer(status, usable ? null : "init said " + reply.status() + ": " + reply.message(), reply.data());
    }

    private static Answer pushReply(int status, String body) {
        return new Answer(status, delivered(status, body) ? null : problem(status, body), null);
    }

    /** The terminal's rule for "delivered": 200 or 201, {@code status} exactly "ok", {@code accepted} converts to 1. */
    static boolean delivered(int status, String body) {
        if (status != 200 && status != 201) {
            return false;
        }
        return JSON.fromJson(body, Object.class) instanceof Map<?, ?> reply
                && "ok".equals(reply.get("status"))
                && convertsToOne(reply.get("accepted"));
    }

    /** Like Python's {@code int()}: fractions are cut off, texts must be whole numbers, true is 1, null fails. */
    private static boolean convertsToOne(Object value) {
        if (value instanceof Number number) {
            return number.longValue() == 1;
        }
        if (value instanceof String text) {
            return text.strip().matches("\\+?0*1");
        }
        return Boolean.TRUE.equals(value);
    }

    private static Answer result(int status, boolean ok) {
        return new Answer(status, ok ? null : "HTTP " + status, null);
    }

    private static String problem(int status, String body) {
        return "HTTP " + status + " " + body.strip();
    }

    /** The address of the SOAP endpoint is derived from that of the REST API. */
    private Invocation.Builder soapRequest(String terminal) {
        String address = options.url().replaceFirst("/v1/?$", "/soap/v11/PosService");
        return headers(terminal, http.target(address).request(MediaType.TEXT_XML_TYPE));
    }

    private Invocation.Builder request(String terminal, WebTarget target) {
        return headers(terminal, target.request(MediaType.APPLICATION_JSON_TYPE));
    }

    private Invocation.Builder headers(String terminal, Invocation.Builder request) {
        request.header("Connection", "close");
        if (options.secret() != null) {
            byte[] pair = (terminal + ":" + options.secret()).getBytes(StandardCharsets.UTF_8);
            request.header(
                    HttpHeaders.AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        options.headers().forEach(request::header);
        return request;
    }

    /** Turns status and body of an answer into a result. */
    interface ReplyReader {
        Answer read(int status, String body);
    }

    private static Answer call(
            Invocation.Builder request, String method, Map<String, Object> body, ReplyReader reader) {
        return send(request, method, body == null ? null : Entity.json(body), reader);
    }

    static Answer send(Invocation.Builder request, String method, Entity<?> body, ReplyReader reader) {
        int status = 0;
        try (Response response = body == null ? request.method(method) : request.method(method, body)) {
            status = response.getStatus();
            return reader.read(status, response.readEntity(String.class));
        } catch (ProcessingException e) {
            Throwable cause = e.getCause() != null ? e.getCause() : e;
            return new Answer(status, cause.getClass().getSimpleName() + ": " + cause.getMessage(), null);
        } catch (JsonbException e) {
            return new Answer(status, "not the JSON expected: " + e.getMessage(), null);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
