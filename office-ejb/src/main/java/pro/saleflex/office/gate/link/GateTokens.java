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

/** The token that GATE is shown: the one from the settings, or one got for an API key and renewed before it ends. */
final class GateTokens {
    private static final Duration RENEWED_EARLY = Duration.ofSeconds(60);
    private static final int MOST_BYTES = 64 * 1024;
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);

    /** What a header takes (RFC 9110, section 5.5), without spaces; else the error of who builds it would show the token. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private final GateSettings settings;
    private final GateHttp line;
    private final Clock clock;
    private final URI address;
    private String token;
    private Instant renewAt;
    private Shown failure;
    private long failedNanos;

    GateTokens(GateSettings settings, GateHttp line, URI base, Clock clock) {
        this.settings = settings;
        this.line = line;
        this.clock = clock;
        this.address = URI.create(base + "/auth/token/");
    }

    /** A token, or why there is none. Callers that come while one is being got wait for it, and share how that ends. */
    Shown current() {
        long asked = System.nanoTime();
        synchronized (this) {
            return current(asked);
        }
    }

    private Shown current(long asked) {
        if (settings.apiKey().isEmpty()) {
            return settings.token()
                    .map(text -> TOKEN.matcher(text).matches()
                            ? new Shown(text, null)
                            : wrong("The token holds characters that none may have (gate.token)."))
                    .orElseGet(() -> wrong("Neither a token nor an API key is set (gate.token, gate.api.key)."));
        }
        if (token != null && clock.instant().isBefore(renewAt)) {
            return new Shown(token, null);
        }
        if (failure != null && asked - failedNanos < 0) {
            return failure; // or those who waited would each wait for a failure of their own, one after the other
        }
        Shown shown = exchange();
        failure = shown.token() == null ? shown : null;
        failedNanos = System.nanoTime();
        return shown;
    }

    /**
     * GATE does not take a token any more. The next one is a new one.
     *
     * @return whether there can be a new one
     */
    synchronized boolean refused(String refused) {
        if (settings.apiKey().isEmpty()) {
            return false;
        }
        if (refused.equals(token)) {
            token = null;
        }
        return true;
    }

    private Shown exchange() {
        if (settings.officeId().isEmpty()) {
            return wrong("This OFFICE's id in GATE is not set (gate.office.id).");
        }
        JsonObject body = Json.createObjectBuilder()
                .add("api_key", settings.apiKey().orElseThrow())
                .add("terminal_id", settings.officeId().orElseThrow())
                .build();
        GateAnswer answer = line.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())),
                settings.totalTimeout(),
                MOST_BYTES);
        if (!(answer instanceof Replied replied)) {
            return none(answer);
        }
        if (replied.status() / 100 == 5 || replied.status() == 408 || replied.status() == 429) {
            return none(replied);
        }
        return replied.status() == 200
                ? take(replied)
                : wrong("GATE gives no token for our API key: it answered " + replied.status() + ".");
    }

    private Shown take(Replied replied) {
        try (JsonReader reader = Json.createReader(new StringReader(replied.body()))) {
            JsonObject got = reader.readObject();
            if (got.get("access") instanceof JsonString access && got.get("expires_in") instanceof JsonNumber seconds) {
                if (!TOKEN.matcher(access.getString()).matches()) {
                    return none(new NoAnswer("GATE's token holds characters that none may have.", End.USELESS));
                }
                Duration life = Duration.ofSeconds(Math.min(seconds.longValue(), LONGEST_LIFE.toSeconds()));
                // One that hardly lives is used for half of its life, or every call would get a new one.
                Duration early = life.compareTo(RENEWED_EARLY.multipliedBy(2)) > 0 ? RENEWED_EARLY : life.dividedBy(2);
                token = access.getString();
                renewAt = clock.instant().plus(life).minus(early);
                return new Shown(token, null);
            }
        } catch (RuntimeException e) { // whatever it is, it is not what the contract says
            return none(
                    new NoAnswer("GATE's token is not readable (" + e.getClass().getSimpleName() + ").", End.USELESS));
        }
        return none(new NoAnswer("GATE's answer holds no token.", End.USELESS));
    }

    private static Shown none(GateAnswer why) {
        return new Shown(null, new NoToken(why));
    }

    private static Shown wrong(String reason) {
        return new Shown(null, new Misconfigured(reason));
    }

    /**
     * What to show.
     *
     * @param token the token; null: there is none
     * @param instead why there is none
     */
    record Shown(String token, GateAnswer instead) {

        @Override
        public String toString() {
            return "Shown[" + (token == null ? instead : "a token") + "]";
        }
    }
}
