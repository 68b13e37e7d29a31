package pro.saleflex.office.gate.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.gate.PlayedGate;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.reference.InitData;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.status.Contacts;
import pro.saleflex.office.status.Heartbeat;
import pro.saleflex.office.status.TerminalRequests;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.testing.Parsed;
import pro.saleflex.office.testing.Samples;
import pro.saleflex.office.testing.TestApplication;

class MasterDataPullsDbTest {
    private static final String PRODUCTS = "/products/updates/";
    private static final String CASHIERS = "/reference/updates/?resource=cashiers";
    private static final String UNKNOWN = "00000000-0000-4000-8000-0000000000aa";
    private static final String TIME = "2026-11-22T09:59:58.5Z";

    @TempDir
    static Path home;

    private final PlayedGate gate = new PlayedGate();
    private TestApplication app;
    private StoreRef store;
    private TerminalRef till;
    private JsonObject milk;
    private JsonObject cashier;

    @BeforeEach
    void open() {
        app = new TestApplication(home, gate.settings(Map.of()));
        store = app.store();
        till = app.terminal(store, 1);
        app.bean(ReferenceData.class).importSnapshot(store, Samples.body("pos-init.json"));
        milk = rows("products").get(0);
        cashier = rows("cashiers").get(0);
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

    private void pull() {
        app.bean(MasterDataPulls.class).pull();
    }

    private void pullLater() {
        app.clock().pass(Duration.ofMinutes(15));
        probe();
        pull();
    }

    private void pullProducts() {
        app.bean(MasterDataPulls.class).pullProductsNow(List.of(store));
        pull();
    }

    private long version() {
        return app.bean(ReferenceData.class).version(store);
    }

    private List<JsonObject> rows(String resource) {
        InitData data = app.bean(ReferenceData.class).init(till);
        assertTrue(data instanceof InitData.Ready, data::toString);
        String text = ((InitData.Ready) data)
                .parts(false).stream()
                        .filter(part -> part.resource().equals(resource))
                        .findFirst()
                        .orElseThrow()
                        .text()
                        .get();
        JsonValue found = Parsed.object("{\"rows\":" + text + "}").get("rows");
        return found instanceof JsonObject one
                ? List.of(one)
                : found.asJsonArray().getValuesAs(JsonObject.class);
    }

    private JsonObject row(String resource, String id) {
        return rows(resource).stream()
                .filter(row -> row.getString("id").equals(id))
                .findFirst()
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static String with(JsonObject row, String name, String json) {
        return Json.createObjectBuilder(row)
                .add(name, Parsed.value(json))
                .build()
                .toString();
    }

    private static String change(String resource, String row) {
        return "{\"resource\":\"" + resource + "\",\"id\":\""
                + Parsed.object(row).getString("id") + "\",\"deleted\":false,\"row\":" + row + "}";
    }

    private static String deletion(String resource, String id) {
        return "{\"resource\":\"" + resource + "\",\"id\":\"" + id + "\",\"deleted\":true,\"row\":null}";
    }

    private List<AlertView> alerts() {
        return app.bean(Alerts.class).openOfKinds(Set.of(AlertKind.GATE_DATA_REFUSED));
    }

    private static String query(PlayedGate.Call call) {
        return URLDecoder.decode(call.path(), StandardCharsets.UTF_8);
    }

    @Test
    void everySourceIsPulledEveryFifteenMinutesSinceTheLastPull() {
        gate.page(PRODUCTS, TIME, null);
        pull();
        pull();

        assertEquals(42 - 4 - 5 + 2, gate.calls("/").size());
        assertEquals(List.of(), gate.calls("/reference/updates/?resource=transaction_sequences"));
        assertEquals(
                List.of("/products/updates/?office_code=O&store_code=" + store.storeCode()),
                gate.calls(PRODUCTS).stream().map(MasterDataPullsDbTest::query).toList());
        assertEquals(1, version(), "nothing was changed");

        gate.forget();
        pullLater();
        assertEquals(35, gate.calls("/").size());
        assertEquals(
                "/products/updates/?office_code=O&store_code=" + store.storeCode() + "&since=" + TIME,
                query(gate.calls(PRODUCTS).get(0)));
    }

    @Test
    void eachPageIsAppliedAsAVersionAndTheFirstPagesTimeCounts() {
        String other = with(Parsed.object(with(milk, "id", '"' + UNKNOWN + '"')), "code", "\"another\"");
        gate.page(
                PRODUCTS,
                TIME,
                gate.address("/products/updates/?page=2"),
                change("products", with(milk, "name", "\"A\"")));
        gate.page(
                PRODUCTS + "?page=2",
                "2026-11-22T10:30:00Z",
                "/api/v1/products/updates/?page=3",
                change("products", other));
        gate.page(PRODUCTS + "?page=3", "2026-11-22T10:40:00Z", null, change("products", with(milk, "name", "\"A\"")));
        int before = rows("products").size();

        pull();

        assertEquals("A", row("products", milk.getString("id")).getString("name"));
        assertEquals(before + 1, rows("products").size());
        assertEquals(3, version(), "the third page changed nothing");
        assertEquals(
                "2", app.value("select count(*) from audit_trail where actor = 'GATE' and action = 'reference.pull'"));
        assertEquals(TIME, app.value("select position from gate_duty where name = 'pull " + store.id() + " products'"));
    }

    @Test
    void aBadPageChangesNothingAndRaisesAnAlertUntilAGoodOneComes() {
        gate.page(PRODUCTS, TIME, null);
        pull();
        String good = change("products", with(milk, "name", "\"A\""));
        String bad = change("products", with(milk, "sale_price", "\"dear\"")).replace(milk.getString("id"), UNKNOWN);
        gate.page(PRODUCTS, "2026-11-22T10:15:00Z", null, good, bad);
        gate.page(CASHIERS, TIME, null, change("cashiers", with(cashier, "name", "\"Another\"")));
        pullLater();

        assertEquals(milk, row("products", milk.getString("id")), "nothing of the bad page");
        assertEquals("Another", rows("cashiers").get(0).getString("name"), "other sources go on");
        assertEquals(1, alerts().size());
        assertEquals(store.id(), alerts().get(0).storeId());
        assertEquals("products", alerts().get(0).parameters().get("resource"));
        assertTrue(alerts().get(0).parameters().get("reason").contains("sale_price must be a number"));

        gate.page(PRODUCTS, "2026-11-22T10:30:00Z", null, good);
        gate.forget();
        pullLater();
        assertTrue(query(gate.calls(PRODUCTS).get(0)).endsWith("&since=" + TIME), "it goes on where it was");
        assertEquals("A", row("products", milk.getString("id")).getString("name"));
        assertEquals(List.of(), alerts());
    }

    @Test
    void aRowWithADuplicateCodeIsLeftOutUntilGateCorrectsItAndDelaysNothingElse() {
        gate.page(PRODUCTS, TIME, null);
        pull();
        String another = "7ab3c1d2-e4f5-4a6b-8c7d-9e0f1a2b3c4d"; // not only digits: alerts mask card numbers
        String clashing = with(milk, "id", '"' + another + '"');
        String next = "00000000-0000-4000-8000-0000000000bb";
        String sound = with(Parsed.object(with(milk, "id", '"' + next + '"')), "code", "\"another\"");
        gate.page(PRODUCTS, "2026-11-22T10:15:00Z", null, change("products", clashing), change("products", sound));
        pullLater();

        assertEquals(JsonValue.EMPTY_JSON_OBJECT, row("products", another));
        assertEquals("another", row("products", next).getString("code"), "the other rows are applied");
        String reason = alerts().get(0).parameters().get("reason");
        assertTrue(reason.contains("products[" + another + "]"), reason);
        assertTrue(reason.contains("products[" + milk.getString("id") + "]"), reason);
        assertTrue(reason.contains("the same code " + milk.getString("code")), reason);

        long version = version();
        pullLater();
        assertEquals(version, version(), "nothing is applied twice");
        assertEquals(1, alerts().size());

        gate.forget();
        gate.page(
                PRODUCTS,
                "2026-11-22T10:45:00Z",
                null,
                change("products", clashing),
                change("products", with(milk, "code", "\"moved\"")));
        pullLater();
        assertTrue(query(gate.calls(PRODUCTS).get(0)).endsWith("&since=" + TIME), "it is requested again");
        assertEquals(milk.getString("code"), row("products", another).getString("code"));
        assertEquals("moved", row("products", milk.getString("id")).getString("code"));
        assertEquals(List.of(), alerts());
    }

    private static final List<String> BAD_PAGES_OF_PRODUCTS = List.of(
            "[]",
            "{\"results\":[],\"next\":null}",
            "{\"results\":[],\"next\":null,\"server_time\":\"now\"}",
            "{\"results\":{},\"next\":null,\"server_time\":\"2026-11-22T10:00:00Z\"}",
            "{\"results\":[1],\"next\":null,\"server_time\":\"2026-11-22T10:00:00Z\"}",
            "{\"results\":[],\"next\":\"http://127.0.0.1:1/api/v1/x\",\"server_time\":\"2026-11-22T10:00:00Z\"}",
            "{\"results\":[],\"next\":\"../x\",\"server_time\":\"2026-11-22T10:00:00Z\"}",
            "{\"results\":[],\"next\":\"/api/v1/products/updates/?x\",\"server_time\":\"2026-11-22T10:00:00Z\"}",
            "{\"results\":[{\"resource\":\"cashiers\",\"id\":\"00000000-0000-4000-8000-0000000000aa\","
                    + "\"deleted\":true,\"row\":null}],\"next\":null,\"server_time\":\"2026-11-22T10:00:00Z\"}",
            "{\"results\":[{\"resource\":\"products\",\"id\":\"00000000-0000-4000-8000-0000000000aa\","
                    + "\"deleted\":false,\"row\":null}],\"next\":null,\"server_time\":\"2026-11-22T10:00:00Z\"}");

    @Test
    void aMalformedOrForeignPageIsRefused() {
        pull();
        for (String body : BAD_PAGES_OF_PRODUCTS) {
            gate.answer(PRODUCTS, 200, body);
            pullProducts();
            assertEquals(
                    List.of("products"),
                    alerts().stream()
                            .map(alert -> alert.parameters().get("resource"))
                            .toList(),
                    body);

            gate.page(PRODUCTS, TIME, null);
            pullProducts();
            assertEquals(List.of(), alerts());
        }
        assertEquals(1, version());
        assertEquals(LinkState.UP, app.bean(GateLink.class).now().state(), "the link is not affected");
    }

    @Test
    void aRefusalRaisesAnAlertAndDoesNotAffectTheLink() {
        gate.answer(PRODUCTS, 422, "{\"status\":\"error\",\"message\":\"There is no such store.\"}");
        pull();

        assertEquals(
                "GATE answered 422: There is no such store.",
                alerts().get(0).parameters().get("reason"));
        assertEquals(35, gate.calls("/").size());
    }

    @Test
    void anEndpointThatGateDoesNotHaveDelaysNothingElse() {
        gate.answer("/reference/updates/", 404, "");
        gate.answer(PRODUCTS, 405, "");
        pull();

        assertEquals(35, gate.calls("/").size(), "all sources were called, campaigns after products");
        assertEquals(List.of(), alerts());
        gate.forget();
        pull();
        assertEquals(List.of(), gate.calls("/"), "not before the next quarter of an hour");
    }

    @Test
    void deletedRowsAreMarkedAsDeleted() {
        gate.page(PRODUCTS, TIME, null, deletion("products", milk.getString("id")), deletion("products", UNKNOWN));
        pull();

        JsonObject deleted = row("products", milk.getString("id"));
        assertTrue(deleted.getBoolean("is_deleted"));
        assertEquals("2026-11-22T10:00:00Z", deleted.getString("deleted_at"));
        assertEquals(milk.getString("name"), deleted.getString("name"));
        assertEquals(JsonValue.EMPTY_JSON_OBJECT, row("products", UNKNOWN));
        assertEquals(2, version());

        pullLater();
        assertEquals(2, version(), "it is deleted already");

        gate.page(PRODUCTS, TIME, null, change("products", milk.toString()));
        pullLater();
        assertFalse(row("products", milk.getString("id")).getBoolean("is_deleted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"countries", "cities", "districts"})
    void aRowThatCannotBeMarkedAsDeletedStaysUntilGateTakesTheDeletionBack(String resource) {
        String path = "/reference/updates/?resource=" + resource;
        JsonObject row = rows(resource).get(0);
        String added = with(Parsed.object(with(row, "id", '"' + UNKNOWN + '"')), "name", "\"Another\"")
                .replace(row.getString(uniqueMember(resource)), "ZZ");
        gate.page(
                path,
                TIME,
                null,
                deletion(resource, row.getString("id")),
                deletion(resource, "00000000-0000-4000-8000-0000000000bb"),
                change(resource, added));
        pull();

        assertEquals(row, row(resource, row.getString("id")), "tills would keep it for ever");
        assertEquals("Another", row(resource, UNKNOWN).getString("name"), "the other rows are applied");
        assertEquals(
                List.of(resource + "[" + row.getString("id")
                        + "] is deleted, but tills cannot be told that a row of " + resource
                        + " is deleted: they would keep it for ever."),
                alerts().stream().map(alert -> alert.parameters().get("reason")).toList());

        gate.forget();
        gate.page(path, TIME, null, change(resource, row.toString()));
        pullLater();
        assertFalse(query(gate.calls(path).get(0)).contains("since"), "it is requested again");
        assertEquals(List.of(), alerts());
        assertEquals(2, version(), "nothing else was changed");
    }

    private static String uniqueMember(String resource) {
        return resource.equals("countries") ? "iso_alpha2" : "code";
    }

    /** Rows are compared as they will be, so neither clashes with the old value of the other. */
    @Test
    void twoRowsOfAPageMaySwapTheirCodes() {
        String first = milk.getString("code");
        JsonObject other =
                Parsed.object(with(Parsed.object(with(milk, "id", '"' + UNKNOWN + '"')), "code", "\"2002\""));
        gate.page(PRODUCTS, TIME, null, change("products", other.toString()));
        pull();
        gate.page(
                PRODUCTS,
                TIME,
                null,
                change("products", with(milk, "code", "\"2002\"")),
                change("products", with(other, "code", '"' + first + '"')));
        pullLater();

        assertEquals("2002", row("products", milk.getString("id")).getString("code"));
        assertEquals(first, row("products", UNKNOWN).getString("code"));
        assertEquals(List.of(), alerts());
    }

    @Test
    void gateCanSayWhenARowWasDeleted() {
        String told = "{\"id\":\"" + milk.getString("id") + "\",\"deleted_at\":\"2026-11-01T08:00:00\"}";
        gate.page(
                PRODUCTS,
                TIME,
                null,
                deletion("products", milk.getString("id")).replace("\"row\":null", "\"row\":" + told));
        pull();

        assertEquals(
                "2026-11-01T08:00:00", row("products", milk.getString("id")).getString("deleted_at"));
    }

    @Test
    void theLastAdministratorAndTheStoreCannotBeRemoved() {
        JsonObject own = rows("store").get(0);
        String other = with(cashier, "id", '"' + UNKNOWN + '"');
        gate.page(CASHIERS, TIME, null, change("cashiers", with(cashier, "is_administrator", "false")));
        gate.page("/reference/updates/?resource=store", TIME, null, deletion("store", own.getString("id")));
        pull();
        assertEquals(
                Set.of("cashiers", "store"),
                alerts().stream()
                        .map(alert -> alert.parameters().get("resource"))
                        .collect(Collectors.toSet()));
        assertEquals(1, version());

        gate.page(CASHIERS, TIME, null, deletion("cashiers", cashier.getString("id")));
        gate.page(
                "/reference/updates/?resource=store",
                TIME,
                null,
                change("store", with(own, "id", '"' + UNKNOWN + '"')));
        pullLater();
        assertEquals(2, alerts().size());
        assertEquals(1, version());

        String another = with(Parsed.object(with(Parsed.object(other), "user_name", "\"b\"")), "no", "77");
        gate.page(CASHIERS, TIME, null, deletion("cashiers", cashier.getString("id")), change("cashiers", another));
        gate.page("/reference/updates/?resource=store", TIME, null);
        pullLater();
        assertEquals(List.of(), alerts(), "there is another administrator now");
        assertEquals(2, version());
    }

    @Test
    void aCashiersCodeIsStoredEncrypted() {
        gate.page(CASHIERS, TIME, null, change("cashiers", with(cashier, "password", "\"code-918273645\"")));
        pull();

        assertEquals("code-918273645", rows("cashiers").get(0).getString("password"));
        assertEquals(
                "0",
                app.value("select count(*) from reference_row r where strpos(to_jsonb(r)::text, '918273645') > 0"
                        + " or strpos(encode(cashier_code, 'escape'), '918273645') > 0"));

        long before = version();
        pullLater();
        assertEquals(before, version(), "it is the same code, however it is encrypted");
    }

    @Test
    void terminalsThatSendHeartbeatsAreAskedToRefreshOnce() {
        TerminalRef silent = app.terminal(store, 2);
        TerminalRef elsewhere = app.terminal(app.store(), 1);
        for (TerminalRef each : List.of(till, elsewhere)) {
            app.bean(Contacts.class).heartbeat(each, beat());
        }
        gate.page(
                CASHIERS + "&office_code=O&store_code=" + store.storeCode(),
                TIME,
                null,
                change("cashiers", with(cashier, "name", "\"Another\"")));
        gate.page(
                PRODUCTS + "?office_code=O&store_code=" + store.storeCode(),
                TIME,
                null,
                change("products", with(milk, "name", "\"A\"")));
        pull();
        pullLater();

        TerminalRequests requests = app.bean(TerminalRequests.class);
        assertEquals(
                List.of("GATE"),
                requests.latest(till.id()).stream()
                        .map(TerminalRequests.Asked::askedBy)
                        .toList());
        assertEquals(List.of(), requests.latest(silent.id()));
        assertEquals(List.of(), requests.latest(elsewhere.id()));
        assertEquals(
                List.of(List.of("GATE", "store " + store.id(), "1 terminals")),
                app.rows("select actor, subject, detail from audit_trail where action = 'terminal.refresh'"));
    }

    private static Heartbeat beat() {
        return new Heartbeat(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    @Test
    void afterAnOutageInTheMiddleAPullStartsFromTheSameTime() {
        gate.page(PRODUCTS, TIME, null);
        pull();
        gate.page(
                PRODUCTS,
                "2026-11-22T10:15:00Z",
                gate.address("/products/updates/?page=2"),
                change("products", with(milk, "name", "\"A\"")));
        gate.answer("/products/updates/?page=2", 503, "{}");
        app.clock().pass(Duration.ofMinutes(15));
        probe();
        gate.forget();
        pull();
        pull();
        assertEquals(36, gate.calls("/").size(), "34 others and two pages");
        assertEquals(1, gate.calls("/campaigns/active/").size(), "the sources after it are not delayed");
        assertEquals("A", row("products", milk.getString("id")).getString("name"), "the first page was applied");
        assertEquals(List.of(), alerts());
        assertFalse(app.bean(GateLink.class).isOnHold(), "documents do not wait for it");

        gate.page("/products/updates/?page=2", TIME, null);
        gate.forget();
        app.clock().pass(Duration.ofSeconds(11));
        pull();
        assertTrue(query(gate.calls(PRODUCTS).get(0)).endsWith("&since=" + TIME));
        assertEquals(2, gate.calls("/").size());
    }

    @Test
    void aSourceThatKeepsFailingAloneRaisesAnAlertAndDelaysNoOther() {
        gate.answer(CASHIERS, 500, "{}");
        pull();
        assertEquals(35, gate.calls("/").size());
        assertEquals(List.of(), alerts(), "it may be temporary");

        for (int i = 0; i < 4; i++) {
            pullLater();
        }
        assertEquals(
                List.of("cashiers"),
                alerts().stream()
                        .map(alert -> alert.parameters().get("resource"))
                        .toList());

        gate.page(CASHIERS, TIME, null);
        pullLater();
        assertEquals(List.of(), alerts());
    }

    @Test
    void threeFailuresInARowEndThePass() {
        gate.answer("/", 500, "{}");
        pull();
        assertEquals(3, gate.calls("/").size());
    }

    @Test
    void gateIsNotCalledForAsLongAsItAsked() {
        gate.answer(CASHIERS, 429, "{}", "60");
        pull();
        gate.forget();
        app.clock().pass(Duration.ofSeconds(59));
        pull();
        assertEquals(List.of(), gate.calls("/"));

        app.clock().pass(Duration.ofSeconds(1));
        pull();
        assertEquals(List.of(), gate.calls(CASHIERS), "the others come first");
        assertEquals(1, gate.calls(PRODUCTS).size());
    }

    @Test
    void readingPagesHasATimeLimit() {
        gate.page(PRODUCTS, TIME, gate.address("/products/updates/?page=2"));
        gate.page("/products/updates/?page=2", TIME, null);

        GateReadResult read = app.bean(GatePages.class).read(PRODUCTS, 10, page -> {
            app.clock().pass(Duration.ofMinutes(11));
            return Optional.empty();
        });

        assertTrue(
                read instanceof GateReadResult.Failed failed && failed.reason().contains("10 minutes"), read::toString);
        assertEquals(1, gate.calls(PRODUCTS).size());
    }

    @Test
    void nothingIsPulledWhileGateIsAway() {
        gate.away(503);
        app.clock().pass(Duration.ofMinutes(1));
        probe();
        pull();
        assertEquals(List.of(), gate.calls("/"));

        gate.back();
        app.clock().pass(Duration.ofSeconds(5));
        probe();
        pull();
        assertEquals(35, gate.calls("/").size());
    }

    @Test
    void aPullOnRequestRunsAtOnce() {
        MasterDataPulls pulls = app.bean(MasterDataPulls.class);
        pull();
        gate.forget();
        app.clock().pass(Duration.ofSeconds(10));
        assertFalse(pulls.productsPulledSince(List.of(store), app.clock().instant()));

        pulls.pullProductsNow(List.of(store));
        pull();
        assertEquals(1, gate.calls("/").size());
        assertTrue(pulls.productsPulledSince(List.of(store), app.clock().instant()));
        assertFalse(pulls.campaignsPulledSince(List.of(store), app.clock().instant()));

        pulls.pullCampaignsNow(List.of(store));
        pull();
        assertEquals(1, gate.calls("/campaigns/active/").size());
    }

    @Test
    void afterAnImportEverythingIsPulledFromTheStart() {
        gate.page(PRODUCTS, TIME, null, change("products", with(milk, "name", "\"A\"")));
        pull();
        app.bean(ReferenceData.class).importSnapshot(store, Samples.body("pos-init.json"));
        app.bean(MasterDataPulls.class).startOver(store);
        gate.forget();
        pull();

        assertFalse(query(gate.calls(PRODUCTS).get(0)).contains("since"));
        assertEquals("A", row("products", milk.getString("id")).getString("name"));
    }

    @Test
    void aNewStoreIsFoundAndFilled() {
        pull();
        StoreRef added = app.store();
        TerminalRef first = app.terminal(added, 1);
        JsonObject own = rows("store").get(0);
        String ofAdded = "&office_code=O&store_code=" + added.storeCode();
        gate.page(CASHIERS + ofAdded, TIME, null, change("cashiers", cashier.toString()));
        app.clock().pass(Duration.ofMinutes(1));
        pull();
        assertTrue(app.bean(ReferenceData.class).init(first) instanceof InitData.Empty, "there is no store row yet");

        gate.page("/reference/updates/?resource=store" + ofAdded, TIME, null, change("store", own.toString()));
        pullLater();
        assertTrue(app.bean(ReferenceData.class).init(first) instanceof InitData.Ready);
    }
}
