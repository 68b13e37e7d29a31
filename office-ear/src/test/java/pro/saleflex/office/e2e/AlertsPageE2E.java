package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.json;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The alerts page in a real browser. Stores ALERTS-A and ALERTS-B are reserved for this class. */
class AlertsPageE2E {
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);
    private static final String PASSWORD = "seven green lanterns";

    /** An alert about the server, of a kind that nothing ends while the server has no GATE. */
    private static final UUID SERVERS = UUID.randomUUID();

    private static OfficeServer office;
    private static Calls calls;
    private static PortalBrowser browser;
    private static String storeA;
    private static String storeB;
    private static Page admin;
    private static Page managerA;
    private static Page managerB;
    private static Page viewerA;

    @BeforeAll
    static void start() throws SQLException {
        office = OfficeServer.shared();
        browser = PortalBrowser.open(office);
        calls = new Calls(office);
        admin = browser.window();
        browser.go(admin, "/");
        browser.signIn(admin, "admin", OfficeServer.ADMIN_PASSWORD);
        admin.waitForSelector("#menu");
        storeA = store("ALERTS-A", "North Street");
        storeB = store("ALERTS-B", "South Street");
        conflict("ALERTS-A", till("ALERTS-A", "KA1", 1));
        for (int i = 2; i <= 4; i++) {
            till("ALERTS-A", "KA" + i, i);
            callWithWrongSecret("ALERTS-A", "KA" + i);
        }
        till("ALERTS-B", "KB1", 1);
        callWithWrongSecret("ALERTS-B", "KB1");
        run("insert into alert (id, cause_key, kind, severity, facts, first_at, last_at, times, opened_at,"
                + " in_maintenance) values ('" + SERVERS
                + "', 'test', 'GATE_DATA_REFUSED', 'WARNING', '{\"wording\":\"notifications\",\"reason\":\"no id\"}',"
                + " now(), now(), 1, now(), false)");

        managerA = signedIn("alerts.manager.a", "MANAGER", storeA);
        managerB = signedIn("alerts.manager.b", "MANAGER", storeB);
        viewerA = signedIn("alerts.viewer.a", "VIEWER", storeA);
        OfficeServer.await("the alerts are raised", () -> "5"
                .equals(office.value(
                        "select count(*) from alert where store_id in ('" + storeA + "','" + storeB + "')")));
    }

    @AfterEach
    void closeWindows() {
        browser.closeAllBut(admin, managerA, managerB, viewerA);
    }

    @AfterAll
    static void stop() throws SQLException {
        if (browser != null) {
            browser.close();
            run("delete from alert where id = '" + SERVERS + "'");
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = office.database();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JsonObject made(String path, String body) {
        var answer = calls.post("/admin" + path, body, "Authorization", ADMIN);
        assertEquals(201, answer.statusCode(), answer.body());
        return json(answer);
    }

    private static String store(String code, String name) {
        return made(
                        "/stores",
                        "{\"office_code\":\"O1\",\"store_code\":\"" + code + "\",\"name\":\"" + name
                                + "\",\"time_zone\":\"Europe/Istanbul\",\"currency\":\"TRY\"}")
                .getString("id");
    }

    /** Creates a till; returns its code and secret. */
    private static String[] till(String store, String code, int number) {
        JsonObject till = made(
                "/terminals",
                "{\"office_code\":\"O1\",\"store_code\":\"" + store + "\",\"terminal_code\":\"" + code
                        + "\",\"number\":" + number + "}");
        return new String[] {code, till.getString("secret")};
    }

    private static int send(String store, String till, String secret, String sale) {
        String body = Calls.envelope(till, sale).replace("OFFICE-001", "O1").replace("STORE-001", store);
        return calls.post("/pos/transactions", body, "X-API-Key", secret).statusCode();
    }

    private static void conflict(String store, String... till) {
        String sale = Calls.sale(UUID.randomUUID(), "c1");
        assertEquals(200, send(store, till[0], till[1], sale));
        assertEquals(200, send(store, till[0], till[1], sale.replace("\"c1\"", "\"c2\"")));
    }

    private static void callWithWrongSecret(String store, String till) {
        assertEquals(401, send(store, till, "wrong", Calls.sale(UUID.randomUUID(), "w1")));
    }

    private static Page signedIn(String name, String role, String store) {
        browser.go(admin, "/user.xhtml");
        admin.fill("[id='user:name']", name);
        admin.check("input[value=" + role + "]");
        admin.uncheck("[id='user:all']");
        admin.check("input[value='" + store + "']");
        admin.click("[id='user:save']");
        String made = admin.innerText("#once");
        Page page = browser.window();
        browser.go(page, "/");
        browser.signIn(page, name, made);
        page.fill("[id='change:before']", made);
        page.fill("[id='change:after']", PASSWORD);
        page.fill("[id='change:again']", PASSWORD);
        page.click("[id='change:go']");
        page.waitForSelector("#menu");
        return page;
    }

    /** A column of the first alert about a till. */
    private static String alert(String till, String column) {
        return office.value("select a." + column + " from alert a join terminal t on t.id = a.terminal_id"
                + " where t.code = '" + till + "' order by a.first_at limit 1");
    }

    private static Locator card(Page page, String till) {
        return page.locator("[id='a-" + alert(till, "id") + "']");
    }

    private static void press(Page page, String button, String till) {
        page.click("[id='" + button + "-" + alert(till, "id") + "']");
    }

    private static long audited(String action, String actor) {
        return Long.parseLong(office.value(
                "select count(*) from audit_trail where action = '" + action + "' and actor = '" + actor + "'"));
    }

    @Test
    void aConflictIsDescribedPlainlyAndIsOverOnceAcknowledgedWithANote() {
        browser.go(managerA, "/alerts.xhtml?alert=" + alert("KA1", "id"));
        String text = card(managerA, "KA1").innerText();
        assertTrue(text.contains("Warning"), text);
        assertTrue(text.contains("Till KA1 in North Street sent documents again with different content: 1."), text);
        assertTrue(text.contains("Both versions are kept."), text);
        assertTrue(text.contains("Compare both versions in the journal"), text);
        assertTrue(text.contains("GMT+3"), "times name their zone: " + text);
        managerA.waitForSelector("#standing .ago:not(:empty)");
        assertEquals(
                "/office/till.xhtml?id=" + alert("KA1", "terminal_id"),
                card(managerA, "KA1").locator("a.button").getAttribute("href"));
        assertTrue(card(managerA, "KA1").getAttribute("class").contains("asked"), "the linked alert is marked");

        press(managerA, "ack", "KA1");
        browser.assertSound(managerA, "alerts-acknowledge");
        managerA.fill("[id='seen:note']", "Compared, <b>the first</b> one is right");
        managerA.click("[id='seen:go']");
        card(managerA, "KA1")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));

        assertTrue(managerA.innerText("#messages").contains("Noted that you have seen it."));
        assertFalse(managerA.isVisible("#acknowledge"));
        assertEquals("Compared, <b>the first</b> one is right", alert("KA1", "acknowledgement"));
        assertEquals("alerts.manager.a", alert("KA1", "acknowledged_by"));
        assertTrue(alert("KA1", "resolved_at") != null);
        assertEquals(
                "Compared, <b>the first</b> one is right",
                office.value("select detail from audit_trail where action = 'alert.acknowledge'"
                        + " and actor = 'alerts.manager.a' and subject like 'conflict:%'"));
        assertTrue(managerA.innerText("#past").contains("Compared, <b>the first</b> one is right"));
        browser.go(managerA, "/alerts.xhtml?alert=" + alert("KA1", "id"));
        assertTrue(managerA.innerText("main").contains("This alert has been over since"));
        browser.assertNoComplaints();
    }

    @Test
    void aRefusedCallerStaysAfterItsAcknowledgementAndIsMuted() {
        browser.go(managerA, "/alerts.xhtml");
        String text = card(managerA, "KA2").innerText();
        assertTrue(text.contains("Critical"), text);
        assertTrue(text.contains("Till KA2 in North Street is connecting with a wrong secret."), text);

        press(managerA, "ack", "KA2");
        managerA.fill("[id='seen:note']", "Ayse enters it");
        managerA.click("[id='seen:go']");
        card(managerA, "KA2").locator(".told").waitFor();
        text = card(managerA, "KA2").innerText();
        assertTrue(text.contains("Seen alerts.manager.a") && text.contains("Ayse enters it"), text);

        press(managerA, "mute", "KA2");
        assertFalse(managerA.isVisible("[id='muting:end']"), "it is not muted");
        browser.assertSound(managerA, "alerts-mute");
        managerA.click("[id='muting:morning']");
        card(managerA, "KA2").locator("text=No e-mail or webhook is sent until").waitFor();
        assertEquals(
                "08:00:00",
                office.value("select to_char(muted_until at time zone 'Europe/Istanbul', 'HH24:MI:SS') from alert"
                        + " where id = '" + alert("KA2", "id") + "'"));

        press(managerA, "mute", "KA2");
        managerA.click("[id='muting:hour']");
        managerA.locator("#messages >> text=Muted until").waitFor();
        OfficeServer.await("it is muted for an hour", () -> "t"
                .equals(office.value("select muted_until between now() + interval '59 min' and now()"
                        + " + interval '61 min' from alert where id = '" + alert("KA2", "id") + "'")));

        press(managerA, "mute", "KA2");
        managerA.click("[id='muting:end']");
        managerA.locator("#messages >> text=It is no longer muted.").waitFor();
        assertEquals(
                "t", office.value("select muted_until <= now() from alert where id = '" + alert("KA2", "id") + "'"));
        assertTrue(audited("alert.mute", "alerts.manager.a") >= 3);
        browser.assertNoComplaints();
    }

    @Test
    void theListRefreshesWhileANoteIsBeingWritten() throws SQLException {
        browser.go(managerA, "/alerts.xhtml");
        press(managerA, "ack", "KA3");
        managerA.fill("[id='seen:note']", "half a no");
        run("update alert set times = 77 where id = '" + SERVERS + "'");

        managerA.waitForRequest(
                request -> request.postData() != null && request.postData().contains("office.background=true"),
                () -> managerA.locator("[id='a-" + SERVERS + "'] >> text=77 ×").waitFor());

        assertEquals("half a no", managerA.inputValue("[id='seen:note']"));
        assertTrue(managerA.isVisible("#acknowledge"));
        managerA.keyboard().press("Escape");
        assertFalse(managerA.isVisible("#acknowledge"));
        assertEquals(
                "ack-" + alert("KA3", "id"),
                managerA.evaluate("document.activeElement.id"),
                "the focus is where it was, though the button was drawn again");
    }

    @Test
    void maintenanceIsPlannedAndEnded() {
        browser.go(managerA, "/alerts.xhtml");
        managerA.click("[id='plan:go']");
        managerA.locator("#plan >> text=Please choose one of your stores or its tills.")
                .waitFor();

        String till = office.value("select id from terminal where code = 'KA4'");
        managerA.selectOption("[id='plan:place']", till);
        managerA.fill("[id='plan:from']", "2031-05-02T10:00");
        managerA.fill("[id='plan:until']", "2031-05-02T09:00");
        managerA.click("[id='plan:go']");
        managerA.locator("#plan >> text=The end must be later than the start.").waitFor();
        assertEquals("2031-05-02T10:00", managerA.inputValue("[id='plan:from']"), "what was entered stays");
        managerA.fill("[id='plan:from']", "");
        managerA.click("[id='plan:go']");
        managerA.locator("#plan >> text=Please enter both times").waitFor();
        managerA.fill("[id='plan:from']", "2020-05-02T10:00");
        managerA.fill("[id='plan:until']", "2020-05-02T11:00");
        managerA.click("[id='plan:go']");
        managerA.locator("#plan >> text=This time is already over.").waitFor();

        managerA.fill("[id='plan:from']", "2031-05-02T10:00");
        managerA.fill("[id='plan:until']", "2031-05-02T12:30");
        managerA.fill("[id='plan:reason']", "New printer");
        managerA.click("[id='plan:go']");
        managerA.locator("#windows >> text=New printer").waitFor();
        assertTrue(managerA.innerText("#windows").contains("North Street: KA4"));
        assertEquals(
                "2031-05-02 07:00 2031-05-02 09:30",
                office.value("select to_char(from_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' '"
                        + " || to_char(until_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')"
                        + " from maintenance_window where terminal_id = '" + till + "'"));

        managerA.selectOption("[id='plan:place']", till);
        managerA.click("[id='plan:go']");
        managerA.locator("#windows >> text=In progress").waitFor();
        browser.go(managerA, "/alerts.xhtml");
        assertTrue(card(managerA, "KA4").innerText().contains("Somebody is working on it"));
        browser.assertSound(managerA, "alerts-maintenance");

        for (int i = 0; i < 2; i++) {
            managerA.click("#windows button >> nth=0");
            managerA.click("[id='over:go']");
            managerA.locator("#messages >> text=The maintenance has ended.").waitFor();
            browser.go(managerA, "/alerts.xhtml");
        }
        assertTrue(managerA.innerText("#windows").contains("No maintenance in progress or planned."));
        assertEquals(2, audited("maintenance.plan", "alerts.manager.a"));
        assertEquals(2, audited("maintenance.end", "alerts.manager.a"));
        browser.assertNoComplaints();
    }

    @Test
    void aViewerCanOnlyLook() {
        browser.go(viewerA, "/alerts.xhtml");
        assertTrue(card(viewerA, "KA3").innerText().contains("is connecting with a wrong secret"));
        assertEquals(
                0,
                viewerA.locator("#content button[data-dialog], dialog, [id='plan']")
                        .count());
        browser.assertSound(viewerA, "alerts-viewer");

        APIResponse answer = viewerA.request()
                .post(
                        office.origin() + "/office/alerts.xhtml",
                        RequestOptions.create()
                                .setForm(FormData.create()
                                        .set("seen", "seen")
                                        .set("seen:id", alert("KA3", "id"))
                                        .set("seen:note", "forged")
                                        .set("seen:go", "seen:go")
                                        .set(
                                                "primefaces.nonce",
                                                viewerA.inputValue("[id='live'] [name='primefaces.nonce']"))
                                        .set(
                                                "jakarta.faces.ViewState",
                                                viewerA.inputValue("[id='live'] [name='jakarta.faces.ViewState']"))));

        assertEquals(200, answer.status());
        assertTrue(answer.text().contains("KA3"), "the answer is the page again, and nothing else");
        assertEquals(null, alert("KA3", "acknowledgement"));
    }

    @Test
    void aManagerOfAnotherStoreNeitherSeesNorChangesAlerts() {
        browser.go(managerB, "/alerts.xhtml");
        assertTrue(card(managerB, "KB1").isVisible());
        assertFalse(managerB.innerText("body").contains("North Street"));

        String foreign = alert("KA3", "id");
        press(managerB, "ack", "KB1");
        managerB.evaluate("id => document.getElementById('seen:id').value = id", foreign);
        managerB.click("[id='seen:go']");
        managerB.locator("#messages >> text=This alert no longer exists.").waitFor();
        assertEquals(null, alert("KA3", "acknowledgement"));

        press(managerB, "mute", "KB1");
        managerB.evaluate("id => document.getElementById('muting:id').value = id", foreign);
        managerB.click("[id='muting:hour']");
        managerB.waitForCondition(() -> !managerB.isVisible("#mute"));
        assertEquals(null, alert("KA3", "muted_until"));

        managerB.evaluate("id => document.getElementById('plan:place').options[1].value = id", storeA);
        managerB.selectOption("[id='plan:place']", storeA);
        managerB.click("[id='plan:go']");
        managerB.waitForSelector("[id='plan:told'] .bad");
        assertEquals(
                "0", office.value("select count(*) from maintenance_window where planned_by = 'alerts.manager.b'"));
        browser.go(managerB, "/alerts.xhtml?alert=" + foreign + "&terminal=" + alert("KA3", "terminal_id"));
        assertFalse(managerB.innerText("body").contains("KA3"));
        browser.assertNoComplaints();
    }

    @Test
    void alertsAboutTheServerAreShownToAllAndChangedByAdministratorsOnly() {
        browser.go(managerB, "/alerts.xhtml");
        String text = managerB.innerText("[id='a-" + SERVERS + "']");
        assertTrue(text.contains("GATE sent notifications that cannot be used: no id"), text);
        assertTrue(text.contains("Only an administrator can act"), text);
        press(managerB, "ack", "KB1");
        managerB.evaluate("id => document.getElementById('seen:id').value = id", SERVERS.toString());
        managerB.click("[id='seen:go']");
        managerB.locator("#messages >> text=You may not act on this alert.").waitFor();

        browser.go(admin, "/alerts.xhtml");
        admin.click("[id='ack-" + SERVERS + "']");
        admin.click("[id='seen:go']");
        admin.locator("[id='a-" + SERVERS + "'] >> text=Seen admin").waitFor();
        admin.click(".stores summary");
        admin.click(".stores input[value='South Street']");
        admin.waitForCondition(() -> card(admin, "KA3").count() == 0);
        assertTrue(card(admin, "KB1").isVisible());

        assertEquals("admin", office.value("select acknowledged_by from alert where id = '" + SERVERS + "'"));
    }

    @Test
    void theHistoryIsFilteredByItsAddress() {
        browser.go(managerA, "/alerts.xhtml");
        managerA.selectOption("#kind", "CALLER_REFUSED");
        managerA.selectOption("#terminal", alert("KA3", "terminal_id"));
        managerA.selectOption("#days", "7");
        managerA.click(".filter button");
        managerA.waitForURL("**/alerts.xhtml?kind=CALLER_REFUSED&terminal=*&days=7#past");
        assertEquals(1, managerA.locator("#past tbody tr").count());
        assertTrue(managerA.innerText("#past tbody").contains("KA3"));
        assertEquals("7", managerA.inputValue("#days"), "the choice stays");
        assertTrue(managerA.innerText("#past .pages").contains("1 to 1 of 1"));

        browser.go(managerA, "/alerts.xhtml?kind=LOW_DISK&terminal=" + alert("KA3", "terminal_id"));
        assertTrue(managerA.innerText("#past").contains("There was no such alert in this time."));
        browser.go(managerA, "/alerts.xhtml?kind=nonsense&terminal=x&days=-1&page=0");
        assertTrue(managerA.innerText("#past tbody").contains("KA3"), "unreadable parameters are ignored");
    }

    @Test
    void everyLanguageEveryColourAndAPhone() {
        for (String language : new String[] {"tr", "de", "fr", "ar", "en"}) {
            browser.go(viewerA, "/alerts.xhtml");
            viewerA.click(".languages summary");
            viewerA.click("[id^='bar:'][lang=" + language + "]");
            browser.assertSound(viewerA, "alerts-" + language);
        }
        for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            Page phone = browser.window("en-GB", PortalBrowser.PHONE, colours);
            String end = "-" + colours.name().toLowerCase(java.util.Locale.ROOT);
            browser.go(phone, "/alerts.xhtml");
            browser.signIn(phone, "alerts.manager.a", PASSWORD);
            phone.waitForSelector("#standing .ago:not(:empty)");
            browser.assertSound(phone, "alerts-phone" + end);
            press(phone, "mute", "KA3");
            browser.assertSound(phone, "alerts-phone-mute" + end);
            phone.setViewportSize(700, 800);
            browser.assertSound(phone, "alerts-tablet" + end);
            phone.setViewportSize(PortalBrowser.DESK, 800);
            phone.keyboard().press("Escape");
            browser.assertSound(phone, "alerts-desk" + end);
        }
        Page arabic = browser.window("ar", PortalBrowser.PHONE, ColorScheme.DARK);
        browser.go(arabic, "/alerts.xhtml");
        browser.signIn(arabic, "alerts.manager.b", PASSWORD);
        arabic.waitForSelector("#standing .ago:not(:empty)");
        browser.assertSound(arabic, "alerts-phone-ar");
    }
}
