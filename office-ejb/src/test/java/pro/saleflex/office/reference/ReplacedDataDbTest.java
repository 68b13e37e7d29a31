package pro.saleflex.office.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.reference.MasterData.CODE;
import static pro.saleflex.office.reference.MasterData.SAMPLE;
import static pro.saleflex.office.reference.MasterData.changed;
import static pro.saleflex.office.reference.MasterData.data;
import static pro.saleflex.office.reference.MasterData.first;
import static pro.saleflex.office.reference.MasterData.replaced;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.reference.ReferenceData.Imported;
import pro.saleflex.office.status.Contacts;
import pro.saleflex.office.status.Heartbeat;
import pro.saleflex.office.status.TerminalRequests;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Parsed;
import pro.saleflex.office.testing.TestApplication;

/** What an import does to existing data and to the tills that hold it. */
@DatabaseTest
class ReplacedDataDbTest {
    private static final String OTHER = "00000000-0000-4000-8000-0000000000aa";
    private static final Heartbeat BEAT =
            new Heartbeat(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    @Inject
    TestApplication app;

    @Inject
    StoreRef store;

    @Inject
    ReferenceData master;

    @Inject
    TerminalRequests requests;

    private JsonObject sample(String resource) {
        return Parsed.object(SAMPLE)
                .getJsonObject("data")
                .getJsonArray(resource)
                .getJsonObject(0);
    }

    private JsonArray rows(String resource) {
        return data(master.init(app.terminal(store, 1 + (int) (System.nanoTime() % 100_000))))
                .getJsonArray(resource);
    }

    private static String other(JsonObject row, String... members) {
        var other = Json.createObjectBuilder(row).add("id", OTHER);
        for (int i = 0; i < members.length; i += 2) {
            other.add(members[i], Parsed.value(members[i + 1]));
        }
        return other.build().toString();
    }

    private static String with(String resource, String row) {
        return changed(patch -> patch.add("/data/" + resource + "/-", Parsed.value(row)));
    }

    // Rows missing from an import

    @Test
    void aMissingRowIsMarkedAsDeletedAndCanComeBack() {
        TerminalRef till = app.terminal(store, 1);
        master.importSnapshot(store, SAMPLE);
        JsonObject barcode = first("product_barcodes", master.init(till));

        Imported imported = master.importSnapshot(store, changed(patch -> patch.remove("/data/product_barcodes/0")));

        assertEquals(2, imported.version());
        JsonObject deleted = first("product_barcodes", master.init(till));
        assertEquals(barcode.getString("id"), deleted.getString("id"));
        assertEquals(barcode.getString("barcode"), deleted.getString("barcode"));
        assertTrue(deleted.getBoolean("is_deleted"));
        assertEquals(app.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString(), deleted.getString("deleted_at"));

        assertEquals(
                2,
                master.importSnapshot(store, changed(patch -> patch.remove("/data/product_barcodes/0")))
                        .version(),
                "it is deleted already");
        master.importSnapshot(store, changed(patch -> patch.remove("/data/product_barcodes/0/is_deleted")));
        assertFalse(first("product_barcodes", master.init(till)).getBoolean("is_deleted"));
    }

    @Test
    void aMissingCashierIsDeletedAndInactiveWithAnUnusableCode() {
        String second = other(sample("cashiers"), "no", "77", "user_name", "\"b\"", "is_active", "true");
        master.importSnapshot(store, with("cashiers", second));
        TerminalRef till = app.terminal(store, 1);

        master.importSnapshot(store, SAMPLE);

        JsonArray cashiers = data(master.init(till)).getJsonArray("cashiers");
        assertEquals(2, cashiers.size());
        assertFalse(cashiers.getJsonObject(0).getBoolean("is_deleted"));
        assertEquals(CODE, cashiers.getJsonObject(0).getString("password"));
        JsonObject gone = cashiers.getJsonObject(1);
        assertTrue(gone.getBoolean("is_deleted"));
        assertFalse(gone.getBoolean("is_active"));
        assertNotEquals(CODE, gone.getString("password"));
        assertTrue(gone.getString("password").length() <= 50, "or the till would skip the row");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/cashiers/0", "/data/cashiers"})
    void theLastAdministratorMustNotBeMissing(String pointer) {
        master.importSnapshot(store, SAMPLE);

        Imported imported = master.importSnapshot(store, changed(patch -> patch.remove(pointer)));

        assertEquals(List.of(RowRules.ADMINISTRATOR_FAULT), imported.faults());
        assertEquals(1, master.version(store));
    }

    @ParameterizedTest
    @ValueSource(strings = {"countries", "cities", "districts"})
    void aRowThatCannotBeMarkedAsDeletedMustNotBeMissing(String resource) {
        master.importSnapshot(store, SAMPLE);

        Imported imported = master.importSnapshot(store, replaced("/data/" + resource, "[]"));

        assertEquals(
                List.of(resource + "[" + sample(resource).getString("id")
                        + "] is missing, but tills cannot be told that a row of " + resource
                        + " is deleted: they would keep it for ever."),
                imported.faults());
        assertEquals(1, master.version(store));
    }

    @Test
    void manyMissingRowsAreMarkedAsDeleted() {
        JsonObject barcode = sample("product_barcodes");
        JsonArrayBuilder barcodes = Json.createArrayBuilder().add(barcode);
        for (int i = 0; i < 1_200; i++) {
            barcodes.add(Json.createObjectBuilder(barcode)
                    .add("id", new UUID(4 << 12, i).toString())
                    .add("barcode", "b" + i));
        }
        master.importSnapshot(store, changed(patch -> patch.replace("/data/product_barcodes", barcodes.build())));

        assertEquals(1_200, master.importSnapshot(store, SAMPLE).changed());
        assertEquals(
                1_200L,
                rows("product_barcodes").getValuesAs(JsonObject.class).stream()
                        .filter(row -> row.getBoolean("is_deleted", false))
                        .count());
    }

    // Unique values

    @ParameterizedTest
    @CsvSource({
        "products, code",
        "product_barcodes, barcode",
        "cashiers, user_name",
        "payment_types, type_no",
        "currencies, no",
        "countries, iso_alpha2"
    })
    void twoRowsOfWhichATillWouldDropOneAreRejectedByName(String resource, String member) {
        JsonObject one = sample(resource);
        String value = one.get(member).getValueType() == JsonValue.ValueType.STRING
                ? one.getString(member)
                : one.get(member).toString();

        Imported imported = master.importSnapshot(store, with(resource, other(one)));

        String fault = String.join(" ", imported.faults());
        assertTrue(fault.contains(resource + "[" + OTHER + "]"), fault);
        assertTrue(fault.contains(resource + "[" + one.getString("id").toLowerCase(Locale.ROOT) + "]"), fault);
        assertTrue(fault.contains("the same " + member + " " + value), fault);
        assertEquals(0, master.version(store));
    }

    @Test
    void aDeletedRowKeepsItsUniqueValues() {
        master.importSnapshot(store, SAMPLE);
        JsonObject milk = sample("products");

        Imported imported = master.importSnapshot(store, replaced("/data/products/0", other(milk, "name", "\"New\"")));

        assertEquals(1, imported.faults().size());
        assertTrue(
                imported.faults().get(0).contains("One of them is missing from the import"),
                imported.faults()::toString);
        assertEquals(
                List.of(),
                master.importSnapshot(store, replaced("/data/products/0", other(milk, "code", "\"another\"")))
                        .faults());
    }

    @ParameterizedTest
    @CsvSource({"products, code", "product_barcodes, barcode"})
    void twoRowsMaySwapTheirCodes(String resource, String member) {
        JsonObject one = sample(resource);
        String before = "\"" + one.getString(member) + "\"";
        master.importSnapshot(store, with(resource, other(one, member, "\"2002\"")));

        Imported imported = master.importSnapshot(
                store, changed(patch -> patch.replace("/data/" + resource + "/0/" + member, Json.createValue("2002"))
                        .add("/data/" + resource + "/-", Parsed.value(other(one, member, before)))));

        assertEquals(List.of(), imported.faults());
        assertEquals(2, imported.changed());
        assertEquals(
                List.of("2002", one.getString(member)),
                rows(resource).getValuesAs(JsonObject.class).stream()
                        .map(row -> row.getString(member))
                        .toList());
    }

    /** The stored unique values are those after the swap. */
    @Test
    void aClashAfterASwapNamesTheNewHolderOfTheValue() {
        JsonObject one = sample("products");
        String swapped = changed(patch -> patch.replace("/data/products/0/code", Json.createValue("2002"))
                .add("/data/products/-", Parsed.value(other(one))));
        master.importSnapshot(store, with("products", other(one, "code", "\"2002\"")));
        master.importSnapshot(store, swapped);

        Imported imported = master.importSnapshot(
                store, swapped.replace("\"2002\"", "\"3003\"").replace(OTHER, "00000000-0000-4000-8000-0000000000bb"));

        assertEquals(1, imported.faults().size(), imported.faults()::toString);
        assertTrue(imported.faults().get(0).contains("products[" + OTHER + "]"), imported.faults()::toString);
        assertTrue(imported.faults().get(0).contains("the same code " + one.getString("code")));
    }

    @Test
    void twoDeletedRowsAreNoClash() {
        assertEquals(
                List.of(),
                master.importSnapshot(store, changed(patch -> patch.add(
                                        "/data/products/-",
                                        Parsed.value(other(sample("products"), "is_deleted", "true")))
                                .replace("/data/products/0/is_deleted", JsonValue.TRUE)))
                        .faults());
    }

    @Test
    void rowsStoredWithoutUniqueValuesAreCheckedToo() {
        master.importSnapshot(store, SAMPLE);
        app.tamper("update reference_row set unique_values = null");

        assertEquals(
                1,
                master.importSnapshot(store, replaced("/data/products/0", other(sample("products"))))
                        .faults()
                        .size());
    }

    // Refresh requests to tills

    @Test
    void tillsThatSendHeartbeatsAreAskedToRefreshWhenAnythingChanged() {
        TerminalRef till = app.terminal(store, 1);
        app.bean(Contacts.class).heartbeat(till, BEAT);
        master.importSnapshot(store, SAMPLE);
        assertEquals(1, requests.open(till.id()).size());
        app.bean(Contacts.class).heartbeat(till, BEAT);
        assertEquals(0, requests.open(till.id()).size());

        assertEquals(0, master.importSnapshot(store, SAMPLE).changed());
        assertEquals(0, requests.open(till.id()).size(), "nothing changed");
        assertEquals(1, master.version(store));

        master.importSnapshot(store, replaced("/data/products/0/sale_price", "\"1.99\""));
        assertEquals(
                List.of(TerminalRequests.Type.REFRESH),
                requests.open(till.id()).stream()
                        .map(TerminalRequests.Asked::type)
                        .toList());
    }

    // History

    @Test
    void everyVersionOfARowKeepsTheTimeSpanInWhichItWasValid() {
        master.importSnapshot(store, SAMPLE);
        app.clock().pass(Duration.ofHours(1));
        master.importSnapshot(store, replaced("/data/products/0/sale_price", "\"1.10\""));
        app.clock().pass(Duration.ofHours(1));
        master.apply(store, List.of(new RowChange("products", sample("products").getString("id"), true, null)));
        app.clock().pass(Duration.ofHours(1));
        master.importSnapshot(store, SAMPLE);

        String id = ReferenceRow.rowId(sample("products").getString("id"));
        String of = " where store_id = '" + store.id() + "' and resource = 'products' and row_id = '" + id + "'";
        List<List<String>> spans = app.rows("select body, since, until from reference_history" + of
                + " union all select body, since, null from reference_row" + of + " order by since");
        assertEquals(4, spans.size());
        for (int i = 1; i < spans.size(); i++) {
            assertEquals(spans.get(i - 1).get(2), spans.get(i).get(1), "each starts where the one before ended");
            assertNotEquals(spans.get(i).get(1), spans.get(i).get(2));
        }
        assertEquals(
                List.of("1.10", "1.10"),
                spans.subList(1, 3).stream()
                        .map(span -> Parsed.object(span.get(0)).getString("sale_price"))
                        .toList());
        assertTrue(Parsed.object(spans.get(2).get(0)).getBoolean("is_deleted"));
        assertFalse(Parsed.object(spans.get(3).get(0)).getBoolean("is_deleted"));
    }

    @Test
    void theHistoryOfACashierHoldsNoCode() {
        master.importSnapshot(store, SAMPLE);
        master.importSnapshot(store, replaced("/data/cashiers/0/password", "\"918273645\""));
        master.importSnapshot(store, SAMPLE);

        assertEquals(
                "2",
                app.value("select count(*) from reference_history where resource = 'cashiers'" + " and store_id = '"
                        + store.id() + "'"));
        assertEquals(
                "0",
                app.value("select count(*) from reference_history where body like '%918273645%' or body" + " like '%\""
                        + CODE + "\"%'"));
    }

    // Staging

    @Test
    void aFinishedImportLeavesNoStagedRows() {
        master.importSnapshot(store, SAMPLE);
        master.importSnapshot(store, replaced("/data/products/0/id", "null"));

        assertEquals("0", app.value("select count(*) from reference_staged"));
        assertEquals("0", app.value("select count(*) from reference_import"));
    }

    @Test
    void anAbandonedImportIsDeleted() {
        StagedRows staged = app.bean(StagedRows.class);
        staged.stage(
                staged.start(store, "alice"),
                List.of(new StagedRows.Staged(Resource.named("products").orElseThrow(), 0, sample("products"))));
        assertEquals("1", app.value("select count(*) from reference_staged"));

        app.clock().pass(Duration.ofMinutes(61));
        master.importSnapshot(store, SAMPLE);
        assertEquals("0", app.value("select count(*) from reference_staged"));
    }
}
