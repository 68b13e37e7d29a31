package pro.saleflex.office.gate.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.gate.link.DeliveryResult.Outcome;
import pro.saleflex.office.gate.link.GateAnswer.End;
import pro.saleflex.office.gate.link.GateAnswer.Misconfigured;
import pro.saleflex.office.gate.link.GateAnswer.NoAnswer;
import pro.saleflex.office.gate.link.GateAnswer.NoToken;
import pro.saleflex.office.gate.link.GateAnswer.Replied;

class DeliveryResultTest {
    private static final String OK = "{\"status\":\"ok\",\"id\":\"7\"}";

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "201, DELIVERED",
        "202, LATER",
        "204, LATER",
        "206, LATER",
        "301, MISCONFIGURED",
        "307, MISCONFIGURED",
        "304, MISCONFIGURED",
        "400, REFUSED",
        "409, REFUSED",
        "413, REFUSED",
        "415, REFUSED",
        "422, REFUSED",
        "401, MISCONFIGURED",
        "403, MISCONFIGURED",
        "404, MISCONFIGURED",
        "405, MISCONFIGURED",
        "402, LATER",
        "408, NOT_NOW",
        "410, LATER",
        "425, LATER",
        "429, NOT_NOW",
        "431, LATER",
        "500, LATER",
        "502, LATER",
        "503, LATER",
        "504, LATER",
        "507, LATER",
        "599, LATER"
    })
    void eachStatusHasItsMeaning(int status, Outcome outcome) {
        assertEquals(outcome, DeliveryResult.of(new Replied(status, OK, null)).outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "no", "[]", "{}", "{\"status\":1}", "{\"status\":\"OK\"}", "{\"status\":\"ok\"", "null"})
    void successWithAMalformedBodyIsNoDelivery(String body) {
        assertEquals(
                Outcome.LATER, DeliveryResult.of(new Replied(201, body, null)).outcome());
    }

    @Test
    void noTokenIsNotTheDocumentsFault() {
        assertEquals(
                new DeliveryResult(Outcome.NOT_NOW, "No token: GATE answered 503: busy", Duration.ofSeconds(7)),
                DeliveryResult.of(new NoToken(new Replied(503, "{\"message\":\"busy\"}", Duration.ofSeconds(7)))));
        assertEquals(
                Outcome.UNREACHABLE,
                DeliveryResult.of(new NoToken(new NoAnswer("gone", End.NOT_REACHED)))
                        .outcome());
    }

    @Test
    void logsContainNoneOfGatesText() {
        Replied replied = new Replied(422, "{\"message\":\"Mr Smith: no such customer\"}", null);
        assertEquals(
                "GATE answered 422.",
                DeliveryResult.withoutGateText(DeliveryResult.of(replied).reason()));
        assertEquals(
                "No token: GATE answered 422.",
                DeliveryResult.withoutGateText(
                        "No token: " + DeliveryResult.of(replied).reason()));
        assertEquals("GATE did not answer in time.", DeliveryResult.withoutGateText("GATE did not answer in time."));
    }

    @Test
    void gatesTextIsShortenedToOneLine() {
        String body = "{\"message\":\"a\\nb\\u0000c\\u202e" + "x".repeat(900) + "\"}";
        DeliveryResult result = DeliveryResult.of(new Replied(422, body, null));
        assertTrue(result.reason().startsWith("GATE answered 422: a b c xxx"), result.reason());
        assertEquals(500, result.reason().length());
        assertEquals(
                "GATE answered 422.",
                DeliveryResult.of(new Replied(422, "<html>", null)).reason());
    }

    @Test
    void onlyAFailedConnectionIsUnreachable() {
        assertEquals(
                Outcome.UNREACHABLE,
                DeliveryResult.of(new NoAnswer("x", End.NOT_REACHED)).outcome());
        assertEquals(
                Outcome.LATER, DeliveryResult.of(new NoAnswer("x", End.BROKEN)).outcome());
        assertEquals(
                Outcome.LATER, DeliveryResult.of(new NoAnswer("x", End.USELESS)).outcome());
        assertEquals(
                Outcome.MISCONFIGURED, DeliveryResult.of(new Misconfigured("x")).outcome());
    }

    @Test
    void theWaitIsTheOneGateRequested() {
        assertEquals(
                Duration.ofSeconds(7),
                DeliveryResult.of(new Replied(503, "", Duration.ofSeconds(7))).retryAfter());
    }
}
