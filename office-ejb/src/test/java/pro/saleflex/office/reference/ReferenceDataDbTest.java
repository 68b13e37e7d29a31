package pro.saleflex.office.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonPatch;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.reference.ReferenceData.Imported;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.StoreSpec;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.TerminalSpec;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.House;
import pro.saleflex.office.testing.Samples;
import pro.saleflex.office.testing.Till;

class ReferenceDataDbTest {
    private static final String SAMPLE = Samples.body("pos-init.json");

    /** The only cashier's code in the sample. */
    private static final String CODE = "4711";

    @TempDir
    static Path home;

    static House house;
    static int stores;

    StoreRef store;

    @BeforeAll
    static void open() {
        house = new House(home);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newStore() {
        String code = "R" + ++stores;
        store = house.door(Terminals.class)
                .createStore(new StoreSpec("R", code, "A store", "Europe/London", "GBP"))
                .orElseThrow();
    }

    private TerminalRef terminal(int number) {
        Terminals door = house.door(Terminals.class);
        UUID id = door.createTerminal(
                        new TerminalSpec("R", store.storeCode(), "POS-" + number, number, null, List.of()))
                .terminal()
                .id();
        return ref(id);
    }

    private static TerminalRef ref(UUID id) {
        return house.door(Terminals.class).refs().stream()
                .filter(ref -> ref.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Imported imported(String snapshot) {
        return house.door(ReferenceData.class).importSnapshot(store, snapshot);
    }

    private static InitData.Ready ready(TerminalRef terminal) {
        return assertInstanceOf(
                InitData.Ready.class, house.door(ReferenceData.class).init(terminal));
    }

    private static JsonObject data(TerminalRef terminal) {
        return object(String.join("", ready(terminal).parts()));
    }

    private static JsonObject object(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static String sample(UnaryOperator<JsonObject> change) {
        return change.apply(object(SAMPLE)).toString();
    }

    private static String replaced(String pointer, String json) {
        JsonValue value = object("{\"v\":" + json + "}").get("v");
        JsonPatch patch = Json.createPatchBuilder().replace(pointer, value).build();
        return sample(patch::apply);
    }

    // What a terminal gets

    @Test
    void theSampleComesBackRowByRow() {
        Imported imported = imported(SAMPLE);
        assertEquals(List.of(), imported.faults());
        assertEquals(1, imported.version());

        JsonObject data = data(terminal(1));

        JsonObject sent = object(SAMPLE).getJsonObject("data");
        assertEquals(43, data.size());
        assertEquals(sent.keySet(), data.keySet());
        sent.forEach((resource, rows) -> {
            if (!resource.equals(Resource.SEQUENCES)) {
                assertEquals(rows.toString(), data.get(resource).toString(), resource);
            }
        });
        int rows = sent.values().stream()
                .mapToInt(value -> value.getValueType() == JsonValue.ValueType.OBJECT
                        ? 1
                        : value.asJsonArray().size())
                .sum();
        assertEquals(rows - 2, imported.rows(), "all rows but the two counters are held");
    }

    @Test
    void theResourcesComeInTheOrderInWhichATerminalWritesThem() {
        imported(SAMPLE);

        assertEquals(
                Resource.ALL.stream().map(Resource::name).toList(),
                List.copyOf(data(terminal(1)).keySet()));
    }

    @Test
    void aResourceThatTheSnapshotLacksIsAnEmptyList() {
        imported(sample(snapshot -> Json.createPatchBuilder()
                .remove("/data/campaigns")
                .replace("/data/coupons", JsonValue.EMPTY_JSON_ARRAY)
                .build()
                .apply(snapshot)));

        JsonObject data = data(terminal(1));
        assertEquals(43, data.size());
        assertEquals(JsonValue.EMPTY_JSON_ARRAY, data.get("campaigns"));
        assertEquals(JsonValue.EMPTY_JSON_ARRAY, data.get("coupons"));
        assertEquals(JsonValue.ValueType.OBJECT, data.get("store").getValueType());
    }

    @Test
    void everyTerminalGetsExactlyOneSettingsRowItsOwn() {
        imported(SAMPLE);
        JsonObject first = data(terminal(1)).getJsonArray("pos_settings").getJsonObject(0);
        TerminalRef second = terminal(2);

        var rows = data(second).getJsonArray("pos_settings");

        assertEquals(1, data(terminal(3)).getJsonArray("pos_settings").size());
        assertEquals(1, rows.size());
        JsonObject own = rows.getJsonObject(0);
        assertEquals(2, own.getInt("pos_no_in_store"));
        assertEquals("POS-2", own.getString("name"));
        assertTrue(own.isNull("mac_address") && own.isNull("device_serial_number"), "a machine's own values");
        assertNotEquals(first.getString("id"), own.getString("id"));
        assertEquals(first.keySet(), own.keySet());
        assertEquals(first.get("backend_type"), own.get("backend_type"));
        assertEquals(own, data(second).getJsonArray("pos_settings").getJsonObject(0), "the same in every reply");
        assertEquals(5, UUID.fromString(own.getString("id")).version());
    }

    @Test
    void theCountersHaveTheSameIdsForEverAndTheTerminalsNumbers() {
        imported(SAMPLE);
        TerminalRef terminal = terminal(1);
        List<JsonObject> before =
                data(terminal).getJsonArray("transaction_sequences").getValuesAs(JsonObject.class);
        assertEquals(
                List.of("ReceiptNumber", "ClosureNumber"),
                before.stream().map(row -> row.getString("name")).toList());
        assertEquals(
                List.of(1, 1), before.stream().map(row -> row.getInt("value")).toList());

        house.door(Counters.class).push(terminal, Map.of("ReceiptNumber", 42L, "ClosureNumber", 7L));
        imported(SAMPLE);

        List<JsonObject> after =
                data(terminal).getJsonArray("transaction_sequences").getValuesAs(JsonObject.class);
        assertEquals(
                List.of(42, 7), after.stream().map(row -> row.getInt("value")).toList());
        assertEquals(ids(before), ids(after));
        ids(after).forEach(id -> assertEquals(5, UUID.fromString(id).version()));
        assertEquals(2, Set.copyOf(ids(after)).size());
        assertEquals(
                0,
                ids(data(terminal(2)).getJsonArray("transaction_sequences").getValuesAs(JsonObject.class)).stream()
                        .filter(ids(after)::contains)
                        .count(),
                "another terminal has other ids");
    }

    private static List<String> ids(List<JsonObject> rows) {
        return rows.stream().map(row -> row.getString("id")).toList();
    }

    @Test
    void aReinstalledTerminalResumesWithTheNumbersOfItsDocuments() {
        Till till = house.till();
        house.door(ReferenceData.class).importSnapshot(till.terminal().store(), SAMPLE);
        till.sell(Document.sale().with("/head/closure_number", 3).with("/head/receipt_number", 17));

        assertEquals(
                List.of(18, 3),
                data(till.terminal()).getJsonArray("transaction_sequences").getValuesAs(JsonObject.class).stream()
                        .map(row -> row.getInt("value"))
                        .toList());
    }

    @Test
    void aBlockedTerminalGetsNothingAndOneThatMayNotPullNeither() {
        imported(SAMPLE);
        Terminals terminals = house.door(Terminals.class);
        UUID blocked = terminal(1).id();
        UUID forbidden = terminal(2).id();
        terminals.changeTerminal(blocked, new TerminalChange(true, null, null, null, null));
        terminals.changeTerminal(forbidden, new TerminalChange(null, false, null, null, null));
        ReferenceData door = house.door(ReferenceData.class);

        String one = assertInstanceOf(InitData.NotAllowed.class, door.init(ref(blocked)))
                .message();
        String other = assertInstanceOf(InitData.NotAllowed.class, door.init(ref(forbidden)))
                .message();

        assertTrue(one.contains("POS-1") && one.contains("blocked"), one);
        assertTrue(other.contains("POS-2") && other.contains("may not pull"), other);
        terminals.changeTerminal(blocked, new TerminalChange(false, null, null, null, null));
        assertEquals(43, data(ref(blocked)).size());
    }

    @Test
    void aStoreWithoutMasterDataSaysSo() {
        InitData.Empty empty = assertInstanceOf(
                InitData.Empty.class, house.door(ReferenceData.class).init(terminal(1)));

        assertTrue(empty.message().contains(store.storeCode()), empty.message());
        assertEquals(0, house.door(ReferenceData.class).version(store));
    }

    // A refresh behind a closure

    @Test
    void aRefreshBehindAClosureLeavesOutTheValuesThatTillsTrackThemselves() {
        Till till = house.till();
        house.door(ReferenceData.class).importSnapshot(till.terminal().store(), SAMPLE);
        JsonObject full = data(till.terminal());
        assertTrue(full.getJsonArray("products").getJsonObject(0).containsKey("stock"));
        till.sell(Document.sale());
        till.close(Document.closure());

        JsonObject refresh = data(till.terminal());

        assertFalse(refresh.getJsonArray("products").getJsonObject(0).containsKey("stock"));
        assertFalse(refresh.getJsonArray("campaigns").getJsonObject(0).containsKey("total_usage_count"));
        assertFalse(refresh.getJsonArray("coupons").getJsonObject(0).containsKey("usage_count"));
        assertFalse(refresh.getJsonArray("customers").getJsonObject(0).containsKey("total_bonus_point"));
        assertEquals(JsonValue.EMPTY_JSON_ARRAY, refresh.get("warehouse_product_stock"));
        assertEquals(43, refresh.size());
        assertEquals(
                full.getJsonArray("products").getJsonObject(0).size() - 1,
                refresh.getJsonArray("products").getJsonObject(0).size());
        assertEquals(full.get("cashiers"), refresh.get("cashiers"));

        house.clock().pass(Duration.ofHours(1));
        JsonObject later = data(till.terminal());
        assertEquals(full.get("products"), later.get("products"), "a new start gets all of it");
    }

    // The entity tag

    @Test
    void theEntityTagStaysWhileNothingChangesAndChangesWithVersionCountersAndSettings() {
        imported(SAMPLE);
        TerminalRef terminal = terminal(1);
        String tag = ready(terminal).entityTag();
        assertEquals(tag, ready(terminal).entityTag());

        house.door(Counters.class).push(terminal, Map.of("ReceiptNumber", 2L, "ClosureNumber", 1L));
        String receipt = ready(terminal).entityTag();
        house.door(Counters.class).push(terminal, Map.of("ReceiptNumber", 2L, "ClosureNumber", 2L));
        String closure = ready(terminal).entityTag();
        imported(SAMPLE);
        String version = ready(terminal).entityTag();

        assertEquals(4, Set.of(tag, receipt, closure, version).size());
        assertNotEquals(version, ready(terminal(2)).entityTag());
    }

    // Import

    @Test
    void everyImportIsANewVersionAndReplacesTheOneBefore() {
        assertEquals(1, imported(SAMPLE).version());
        TerminalRef terminal = terminal(1);
        data(terminal); // the first version is remembered now
        assertEquals(
                2,
                imported(replaced("/data/products/0/name", "\"Another name\"")).version());

        assertEquals(2, house.door(ReferenceData.class).version(store));
        assertEquals(
                "Another name",
                data(terminal).getJsonArray("products").getJsonObject(0).getString("name"));
    }

    @Test
    void anImportTouchesNoOtherStore() {
        imported(SAMPLE);
        TerminalRef first = terminal(1);
        newStore();
        imported(replaced("/data/products/0/name", "\"Another name\""));

        assertNotEquals(
                "Another name",
                data(first).getJsonArray("products").getJsonObject(0).getString("name"));
        assertEquals(
                "Another name",
                data(terminal(1)).getJsonArray("products").getJsonObject(0).getString("name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/data/products/0/id | 'null' | products",
                "/data/products/0/id | '\"17\"' | products",
                "/data/products/0/fk_department_main_group_id | '\"no UUID\"' | fk_department_main_group_id",
                "/data/products/0/stock | '1.5' | stock",
                "/data/products/0/stock | 'null' | stock",
                "/data/products/0/is_vegan | '\"true\"' | is_vegan",
                "/data/products/0/sale_price | '\"dear\"' | sale_price",
                "/data/products/0/created_at | '1700000000' | created_at",
                "/data/products/0/created_at | '\"2026-02-30T00:00:00\"' | created_at",
                "/data/products/0/name | '17' | name",
                "/data/products/0 | '17' | products[0]",
                "/data/products | '{}' | products",
                "/data/store | 'null' | store",
                "/data/store | '[]' | store",
                "/data/cashiers | '[]' | administrator",
                "/data/cashiers/0/is_administrator | 'false' | administrator",
                "/data/cashiers/0/password | 'null' | password",
                "/data/cashiers/0/password | '4711' | password",
                "/data | '[]' | data",
            })
    void aFaultAnywhereChangesNothing(String pointer, String value, String named) {
        imported(SAMPLE);
        TerminalRef terminal = terminal(1);
        JsonObject before = data(terminal);

        Imported imported = imported(replaced(pointer, value));

        assertEquals(0, imported.version());
        assertEquals(0, imported.rows());
        assertTrue(imported.faults().stream().anyMatch(fault -> fault.contains(named)), imported.faults()::toString);
        assertTrue(imported.faults().stream().noneMatch(fault -> fault.contains(CODE)), "no code is repeated");
        assertEquals(1, house.door(ReferenceData.class).version(store));
        assertEquals(before, data(terminal));
    }

    @Test
    void anIdTwiceInAResourceIsAFault() {
        String twice = sample(snapshot -> Json.createPatchBuilder()
                .copy("/data/products/1", "/data/products/0")
                .build()
                .apply(snapshot));

        assertTrue(imported(twice).faults().get(0).contains("twice"));
        assertEquals(0, house.door(ReferenceData.class).version(store));
    }

    @Test
    void whatIsNoSnapshotIsRefused() {
        for (String json : List.of("", "{", "[]", "17", "{}", "{\"data\":null}", "{\"status\":\"error\"}")) {
            assertFalse(imported(json).faults().isEmpty(), json);
        }
        assertEquals(0, house.door(ReferenceData.class).version(store));
    }

    @Test
    void unknownFieldsAreKeptAndUnknownResourcesLeftOut() {
        assertEquals(
                List.of(),
                imported(sample(snapshot -> Json.createPatchBuilder()
                                .add("/data/products/0/new_field", "x")
                                .add("/data/new_resource", JsonValue.EMPTY_JSON_ARRAY)
                                .build()
                                .apply(snapshot)))
                        .faults());

        JsonObject data = data(terminal(1));
        assertEquals("x", data.getJsonArray("products").getJsonObject(0).getString("new_field"));
        assertFalse(data.containsKey("new_resource"));
    }

    @Test
    void anImportThatTheDatabaseRefusesChangesNothing() {
        imported(SAMPLE);
        TerminalRef terminal = terminal(1);
        JsonObject before = data(terminal);
        house.tamper("alter table reference_row add constraint poison check (body not like '%poison%') not valid");
        try {
            assertThrows(RuntimeException.class, () -> imported(replaced("/data/products/0/name", "\"poison\"")));
        } finally {
            house.tamper("alter table reference_row drop constraint poison");
        }

        assertEquals(1, house.door(ReferenceData.class).version(store));
        assertEquals(before, data(terminal));
    }

    @Test
    void textsWithNulAreKept() {
        assertEquals(
                List.of(),
                imported(replaced("/data/products/0/description", "\"a\\u0000b\""))
                        .faults());
        assertEquals(
                "a\u0000b",
                data(terminal(1)).getJsonArray("products").getJsonObject(0).getString("description"));
    }

    // Cashiers' codes

    @Test
    void cashiersCodesCannotBeReadInTheTable() {
        imported(replaced("/data/cashiers/0/password", "\"code-918273645\""));

        assertEquals(
                "0",
                house.value("select count(*) from reference_row r where to_jsonb(r)::text like '%918273645%'"
                        + " or encode(cashier_code, 'escape') like '%918273645%'"));
        assertEquals(
                "1",
                house.value("select count(*) from reference_row where store_id = '" + store.id()
                        + "' and cashier_code is not null and length(cashier_code) = 12 + 14 + 16"));
        assertEquals(
                "code-918273645",
                data(terminal(1)).getJsonArray("cashiers").getJsonObject(0).getString("password"));
    }

    @Test
    void theSameCodeIsEncryptedDifferentlyEachTime() {
        imported(SAMPLE);
        String select =
                "select encode(cashier_code, 'hex') from reference_row where cashier_code is not null and store_id = '"
                        + store.id() + "'";
        String before = house.value(select);
        imported(SAMPLE);

        assertNotEquals(before, house.value(select));
    }

    @Test
    void theKeyLiesInAFileOfItsOwnThatOnlyItsOwnerReads() throws IOException {
        imported(SAMPLE);
        Path key = home.resolve("cashier-codes.key");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        assertEquals(32, Files.size(key));
    }

    @Test
    void theTextOfInitDataDoesNotShowACode() {
        imported(SAMPLE);
        assertFalse(ready(terminal(1)).toString().contains(CODE));
    }

    @Test
    void aCodeThatWasMovedToAnotherRowCannotBeRead() {
        imported(SAMPLE);
        String id = object(SAMPLE)
                .getJsonObject("data")
                .getJsonArray("cashiers")
                .getJsonObject(0)
                .getString("id");
        house.tamper("update reference_row set body = replace(body, '" + id + "', '" + UUID.randomUUID()
                + "') where resource = 'cashiers' and store_id = '" + store.id() + "'");

        RuntimeException failure = assertThrows(RuntimeException.class, () -> ready(terminal(1)));
        assertTrue(String.valueOf(rootMessage(failure)).contains("Cashiers' codes cannot be read"));
    }

    static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause != null
                && !(cause instanceof IllegalStateException
                        && cause.getMessage().startsWith("Cashiers'"))) {
            cause = cause.getCause();
        }
        return cause == null ? null : cause.getMessage();
    }

    @Test
    void aTerminalWithoutASettingsRowInTheSnapshotGetsOneThatItCanUse() {
        imported(replaced("/data/pos_settings", "[]"));

        JsonObject own = data(terminal(4)).getJsonArray("pos_settings").getJsonObject(0);
        Resource settings = Resource.ALL.stream()
                .filter(resource -> resource.name().equals("pos_settings"))
                .findFirst()
                .orElseThrow();
        assertEquals(4, own.getInt("pos_no_in_store"));
        settings.fields()
                .values()
                .forEach(field -> assertNull(field.fault(own.get(field.name())).orElse(null), field.name()));
    }
}
