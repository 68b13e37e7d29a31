package pro.saleflex.office.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.reference.MasterData.CODE;
import static pro.saleflex.office.reference.MasterData.SAMPLE;
import static pro.saleflex.office.reference.MasterData.changed;
import static pro.saleflex.office.reference.MasterData.data;
import static pro.saleflex.office.reference.MasterData.first;
import static pro.saleflex.office.reference.MasterData.replaced;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.reference.ReferenceData.Imported;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.TestApplication;

/** A snapshot is imported as a whole or not at all. */
@DatabaseTest
class SnapshotImportDbTest {
    @Inject
    TestApplication app;

    @Inject
    StoreRef store;

    @Inject
    ReferenceData master;

    @Test
    void everyImportIsANewVersionAndReplacesTheOneBefore() {
        assertEquals(1, master.importSnapshot(store, SAMPLE).version());
        TerminalRef terminal = app.terminal(store, 1);
        data(master.init(terminal)); // caches the first version
        assertEquals(
                2,
                master.importSnapshot(store, replaced("/data/products/0/name", "\"Another name\""))
                        .version());

        assertEquals(2, master.version(store));
        assertEquals("Another name", first("products", master.init(terminal)).getString("name"));
    }

    @Test
    void anImportAffectsNoOtherStore() {
        StoreRef other = app.store();
        master.importSnapshot(store, SAMPLE);
        master.importSnapshot(other, replaced("/data/products/0/name", "\"Another name\""));

        assertNotEquals(
                "Another name",
                first("products", master.init(app.terminal(store, 1))).getString("name"));
        assertEquals(
                "Another name",
                first("products", master.init(app.terminal(other, 1))).getString("name"));
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
        master.importSnapshot(store, SAMPLE);
        TerminalRef terminal = app.terminal(store, 1);
        JsonObject before = data(master.init(terminal));

        Imported imported = master.importSnapshot(store, replaced(pointer, value));

        assertEquals(0, imported.version());
        assertEquals(0, imported.rows());
        assertTrue(imported.faults().stream().anyMatch(fault -> fault.contains(named)), imported.faults()::toString);
        assertTrue(imported.faults().stream().noneMatch(fault -> fault.contains(CODE)), "no code is shown");
        assertEquals(1, master.version(store));
        assertEquals(before, data(master.init(terminal)));
    }

    @Test
    void aDuplicateIdInAResourceIsAFault() {
        String twice = changed(sample -> sample.copy("/data/products/1", "/data/products/0"));

        assertTrue(master.importSnapshot(store, twice).faults().get(0).contains("twice"));
        assertEquals(0, master.version(store));
    }

    @Test
    void textThatIsNoSnapshotIsRejected() {
        for (String json : List.of("", "{", "[]", "17", "{}", "{\"data\":null}", "{\"status\":\"error\"}")) {
            assertFalse(master.importSnapshot(store, json).faults().isEmpty(), json);
        }
        assertEquals(0, master.version(store));
    }

    @Test
    void unknownFieldsAreKeptAndUnknownResourcesIgnored() {
        assertEquals(
                List.of(),
                master.importSnapshot(store, changed(sample -> sample.add("/data/products/0/new_field", "x")
                                .add("/data/new_resource", JsonValue.EMPTY_JSON_ARRAY)))
                        .faults());

        JsonObject data = data(master.init(app.terminal(store, 1)));
        assertEquals("x", data.getJsonArray("products").getJsonObject(0).getString("new_field"));
        assertFalse(data.containsKey("new_resource"));
    }

    @Test
    void anImportThatFailsInTheDatabaseChangesNothing() {
        master.importSnapshot(store, SAMPLE);
        TerminalRef terminal = app.terminal(store, 1);
        JsonObject before = data(master.init(terminal));
        app.tamper("alter table reference_row add constraint poison check (body not like '%poison%') not valid");
        try {
            assertThrows(
                    RuntimeException.class,
                    () -> master.importSnapshot(store, replaced("/data/products/0/name", "\"poison\"")));
        } finally {
            app.tamper("alter table reference_row drop constraint poison");
        }

        assertEquals(1, master.version(store));
        assertEquals(before, data(master.init(terminal)));
    }

    @Test
    void textsWithNulAreKept() {
        assertEquals(
                List.of(),
                master.importSnapshot(store, replaced("/data/products/0/description", "\"a\\u0000b\""))
                        .faults());
        assertEquals(
                "a\u0000b",
                first("products", master.init(app.terminal(store, 1))).getString("description"));
    }
}
