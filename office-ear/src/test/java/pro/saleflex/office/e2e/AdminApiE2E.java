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
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What administrators do by the API instead of the portal. */
class AdminApiE2E {
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);

    /** The ids of terminals with a parked entry. */
    private static final List<String> PARKING = new ArrayList<>();

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
                        "{\"office_code\":\"O1\",\"store_code\":\"API-B\",\"name\":\"API\","
                                + "\"time_zone\":\"Europe/London\",\"currency\":\"GBP\"}",
                        "Authorization",
                        ADMIN))
                .getString("id");
    }

    @AfterAll
    static void clear() throws SQLException {
        String mine = " where terminal_id = any('{" + String.join(",", PARKING) + "}')";
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

    /** Creates a user who has chosen a password; returns its Authorization header. */
    private static String user(String name, String role, String stores) {
        HttpResponse<String> answer = call(
                ADMIN,
                "POST",
                "/users",
                "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"stores\":[" + stores + "]}");
        assertEquals(201, answer.statusCode(), answer.body());
        return withChosenPassword(name, json(answer).getString("password"));
    }

    /** Changes the generated password; returns the Authorization header with the new one. */
    private static String withChosenPassword(String name, String generated) {
        String chosen = "chosen by " + name;
        HttpResponse<String> answer =
                call(basic(name, generated), "PUT", "/password", "{\"password\":\"" + chosen + "\"}");
        assertEquals(204, answer.statusCode(), answer.body());
        return basic(name, chosen);
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

    /** Parks the first document of a terminal; returns its path. */
    private static String park(OfficeServer.Terminal till) throws SQLException {
        PARKING.add(till.id());
        calls.post("/pos/transactions", envelope(till.code(), sale(UUID.randomUUID(), "p1")));
        run("insert into lane (target, terminal_id, done_upto, next_attempt_at) values ('GATE', '" + till.id()
                + "', 1, now()) on conflict (target, terminal_id) do update set done_upto = 1;"
                + " insert into parked (target, terminal_id, entry_no, cause, reason, parked_at) values ('GATE', '"
                + till.id() + "', 1, 'REFUSED', 'GATE answered 422.', now())");
        return "/parked/" + till.id() + "/1";
    }

    private static boolean lists(String user, OfficeServer.Terminal till) {
        return list(user, "/parked").getValuesAs(JsonObject.class).stream()
                .anyMatch(entry -> entry.getString("terminal").endsWith("/" + till.code()));
    }

    @Test
    void missingDocumentsOfAPeriodAreExplainedByThoseWhoSeeItsStore() {
        OfficeServer.Terminal till = office.terminal();
        calls.post("/pos/transactions", envelope(till.code(), sale(31, 1)));
        calls.post("/pos/closures", Calls.closure(till.code(), 31, 3));
        String terminal = till.id();
        String path = "/terminals/" + terminal + "/periods/31/explanation";
        String reason = "{\"reason\":\"The paper was torn off.\"}";

        HttpResponse<String> part = call(ADMIN, "PUT", path, "{\"missing\":1,\"reason\":\"One was a test.\"}");
        assertEquals(200, part.statusCode(), part.body());
        assertEquals("2-3", json(part).getString("receipts"));
        assertFalse(json(part).getBoolean("explained"));
        String manager = user(newName(), "MANAGER", quoted(demoStore));
        JsonObject explained = json(call(manager, "PUT", path, reason));
        assertTrue(explained.getBoolean("explained"), explained.toString());
        assertEquals(2, explained.getInt("explained_missing"));
        assertEquals("The paper was torn off.", explained.getString("reason"));

        String stranger = user(newName(), "MANAGER", quoted(otherStore));
        assertEquals(404, call(stranger, "PUT", path, reason).statusCode());
        assertEquals(400, call(ADMIN, "PUT", path, "{\"reason\":\" \"}").statusCode());
        assertEquals(
                400,
                call(ADMIN, "PUT", path, "{\"missing\":0,\"reason\":\"x\"}").statusCode());
        assertEquals(
                409, call(ADMIN, "PUT", path.replace("/31/", "/32/"), reason).statusCode());
        assertEquals(
                404,
                call(ADMIN, "PUT", path.replace(terminal, UUID.randomUUID().toString()), reason)
                        .statusCode());
        assertEquals(
                "2",
                office.value("select count(*) from audit_trail where action = 'period.explain' and subject = 'terminal "
                        + terminal + " period 31'"));
    }

    @Test
    void aUserIsCreatedChangedAndBlocked() {
        String name = newName();
        HttpResponse<String> created = call(ADMIN, "POST", "/users", "{\"name\":\"" + name + "\",\"role\":\"ADMIN\"}");
        String password = json(created).getString("password");

        assertEquals(201, created.statusCode(), created.body());
        assertTrue(json(created).getBoolean("must_change_password"));
        HttpResponse<String> early = call(basic(name, password), "GET", "/users", "");
        assertEquals(403, early.statusCode());
        assertTrue(json(early).getString("detail").contains("PUT /api/v1/admin/password"), early.body());
        assertEquals(
                403,
                call(basic(name, password), "POST", "/users/" + name + "/password", "")
                        .statusCode());
        for (String weak : new String[] {"{}", "{\"password\":\"short\"}", "{\"password\":\"" + password + "\"}", ""}) {
            assertEquals(
                    400, call(basic(name, password), "PUT", "/password", weak).statusCode(), weak);
        }
        String user = withChosenPassword(name, password);
        assertEquals(200, call(user, "GET", "/users", "").statusCode());
        assertFalse(calls.get("/admin/users", "Authorization", ADMIN).body().contains("\"password\""));
        assertEquals(
                409,
                call(ADMIN, "POST", "/users", "{\"name\":\"" + name + "\",\"all_stores\":true}")
                        .statusCode());

        JsonObject changed = json(
                call(ADMIN, "PATCH", "/users/" + name, "{\"role\":\"VIEWER\",\"stores\":[" + quoted(demoStore) + "]}"));
        assertEquals("VIEWER", changed.getString("role"));
        assertEquals(demoStore, changed.getJsonArray("stores").getString(0));
        assertEquals(403, call(user, "GET", "/users", "").statusCode());

        String fresh =
                json(call(ADMIN, "POST", "/users/" + name + "/password", "")).getString("password");
        assertEquals(401, call(user, "GET", "/parked", "").statusCode());
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
    void anImpossibleUserIsRefused() {
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
    void aMalformedChangeChangesNothing() {
        String id = office.terminal().id();
        String name = newName();
        user(name, "VIEWER", quoted(demoStore));
        call(ADMIN, "PATCH", "/users/" + name, "{\"blocked\":true}");
        String terminal = "/terminals/" + id;
        call(ADMIN, "PATCH", terminal, "{\"blocked\":true}");
        for (String[] odd : new String[][] {
            {"blocked", "{\"blocked\":1}"},
            {"blocked", "{\"blocked\":0}"},
            {"blocked", "{\"blocked\":\"false\"}"},
            {"blocked", "{\"blocked\":true,\"blocked\":false}"},
            {"JSON", "{\"blocked\":false} x"},
            {"JSON", "{\"blocked\":true}{\"blocked\":false}"},
            {"JSON", "[{\"blocked\":false}]"}
        }) {
            for (String path : List.of("/users/" + name, terminal)) {
                HttpResponse<String> answer = call(ADMIN, "PATCH", path, odd[1]);
                assertEquals(400, answer.statusCode(), odd[1]);
                assertTrue(json(answer).getString("detail").contains(odd[0]), answer.body());
            }
        }
        assertEquals("t", office.value("select blocked from portal_user where name = '" + name + "'"));
        assertEquals("t", office.value("select blocked from terminal where id = '" + id + "'"));
        call(ADMIN, "PATCH", terminal, "{\"blocked\":false}");
        assertEquals("f", office.value("select blocked from terminal where id = '" + id + "'"));
    }

    @Test
    void aStoreWithAnAmbiguousZoneIsRefused() {
        for (String zone : List.of("GMT+3", "CET", "+03:00")) {
            HttpResponse<String> answer = calls.post(
                    "/admin/stores",
                    "{\"office_code\":\"O1\",\"store_code\":\"API-Z\",\"name\":\"N\",\"time_zone\":\"" + zone
                            + "\",\"currency\":\"TRY\"}",
                    "Authorization",
                    ADMIN);
            assertEquals(400, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("such as Europe/Istanbul or Europe/Paris, not: " + zone), answer.body());
        }
    }

    @Test
    void aChangeOfAStoreAppliesFromNowOn() {
        JsonObject made = json(calls.post(
                "/admin/stores",
                "{\"office_code\":\"O1\",\"store_code\":\"API-C\",\"name\":\"Old\",\"time_zone\":\"Europe/London\","
                        + "\"currency\":\"GBP\"}",
                "Authorization",
                ADMIN));
        assertEquals("00:00", made.getString("day_start"));
        String store = "/stores/" + made.getString("id");
        JsonObject changed = json(call(
                ADMIN,
                "PATCH",
                store,
                "{\"name\":\"New\",\"time_zone\":\"Europe/Paris\",\"currency\":\"EUR\",\"day_start\":\"02:30\"}"));

        assertEquals("New", changed.getString("name"));
        assertEquals("Europe/Paris", changed.getString("time_zone"));
        assertEquals("EUR", changed.getString("currency"));
        assertEquals("02:30", changed.getString("day_start"));
        assertEquals(
                "name New, time zone Europe/Paris, currency EUR, day start 02:30",
                office.value("select detail from audit_trail where action = 'store.change' and subject = 'O1/API-C'"));
        assertEquals(
                "GBP>EUR",
                office.value("select string_agg(currency, '>' order by since) from store_terms where store_id = '"
                        + made.getString("id") + "'"));
        for (String odd : List.of(
                "{\"day_start\":\"24:00\"}",
                "{\"day_start\":\"2:30\"}",
                "{\"time_zone\":\"GMT+3\"}",
                "{\"currency\":\"gbp\"}",
                "{\"name\":\" \"}")) {
            assertEquals(400, call(ADMIN, "PATCH", store, odd).statusCode(), odd);
        }
        assertEquals(
                404, call(ADMIN, "PATCH", "/stores/" + UUID.randomUUID(), "{}").statusCode());
        assertEquals("02:30", json(call(ADMIN, "PATCH", store, "{}")).getString("day_start"));
    }

    @Test
    void anAdministratorRebuildsAllProjectionsOnLine() throws SQLException {
        OfficeServer.Terminal till = office.terminal();
        calls.post("/pos/transactions", envelope(till.code(), sale(UUID.randomUUID(), "r1")));
        String documents =
                "select string_agg(cast(d as text), ',') from sales_document d where terminal_id = '" + till.id() + "'";
        String before = office.value(documents);
        run("update sales_document set net_amount = 0, business_day = null where terminal_id = '" + till.id() + "'");
        String path = "/journal/projection/rebuild";

        assertEquals(
                403,
                call(user(newName(), "MANAGER", quoted(demoStore)), "POST", path, "")
                        .statusCode());
        assertTrue(json(call(ADMIN, "POST", path, "")).getBoolean("running"));
        OfficeServer.await("all is rebuilt", () -> !json(calls.get("/admin" + path, "Authorization", ADMIN))
                .getBoolean("running"));

        assertEquals(before, office.value(documents));
        assertEquals(
                "admin",
                office.value(
                        "select actor from audit_trail where action = 'journal.rebuild' order by id desc limit 1"));
    }

    @Test
    void aTerminalCodeThatHttpBasicWouldSplitIsRefused() {
        HttpResponse<String> answer = calls.post(
                "/admin/terminals",
                "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"API:1\","
                        + "\"number\":77777}",
                "Authorization",
                ADMIN);
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("terminal_code contains a colon"), answer.body());
    }

    @Test
    void aTerminalNumberThatIsNotAWholeNumberIsRefused() {
        for (String number : List.of("99999999999", "2.9", "\"4\"", "true", "1e10", "[4]")) {
            HttpResponse<String> answer = call(
                    ADMIN,
                    "POST",
                    "/terminals",
                    "{\"office_code\":\"O1\",\"store_code\":\"API-B\",\"terminal_code\":\"ODD\",\"number\":" + number
                            + "}");
            assertEquals(400, answer.statusCode(), number);
            assertTrue(json(answer).getString("detail").startsWith("'number' "), answer.body());
        }
        HttpResponse<String> nul = call(
                ADMIN,
                "POST",
                "/stores",
                "{\"office_code\":\"O1\",\"store_code\":\"API-N\",\"name\":\"a\\u0000b\",\"time_zone\":\"UTC\","
                        + "\"currency\":\"GBP\"}");
        assertEquals(400, nul.statusCode(), nul.body());
        assertEquals("0", office.value("select count(*) from terminal where code = 'ODD'"));
    }

    @Test
    void controlCharactersAreRefusedEverywhere() {
        assertEquals(
                401,
                calls.get("/admin/users", "Authorization", basic("ad\0min", "x"))
                        .statusCode());
        assertEquals(
                401,
                calls.get("/admin/users", "Authorization", basic("admin", "x\0"))
                        .statusCode());
        for (String path : new String[] {"/users/a%00b", "/users/a%0Ab", "/users/a%7fb", "/terminals/%00"}) {
            HttpResponse<String> answer = Calls.send(HttpRequest.newBuilder(URI.create(office.api() + "/admin" + path))
                    .header("Authorization", ADMIN)
                    .header("Content-Type", "application/json")
                    .method("PATCH", HttpRequest.BodyPublishers.ofString("{}"))
                    .build());
            assertEquals(400, answer.statusCode(), path); // some are refused by the server itself, without a body
        }
        assertEquals(
                400, calls.get("/admin/users?a=%00", "Authorization", ADMIN).statusCode());
        assertEquals(
                400,
                calls.get("/pos/init?office_code=%00&store_code=STORE-001&terminal_code=POS-001")
                        .statusCode());
        for (String body : new String[] {
            "{\"name\":\"a\\u0000b\",\"all_stores\":true}", "{\"name\":\"api-nul\",\"role\":\"\\u0000\"}"
        }) {
            assertEquals(400, call(ADMIN, "POST", "/users", body).statusCode(), body);
        }
        String terminal = "/terminals/" + office.terminal().id();
        assertEquals(
                400,
                call(ADMIN, "PATCH", terminal, "{\"trusted_networks\":[\"fe80::1%\\u0000\"]}")
                        .statusCode());
    }

    @Test
    void aCallFromAPageOfAnotherSiteIsRefused() {
        String till = office.terminal().code();
        String discard = discardOfNothing();
        String own = office.origin();
        String port = own.substring(own.lastIndexOf(':'));
        Map<List<String>, Integer> answers = Map.ofEntries(
                Map.entry(List.of("Sec-Fetch-Site", "cross-site"), 403),
                Map.entry(List.of("Sec-Fetch-Site", "same-site"), 403),
                Map.entry(List.of("Sec-Fetch-Site", "cross-site", "Origin", own), 403),
                Map.entry(List.of("Sec-Fetch-Site", "same-origin"), 200),
                Map.entry(List.of("Sec-Fetch-Site", "none"), 200),
                Map.entry(List.of("Origin", own), 200),
                Map.entry(List.of("Origin", "http://elsewhere.example.com"), 403),
                Map.entry(List.of("Origin", "http://127.0.0.1"), 403),
                Map.entry(List.of("Origin", "http://127.0.0.1.example.com" + port), 403),
                Map.entry(List.of("Origin", "null"), 403),
                Map.entry(
                        List.of("Origin", "https://office.example.com", "X-Forwarded-Host", "office.example.com"), 200),
                Map.entry(
                        List.of("Origin", "https://other.example.com", "X-Forwarded-Host", "office.example.com"), 403));
        answers.forEach((headers, status) -> {
            String[] sent = Stream.concat(Stream.of("Authorization", ADMIN), headers.stream())
                    .toArray(String[]::new);
            assertEquals(status, calls.get("/admin/users", sent).statusCode(), headers.toString());
            assertEquals(
                    status == 200 ? 404 : 403,
                    calls.method("PATCH", "/admin/users/nobody", "{}", sent).statusCode(),
                    headers.toString());
            assertEquals(
                    status == 200 ? 404 : 403,
                    calls.method("DELETE", "/admin" + discard, "", sent).statusCode(),
                    headers.toString());
            if (!headers.contains("X-Forwarded-Host")) {
                assertEquals(
                        status,
                        calls.post(
                                        "/pos/transactions",
                                        envelope(till, sale(UUID.randomUUID(), "x1")),
                                        headers.toArray(String[]::new))
                                .statusCode(),
                        "from a trusted network, too: " + headers);
            }
        });
        assertEquals(
                200, calls.get("/health", "Sec-Fetch-Site", "cross-site").statusCode(), "a link to it is harmless");
    }

    @Test
    void formBodiesAreRefused() {
        String discard = discardOfNothing();
        String users = office.api() + "/admin/users/";
        for (String type :
                new String[] {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"}) {
            for (String method : new String[] {"POST", "PATCH", "DELETE"}) {
                String path = method.equals("POST") ? "nobody/password" : method.equals("PATCH") ? "nobody" : "";
                URI address = method.equals("DELETE")
                        ? URI.create(office.api() + "/admin" + discard)
                        : URI.create(users + path);
                // The server itself refuses a DELETE with a body.
                HttpRequest.BodyPublisher body = method.equals("DELETE")
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString("{}");
                HttpResponse<String> answer = Calls.send(HttpRequest.newBuilder(address)
                        .header("Authorization", ADMIN)
                        .header("Content-Type", type)
                        .method(method, body)
                        .build());
                assertEquals(415, answer.statusCode(), method + " " + type);
            }
        }
        HttpResponse<String> untyped = Calls.send(HttpRequest.newBuilder(URI.create(users + "nobody/password"))
                .header("Authorization", ADMIN)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertEquals(415, untyped.statusCode());
        HttpResponse<String> empty = Calls.send(HttpRequest.newBuilder(URI.create(users + "nobody/password"))
                .header("Authorization", ADMIN)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        assertEquals(404, empty.statusCode(), "an empty body is not a form");
    }

    /** The path of an entry's discard that does not exist. */
    private static String discardOfNothing() {
        return "/parked/" + office.terminal().id() + "/4711/discard";
    }

    @Test
    void refusedCallersAreListed() {
        calls.post("/pos/transactions", envelope("T-API-STRANGER", sale(UUID.randomUUID(), "s1")));

        assertTrue(list(ADMIN, "/refused-callers").getValuesAs(JsonObject.class).stream()
                .anyMatch(caller -> caller.getString("terminal_code").equals("T-API-STRANGER")
                        && caller.getString("reason").equals("UNKNOWN_TERMINAL")));
    }

    @Test
    void aParkedEntryIsRetriedDiscardedByTwoUsersAndRestored() throws SQLException {
        OfficeServer.Terminal till = office.terminal();
        String manager = user(newName(), "MANAGER", quoted(demoStore));
        String entry = park(till);

        JsonObject retried = json(call(manager, "POST", entry + "/retry", ""));
        assertTrue(retried.containsKey("retry_at"));

        assertEquals(
                400,
                call(manager, "POST", entry + "/discard", "{\"reason\":\" \"}").statusCode());
        assertEquals(409, call(manager, "DELETE", entry + "/discard", "").statusCode(), "no discard was requested");
        JsonObject asked = json(call(manager, "POST", entry + "/discard", "{\"reason\":\"A test\"}"));
        assertEquals("A test", asked.getString("discard_reason"));
        assertEquals(
                409, call(manager, "POST", entry + "/discard/confirmation", "").statusCode(), "not by the same user");
        JsonObject discarded = json(call(ADMIN, "POST", entry + "/discard/confirmation", ""));
        assertEquals("admin", discarded.getString("discarded_by"));
        assertEquals(409, call(manager, "POST", entry + "/retry", "").statusCode(), "it was discarded");

        assertFalse(json(call(manager, "DELETE", entry + "/discard", "")).containsKey("discarded_by"));
        assertTrue(lists(manager, till));
        assertEquals(
                "4",
                office.value("select count(*) from audit_trail where action like 'parked.%' and subject like '%"
                        + entry.split("/", -1)[2] + "%'"));
    }

    @Test
    void nobodySeesOrChangesEntriesOfOtherStores() throws SQLException {
        OfficeServer.Terminal till = office.terminal();
        String stranger = user(newName(), "MANAGER", quoted(otherStore));
        String viewer = user(newName(), "VIEWER", quoted(demoStore));
        String entry = park(till);

        assertFalse(lists(stranger, till));
        assertTrue(lists(ADMIN, till));
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
        String till = office.terminal().code();
        calls.post("/pos/transactions", envelope(till, sale(UUID.randomUUID(), "g1")));
        String stranger = user(newName(), "MANAGER", quoted(otherStore));

        JsonObject all = json(call(ADMIN, "GET", "/gate", ""));
        assertEquals("NOT_CONFIGURED", all.getJsonObject("link").getString("state"));
        assertTrue(all.getJsonArray("lanes").getValuesAs(JsonObject.class).stream()
                .anyMatch(lane -> lane.getString("terminal").endsWith("/" + till)));
        assertEquals(
                0,
                json(call(stranger, "GET", "/gate", "")).getJsonArray("lanes").size());
    }

    @Test
    void theArchiveIsShownWithWhatItsDocumentsAreWorthToThoseWhoMaySeeAllStores() {
        String stranger = user(newName(), "MANAGER", quoted(otherStore));

        JsonObject all = json(call(ADMIN, "GET", "/archive", ""));
        assertTrue(all.getBoolean("available"), all.toString());
        assertEquals(office.home().resolve("archive").toString(), all.getString("directory"));
        assertTrue(all.getJsonObject("single").containsKey("values"), all.toString());
        JsonObject some = json(call(stranger, "GET", "/archive", ""));
        assertFalse(some.getJsonObject("single").containsKey("values"), some.toString());
        assertEquals(401, calls.get("/admin/archive").statusCode());
    }

    @Test
    void anAdministratorHasTheArchiveVerifiedTheRestoreRehearsedAndTheDatabaseBackedUp() {
        String manager = user(newName(), "MANAGER", quoted(otherStore));
        Instant before = Instant.now();

        Map<String, String> running =
                Map.of("verification", "verifying", "rehearsal", "rehearsing", "backup", "backing_up");
        for (String check : running.keySet()) {
            assertEquals(403, call(manager, "POST", "/archive/" + check, "").statusCode());
            HttpResponse<String> asked = call(ADMIN, "POST", "/archive/" + check, "");
            assertEquals(202, asked.statusCode(), asked.body());
            assertTrue(json(asked).containsKey(running.get(check)), asked.body());
        }
        OfficeServer.await("all have ended", () -> running.keySet().stream().allMatch(check -> ended(check, before)));
        JsonObject checks = json(call(ADMIN, "GET", "/archive", "")).getJsonObject("checks");
        assertTrue(checks.getJsonObject("verification").getBoolean("clean"), checks.toString());
        assertTrue(checks.getJsonObject("verification").getBoolean("complete"), checks.toString());
        assertTrue(checks.getJsonObject("rehearsal").getBoolean("succeeded"), checks.toString());
        assertTrue(checks.getJsonObject("backup").getBoolean("succeeded"), checks.toString());
        assertTrue(checks.getJsonObject("backup").getInt("rows") > 0, checks.toString());
    }

    private static boolean ended(String check, Instant after) {
        JsonObject last =
                json(call(ADMIN, "GET", "/archive", "")).getJsonObject("checks").getJsonObject(check);
        return last != null && Instant.parse(last.getString("started_at")).isAfter(after);
    }
}
