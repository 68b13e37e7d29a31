package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;
import static pro.saleflex.office.e2e.Calls.sample;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator does: stores, terminals, secrets, master data, verification. */
class AdministrationE2E {
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);

    private static OfficeServer office;
    private static Calls calls;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        calls = new Calls(office);
    }

    private static HttpResponse<String> post(String path, String body) {
        return calls.post("/admin" + path, body, "Authorization", ADMIN);
    }

    private static HttpResponse<String> patch(String id, String body) {
        return calls.method("PATCH", "/admin/terminals/" + id, body, "Authorization", ADMIN);
    }

    private static String store(String code) {
        HttpResponse<String> answer = post("/stores", storeIn(code, "Europe/Istanbul"));
        assertEquals(201, answer.statusCode(), answer.body());
        return json(answer).getString("id");
    }

    private static String storeIn(String code, String zone) {
        return "{\"office_code\":\"O1\",\"store_code\":\"" + code + "\",\"name\":\"A store\",\"time_zone\":\"" + zone
                + "\",\"currency\":\"TRY\"}";
    }

    private static JsonObject terminal(String store, String code) {
        HttpResponse<String> answer = post(
                "/terminals",
                "{\"office_code\":\"O1\",\"store_code\":\"" + store + "\",\"terminal_code\":\"" + code
                        + "\",\"number\":1}");
        assertEquals(201, answer.statusCode(), answer.body());
        return json(answer);
    }

    private static int upload(String store, String code, String secret) {
        String body = Calls.envelope(code, sale(UUID.randomUUID(), "a1"))
                .replace("OFFICE-001", "O1")
                .replace("STORE-001", store);
        return calls.post("/pos/transactions", body, "X-API-Key", secret).statusCode();
    }

    private static int init(String store, String code, String secret) {
        return calls.get(
                        "/pos/init?office_code=O1&store_code=" + store + "&terminal_code=" + code,
                        "Authorization",
                        basic(code, secret))
                .statusCode();
    }

    @Test
    void onlyAnAdministratorIsLetIn() {
        HttpResponse<String> answer = calls.get("/admin/terminals");

        assertEquals(401, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(401, json(answer).getInt("status"));
        assertEquals(
                401,
                calls.get("/admin/terminals", "Authorization", basic("nobody", "x"))
                        .statusCode());
        assertEquals(200, calls.get("/admin/terminals", "Authorization", ADMIN).statusCode());
    }

    @Test
    void aTillGetsFromNothingToItsFirstSale() {
        String storeId = store("S1");
        JsonObject till = terminal("S1", "K1");
        String secret = till.getString("secret");

        assertEquals(43, secret.length(), "256 bits in base64url");
        assertFalse(office.value("select encode(secret_sha256, 'hex') from terminal where code = 'K1'")
                .contains(secret));
        assertEquals(404, init("S1", "K1", secret), "no master data yet");
        assertEquals(
                422,
                calls.method("PUT", "/admin/stores/" + storeId + "/reference", "{\"data\":{}}", "Authorization", ADMIN)
                        .statusCode());
        HttpResponse<String> imported = calls.method(
                "PUT", "/admin/stores/" + storeId + "/reference", sample("pos-init.json"), "Authorization", ADMIN);
        assertEquals(200, imported.statusCode(), imported.body());
        assertEquals(200, init("S1", "K1", secret));
        assertEquals(200, upload("S1", "K1", secret));
        assertEquals(
                "0",
                office.value("select count(*) from reference_row where body like '%\"4711\"%'"),
                "cashiers' codes are encrypted");
        assertEquals(
                "1",
                office.value(
                        "select count(*) from audit_trail where action = 'reference.import' and subject = 'O1/S1'"));
    }

    @Test
    void aBlockedTillLosesItsMasterDataButNotItsBackup() {
        String storeId = store("S2");
        JsonObject till = terminal("S2", "K2");
        String secret = till.getString("secret");
        calls.method("PUT", "/admin/stores/" + storeId + "/reference", sample("pos-init.json"), "Authorization", ADMIN);

        assertEquals(200, patch(till.getString("id"), "{\"blocked\":true}").statusCode());

        assertEquals(403, init("S2", "K2", secret));
        assertEquals(200, upload("S2", "K2", secret));
    }

    @Test
    void aRotatedSecretJoinsTheOldOneAndARevocationStopsBoth() {
        store("S3");
        JsonObject till = terminal("S3", "K3");
        String old = till.getString("secret");

        String fresh = json(patch(till.getString("id"), "{\"rotate\":true}")).getString("secret");
        assertEquals(200, upload("S3", "K3", old), "valid for another day");
        assertEquals(200, upload("S3", "K3", fresh));

        assertFalse(json(patch(till.getString("id"), "{\"revoke\":true}")).containsKey("secret"));
        assertEquals(401, upload("S3", "K3", fresh));
        assertEquals(401, upload("S3", "K3", old));
        assertEquals(401, upload("S3", "K3", "guessed"));
        assertEquals(
                "1",
                office.value(
                        "select count(*) from refused_caller where terminal_code = 'K3' and reason = 'SECRET_REVOKED' and times = 1"));
        assertEquals(
                "2",
                office.value(
                        "select times from refused_caller where terminal_code = 'K3' and reason = 'TERMINAL_REVOKED'"));
    }

    @Test
    void whatIsWrongIsNamed() {
        HttpResponse<String> answer =
                post("/stores", "{\"office_code\":\"O1\",\"store_code\":\"S9\",\"name\":\"x\",\"time_zone\":\"Mars\"}");

        assertEquals(400, answer.statusCode());
        assertTrue(json(answer).getString("detail").contains("time_zone"));
        assertEquals(400, post("/stores", "{").statusCode());
        assertEquals(
                404,
                post(
                                "/terminals",
                                "{\"office_code\":\"O1\",\"store_code\":\"none\",\"terminal_code\":\"x\",\"number\":1}")
                        .statusCode());
        assertEquals(
                404, patch(UUID.randomUUID().toString(), "{\"blocked\":true}").statusCode());
        store("S4");
        terminal("S4", "K4");
        assertEquals(
                409,
                post(
                                "/terminals",
                                "{\"office_code\":\"O1\",\"store_code\":\"S4\",\"terminal_code\":\"K4\",\"number\":2}")
                        .statusCode());
    }

    /** British Columbia has stayed seven hours behind UTC since 2026, which the JDK and the system may not know yet. */
    @Test
    void aSaleInVancouverIsShownInTheTimeOfItsStore() throws SQLException {
        assertEquals(201, post("/stores", storeIn("S5", "America/Vancouver")).statusCode());
        JsonObject till = terminal("S5", "K5");
        try (Connection database = office.database();
                Statement statement = database.createStatement()) { // earlier sales do not count
            statement.execute("update terminal set created_at = '2026-11-01Z' where code = 'K5'");
        }
        assertEquals(200, patch(till.getString("id"), "{\"blocked\":false}").statusCode());
        UUID id = UUID.randomUUID();
        String body = Calls.envelope("K5", sale(id, "v1"))
                .replace(
                        "\"transaction_date_time\":\"2026-11-22T10:11:12.123456\"",
                        "\"transaction_date_time\":\"2026-11-27T08:58:00\",\"created_at\":\"2026-11-27T16:00:00\"")
                .replace("OFFICE-001", "O1")
                .replace("STORE-001", "S5");

        assertEquals(
                200,
                calls.post("/pos/transactions", body, "X-API-Key", till.getString("secret"))
                        .statusCode());

        assertEquals(
                "2026-11-27 15:58:00",
                office.value(
                        "select opened_at at time zone 'UTC' from sales_document where document_id = '" + id + "'"));
        PortalClient browser = new PortalClient(office);
        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        String page =
                browser.get("/office/till.xhtml?id=" + till.getString("id")).body();
        assertTrue(
                Pattern.compile("Nov 27, 2026,? 9:00:00\\sAM GMT-7")
                        .matcher(page)
                        .find(),
                page);
    }

    @Test
    void theStoresPageShowsTheVersionOfTheZoneRules() {
        PortalClient browser = new PortalClient(office);
        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);

        String page = browser.get("/office/stores.xhtml").body();

        assertTrue(
                Pattern.compile("rules in use: version <bdi[^>]*>20\\d\\d[a-z]</bdi>")
                        .matcher(page)
                        .find(),
                page);
    }

    @Test
    void anAmbiguousZoneIsRefused() {
        for (String zone : List.of("CET", "EET", "MET", "WET", "EST5EDT", "GMT+3")) {
            HttpResponse<String> answer = post("/stores", storeIn("S6", zone));
            assertEquals(400, answer.statusCode(), zone);
            assertTrue(json(answer).getString("detail").contains("Europe/Paris"), answer.body());
        }
    }

    @Test
    void aStoreIsChangedOnItsPage() {
        String id = store("S8");
        try (PortalBrowser browser = PortalBrowser.open(office)) {
            Page page = browser.window();
            browser.go(page, "/");
            browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
            page.waitForURL("**/office/");
            browser.go(page, "/stores.xhtml");
            page.click("a[href$='store.xhtml?id=" + id + "']");
            page.waitForURL("**/store.xhtml?id=*");
            assertEquals("00:00", page.inputValue("[id='change:start']"));
            page.fill("[id='change:name']", "The bar");
            page.selectOption("[id='change:zone']", "Europe/Paris");
            page.selectOption("[id='change:currency']", "EUR");
            page.fill("[id='change:start']", "02:30");
            page.click("[id='change:save']");
            page.waitForSelector("#messages >> text=Saved.");

            assertEquals("The bar", page.innerText("h1"));
            assertEquals(
                    "The bar Europe/Paris EUR 02:30:00",
                    office.value("select concat_ws(' ', name, time_zone, currency, day_start) from store where id = '"
                            + id + "'"));
            assertEquals(
                    "admin",
                    office.value("select actor from audit_trail where action = 'store.change' and subject = 'O1/S8'"));
            browser.assertSound(page, "store");
            page.fill("[id='change:name']", " ");
            page.click("[id='change:save']");
            page.waitForSelector("#messages >> text=This is not possible:");
            checkPages(browser, id, "en-GB", PortalBrowser.PHONE, ColorScheme.DARK);
            checkPages(browser, id, "ar", PortalBrowser.DESK, ColorScheme.LIGHT);
        }
    }

    private static void checkPages(PortalBrowser browser, String id, String language, int width, ColorScheme colours) {
        Page page = browser.window(language, width, colours);
        browser.go(page, "/");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        page.waitForURL("**/office/");
        browser.go(page, "/store.xhtml?id=" + id);
        browser.assertSound(page, "store-" + language + "-" + colours);
        browser.go(page, "/stores.xhtml");
        browser.assertSound(page, "stores-" + language + "-" + colours);
    }

    @Test
    void theJournalsOfAllTerminalsAreVerified() {
        JsonObject verification = json(calls.get("/admin/journal/verification", "Authorization", ADMIN));

        assertTrue(verification.getBoolean("clean"), verification.toString());
        assertTrue(verification.getInt("terminals") >= 1002);
    }
}
