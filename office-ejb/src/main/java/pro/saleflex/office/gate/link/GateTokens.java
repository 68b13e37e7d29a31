package pro.saleflex.office.gate.link;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import pro.saleflex.office.config.GateSettings;
import pro.saleflex.office.gate.link.GateAnswer.End;
import pro.saleflex.office.gate.link.GateAnswer.Misconfigured;
import pro.saleflex.office.gate.link.GateAnswer.NoAnswer;
import pro.saleflex.office.gate.link.GateAnswer.NoToken;
import pro.saleflex.office.gate.link.GateAnswer.Replied;

/** Bearer tokens for GATE: the one from the settings, or one that was exchanged for an API key and is renewed early. */
final class GateTokens {
    private static final Duration RENEWED_EARLY = Duration.ofSeconds(60);
    private static final int MOST_BYTES = 64 * 1024;
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);

    /**
     * Characters that a header may contain (RFC 9110, section 5.5), without spaces; others cause an error that shows
     * the token.
     */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private final GateSettings settings;
    private final GateHttp http;
    private final Clock clock;
    private final URI address;
    private String token;
    private Instant renewAt;
    private TokenResult failure;
    private long failedNanos;

    GateTokens(GateSettings settings, GateHttp http, URI base, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.address = URI.create(base + "/auth/token/");
    }

    /**
     * Returns a token, or why there is none. Callers that arrive during an exchange wait for it and share its result.
     */
    TokenResult current() {
        long asked = System.nanoTime();
        synchronized (this) {
            return current(asked);
        }
    }

    private TokenResult current(long asked) {
        if (settings.apiKey().isEmpty()) {
            return settings.token()
                    .map(text -> TOKEN.matcher(text).matches()
                            ? new TokenResult(text, null)
                            : misconfigured("The token contains characters that are not allowed (gate.token)."))
                    .orElseGet(
                            () -> misconfigured("Neither a token nor an API key is set (gate.token, gate.api.key)."));
        }
        if (token != null && clock.instant().isBefore(renewAt)) {
            return new TokenResult(token, null);
        }
        if (failure != null && asked - failedNanos < 0) {
            return failure; // else each waiting caller would make its own failing exchange, one after another
        }
        TokenResult shown = exchange();
        failure = shown.token() == null ? shown : null;
        failedNanos = System.nanoTime();
        return shown;
    }

    /**
     * Discards a token that GATE rejected.
     *
     * @return whether a new one can be obtained
     */
    synchronized boolean discard(String rejected) {
        if (settings.apiKey().isEmpty()) {
            return false;
        }
        if (rejected.equals(token)) {
            token = null;
        }
        return true;
    }

    private TokenResult exchange() {
        if (settings.officeId().isEmpty()) {
            return misconfigured("This OFFICE's id in GATE is not set (gate.office.id).");
        }
        JsonObject body = Json.createObjectBuilder()
                .add("api_key", settings.apiKey().orElseThrow())
                .add("terminal_id", settings.officeId().orElseThrow())
                .build();
        GateAnswer answer = http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())),
                settings.totalTimeout(),
                MOST_BYTES);
        if (!(answer instanceof Replied replied)) {
            return noToken(answer);
        }
        if (replied.status() / 100 == 5 || replied.status() == 408 || replied.status() == 429) {
            return noToken(replied);
        }
        return replied.status() == 200
                ? accept(replied)
                : misconfigured("GATE rejects our API key: it answered " + replied.status() + ".");
    }

    private TokenResult accept(Replied replied) {
        try (JsonReader reader = Json.createReader(new StringReader(replied.body()))) {
            JsonObject got = reader.readObject();
            if (got.get("access") instanceof JsonString access && got.get("expires_in") instanceof JsonNumber seconds) {
                if (!TOKEN.matcher(access.getString()).matches()) {
                    return noToken(new NoAnswer("GATE's token contains characters that are not allowed.", End.USELESS));
                }
                Duration life = Duration.ofSeconds(Math.min(seconds.longValue(), LONGEST_LIFE.toSeconds()));
                // A short-lived token is used for half of its life; else every call would need a new one.
                Duration early = life.compareTo(RENEWED_EARLY.multipliedBy(2)) > 0 ? RENEWED_EARLY : life.dividedBy(2);
                token = access.getString();
                renewAt = clock.instant().plus(life).minus(early);
                return new TokenResult(token, null);
            }
        } catch (RuntimeException e) { // not the JSON that the contract requires
            return noToken(
                    new NoAnswer("GATE's token cannot be read (" + e.getClass().getSimpleName() + ").", End.USELESS));
        }
        return noToken(new NoAnswer("GATE's answer contains no token.", End.USELESS));
    }

    private static TokenResult noToken(GateAnswer why) {
        return new TokenResult(null, new NoToken(why));
    }

    private static TokenResult misconfigured(String reason) {
        return new TokenResult(null, new Misconfigured(reason));
    }

    /**
     * A token to send, or the reason why there is none.
     *
     * @param token null: there is none
     * @param instead the result of the call if there is no token; else null
     */
    record TokenResult(String token, GateAnswer instead) {

        @Override
        public String toString() {
            return "TokenResult[" + (token == null ? instead : "a token") + "]";
        }
    }
}
