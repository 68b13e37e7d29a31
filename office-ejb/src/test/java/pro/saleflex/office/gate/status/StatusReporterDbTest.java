package pro.saleflex.office.gate.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.gate.PlayedGate;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.status.Contacts;
import pro.saleflex.office.status.Heartbeat;
import pro.saleflex.office.status.Heartbeat.Activity;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.testing.Parsed;
import pro.saleflex.office.testing.TestApplication;

class StatusReporterDbTest {
    private static final String PATH = "/terminals/status/";

    @TempDir
    static Path home;

    private final PlayedGate gate = new PlayedGate();
    private final Database database = Database.create();
    private TestApplication app;
    private StoreRef store;
    private TerminalRef one;
    private TerminalRef two;

    @BeforeEach
    void open() {
        app = new TestApplication(home, gate.settings(Map.of()), database);
        store = app.store();
        one = app.terminal(store, 1);
        two = app.terminal(store, 2);
        app.terminal(store, 3);
        probe();
    }

    @AfterEach
    void close() {
        app.close();
        gate.close();
    }

    private void probe() {
        app.bean(GateLink.class).check();
    }

    private void report() {
        app.bean(StatusReporter.class).report();
    }

    private void beat(TerminalRef terminal, Activity activity, long receipt, String peripherals) {
        Heartbeat heartbeat = new Heartbeat(
                app.clock().instant().plusMillis(40 + receipt),
                activity,
                "a.sales",
                "1.2",
                60L,
                5,
                7L,
                receipt,
                0L,
                null,
                peripherals,
                null,
                null,
                null,
                null);
        app.bean(Contacts.class).heartbeat(terminal, heartbeat);
    }

    private void beat(TerminalRef terminal, Activity activity) {
        beat(terminal, activity, 41, null);
    }

    private List<JsonObject> sent() {
        return gate.calls(PATH).stream().map(call -> Parsed.object(call.body())).toList();
    }

    private JsonObject latest() {
        return sent().get(sent().size() - 1);
    }

    private static List<String> codes(JsonObject message) {
        return message.getJsonArray("terminals").getValuesAs(JsonObject.class).stream()
                .map(terminal -> terminal.getString("terminal_code"))
                .toList();
    }

    @Test
    void allTerminalsThatEverCalledAreReportedEveryMinute() {
        beat(one, Activity.IDLE, 42, "[{\"type\":\"scale\",\"state\":\"ok\",\"detail\":\"x\"}]");
        beat(two, Activity.SELLING);
        report();
        report();
        assertEquals(1, sent().size());
        assertEquals("1.0", latest().getString("schema_version"));
        assertEquals("O", latest().getString("office_code"));
        assertEquals("2026-11-22T10:00:00.123456Z", latest().getString("sent_at"));
        assertTrue(latest().getBoolean("digest"));
        assertEquals(List.of("POS-1", "POS-2"), codes(latest()));
        assertEquals(
                Parsed.object("{\"store_code\":\"" + store.storeCode() + "\",\"terminal_code\":\"POS-1\",\"pos_id\":1,"
                        + "\"name\":\"" + app.value("select name from terminal where id = '" + one.id() + "'") + "\","
                        + "\"state\":\"ONLINE\",\"state_since\":\"2026-11-22T10:00:00.123456Z\","
                        + "\"last_seen\":\"2026-11-22T10:00:00.123456Z\",\"software_version\":\"1.2\","
                        + "\"activity\":\"idle\",\"waiting_documents\":0,\"oldest_waiting_since\":null,"
                        + "\"open_closure_number\":7,\"last_receipt_number\":42,\"clock_skew_ms\":82,"
                        + "\"missing_receipts\":0,"
                        + "\"peripherals\":[{\"type\":\"scale\",\"state\":\"ok\",\"detail\":\"x\"}]}"),
                latest().getJsonArray("terminals").getJsonObject(0));

        app.clock().pass(Duration.ofSeconds(60));
        probe();
        report();
        assertEquals(2, sent().size());
        assertTrue(latest().getBoolean("digest"));
    }

    @Test
    void changesAndOnlyChangesAreReportedAtOnce() {
        beat(one, Activity.IDLE);
        beat(two, Activity.IDLE);
        report();
        app.clock().pass(Duration.ofSeconds(5));
        beat(one, Activity.IDLE, 55, null);
        beat(two, Activity.SELLING);
        report();
        report();
        assertEquals(2, sent().size());
        assertFalse(latest().getBoolean("digest"));
        assertEquals(List.of("POS-2"), codes(latest()));

        beat(one, Activity.IDLE, 56, "[{\"type\":\"receipt_printer\",\"state\":\"error\"}]");
        report();
        assertEquals(List.of("POS-1"), codes(latest()));

        app.bean(Terminals.class)
                .changeTerminal(two.id(), new TerminalChange(true, null, null, null, null, null, null));
        app.bean(Contacts.class).detectSilence(app.clock().instant());
        report();
        assertEquals(List.of("POS-2"), codes(latest()));
        assertEquals(
                "BLOCKED", latest().getJsonArray("terminals").getJsonObject(0).getString("state"));
        assertEquals(4, sent().size());
    }

    @Test
    void nothingIsReportedInAnOutageAndTheNewestStateAfterIt() {
        beat(one, Activity.IDLE);
        report();
        gate.away(503);
        beat(one, Activity.SELLING);
        report();
        assertEquals(2, sent().size());
        assertFalse(app.bean(GateLink.class).isOnHold(), "documents do not wait for it");
        app.clock().pass(Duration.ofSeconds(30));
        probe();
        assertTrue(app.bean(GateLink.class).isOnHold());
        for (Activity each : List.of(Activity.IDLE, Activity.SELLING, Activity.CLOSING)) {
            beat(one, each);
            report();
        }
        assertEquals(2, sent().size());

        gate.back();
        app.clock().pass(Duration.ofSeconds(31));
        beat(one, Activity.CLOSING);
        probe();
        report();
        report();
        assertEquals(3, sent().size());
        assertTrue(latest().getBoolean("digest"));
        assertEquals(
                "closing", latest().getJsonArray("terminals").getJsonObject(0).getString("activity"));
    }

    @Test
    void aRefusedReportIsNotRepeated() {
        gate.answer(PATH, 422, "{\"status\":\"error\",\"message\":\"no\"}");
        beat(one, Activity.IDLE);
        report();
        report();
        assertEquals(1, sent().size());
        assertFalse(app.bean(GateLink.class).isOnHold());
    }

    @Test
    void aReportOfAnotherServerIsNotRepeated() {
        beat(one, Activity.IDLE);
        report();
        try (TestApplication other = new TestApplication(home, gate.settings(Map.of()), database)) {
            other.bean(GateLink.class).check();
            other.bean(StatusReporter.class).report();
            assertEquals(1, sent().size(), "a digest was sent within the last minute");

            app.clock().pass(Duration.ofSeconds(5));
            beat(one, Activity.SELLING);
            report();
            assertEquals(2, sent().size());
            other.clock().pass(Duration.ofSeconds(5));
            other.bean(StatusReporter.class).report();
            assertEquals(2, sent().size());
        }
    }
}
