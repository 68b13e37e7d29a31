package pro.saleflex.office.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.reference.MasterData.SAMPLE;
import static pro.saleflex.office.reference.MasterData.changed;
import static pro.saleflex.office.reference.MasterData.data;
import static pro.saleflex.office.reference.MasterData.first;
import static pro.saleflex.office.reference.MasterData.ready;
import static pro.saleflex.office.reference.MasterData.replaced;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonCollectors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.reference.ReferenceData.Imported;
import pro.saleflex.office.status.Contacts;
import pro.saleflex.office.status.Heartbeat;
import pro.saleflex.office.status.TerminalRequests;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.Parsed;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** What a terminal gets when it starts and after a closure. */
@DatabaseTest
class InitDataDbTest {
    private static final Heartbeat BEAT =
            new Heartbeat(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    @Inject
    TestApplication app;

    @Inject
    StoreRef store;

    @Inject
    ReferenceData master;

    @Inject
    Till till;

    // Content

    @Test
    void theSampleComesBackRowByRow() {
        Imported imported = master.importSnapshot(store, SAMPLE);
        assertEquals(List.of(), imported.faults());
        assertEquals(1, imported.version());

        JsonObject data = data(master.init(app.terminal(store, 1)));

        JsonObject sent = Parsed.object(SAMPLE).getJsonObject("data");
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
        assertEquals(rows - 2, imported.rows(), "all rows but the two counters are stored");
    }

    @Test
    void theResourcesComeInTheOrderInWhichATerminalStoresThem() {
        master.importSnapshot(store, SAMPLE);

        assertEquals(
                Resource.ALL.stream().map(Resource::name).toList(),
                List.copyOf(data(master.init(app.terminal(store, 1))).keySet()));
    }

    @Test
    void aResourceMissingFromTheSnapshotIsAnEmptyList() {
        master.importSnapshot(store, changed(sample -> sample.remove("/data/campaigns")
                .replace("/data/coupons", JsonValue.EMPTY_JSON_ARRAY)));

        JsonObject data = data(master.init(app.terminal(store, 1)));
        assertEquals(43, data.size());
        assertEquals(JsonValue.EMPTY_JSON_ARRAY, data.get("campaigns"));
        assertEquals(JsonValue.EMPTY_JSON_ARRAY, data.get("coupons"));
        assertEquals(JsonValue.ValueType.OBJECT, data.get("store").getValueType());
    }

    @Test
    void everyTerminalGetsExactlyOneSettingsRowOfItsOwn() {
        master.importSnapshot(store, SAMPLE);
        JsonObject other = first("pos_settings", master.init(app.terminal(store, 1)));
        TerminalRef second = app.terminal(store, 2);

        var rows = data(master.init(second)).getJsonArray("pos_settings");

        assertEquals(
                1,
                data(master.init(app.terminal(store, 3)))
                        .getJsonArray("pos_settings")
                        .size());
        assertEquals(1, rows.size());
        JsonObject own = rows.getJsonObject(0);
        assertEquals(2, own.getInt("pos_no_in_store"));
        assertEquals("POS-2", own.getString("name"));
        assertTrue(own.isNull("mac_address") && own.isNull("device_serial_number"), "a machine's own values");
        assertNotEquals(other.getString("id"), own.getString("id"));
        assertEquals(other.keySet(), own.keySet());
        assertEquals(other.get("backend_type"), own.get("backend_type"));
        assertEquals(own, first("pos_settings", master.init(second)), "the same in every reply");
        assertEquals(5, UUID.fromString(own.getString("id")).version());
    }

    @Test
    void theCountersHavePermanentIdsAndTheTerminalsNumbers() {
        master.importSnapshot(store, SAMPLE);
        TerminalRef terminal = app.terminal(store, 1);
        List<JsonObject> before = sequences(terminal);
        assertEquals(
                List.of("ReceiptNumber", "ClosureNumber"),
                before.stream().map(row -> row.getString("name")).toList());
        assertEquals(
                List.of(1, 1), before.stream().map(row -> row.getInt("value")).toList());

        app.bean(Counters.class).push(terminal, Map.of("ReceiptNumber", 42L, "ClosureNumber", 7L));
        master.importSnapshot(store, SAMPLE);

        List<JsonObject> after = sequences(terminal);
        assertEquals(
                List.of(42, 7), after.stream().map(row -> row.getInt("value")).toList());
        assertEquals(ids(before), ids(after));
        ids(after).forEach(id -> assertEquals(5, UUID.fromString(id).version()));
        assertEquals(2, Set.copyOf(ids(after)).size());
        assertEquals(
                0,
                ids(sequences(app.terminal(store, 2))).stream()
                        .filter(ids(after)::contains)
                        .count(),
                "another terminal has other ids");
    }

    private List<JsonObject> sequences(TerminalRef terminal) {
        return data(master.init(terminal)).getJsonArray("transaction_sequences").getValuesAs(JsonObject.class);
    }

    private static List<String> ids(List<JsonObject> rows) {
        return rows.stream().map(row -> row.getString("id")).toList();
    }

    @Test
    void aReinstalledTerminalResumesWithTheNumbersOfItsDocuments() {
        master.importSnapshot(till.terminal().store(), SAMPLE);
        till.sell(Document.sale().with("/head/closure_number", 3).with("/head/receipt_number", 17));

        assertEquals(
                List.of(18, 3),
                sequences(till.terminal()).stream()
                        .map(row -> row.getInt("value"))
                        .toList());
    }

    @Test
    void aTerminalThatIsBlockedOrMayNotPullGetsNothing() {
        master.importSnapshot(store, SAMPLE);
        Terminals terminals = app.bean(Terminals.class);
        UUID blocked = app.terminal(store, 1).id();
        UUID forbidden = app.terminal(store, 2).id();
        terminals.changeTerminal(blocked, new TerminalChange(true, null, null, null, null, null, null));
        terminals.changeTerminal(forbidden, new TerminalChange(null, false, null, null, null, null, null));

        String one = assertInstanceOf(InitData.NotAllowed.class, master.init(app.terminal(blocked)))
                .message();
        String other = assertInstanceOf(InitData.NotAllowed.class, master.init(app.terminal(forbidden)))
                .message();

        assertTrue(one.contains("POS-1") && one.contains("blocked"), one);
        assertTrue(other.contains("POS-2") && other.contains("may not pull"), other);
        terminals.changeTerminal(blocked, new TerminalChange(false, null, null, null, null, null, null));
        assertEquals(43, data(master.init(app.terminal(blocked))).size());
    }

    @Test
    void theReplyOfAStoreWithoutMasterDataNamesTheStore() {
        InitData.Empty empty = assertInstanceOf(InitData.Empty.class, master.init(app.terminal(store, 1)));

        assertTrue(empty.message().contains(store.storeCode()), empty.message());
        assertEquals(0, master.version(store));
    }

    @Test
    void aTerminalWithoutASettingsRowInTheSnapshotGetsAUsableOne() {
        master.importSnapshot(store, replaced("/data/pos_settings", "[]"));

        JsonObject own = first("pos_settings", master.init(app.terminal(store, 4)));
        Resource settings = Resource.ALL.stream()
                .filter(resource -> resource.name().equals("pos_settings"))
                .findFirst()
                .orElseThrow();
        assertEquals(4, own.getInt("pos_no_in_store"));
        settings.fields()
                .values()
                .forEach(field -> assertNull(field.fault(own.get(field.name())).orElse(null), field.name()));
    }

    // Refreshes

    @Test
    void aRefreshAfterAClosureLeavesOutValuesThatTillsTrackThemselves() {
        master.importSnapshot(till.terminal().store(), SAMPLE);
        JsonObject full = data(master.init(till.terminal()));
        assertTrue(full.getJsonArray("products").getJsonObject(0).containsKey("stock"));
        till.sell(Document.sale());
        till.close(Document.closure());

        InitData refreshing = master.init(till.terminal());
        assertTrue(ready(refreshing).entityTag().endsWith("-CLOSED"), "other content has another tag");
        JsonObject refresh = data(refreshing);

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

        app.clock().pass(Duration.ofHours(1));
        JsonObject later = data(master.init(till.terminal()));
        assertEquals(full.get("products"), later.get("products"), "after a new start the till gets everything");
    }

    @Test
    void aRefreshInTheMiddleOfAPeriodLeavesOutTheNumbersToo() {
        master.importSnapshot(till.terminal().store(), SAMPLE);
        till.sell(Document.sale());
        JsonObject full = data(master.init(till.terminal()));
        app.bean(TerminalRequests.class).refresh(till.terminal().id(), "alice");
        assertEquals(full, data(master.init(till.terminal())), "the till has not received the request yet");

        app.bean(Contacts.class).heartbeat(till.terminal(), BEAT);
        InitData told = master.init(till.terminal());
        assertTrue(ready(told).entityTag().endsWith("-TOLD"));
        JsonObject refresh = data(told);
        assertEquals(
                JsonValue.EMPTY_JSON_ARRAY, refresh.get("transaction_sequences"), "the till may still hold documents");
        assertEquals(43, refresh.size());
        assertFalse(refresh.getJsonArray("products").getJsonObject(0).containsKey("stock"));

        app.clock().pass(Duration.ofMinutes(3));
        assertEquals(
                full,
                data(master.init(till.terminal())),
                "after a new start, even of another machine, the till gets everything");
    }

    @Test
    void theNumbersAreAlsoLeftOutRightAfterAClosure() {
        master.importSnapshot(till.terminal().store(), SAMPLE);
        till.close(Document.closure());
        assertTrue(ready(master.init(till.terminal())).entityTag().endsWith("-CLOSED"));
        app.clock().pass(Duration.ofMinutes(4));
        app.bean(TerminalRequests.class).refresh(till.terminal().id(), "alice");
        app.bean(Contacts.class).heartbeat(till.terminal(), BEAT);
        assertTrue(
                ready(master.init(till.terminal())).entityTag().endsWith("-TOLD"),
                "it may have sold in the next period since");
    }

    // The entity tag

    @Test
    void theEntityTagChangesOnlyWithVersionCountersAndSettings() {
        master.importSnapshot(store, SAMPLE);
        TerminalRef terminal = app.terminal(store, 1);
        String tag = ready(master.init(terminal)).entityTag();
        assertEquals(tag, ready(master.init(terminal)).entityTag());

        app.bean(Counters.class).push(terminal, Map.of("ReceiptNumber", 2L, "ClosureNumber", 1L));
        String receipt = ready(master.init(terminal)).entityTag();
        app.bean(Counters.class).push(terminal, Map.of("ReceiptNumber", 2L, "ClosureNumber", 2L));
        String closure = ready(master.init(terminal)).entityTag();
        master.importSnapshot(store, SAMPLE);
        assertEquals(closure, ready(master.init(terminal)).entityTag(), "the same data again");
        master.importSnapshot(store, replaced("/data/products/0/name", "\"Another name\""));
        String version = ready(master.init(terminal)).entityTag();

        assertEquals(4, Set.of(tag, receipt, closure, version).size());
        assertNotEquals(version, ready(master.init(app.terminal(store, 2))).entityTag());
    }

    @Test
    void aLargeCatalogueIsStreamedWithTheSameContent() {
        StoreRef large = till.terminal().store();
        JsonObject product = Parsed.object(SAMPLE)
                .getJsonObject("data")
                .getJsonArray("products")
                .getJsonObject(0);
        JsonArrayBuilder products = Json.createArrayBuilder().add(product);
        for (int i = 0; i < 1_000; i++) {
            products.add(Json.createObjectBuilder(product)
                    .add("id", new UUID(4 << 12, i).toString())
                    .add("code", "P" + i));
        }
        master.importSnapshot(large, changed(sample -> sample.replace("/data/products", products.build())));

        JsonArray full = data(master.init(till.terminal())).getJsonArray("products");
        List<InitData.Part> parts = ready(master.init(till.terminal())).parts(true);
        assertEquals(43 + 2, parts.size());
        assertEquals(
                full,
                parts.stream()
                        .filter(part -> part.resource().equals("products"))
                        .flatMap(part -> Parsed.value(part.text().get()).asJsonArray().stream())
                        .collect(JsonCollectors.toJsonArray()),
                "in pieces of 500 rows");
        till.close(Document.closure());
        JsonArray refresh = data(master.init(till.terminal())).getJsonArray("products");

        assertEquals(1_001, full.size());
        assertEquals("P999", full.getJsonObject(1_000).getString("code"));
        assertEquals(1_001, refresh.size());
        for (int i = 0; i < full.size(); i++) {
            JsonObject tracked = Json.createObjectBuilder(full.getJsonObject(i))
                    .remove("stock")
                    .build();
            assertEquals(tracked, refresh.getJsonObject(i));
        }
    }
}
