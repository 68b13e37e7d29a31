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
 * Result of a delivery to GATE, derived from GATE's answer.
 *
 * @param outcome what to do with the document or message that was sent
 * @param reason why, including GATE's message if it sent one; empty if delivered
 * @param retryAfter how long to wait before sending again; null: GATE did not say
 */
public record DeliveryResult(Outcome outcome, String reason, Duration retryAfter) {
    private static final int LONGEST = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final Pattern GATE_TEXT = Pattern.compile("(GATE answered \\d+): .*");
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    /** What to do with what was sent. */
    public enum Outcome {
        /** Done: GATE has it. */
        DELIVERED,
        /** GATE will never accept it: 400, 409, 413, 415, 422. */
        REFUSED,
        /** Retry later: either what was sent or GATE is at fault. */
        LATER,
        /** Retry later; what was sent is not at fault: 408, 429, no token available. */
        NOT_NOW,
        /** GATE cannot be reached: retry later, and try nothing else meanwhile. */
        UNREACHABLE,
        /** The link is misconfigured, here or in GATE: 401 with a new token, 403, 404, 405, a redirect. */
        MISCONFIGURED
    }

    /**
     * Returns the result for a document or message that was sent. Source of the rule: the contract's answers,
     * gate-openapi.yaml.
     */
    public static DeliveryResult of(GateAnswer answer) {
        if (answer instanceof Replied replied) {
            return of(replied);
        }
        if (answer instanceof NoAnswer none) {
            return new DeliveryResult(
                    none.end() == End.NOT_REACHED ? Outcome.UNREACHABLE : Outcome.LATER, none.reason(), null);
        }
        if (answer instanceof NoToken none) {
            DeliveryResult cause = of(none.why());
            return cause.outcome() == Outcome.LATER
                    ? new DeliveryResult(Outcome.NOT_NOW, "No token: " + cause.reason(), cause.retryAfter())
                    : cause;
        }
        return new DeliveryResult(Outcome.MISCONFIGURED, ((Misconfigured) answer).reason(), null);
    }

    private static DeliveryResult of(Replied replied) {
        return switch (replied.status()) {
            case 200, 201 ->
                isOk(replied.body())
                        ? new DeliveryResult(Outcome.DELIVERED, "", null)
                        : new DeliveryResult(Outcome.LATER, "GATE's answer is malformed.", null);
            case 400, 409, 413, 415, 422 -> withGateText(Outcome.REFUSED, replied);
            case 401, 403, 404, 405 -> withGateText(Outcome.MISCONFIGURED, replied);
            case 408, 429 -> withGateText(Outcome.NOT_NOW, replied);
            default -> withGateText(replied.status() / 100 == 3 ? Outcome.MISCONFIGURED : Outcome.LATER, replied);
        };
    }

    /** Returns a reason without GATE's message, which may quote the document: for logs. */
    public static String withoutGateText(String reason) {
        return GATE_TEXT.matcher(reason).replaceFirst("$1.");
    }

    private static DeliveryResult withGateText(Outcome outcome, Replied replied) {
        JsonObject body = object(replied.body());
        String text = body != null && body.get("message") instanceof JsonString message ? message.getString() : "";
        String line = CONTROL.matcher("GATE answered " + replied.status()
                        + (text.isBlank() ? "." : ": " + CardNumbers.maskValue(text)))
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
        } catch (RuntimeException e) { // not the JSON that the contract requires
            return null;
        }
    }
}
