package pro.saleflex.office.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.status.Heartbeat;
import pro.saleflex.office.status.Heartbeat.Activity;
import pro.saleflex.office.terminal.TerminalCodes;

class HeartbeatBodyTest {
    private static final String CODES =
            "\"office_code\":\"O\",\"store_code\":\"S\",\"terminal_code\":\"T\",\"pos_id\":1";

    private static Heartbeat read(String members) {
        return readAll(members).heartbeat();
    }

    private static HeartbeatBody.Said readAll(String members) {
        return HeartbeatBody.of("{" + CODES + (members.isEmpty() ? "" : "," + members) + "}")
                .said();
    }

    private static String rejection(String members) {
        Problem problem = assertThrows(Problem.class, () -> read(members));
        assertEquals(400, problem.getResponse().getStatus());
        return problem.getMessage();
    }

    @Test
    void allMembersButTheCodesAreOptional() {
        assertEquals(
                new Heartbeat(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
                read(""));
        assertEquals(read(""), read("\"sent_at\":null,\"activity\":null,\"peripherals\":null,\"disk_free_mb\":null"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31T23:59:59.999999999Z",
                "-999999999-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "0000-12-31T23:59:59Z"
            })
    void rejectsATimeThatNoClockShows(String time) {
        assertTrue(rejection("\"sent_at\":\"" + time + "\"").startsWith("'sent_at' "));
        assertEquals(
                Instant.parse("9999-12-31T23:59:59Z"),
                read("\"sent_at\":\"9999-12-31T23:59:59Z\"").sentAt());
    }

    @Test
    void rejectsARepeatedMember() {
        assertEquals("'cashier' occurs twice.", rejection("\"cashier\":\"a\",\"cashier\":\"a\""));
    }

    @Test
    void readsEveryMember() {
        Heartbeat heartbeat = read("\"sent_at\":\"2026-11-22T13:11:12.5+03:00\",\"activity\":\"selling\","
                + "\"cashier\":\"a.sales\",\"software_version\":\"1.0.0b8\",\"uptime_seconds\":3600,"
                + "\"interval_seconds\":5,\"open_closure_number\":7,\"last_receipt_number\":42,"
                + "\"waiting_documents\":3,\"oldest_waiting_seconds\":90,"
                + "\"peripherals\":[{\"type\":\"scale\",\"state\":\"ok\",\"detail\":\"x\",\"serial\":\"9\"}],"
                + "\"disk_free_mb\":512,\"network_quality\":{\"rtt_ms\":3}");

        assertEquals(
                new Heartbeat(
                        Instant.parse("2026-11-22T10:11:12.5Z"),
                        Activity.SELLING,
                        "a.sales",
                        "1.0.0b8",
                        3600L,
                        5,
                        7L,
                        42L,
                        3L,
                        90L,
                        "[{\"type\":\"scale\",\"state\":\"ok\",\"detail\":\"x\",\"serial\":\"9\"}]",
                        "{\"disk_free_mb\":512}",
                        "{\"rtt_ms\":3}",
                        null,
                        null),
                heartbeat);
    }

    @Test
    void keepsUnknownMembers() {
        assertEquals(
                "{\"mood\":\"fine\",\"deep\":{\"er\":[1.50,null]}}",
                read("\"mood\":\"fine\",\"activity\":\"idle\",\"deep\":{\"er\":[1.50,null]}")
                        .other());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sent_at; \"2026-11-22T10:11:12\"",
                "sent_at; 1763806272",
                "sent_at; \"yesterday\"",
                "activity; \"SELLING\"",
                "activity; \"asleep\"",
                "activity; 1",
                "cashier; 7",
                "software_version; {}",
                "uptime_seconds; -1",
                "uptime_seconds; 1.5",
                "uptime_seconds; \"1\"",
                "uptime_seconds; 1e3",
                "uptime_seconds; 99999999999999999999",
                "interval_seconds; 0",
                "interval_seconds; 3601",
                "open_closure_number; true",
                "last_receipt_number; []",
                "waiting_documents; -3",
                "oldest_waiting_seconds; 9007199254740992",
                "peripherals; {}",
                "disk_free_mb; \"much\"",
                "memory_free_mb; 0.5"
            })
    void namesTheInvalidMember(String name, String value) {
        String message = rejection("\"" + name + "\":" + value);

        assertTrue(message.contains("'" + name + "'"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "[null]",
                "[{}]",
                "[{\"type\":\"toaster\",\"state\":\"ok\"}]",
                "[{\"type\":\"scale\",\"state\":\"OK\"}]",
                "[{\"type\":\"scale\"}]",
                "[{\"type\":\"scale\",\"state\":\"ok\",\"detail\":3}]",
                "[{\"type\":7,\"state\":\"ok\"}]"
            })
    void rejectsAnInvalidPeripheral(String devices) {
        assertTrue(rejection("\"peripherals\":" + devices).contains("peripheral"));
    }

    @Test
    void rejectsABodyThatIsTooLongOrTooDeep() {
        assertTrue(rejection("\"mood\":\"" + "x".repeat(70_000) + "\"").contains("65536 characters"));
        rejection("\"deep\":" + "[".repeat(5000) + "]".repeat(5000));
    }

    @Test
    void aLongTextIsCutBetweenCharactersAndRecordedAsShortened() {
        String shop = "\uD83C\uDFEA"; // one code point, two chars in Java
        Heartbeat heartbeat = read("\"cashier\":\"" + shop.repeat(201) + "\",\"software_version\":\"" + shop.repeat(200)
                + "\",\"network_quality\":{\"a\":\"" + "x".repeat(300) + "\"},\"peripherals\":[{\"type\":\"scale\","
                + "\"state\":\"ok\",\"detail\":\"" + "x".repeat(60_000) + "\"}]");

        assertEquals(shop.repeat(199) + "…", heartbeat.cashier());
        assertEquals(shop.repeat(200), heartbeat.softwareVersion(), "exactly as long as allowed");
        assertEquals("\"{\\\"a\\\":\\\"" + "x".repeat(193) + "…\"", heartbeat.network());
        assertEquals(
                "[{\"type\":\"scale\",\"state\":\"ok\",\"detail\":\"" + "x".repeat(199) + "…\"}]",
                heartbeat.peripherals());
        assertEquals("cashier,network_quality,peripherals", heartbeat.shortened());
    }

    @Test
    void aLongListIsCutAndRecordedAsShortened() {
        String device = "{\"type\":\"scale\",\"state\":\"ok\"}";
        assertNull(read("\"peripherals\":[" + (device + ",").repeat(49) + device + "]")
                .shortened());
        Heartbeat heartbeat = read("\"peripherals\":[" + (device + ",").repeat(500) + device + "]");
        assertEquals("[" + (device + ",").repeat(49) + device + "]", heartbeat.peripherals());
        assertEquals("peripherals", heartbeat.shortened());
    }

    @Test
    void longUnknownMembersAreCutAsWell() {
        StringBuilder members = new StringBuilder("\"" + "n".repeat(300) + "\":[\"" + "v".repeat(300) + "\"]");
        for (int i = 1; i < 60; i++) {
            members.append(",\"m").append(i).append("\":").append(i);
        }
        Heartbeat heartbeat = read(members.toString());

        assertTrue(heartbeat.other().startsWith("{\"" + "n".repeat(199) + "…\":\"[\\\"" + "v".repeat(197) + "…\","));
        assertTrue(heartbeat.other().endsWith(",\"m49\":49}"), heartbeat.other());
        assertEquals("other", heartbeat.shortened());
    }

    @Test
    void masksCardNumbersInEveryMember() {
        Heartbeat heartbeat = read("\"cashier\":\"4111111111111111\",\"peripherals\":[{\"type\":\"scanner\",\"state\":"
                + "\"error\",\"detail\":\"read 4111 1111 1111 1111\"}],\"pan_number\":4111111111111111");

        assertEquals("411111******1111", heartbeat.cashier());
        assertTrue(heartbeat.peripherals().contains("read 4111 11** **** 1111"), heartbeat.peripherals());
        assertEquals("{\"pan_number\":4111110000001111}", heartbeat.other());
    }

    @Test
    void rejectsAnUnreadableBodyThatContainsACardNumber() {
        String body = "{" + CODES + ",\"cashier\":\"4111111111111111\"}";

        for (String odd : new String[] {body + " x", body.substring(0, body.length() - 1), body + "{}"}) {
            assertEquals(
                    400,
                    assertThrows(Problem.class, () -> HeartbeatBody.of(odd).said())
                            .getResponse()
                            .getStatus());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"activity\":7,\"transactions\":{},\"sequences\":3",
                "\"activity\":\"idle\",\"activity\":\"idle\"",
                "\"uptime_seconds\":1e999999999999",
                "\"deep\":[[[[]]]]"
            })
    void readsTheCodesWhateverTheOtherMembers(String members) {
        assertEquals(
                new TerminalCodes("O", "S", "T"),
                HeartbeatBody.of("{" + CODES + "," + members + "}").codes());
    }

    @Test
    void readsTheCodesOfABodyThatIsTooLong() {
        String body = "{" + CODES + ",\"mood\":\"" + "x".repeat(70_000) + "\"}";

        assertEquals(new TerminalCodes("O", "S", "T"), HeartbeatBody.of(body).codes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "heartbeat",
                "[]",
                "{\"office_code\":\"O\"}",
                "{\"office_code\":7,\"store_code\":\"S\",\"terminal_code\":\"T\"}",
                "{\"office_code\":\" \",\"store_code\":\"S\",\"terminal_code\":\"T\"}"
            })
    void rejectsABodyWithoutCodes(String body) {
        assertThrows(Problem.class, () -> HeartbeatBody.of(body).codes());
    }

    @Test
    void readsConfirmedNotifications() {
        assertEquals(List.of(), readAll("").confirmed());
        assertEquals(List.of(), readAll("\"confirmed_notifications\":null").confirmed());
        HeartbeatBody.Said body = readAll("\"confirmed_notifications\":[\"a\",\"b\"]");
        assertEquals(List.of("a", "b"), body.confirmed());
        assertEquals(read(""), body.heartbeat(), "not kept as an unknown member");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "\"a\"", "[1]", "[null]", "[[]]"})
    void confirmedNotificationsMustBeAListOfStrings(String value) {
        assertTrue(rejection("\"confirmed_notifications\":" + value).contains("'confirmed_notifications'"));
    }

    @Test
    void acceptsAtMostAHundredConfirmationsAtOnce() {
        String id = "\"a\"";
        assertEquals(
                100,
                readAll("\"confirmed_notifications\":[" + (id + ",").repeat(99) + id + "]")
                        .confirmed()
                        .size());
        assertTrue(rejection("\"confirmed_notifications\":[" + (id + ",").repeat(100) + id + "]")
                .contains("at most 100"));
        assertTrue(rejection("\"confirmed_notifications\":[\"" + "x".repeat(201) + "\"]")
                .contains("at most 200"));
    }
}
