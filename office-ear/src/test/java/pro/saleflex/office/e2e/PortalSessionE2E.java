package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;

import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The portal's sessions when time passes, something fails, or the server restarts. Uses a separate server, which starts
 * empty and signs idle users out after a minute. System property {@code office.restarts} sets how often it is
 * restarted.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PortalSessionE2E {
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);
    private static final Pattern REQUEST_ID = Pattern.compile("<code>([0-9a-f-]{36})</code>");

    private static final Duration IDLE = Duration.ofMinutes(1);

    /** Lock of tests that need the portal all the time, and of those that interrupt it. */
    private static final String PORTAL = "portal";

    private static OfficeServer office;
    private static Calls calls;

    @BeforeAll
    static void start() {
        office = new OfficeServer("portal-session", Map.of("SALEFLEX_OFFICE_PORTAL_IDLE", "1", "OFFICE_DEMO", "false"));
        office.deleteHome();
        office.start();
        calls = new Calls(office);
    }

    @AfterAll
    static void stop() {
        office.discard();
    }

    private static PortalClient admin() {
        PortalClient admin = new PortalClient(office);
        assertEquals(
                "/office/",
                admin.signIn("admin", OfficeServer.ADMIN_PASSWORD).uri().getPath());
        return admin;
    }

    /** From an empty database to a sale on the board, as a store's manager does it. */
    @Test
    @Order(0)
    void fromNothingToTheFirstSale() {
        try (PortalBrowser browser = PortalBrowser.open(office)) {
            Page page = browser.window();
            browser.go(page, "/");
            browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
            page.waitForSelector("p.empty:has-text('There are no stores yet.')");
            browser.assertSound(page, "board-nothing");
            page.click(".empty a");
            page.waitForURL("**/stores.xhtml");
            page.click("[id='store:create']");
            page.waitForSelector("#messages >> text=Please fill in: Store code");
            page.fill("[id='store:name']", "Corner shop");
            page.fill("[id='store:office']", "OFFICE-001");
            page.fill("[id='store:code']", "STORE-001");
            page.selectOption("[id='store:zone']", "Europe/Istanbul");
            page.selectOption("[id='store:currency']", "TRY");
            page.click("[id='store:create']");
            page.waitForSelector("#messages >> text=Store Corner shop has been created.");
            browser.assertSound(page, "stores-first");
            assertEquals("Europe/Istanbul TRY", office.value("select time_zone || ' ' || currency from store"));

            browser.go(page, "/");
            page.waitForSelector("p.empty:has-text('There are no tills yet.')");
            page.click(".empty a");
            page.fill("[id='terminal:code']", "POS-001");
            page.fill("[id='terminal:number']", "1");
            page.click("[id='terminal:create']");
            page.waitForSelector("#qr");
            HttpResponse<String> enrolled = calls.post(
                    "/enrolments",
                    "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"POS-001\","
                            + "\"code\":\"" + page.innerText("#code") + "\"}");
            assertEquals(201, enrolled.statusCode(), enrolled.body());
            assertEquals(
                    200,
                    calls.post(
                                    "/pos/transactions",
                                    envelope("POS-001", sale(UUID.randomUUID(), "first")),
                                    "X-API-Key",
                                    json(enrolled).getString("secret"))
                            .statusCode());
            browser.go(page, "/");
            page.waitForSelector("#tiles >> text=POS-001");
            browser.assertNoComplaints();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT) // it mostly waits
    @ResourceLock(value = PORTAL, mode = ResourceAccessMode.READ)
    void aUserWhosePagesOnlyRefreshIsSignedOut() throws InterruptedException {
        PortalClient active = admin();
        Instant before = Instant.now();
        PortalClient idle = admin();
        Instant after = Instant.now();
        while (Instant.now().isBefore(after.plus(IDLE))) {
            Thread.sleep(Duration.ofSeconds(6).toMillis());
            String path =
                    idle.get("/office/users.xhtml?office.background=true").uri().getPath();
            Duration since = Duration.between(before, Instant.now());
            if (since.compareTo(IDLE) < 0) {
                assertEquals("/office/users.xhtml", path, "after " + since);
            }
            active.get("/office/users.xhtml");
        }

        HttpResponse<String> form = idle.get("/office/users.xhtml");
        assertEquals("/office/login.xhtml", form.uri().getPath());
        assertTrue(form.body().contains("Your session has ended."));
        assertEquals(
                "/office/users.xhtml", active.get("/office/users.xhtml").uri().getPath());
    }

    @Test
    @Order(2)
    @ResourceLock(PORTAL)
    void aFailureIsReportedPolitely() throws SQLException {
        PortalClient admin = admin();
        execute("alter table refused_caller rename to refused_caller_away");
        try {
            assertPolite(admin.get("/office/terminals.xhtml"));
        } finally {
            execute("alter table refused_caller_away rename to refused_caller");
        }
        assertEquals(200, admin.get("/office/terminals.xhtml").statusCode());

        office.lockOutApplication(true);
        try {
            assertPolite(admin.get("/office/terminals.xhtml"));
        } finally {
            office.lockOutApplication(false);
        }
        OfficeServer.await(
                "the portal works again",
                () -> admin.get("/office/terminals.xhtml").statusCode() == 200);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = office.database();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertPolite(HttpResponse<String> answer) {
        assertEquals(500, answer.statusCode());
        assertEquals(
                answer.headers().firstValue("X-Request-Id").orElseThrow(),
                PortalClient.first(REQUEST_ID, answer.body()),
                "the page shows the response's request id");
        for (String inside : new String[] {"Exception", "at pro.saleflex", "SQL", "Payara", "???"}) {
            assertFalse(answer.body().contains(inside), answer.body());
        }
    }

    @Test
    @Order(1)
    void aManagerSeesOnlyTheirStoresAndKeepsTheChosenOne() {
        String first = store("First store", "P1");
        String second = store("Second store", "P2");
        PortalClient admin = admin();

        PortalClient one = manager(admin, "manager.one", first);
        String page = one.get("/office/terminals.xhtml").body();
        assertTrue(page.contains("TILL-P1"), page);
        assertFalse(page.contains("TILL-P2"), page);
        assertFalse(page.contains("POS-001"), page);
        assertFalse(page.contains("menu stores"), "with one store there is nothing to choose");

        PortalClient two = manager(admin, "manager.two", first, second);
        HttpResponse<String> both = two.get("/office/terminals.xhtml");
        assertTrue(both.body().contains("TILL-P1") && both.body().contains("TILL-P2"), both.body());
        assertFalse(both.body().contains("POS-001"), both.body());
        assertTrue(both.body().contains("menu stores"), both.body());

        String button = PortalClient.first(
                Pattern.compile("<input[^>]*name=\"bar:([^\"]+)\"[^>]*value=\"Second store\""), both.body());
        two.submit(both, "bar", button, "Second store");
        page = two.get("/office/terminals.xhtml").body();
        assertTrue(page.contains("TILL-P2"), page);
        assertFalse(page.contains("TILL-P1"), "the session keeps the choice");
    }

    /** A till that names an unknown store may belong to another store. */
    @Test
    @Order(1)
    void callersRefusedElsewhereAreNotShownToAManager() {
        String mine = store("My store", "N1");
        store("Their store", "N2");
        PortalClient admin = admin();
        PortalClient manager = manager(admin, "manager.alone", mine);
        for (String named : new String[] {"N1", "N2", "NOWHERE"}) {
            calls.post(
                    "/pos/transactions",
                    envelope("STRANGER-" + named, sale(UUID.randomUUID(), "stranger"))
                            .replace("OFFICE-001", "O1")
                            .replace("STORE-001", named));
        }
        for (String page : new String[] {"terminals.xhtml", "alerts.xhtml", ""}) {
            OfficeServer.await("the administrator sees all", () -> {
                String body = admin.get("/office/" + page).body();
                return page.isEmpty() || (body.contains("STRANGER-NOWHERE") && body.contains("STRANGER-N2"));
            });
            String body = manager.get("/office/" + page).body();
            assertFalse(body.contains("STRANGER-NOWHERE"), page);
            assertFalse(body.contains("STRANGER-N2"), page);
            assertTrue(page.isEmpty() || body.contains("STRANGER-N1"), page + " " + body);
        }
    }

    private static String store(String name, String code) {
        HttpResponse<String> store = calls.post(
                "/admin/stores",
                "{\"office_code\":\"O1\",\"store_code\":\"" + code + "\",\"name\":\"" + name
                        + "\",\"time_zone\":\"Europe/Istanbul\",\"currency\":\"TRY\"}",
                "Authorization",
                ADMIN);
        assertEquals(201, store.statusCode(), store.body());
        HttpResponse<String> till = calls.post(
                "/admin/terminals",
                "{\"office_code\":\"O1\",\"store_code\":\"" + code + "\",\"terminal_code\":\"TILL-" + code
                        + "\",\"number\":1}",
                "Authorization",
                ADMIN);
        assertEquals(201, till.statusCode(), till.body());
        return json(store).getString("id");
    }

    private static PortalClient manager(PortalClient admin, String name, String... stores) {
        String[] fields = new String[6 + 2 * stores.length];
        fields[0] = "name";
        fields[1] = name;
        fields[2] = "role";
        fields[3] = "MANAGER";
        fields[4] = "save";
        fields[5] = "Create";
        for (int i = 0; i < stores.length; i++) {
            fields[6 + 2 * i] = "stores";
            fields[7 + 2 * i] = stores[i];
        }
        String made =
                admin.submit(admin.get("/office/user.xhtml"), "user", fields).body();
        String password = PortalClient.first(Pattern.compile("id=\"once\">([^<]+)<"), made);

        PortalClient manager = new PortalClient(office);
        HttpResponse<String> change = manager.signIn(name, password);
        assertEquals("/office/password.xhtml", change.uri().getPath());
        String chosen = "nine purple umbrellas";
        assertEquals(
                "/office/index.xhtml",
                manager.submit(change, "change", "before", password, "after", chosen, "again", chosen, "go", "Change")
                        .uri()
                        .getPath());
        return manager;
    }

    /** Two web modules, one authentication mechanism: on some servers it was chance which module got it at start-up. */
    @Test
    @Order(2)
    @ResourceLock(PORTAL)
    void afterARestartPeopleSignInAgainAndTillsNeedNot() {
        store("Restarted", "R1");
        String till = json(calls.post(
                        "/admin/terminals",
                        "{\"office_code\":\"O1\",\"store_code\":\"R1\",\"terminal_code\":\"T2\",\"number\":2}",
                        "Authorization",
                        ADMIN))
                .getString("secret");
        for (int i = 0; i < Integer.getInteger("office.restarts", 1); i++) {
            PortalClient before = admin();
            assertEquals(143, office.stop(), "ended by the signal");
            office.start();

            HttpResponse<String> form = before.get("/office/terminals.xhtml");
            assertEquals(200, form.statusCode());
            assertEquals("/office/login.xhtml", form.uri().getPath(), "restart " + i);
            assertEquals(
                    200,
                    calls.post(
                                    "/pos/transactions",
                                    envelope("T2", sale(UUID.randomUUID(), "r" + i))
                                            .replace("OFFICE-001", "O1")
                                            .replace("STORE-001", "R1"),
                                    "X-API-Key",
                                    till)
                            .statusCode());
            assertEquals(200, admin().get("/office/users.xhtml").statusCode());
            assertEquals(401, calls.get("/admin/terminals").statusCode());
        }
    }
}
