package pro.saleflex.office.gate.link;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import pro.saleflex.office.document.CardNumbers;
import pro.saleflex.office.gate.link.GateAnswer.End;
import pro.saleflex.office.gate.link.GateAnswer.Misconfigured;
import pro.saleflex.office.gate.link.GateAnswer.NoAnswer;
import pro.saleflex.office.gate.link.GateAnswer.NoToken;
import pro.saleflex.office.gate.link.GateAnswer.Replied;

/**
 * What an answer of GATE means for what was sent.
 *
 * @param outcome what to do
 * @param words why, in GATE's words where it has some; empty when delivered
 * @param retryAfter not to be sent before; null: GATE did not say
 */
public record DeliveryResult(Outcome outcome, String words, Duration retryAfter) {
    private static final int LONGEST = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final Pattern GATES_OWN = Pattern.compile("(GATE answered \\d+): .*");
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    /** What to do. */
    public enum Outcome {
        /** GATE has it. */
        DELIVERED,
        /** GATE will never take it: 400, 409, 413, 415, 422. */
        REFUSED,
        /** Again later: it may be the fault of what was sent, or GATE's. */
        LATER,
        /** Again later, and what was sent is not at fault: 408, 429, no token to be had. */
        NOT_NOW,
        /** Nobody is there: again later, and nothing else needs to be tried meanwhile. */
        UNREACHABLE,
        /** The link is set up wrongly, here or in GATE: 401 with a new token, 403, 404, 405, a redirection. */
        MISCONFIGURED
    }

    /** The result on a document or a message that was sent. Source of the rule: the contract's answers, gate-openapi.yaml. */
    public static DeliveryResult of(GateAnswer answer) {
        if (answer instanceof Replied replied) {
            return of(replied);
        }
        if (answer instanceof NoAnswer none) {
            return new DeliveryResult(
                    none.end() == End.NOT_REACHED ? Outcome.UNREACHABLE : Outcome.LATER, none.reason(), null);
        }
        if (answer instanceof NoToken none) {
            DeliveryResult why = of(none.why());
            return why.outcome() == Outcome.LATER
                    ? new DeliveryResult(Outcome.NOT_NOW, "No token: " + why.reason(), why.retryAfter())
                    : why;
        }
        return new DeliveryResult(Outcome.MISCONFIGURED, ((Misconfigured) answer).reason(), null);
    }

    private static DeliveryResult of(Replied replied) {
        return switch (replied.status()) {
            case 200, 201 ->
                isOk(replied.body())
                        ? new DeliveryResult(Outcome.DELIVERED, "", null)
                        : new DeliveryResult(Outcome.LATER, "GATE's answer is not of the form it should have.", null);
            case 400, 409, 413, 415, 422 -> said(Outcome.REFUSED, replied);
            case 401, 403, 404, 405 -> said(Outcome.MISCONFIGURED, replied);
            case 408, 429 -> said(Outcome.NOT_NOW, replied);
            default -> said(replied.status() / 100 == 3 ? Outcome.MISCONFIGURED : Outcome.LATER, replied);
        };
    }

    /** Such words without GATE's own, which may repeat what was sent: for logs. */
    public static String withoutGateText(String words) {
        return GATES_OWN.matcher(words).replaceFirst("$1.");
    }

    private static DeliveryResult said(Outcome outcome, Replied replied) {
        JsonObject body = object(replied.body());
        String words = body != null && body.get("message") instanceof JsonString message ? message.getString() : "";
        String line = CONTROL.matcher("GATE answered " + replied.status()
                        + (words.isBlank() ? "." : ": " + CardNumbers.maskValue(words)))
                .replaceAll(" ")
                .strip();
        return new DeliveryResult(
                outcome, line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…", replied.retryAfter());
    }

    private static boolean isOk(String body) {
        JsonObject object = object(body);
        return object != null && object.get("status") instanceof JsonString status && "ok".equals(status.getString());
    }

    private static JsonObject object(String body) {
        try (JsonReader reader = READERS.createReader(new StringReader(body))) {
            return reader.readObject();
        } catch (RuntimeException e) { // whatever it is, it is not what the contract says
            return null;
        }
    }
}
