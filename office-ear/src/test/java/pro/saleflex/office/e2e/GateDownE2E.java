package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.json;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.fakegate.FakeGate;

/** Downstream of GATE: its data, notifications and commands reach the tills, and the tills' states reach GATE. */
class GateDownE2E {
    private static FakeGate gate;
    private static OfficeServer office;
    private static Calls calls;

    @BeforeAll
    static void start() {
        gate = FakeGate.start("--page-size", "2");
        office = new OfficeServer(
                "gate-down",
                Map.of(
                        "SALEFLEX_OFFICE_GATE_URL", gate.url(),
                        "SALEFLEX_OFFICE_GATE_TOKEN", "gate-token",
                        "SALEFLEX_OFFICE_GATE_OFFICE_ID", "office-7",
                        "SALEFLEX_OFFICE_GATE_PULL_SECONDS", "2",
                        "SALEFLEX_OFFICE_GATE_NOTIFICATION_SECONDS", "1"));
        office.deleteHome();
        office.start();
        calls = new Calls(office);
    }

    @AfterAll
    static void stop() {
        office.discard();
        gate.close();
        assertEquals(List.of(), gate.violations(), "the contract was kept");
    }

    private static JsonObject init(String terminal) {
        return json(calls.get("/pos/init?office_code=OFFICE-001&store_code=STORE-001&terminal_code=" + terminal))
                .getJsonObject("data");
    }

    private static Optional<JsonObject> product(String terminal, String id) {
        return init(terminal).getJsonArray("products").getValuesAs(JsonObject.class).stream()
                .filter(row -> row.getString("id").equals(id))
                .findFirst();
    }

    private static JsonObject beat(String terminal, String more) {
        return json(calls.post(
                "/pos/status",
                "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"" + terminal
                        + "\",\"pos_id\":1,\"activity\":\"idle\",\"interval_seconds\":5" + more + "}"));
    }

    private static JsonObject with(JsonObject row, String member, JsonValue value) {
        return Json.createObjectBuilder(row).add(member, value).build();
    }

    @Test
    void aChangedPriceAndADeletionReachTheTillsWithTheirNextInit() {
        String till = office.terminal().code();
        beat(till, "");
        List<JsonObject> products = init(till).getJsonArray("products").getValuesAs(JsonObject.class);
        JsonObject first = products.get(0);
        JsonObject second = products.get(1);
        long version = version();
        gate.put(
                "products",
                with(first, "sale_price", Json.createValue("12.3400")).toString());
        gate.put("products", null, second.getString("id"), null);

        OfficeServer.await("the price has arrived", () -> product(till, first.getString("id"))
                .orElseThrow()
                .getString("sale_price")
                .equals("12.3400"));
        OfficeServer.await(
                "the deletion has arrived",
                () -> product(till, second.getString("id")).orElseThrow().getBoolean("is_deleted"));
        assertTrue(version() > version);
        OfficeServer.await(
                "the till is told to refresh",
                () -> beat(till, "").getJsonArray("requests").getValuesAs(JsonObject.class).stream()
                        .anyMatch(asked -> asked.getString("type").equals("refresh")));
    }

    private static long version() {
        return Long.parseLong(office.value("select version from reference_version v join store s on s.id = v.store_id"
                + " where s.store_code = 'STORE-001'"));
    }

    @Test
    void aBadPageChangesNothingAndIsAnAlertUntilAGoodOneArrives() {
        long version = version();
        gate.nextPage("/campaigns/active/", "{\"results\":[{\"resource\":\"campaigns\"}],\"next\":null}");
        OfficeServer.await("there is an alert", () -> !"0"
                .equals(office.value("select count(*) from alert where kind = 'GATE_DATA_REFUSED'")));
        OfficeServer.await("the alert is over", () -> "0"
                .equals(office.value(
                        "select count(*) from alert where kind = 'GATE_DATA_REFUSED' and resolved_at is null")));
        assertTrue(version() >= version);
    }

    @Test
    void aNotificationIsGivenToItsTillUntilConfirmedAndGateIsInformed() {
        String till = office.terminal().code();
        String other = office.terminal().code();
        beat(till, "");
        String id =
                gate.notify("{\"type\":\"terminal_message\",\"title\":\"Recall\",\"body\":\"Lot 7 is called back.\","
                        + "\"store_code\":\"STORE-001\",\"terminal_codes\":[\"" + till + "\"]}");
        OfficeServer.await(
                "the till gets it",
                () -> !beat(till, "").getJsonArray("notifications").isEmpty());
        JsonObject given = beat(till, "").getJsonArray("notifications").getJsonObject(0);
        assertEquals("Lot 7 is called back.", given.getString("message"));
        assertTrue(beat(other, "").getJsonArray("notifications").isEmpty(), "it is for another till");
        assertFalse(gate.readConfirmations().containsKey(id));

        JsonObject after = beat(till, ",\"confirmed_notifications\":[\"" + given.getString("id") + "\"]");
        assertTrue(after.getJsonArray("notifications").isEmpty());
        OfficeServer.await("GATE is informed", () -> gate.readConfirmations().containsKey(id));
        assertEquals(List.of(till), gate.readConfirmations().get(id).confirmedBy());
    }

    @Test
    void aCommandPassesThroughAndIsInTheAuditTrail() {
        String till = office.terminal().code();
        beat(till, "");
        gate.notify("{\"type\":\"terminal_command\",\"store_code\":\"STORE-001\",\"terminal_codes\":[\"" + till + "\"],"
                + "\"command\":{\"action\":\"resend\",\"closure_number\":1,\"from\":2,\"to\":3}}");
        OfficeServer.await(
                "the till is asked",
                () -> beat(till, "").getJsonArray("requests").getValuesAs(JsonObject.class).stream()
                        .anyMatch(asked -> asked.getString("type").equals("resend") && asked.getInt("to") == 3));
        assertEquals(
                "GATE",
                office.value(
                        "select actor from audit_trail where action = 'terminal.resend' order by id desc limit 1"));
    }

    @Test
    void aTillsStateReachesGateWithinSeconds() {
        String till = office.terminal().code();
        beat(till, ",\"software_version\":\"9.9\"");
        OfficeServer.await("GATE has it", () -> {
            String status = gate.status("STORE-001/" + till);
            return status != null && status.contains("\"ONLINE\"") && status.contains("9.9");
        });
        beat(till, ",\"peripherals\":[{\"type\":\"receipt_printer\",\"state\":\"error\",\"detail\":\"no paper\"}]");
        OfficeServer.await(
                "GATE has the fault", () -> gate.status("STORE-001/" + till).contains("no paper"));
    }
}
