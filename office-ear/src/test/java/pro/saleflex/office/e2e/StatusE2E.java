package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.simulator.Options;
import pro.saleflex.office.simulator.Tills;

/** Terminal states, by what terminals send and do not send. */
class StatusE2E {
    private static OfficeServer office;
    private static Calls calls;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        calls = new Calls(office);
    }

    private static String heartbeat(String terminal, String members) {
        return "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"" + terminal
                + "\",\"pos_id\":1," + members + "}";
    }

    private static HttpResponse<String> beat(String terminal, String members) {
        return calls.post("/pos/status", heartbeat(terminal, members));
    }

    private static String status(String terminal, String column) {
        return office.value("select " + column + " from terminal_status s join terminal t on t.id = s.terminal_id"
                + " where t.code = '" + terminal + "'");
    }

    private static void await(String terminal, String state) {
        OfficeServer.await(terminal + " is " + state, () -> state.equals(status(terminal, "state")));
    }

    @Test
    void aHeartbeatMakesATerminalOnlineAndAGoodbyeClosesIt() {
        String till = office.terminal().code();
        HttpResponse<String> answer = beat(
                till,
                "\"activity\":\"idle\",\"cashier\":\"a.sales\",\"mood\":\"fine\",\"interval_seconds\":5,"
                        + "\"peripherals\":[{\"type\":\"scale\",\"state\":\"ok\"}],\"disk_free_mb\":9");

        assertEquals(200, answer.statusCode(), answer.body());
        JsonObject reply = json(answer);
        assertEquals("ok", reply.getString("status"));
        assertEquals(5, reply.getInt("next_call_seconds"));
        assertTrue(Duration.between(Instant.parse(reply.getString("server_time")), Instant.now())
                        .abs()
                        .toSeconds()
                < 5);
        assertTrue(reply.getJsonArray("notifications").isEmpty());
        assertTrue(reply.getJsonArray("requests").isEmpty());
        assertEquals("ONLINE", status(till, "state"), "at once");
        assertEquals("a.sales", status(till, "cashier"));
        assertEquals("{\"mood\":\"fine\"}", status(till, "other"));
        assertEquals("{\"disk_free_mb\":9}", status(till, "health"));

        assertEquals(200, beat(till, "\"activity\":\"closed\"").statusCode());
        assertEquals("CLOSED", status(till, "state"), "at once");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT) // it mostly waits
    void silenceIsDetectedAfter22SecondsAndLatenessBefore() throws InterruptedException {
        String till = office.terminal().code();
        Instant last = Instant.now();
        beat(till, "\"interval_seconds\":5");
        await(till, "LATE");
        long late = Duration.between(last, Instant.now()).toMillis();
        await(till, "SILENT");
        long silent = Duration.between(last, Instant.now()).toMillis();

        assertTrue(late >= 7_000 && late < 10_000, "late after " + late + " ms");
        assertTrue(silent >= 22_000 && silent < 25_000, "silent after " + silent + " ms");
        beat(till, "\"interval_seconds\":5");
        assertEquals("ONLINE", status(till, "state"));
        Thread.sleep(3_000);
        assertEquals("ONLINE", status(till, "state"));
        beat(till, "\"activity\":\"closed\"");
    }

    @Test
    void aTerminalThatOnlySellsIsOnDemand() {
        String till = office.terminal().code();
        calls.post("/pos/transactions", envelope(till, sale(UUID.randomUUID(), "d1")));

        await(till, "ON_DEMAND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"activity\":\"asleep\"", "\"peripherals\":[{}]", "\"sent_at\":\"noon\""})
    void aMalformedHeartbeatIsRefusedButCountsAsAContact(String members) {
        String till = office.terminal().code();
        String before = status(till, "last_seen");
        HttpResponse<String> answer = beat(till, members);

        assertEquals(400, answer.statusCode());
        assertEquals("error", json(answer).getString("status"));
        assertTrue(json(answer).getString("message").contains("'"), answer.body());
        OfficeServer.await(
                "the contact is written",
                () -> status(till, "last_seen") != null
                        && !status(till, "last_seen").equals(before));
        assertEquals("ON_DEMAND", status(till, "state"));
    }

    @Test
    void aStrangersHeartbeatIsRefusedAndRecorded() {
        assertEquals(404, beat("T-STRANGER", "\"activity\":\"idle\"").statusCode());
        assertEquals("1", office.value("select count(*) from refused_caller where terminal_code = 'T-STRANGER'"));
    }

    @Test
    void aWrongClockIsMeasuredAndNothingIsRefused() {
        String till = office.terminal().code();
        Instant ahead = Instant.now().plus(Duration.ofDays(2));
        assertEquals(200, beat(till, "\"sent_at\":\"" + ahead + "\"").statusCode());

        long skew = Long.parseLong(status(till, "clock_skew_ms"));
        assertTrue(Math.abs(skew - Duration.ofDays(2).toMillis()) < 5_000, "skew " + skew + " ms");
        beat(till, "\"activity\":\"closed\"");
    }

    @Test
    void simulatedTillsGoOnlineDoWhatTheyAreAskedAndClose() throws SQLException {
        try (Tills tills = Tills.boot(Options.of(
                "--url", office.api(), "--first", "930", "--terminals", "3", "--heartbeat", "1", "--rate", "0"))) {
            tills.all().forEach(till -> {
                till.sell();
                till.sell();
            });
            await("T0931", "ONLINE");
            ask(
                    "T0931",
                    "'RESEND', (select max(closure_number) from sales_document d where d.terminal_id = terminal.id),"
                            + " 1, 99999");
            OfficeServer.await(
                    "receipts are handed over again", () -> tills.tally().resent() == 2);
            ask("T0931", "'REFRESH', null, null, null");
            OfficeServer.await("master data are pulled", () -> tills.tally().refreshes() == 1);
            assertTrue(tills.stop());
            for (String terminal : new String[] {"T0930", "T0931", "T0932"}) {
                assertEquals("CLOSED", status(terminal, "state"), terminal);
                assertEquals(
                        "0",
                        office.value("select count(*) from status_change c join terminal t on t.id = c.terminal_id"
                                + " where c.state = 'SILENT' and t.code = '" + terminal + "'"));
            }
        }
    }

    private static void ask(String terminal, String what) throws SQLException {
        try (Connection connection = office.database();
                var statement = connection.createStatement()) {
            statement.execute("insert into terminal_request (terminal_id, type, closure_number, from_number, to_number,"
                    + " asked_by, asked_at) select id, " + what + ", 'test', now() from terminal where code = '"
                    + terminal
                    + "'");
        }
    }
}
