package pro.saleflex.office.gate.link;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import pro.saleflex.office.config.GateSettings;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.gate.link.GateAnswer.End;
import pro.saleflex.office.gate.link.GateAnswer.Misconfigured;
import pro.saleflex.office.gate.link.GateAnswer.NoAnswer;
import pro.saleflex.office.gate.link.GateAnswer.NoToken;
import pro.saleflex.office.gate.link.GateAnswer.Replied;

/**
 * HTTP client for GATE, with a token that is renewed early, and again if GATE rejects it. Besides the webhook's, the
 * only HTTP client; its one address comes from the settings. Whatever GATE does, it never throws: every call ends with
 * a {@link GateAnswer}.
 */
@ApplicationScoped
public class GateClient {
    private static final String PREFIX = "/api/v1";
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_BYTES_OF_PAGE = 16 * 1024 * 1024;
    private static final int WORTH_GZIPPING = 1024;

    /** A probe that hangs must not keep us from noticing that GATE is back. */
    private static final Duration PROBE = Duration.ofSeconds(3);

    private OfficeConfig config;
    private Clock clock;
    private Connected connected;

    /** Public for the container. */
    public GateClient() {}

    @Inject
    GateClient(OfficeConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * Posts a JSON body.
     *
     * @param path below the base, such as {@code /transactions/}
     * @param headers in addition to those of every call
     */
    public GateAnswer post(String path, byte[] json, Map<String, String> headers) {
        return call(
                gate -> {
                    HttpRequest.Builder request = gate.request(path)
                            .header("Content-Type", "application/json")
                            .header(GateHttp.CORRELATION, UUID.randomUUID().toString());
                    headers.forEach(request::header);
                    if (gate.settings().gzip() && json.length >= WORTH_GZIPPING) {
                        return request.header("Content-Encoding", "gzip")
                                .POST(BodyPublishers.ofByteArray(gzipped(json)));
                    }
                    return request.POST(BodyPublishers.ofByteArray(json));
                },
                MOST_BYTES);
    }

    /**
     * Gets a page.
     *
     * @param path below the base, with its query
     */
    public GateAnswer get(String path) {
        return call(gate -> gate.request(path).header("Accept-Encoding", "gzip").GET(), MOST_BYTES_OF_PAGE);
    }

    /**
     * Gets the page that another page names as the next one. An address that is not below GATE's base is never called.
     *
     * @param next the page's {@code next}, an absolute URL or one without scheme and host
     */
    public GateAnswer next(String next) {
        return call(
                gate -> gate.to(gate.own(next))
                        .header("Accept-Encoding", "gzip")
                        .GET(),
                MOST_BYTES_OF_PAGE);
    }

    /** Whether an address that a page names as the next one is below GATE's base. If not, it is never called. */
    public boolean isOwn(String next) {
        try {
            return connected().own(next) != null;
        } catch (IllegalArgumentException e) { // not a URL, or not below the base
            return false;
        }
    }

    /** Calls GATE's health endpoint, without a token. */
    GateAnswer probe() {
        return retryingOnce(gate -> gate.http().send(gate.request("/health/").GET(), PROBE, MOST_BYTES));
    }

    private GateAnswer call(Request request, int mostBytes) {
        return retryingOnce(gate -> withToken(gate, request, mostBytes));
    }

    /**
     * Repeats a call whose connection broke: only use shows that GATE has closed an idle one, and all calls are
     * idempotent.
     */
    private GateAnswer retryingOnce(Function<Connected, GateAnswer> call) {
        try {
            Connected gate = connected();
            GateAnswer answer = call.apply(gate);
            return isBroken(answer) ? call.apply(gate) : answer;
        } catch (IllegalArgumentException e) { // about a setting: its message names the key, never a secret
            return new Misconfigured(e.getMessage());
        }
    }

    private static boolean isBroken(GateAnswer answer) {
        return answer instanceof NoToken token
                ? isBroken(token.why())
                : answer instanceof NoAnswer none && none.end() == End.BROKEN;
    }

    private static GateAnswer withToken(Connected gate, Request request, int mostBytes) {
        GateAnswer answer = null;
        for (int i = 0; i < 2; i++) {
            GateTokens.TokenResult shown = gate.tokens().current();
            if (shown.token() == null) {
                return shown.instead();
            }
            answer = gate.http()
                    .send(
                            request.of(gate).header("Authorization", "Bearer " + shown.token()),
                            gate.settings().totalTimeout(),
                            mostBytes);
            if (!(answer instanceof Replied replied)
                    || replied.status() != 401
                    || !gate.tokens().discard(shown.token())) {
                break;
            }
        }
        return answer;
    }

    private static byte[] gzipped(byte[] json) {
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream(json.length / 4);
        try (OutputStream gzip = new FastGzip(gzipped)) {
            gzip.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return gzipped.toByteArray();
    }

    /**
     * Returns the client, created when first needed: unusable settings must not keep the server from accepting sales.
     */
    private synchronized Connected connected() {
        if (connected == null) {
            GateSettings settings = config.gate();
            String url = settings.url()
                    .orElseThrow(() -> new IllegalArgumentException("GATE's address is not set."))
                    .toString();
            URI base = URI.create((url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + PREFIX);
            GateHttp http = new GateHttp(settings, clock);
            connected = new Connected(settings, base, http, new GateTokens(settings, http, base, clock));
        }
        return connected;
    }

    /** Builds a request, once per attempt. */
    @FunctionalInterface
    private interface Request {
        HttpRequest.Builder of(Connected gate);
    }

    private record Connected(GateSettings settings, URI base, GateHttp http, GateTokens tokens) {

        HttpRequest.Builder request(String path) {
            return to(URI.create(base + path));
        }

        URI own(String next) {
            URI address = base.resolve(next).normalize();
            if (!address.toString().startsWith(base + "/")) {
                throw new IllegalArgumentException("GATE names a next page that is not its own.");
            }
            return address;
        }

        HttpRequest.Builder to(URI address) {
            return HttpRequest.newBuilder(address)
                    .header("Accept", "application/json")
                    .header("User-Agent", "SaleFlex.OFFICE");
        }
    }

    /** Takes half the time for a tenth more bytes. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
