package pro.saleflex.office.gate.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.gate.inbox.NotificationCommand.Action;
import pro.saleflex.office.testing.Parsed;

class ReceivedNotificationsTest {
    private static final String WHOLE = "{\"id\":\"n/1\",\"type\":\"terminal_command\",\"title\":\"T\",\"body\":\"B\","
            + "\"source_terminal_id\":\"X\",\"created_at\":\"2026-11-22T09:00:00Z\",\"store_code\":\"S\","
            + "\"terminal_codes\":[\"POS-1\"],\"expires_at\":\"2026-11-23T09:00:00Z\","
            + "\"command\":{\"action\":\"resend\",\"closure_number\":7,\"from\":3,\"to\":5}}";

    private static Optional<ReceivedNotifications> read(String json) {
        return ReceivedNotifications.of(Parsed.value(json));
    }

    @Test
    void everyMemberIsRead() {
        assertEquals(
                new ReceivedNotifications(
                        "n/1",
                        NotificationType.TERMINAL_COMMAND,
                        "T",
                        "B",
                        "X",
                        Instant.parse("2026-11-22T09:00:00Z"),
                        "S",
                        List.of("POS-1"),
                        Instant.parse("2026-11-23T09:00:00Z"),
                        new NotificationCommand(Action.RESEND, 7L, 3L, 5L)),
                read(WHOLE).orElseThrow());
    }

    @Test
    void nullableMembersMayBeLeftOut() {
        ReceivedNotifications least =
                read("{\"id\":\"1\",\"type\":\"system_alert\",\"created_at\":\"2026-11-22T12:00:00+03:00\"}")
                        .orElseThrow();
        assertEquals(Instant.parse("2026-11-22T09:00:00Z"), least.createdAt());
        assertNull(least.title());
        assertNull(least.terminalCodes());
        assertNull(least.expiresAt());
        assertNull(least.command());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"n/1\" | null",
                "\"n/1\" | 7",
                "\"n/1\" | \"\"",
                "\"n/1\" | \"a\\nb\"",
                "terminal_command | tea_break",
                "\"2026-11-22T09:00:00Z\" | \"today\"",
                "\"2026-11-22T09:00:00Z\" | null",
                "\"2026-11-22T09:00:00Z\" | \"+300000-01-01T00:00:00Z\"",
                "\"2026-11-23T09:00:00Z\" | \"-5000-01-01T00:00:00Z\"",
                "\"2026-11-23T09:00:00Z\" | \"2026-11-23T09:00:00\"",
                "[\"POS-1\"] | \"POS-1\"",
                "[\"POS-1\"] | [1]",
                "\"T\" | 1",
                "{\"action\" | [1],\"x\":{\"action\"",
                "\"resend\" | null"
            })
    void aMalformedNotificationIsRejected(String part, String instead) {
        assertTrue(WHOLE.contains(part), part);
        assertEquals(Optional.empty(), read(WHOLE.replace(part, instead)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "[]", "{}"})
    void anythingButAnObjectIsRejected(String json) {
        assertEquals(Optional.empty(), read(json));
    }

    @Test
    void anIdHasAtMostAHundredCharacters() {
        assertEquals(
                "x".repeat(100),
                read(WHOLE.replace("n/1", "x".repeat(100))).orElseThrow().id());
        assertEquals(Optional.empty(), read(WHOLE.replace("n/1", "x".repeat(101))));
    }

    @Test
    void textsAreShortenedToOneLine() {
        ReceivedNotifications read = read(WHOLE.replace("\"T\"", "\" a\\u0000\\n\\u202eb\\ud800 \"")
                        .replace("\"B\"", '"' + "y".repeat(1998) + "😀z\""))
                .orElseThrow();
        assertEquals("a b", read.title());
        assertEquals("y".repeat(1998) + "…", read.body());
        assertEquals(
                "t".repeat(199) + "…",
                read(WHOLE.replace("\"T\"", '"' + "t".repeat(201) + '"'))
                        .orElseThrow()
                        .title());
    }

    @ParameterizedTest
    @CsvSource({
        "RESEND, 7, 3, 5, true",
        "RESEND, 7, 5, 5, true",
        "RESEND, 7, 5, 4, false",
        "RESEND, 7, 0, 4, false",
        "RESEND, 0, 3, 4, false",
        "RESEND, , 3, 4, false",
        "RESEND, 7, , 4, false",
        "RESEND, 7, 3, , false",
        "REFRESH, , , , true",
        "BLOCK, , , , true"
    })
    void aCommandNeedsItsNumbers(Action action, Long closure, Long from, Long to, boolean sound) {
        assertEquals(sound, new NotificationCommand(action, closure, from, to).isSound());
    }

    @Test
    void anUnknownActionIsNoCommand() {
        assertNull(read(WHOLE.replace("resend", "explode")).orElseThrow().command());
        assertNull(read(WHOLE.replace(":7,", ":\"7\",")).orElseThrow().command().closureNumber());
    }
}
