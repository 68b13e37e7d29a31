package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the portal does with users, refused callers and GATE, by calls. Terminals T0880 to T0885 are this class's own. */
class AdminApiE2E {
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);

    private static OfficeServer office;
    private static Calls calls;
    private static String demoStore;
    private static String otherStore;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        calls = new Calls(office);
        demoStore = office.value("select id from store where store_code = 'STORE-001'");
        otherStore = json(calls.post(
                        "/admin/stores",
                        "{\"office_code\":\"O1\",\"store_code\":\"API-B\",\"name\":\"API\",\"time_zone\":\"Europe/London\","
                                + "\"currency\":\"GBP\"}",
                        "Authorization",
                        ADMIN))
                .getString("id");
    }

    @AfterAll
    static void clear() throws SQLException {
        String mine = " where terminal_id in (select id from terminal where code between 'T0880' and 'T0885')";
        run("delete from parked" + mine + "; delete from lane" + mine);
    }

    private static HttpResponse<String> call(String user, String method, String path, String body) {
        return calls.method(method, "/admin" + path, body, "Authorization", user);
    }

    private static JsonArray list(String user, String path) {
        HttpResponse<String> answer = calls.get("/admin" + path, "Authorization", user);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.createReader(new StringReader(answer.body())).readArray();
    }

    private static String newName() {
        return "api-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Name and password for Authorization. */
    private static String user(String name, String role, String stores) {
        HttpResponse<String> answer = call(
                ADMIN,
                "POST",
                "/users",
                "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"stores\":[" + stores + "]}");
        assertEquals(201, answer.statusCode(), answer.body());
        return basic(name, json(answer).getString("password"));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = office.database();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Parks the first document of a terminal; answers its address. */
    private static String parked(String terminal) throws SQLException {
        calls.post("/pos/transactions", envelope(terminal, sale(UUID.randomUUID(), "p1")));
        String till = "from terminal where code = '" + terminal + "'";
        run("insert into lane (target, terminal_id, done_upto, next_attempt_at) select 'GATE', id, 1, now() " + till
                + " on conflict (target, terminal_id) do update set done_upto = 1;"
                + " insert into parked (target, terminal_id, entry_no, cause, reason, parked_at)"
                + " select 'GATE', id, 1, 'REFUSED', 'GATE answered 422.', now() " + till);
        return "/parked/" + office.value("select id from terminal where code = '" + terminal + "'") + "/1";
    }

    private static boolean lists(String user, String terminal) {
        return list(user, "/parked").getValuesAs(JsonObject.class).stream()
                .anyMatch(entry -> entry.getString("terminal").endsWith("/" + terminal));
    }

    @Test
    void aUserIsCreatedChangedAndBlocked() {
        String name = newName();
        HttpResponse<String> created = call(ADMIN, "POST", "/users", "{\"name\":\"" + name + "\",\"role\":\"ADMIN\"}");
        String password = json(created).getString("password");

        assertEquals(201, created.statusCode(), created.body());
        assertTrue(json(created).getBoolean("must_change_password"));
        assertEquals(200, call(basic(name, password), "GET", "/users", "").statusCode());
        assertFalse(calls.get("/admin/users", "Authorization", ADMIN).body().contains("\"password\""));
        assertEquals(
                409,
                call(ADMIN, "POST", "/users", "{\"name\":\"" + name + "\",\"all_stores\":true}")
                        .statusCode());

        JsonObject changed = json(
                call(ADMIN, "PATCH", "/users/" + name, "{\"role\":\"VIEWER\",\"stores\":[" + quoted(demoStore) + "]}"));
        assertEquals("VIEWER", changed.getString("role"));
        assertEquals(demoStore, changed.getJsonArray("stores").getString(0));
        assertEquals(403, call(basic(name, password), "GET", "/users", "").statusCode());

        String fresh =
                json(call(ADMIN, "POST", "/users/" + name + "/password", "")).getString("password");
        assertEquals(401, call(basic(name, password), "GET", "/parked", "").statusCode());
        assertEquals(403, call(basic(name, fresh), "GET", "/parked", "").statusCode());
        assertEquals(
                200,
                call(ADMIN, "PATCH", "/users/" + name, "{\"blocked\":true}").statusCode());
        assertEquals(401, call(basic(name, fresh), "GET", "/parked", "").statusCode());
        assertEquals(
                "4",
                office.value("select count(*) from audit_trail where actor = 'admin' and subject = '" + name + "'"));
    }

    @Test
    void whatNoUserCanBeIsSaid() {
        for (String body : new String[] {
            "{\"name\":\"x\",\"all_stores\":true}",
            "{\"name\":\"a b\",\"all_stores\":true}",
            "{\"all_stores\":true}",
            "{\"name\":\"api-none\",\"role\":\"KIOSK\",\"all_stores\":true}",
            "{\"name\":\"api-none\",\"role\":\"viewer\",\"all_stores\":true}",
            "{\"name\":\"api-none\",\"role\":\"MANAGER\"}",
            "{\"name\":\"api-none\",\"stores\":[\"" + UUID.randomUUID() + "\"]}",
            "{\"name\":\"api-none\",\"stores\":[\"no id\"]}",
            "{\"name\":\"api-none\",\"stores\":[null],\"all_stores\":true}",
            ""
        }) {
            assertEquals(400, call(ADMIN, "POST", "/users", body).statusCode(), body);
        }
        assertEquals(404, call(ADMIN, "PATCH", "/users/nobody", "{}").statusCode());
        assertEquals(404, call(ADMIN, "POST", "/users/nobody/password", "").statusCode());
        assertEquals(
                409, call(ADMIN, "PATCH", "/users/admin", "{\"blocked\":true}").statusCode());
    }

    @Test
    void whoWasTurnedAwayIsListed() {
        calls.post("/pos/transactions", envelope("T-API-STRANGER", sale(UUID.randomUUID(), "s1")));

        assertTrue(list(ADMIN, "/refused-callers").getValuesAs(JsonObject.class).stream()
                .anyMatch(caller -> caller.getString("terminal_code").equals("T-API-STRANGER")
                        && caller.getString("reason").equals("UNKNOWN_TERMINAL")));
    }

    @Test
    void aParkedEntryIsRetriedDiscardedByTwoAndTakenBack() throws SQLException {
        String manager = user(newName(), "MANAGER", quoted(demoStore));
        String entry = parked("T0880");

        JsonObject retried = json(call(manager, "POST", entry + "/retry", ""));
        assertTrue(retried.containsKey("retry_at"));

        assertEquals(
                400,
                call(manager, "POST", entry + "/discard", "{\"reason\":\" \"}").statusCode());
        assertEquals(409, call(manager, "DELETE", entry + "/discard", "").statusCode(), "nobody asked");
        JsonObject asked = json(call(manager, "POST", entry + "/discard", "{\"reason\":\"A test\"}"));
        assertEquals("A test", asked.getString("discard_reason"));
        assertEquals(
                409, call(manager, "POST", entry + "/discard/confirmation", "").statusCode(), "not by himself");
        JsonObject discarded = json(call(ADMIN, "POST", entry + "/discard/confirmation", ""));
        assertEquals("admin", discarded.getString("discarded_by"));
        assertEquals(409, call(manager, "POST", entry + "/retry", "").statusCode(), "it is discarded");

        assertFalse(json(call(manager, "DELETE", entry + "/discard", "")).containsKey("discarded_by"));
        assertTrue(lists(manager, "T0880"));
        assertEquals(
                "4",
                office.value("select count(*) from audit_trail where action like 'parked.%' and subject like '%"
                        + entry.split("/", -1)[2] + "%'"));
    }

    @Test
    void nobodySeesOrTouchesAnothersStore() throws SQLException {
        String stranger = user(newName(), "MANAGER", quoted(otherStore));
        String viewer = user(newName(), "VIEWER", quoted(demoStore));
        String entry = parked("T0881");

        assertFalse(lists(stranger, "T0881"));
        assertTrue(lists(ADMIN, "T0881"));
        assertEquals(404, call(stranger, "POST", entry + "/retry", "").statusCode());
        assertEquals(
                404,
                call(stranger, "POST", entry + "/discard", "{\"reason\":\"x\"}").statusCode());
        assertEquals(
                404, call(stranger, "POST", entry + "/discard/confirmation", "").statusCode());
        assertEquals(404, call(stranger, "DELETE", entry + "/discard", "").statusCode());
        assertEquals(403, call(viewer, "POST", entry + "/retry", "").statusCode());
        assertEquals(401, calls.get("/admin/parked").statusCode());
        assertEquals(403, call(stranger, "GET", "/users", "").statusCode());
        assertEquals(
                404,
                call(ADMIN, "POST", "/parked/" + UUID.randomUUID() + "/1/retry", "")
                        .statusCode());
        assertEquals(404, call(ADMIN, "POST", "/parked/nothing/one/retry", "").statusCode());
    }

    @Test
    void theLinkToGateIsShownWithTheLanesOfTheCallersStores() {
        calls.post("/pos/transactions", envelope("T0882", sale(UUID.randomUUID(), "g1")));
        String stranger = user(newName(), "MANAGER", quoted(otherStore));

        JsonObject all = json(call(ADMIN, "GET", "/gate", ""));
        assertEquals("NOT_CONFIGURED", all.getJsonObject("link").getString("state"));
        assertTrue(all.getJsonArray("lanes").getValuesAs(JsonObject.class).stream()
                .anyMatch(lane -> lane.getString("terminal").endsWith("/T0882")));
        assertEquals(
                0,
                json(call(stranger, "GET", "/gate", "")).getJsonArray("lanes").size());
    }
}
