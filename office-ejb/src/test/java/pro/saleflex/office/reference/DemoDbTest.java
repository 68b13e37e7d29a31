package pro.saleflex.office.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.terminal.Credential;
import pro.saleflex.office.terminal.Identification;
import pro.saleflex.office.terminal.Identification.Identified;
import pro.saleflex.office.terminal.Identification.Refused;
import pro.saleflex.office.terminal.Refusal;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.terminal.TerminalView;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.testing.TestApplication;

/** The demo store: its terminals and its master data. */
class DemoDbTest {
    private static final String DEMO = "saleflex.office.demo";
    private static final String SECRET = "saleflex.office.demo.secret";

    private static Identification call(TestApplication app, String code, String secret, String peer) {
        return app.bean(Terminals.class)
                .identify(
                        new TerminalCodes("OFFICE-001", "STORE-001", code),
                        new Credential(Optional.empty(), Optional.ofNullable(secret), peer, false));
    }

    private static List<TerminalView> terminals(TestApplication app) {
        return app.bean(Terminals.class).all();
    }

    private static TerminalView terminal(TestApplication app, String code) {
        return terminals(app).stream()
                .filter(view -> view.terminalCode().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theDemoStoreIsCreatedOnceAndLaterChangesAreKept(@TempDir Path home) {
        Database database = Database.create();
        try (TestApplication app = new TestApplication(home, Map.of(DEMO, "true", SECRET, "first secret"), database)) {
            assertEquals(1002, terminals(app).size());
            assertTrue(terminals(app).stream()
                    .filter(view -> !view.terminalCode().equals("POS-002"))
                    .allMatch(view -> view.trustedNetworks().equals(List.of("127.0.0.0/8", "::1/128"))));
            assertTrue(IntStream.of(1, 7, 500, 1000)
                    .allMatch(i -> call(app, String.format(Locale.ROOT, "T%04d", i), null, "127.0.0.1")
                            instanceof Identified));
            assertInstanceOf(Identified.class, call(app, "POS-001", null, "127.0.0.1"));
            assertInstanceOf(Identified.class, call(app, "POS-001", null, "0:0:0:0:0:0:0:1"));
            assertEquals(
                    Refusal.SECRET_MISSING,
                    assertInstanceOf(Refused.class, call(app, "POS-001", null, "192.168.1.7"))
                            .reason());
            assertEquals(
                    Refusal.SECRET_MISSING,
                    assertInstanceOf(Refused.class, call(app, "POS-002", null, "127.0.0.1"))
                            .reason());
            assertInstanceOf(Identified.class, call(app, "POS-002", "first secret", "192.168.1.7"));

            Terminals facade = app.bean(Terminals.class);
            facade.changeTerminal(
                    terminal(app, "T0007").id(), new TerminalChange(true, null, List.of(), null, null, null, null));
        }
        try (TestApplication app = new TestApplication(home, Map.of(DEMO, "true", SECRET, "second secret"), database)) {
            assertEquals(1002, terminals(app).size());
            assertTrue(terminal(app, "T0007").blocked());
            assertEquals(List.of(), terminal(app, "T0007").trustedNetworks());
            assertInstanceOf(Identified.class, call(app, "POS-002", "second secret", "192.168.1.7"));
            assertInstanceOf(Refused.class, call(app, "POS-002", "first secret", "192.168.1.7"));
            app.bean(Terminals.class)
                    .changeTerminal(
                            terminal(app, "POS-002").id(),
                            new TerminalChange(null, null, null, null, true, null, null));
            assertEquals("1", app.value("select version from reference_version"));
        }
        try (TestApplication app = new TestApplication(home, Map.of(DEMO, "true", SECRET, "third secret"), database)) {
            assertEquals(
                    Refusal.TERMINAL_REVOKED,
                    assertInstanceOf(Refused.class, call(app, "POS-002", "third secret", "192.168.1.7"))
                            .reason());
        }
    }

    @Test
    void theDemoDataAreEnoughToStartAndSell(@TempDir Path home) {
        try (TestApplication app = new TestApplication(home, Map.of(DEMO, "true"))) {
            Identified till = assertInstanceOf(Identified.class, call(app, "POS-001", null, "127.0.0.1"));

            JsonObject data = MasterData.data(app.bean(ReferenceData.class).init(till.terminal()));

            assertEquals(43, data.size());
            assertEquals(1, data.getJsonArray("pos_settings").size());
            assertEquals(1, data.getJsonArray("pos_settings").getJsonObject(0).getInt("pos_no_in_store"));
            assertEquals(2, data.getJsonArray("transaction_sequences").size());
            assertEquals(50, data.getJsonArray("products").size());
            assertTrue(data.getJsonArray("product_barcodes").size() >= 50);
            assertFalse(data.getJsonObject("store").isEmpty());
            for (String needed : List.of(
                    "cashiers",
                    "currencies",
                    "payment_types",
                    "vat_rates",
                    "department_main_groups",
                    "department_sub_groups",
                    "transaction_document_types",
                    "transaction_discount_types",
                    "forms",
                    "form_controls")) {
                assertFalse(data.getJsonArray(needed).isEmpty(), needed);
            }
            assertTrue(data.getJsonArray("cashiers").getValuesAs(JsonObject.class).stream()
                    .anyMatch(cashier -> cashier.get("is_administrator") == JsonValue.TRUE));
        }
    }

    @Test
    void withoutTheDemoSettingTheDatabaseIsEmpty(@TempDir Path home) {
        try (TestApplication app = new TestApplication(home)) {
            assertEquals(List.of(), terminals(app));
            assertEquals("0", app.value("select count(*) from store"));
            assertEquals("0", app.value("select count(*) from reference_row"));
        }
    }
}
