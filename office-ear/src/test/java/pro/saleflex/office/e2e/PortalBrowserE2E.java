package pro.saleflex.office.e2e;

import static com.microsoft.playwright.options.WaitForSelectorState.HIDDEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The portal in a real browser: who may sign in, what it says, and how it looks. */
class PortalBrowserE2E {
    private static final String CHOSEN = "nine purple umbrellas";

    /** In narrower windows PrimeFaces hides the numbers of a table's pages. */
    private static final int PAGES_SHOWN = 641;

    private static OfficeServer office;
    private static PortalBrowser browser;
    private static Page admin;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        browser = PortalBrowser.open(office);
        admin = browser.window();
        browser.go(admin, "/");
        browser.signIn(admin, "admin", OfficeServer.ADMIN_PASSWORD);
        assertEquals("/office/", path(admin));
    }

    @AfterEach
    void closeWindows() {
        browser.closeAllBut(admin);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static String path(Page page) {
        return page.url().replaceFirst("^[a-z]+://[^/]+", "").replaceFirst("\\?.*", "");
    }

    /** Creates a user; returns name and generated password. */
    private static String[] user(String role) {
        return browser.newUser(admin, role);
    }

    /** A window in which a new user has signed in and chosen a password. */
    private static Page signedIn(String name, String password) {
        return browser.signedIn(name, password, CHOSEN);
    }

    private static Map<String, Cookie> cookies(Page page) {
        return page.context().cookies().stream()
                .collect(java.util.stream.Collectors.toMap(cookie -> cookie.name, cookie -> cookie));
    }

    @Test
    void aFailedSignInIsReportedAndSlowedDown() {
        Page page = browser.window();
        browser.go(page, "/");
        page.click("[id='signin:go']");
        assertTrue(page.innerText("#messages").contains("Please enter the password."));
        for (int i = 0; i < 5; i++) {
            browser.signIn(page, "nobody", "wrong");
            assertTrue(page.innerText("#messages").contains("User name or password is wrong."));
        }
        browser.assertSound(page, "login-wrong");

        // From here each failure doubles the pause, starting with 2 s, which a slow browser may need for one attempt.
        for (int i = 0; i < 4 && !page.innerText("#messages").contains("Please wait"); i++) {
            browser.signIn(page, "nobody", "wrong");
        }
        assertTrue(page.innerText("#messages").contains("Please wait"), page.innerText("#messages"));

        Page other = browser.window();
        browser.go(other, "/");
        browser.signIn(other, "admin", OfficeServer.ADMIN_PASSWORD);
        assertEquals("/office/", path(other), "others are not slowed down");
    }

    @Test
    void signingInWorksByKeyboard() {
        Page page = browser.window();
        browser.go(page, "/");
        page.keyboard().press("Tab");
        assertEquals("#content", page.evaluate("document.activeElement.getAttribute('href')"));
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        page.keyboard().type("admin");
        page.keyboard().press("Tab");
        page.keyboard().type(OfficeServer.ADMIN_PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/office/");
    }

    @Test
    void theSessionsIdChangesAndItsCookieIsKeptFromScriptsAndOtherSites() {
        Page page = browser.window();
        browser.go(page, "/");
        String before = cookies(page).get("JSESSIONID").value;
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        Cookie session = cookies(page).get("JSESSIONID");

        assertNotEquals(before, session.value);
        assertTrue(session.httpOnly);
        assertTrue(cookies(page).size() > 1);
        cookies(page).forEach((name, cookie) -> assertEquals("LAX", cookie.sameSite.name(), name));
    }

    @Test
    void aGeneratedPasswordMustBeChangedFirst() {
        String[] user = user("VIEWER");
        Page page = browser.window();
        browser.go(page, "/");
        browser.signIn(page, user[0], user[1]);
        assertEquals("/office/password.xhtml", path(page));
        browser.go(page, "/terminals.xhtml");
        assertEquals("/office/password.xhtml", path(page), "no way around it");
        browser.assertSound(page, "password-must");

        page.fill("[id='change:before']", user[1]);
        page.fill("[id='change:after']", "short");
        page.fill("[id='change:again']", "short");
        page.click("[id='change:go']");
        assertTrue(page.innerText("#messages").contains("at least 12 characters"));

        page.fill("[id='change:before']", user[1]);
        page.fill("[id='change:after']", CHOSEN);
        page.fill("[id='change:again']", CHOSEN);
        page.click("[id='change:go']");
        assertEquals("/office/index.xhtml", path(page));
        assertTrue(page.innerText("#messages").contains("Your password has been changed."));
    }

    @Test
    void aViewerSeesNoAdministration() {
        String[] user = user("VIEWER");
        Page page = signedIn(user[0], user[1]);

        assertFalse(page.innerText("#menu").contains("Users"));
        Response answer = page.navigate(office.origin() + "/office/users.xhtml");
        assertEquals(403, answer.status());
        assertTrue(page.innerText("h1").contains("No access"));
        browser.assertSound(page, "403");
    }

    @Test
    void aBlockedUserIsSignedOutAtOnce() {
        String[] user = user("MANAGER");
        Page page = signedIn(user[0], user[1]);
        browser.go(admin, "/user.xhtml?name=" + user[0]);
        admin.check("[id='user:blocked']");
        admin.click("[id='user:save']");
        admin.waitForSelector("#messages >> text=Saved.");

        assertTrue(page.request().get(office.origin() + "/office/").url().endsWith("/office/login.xhtml"));
        // The open board leaves by itself: with its next request, or when its socket is refused.
        page.waitForURL("**/login.xhtml");
        browser.forget("omnifaces.push");
    }

    @Test
    void anEndedSessionLeadsBackToThePage() {
        Page page = browser.window();
        browser.go(page, "/");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        browser.go(page, "/users.xhtml");
        page.context()
                .clearCookies(new com.microsoft.playwright.BrowserContext.ClearCookiesOptions().setName("JSESSIONID"));
        page.reload();

        assertTrue(page.innerText("main").contains("Your session has ended."));
        browser.assertSound(page, "login-ended");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        assertEquals("/office/users.xhtml", path(page));
    }

    @Test
    void anAjaxRequestInAnEndedSessionLeadsToTheSignInFormAndBack() {
        Page page = browser.window();
        browser.go(page, "/");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        page.waitForURL("**/office/");
        browser.go(page, "/terminals.xhtml");
        page.context()
                .clearCookies(new com.microsoft.playwright.BrowserContext.ClearCookiesOptions().setName("JSESSIONID"));
        page.click(".ui-paginator-next >> nth=0"); // by ajax
        page.waitForURL("**/login.xhtml");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        page.waitForURL("**/terminals.xhtml");
        browser.assertNoComplaints();
    }

    @Test
    void aFormWithoutItsViewStateIsRefused() {
        APIResponse answer = admin.request()
                .post(
                        office.origin() + "/office/users.xhtml",
                        RequestOptions.create().setForm(FormData.create().set("kiosks", "kiosks")));

        assertEquals(403, answer.status());
    }

    @Test
    void aWallScreenSignsInByItsAddressUntilItIsRemoved() {
        browser.go(admin, "/users.xhtml");
        admin.fill("[id='kiosks:name']", "front-door");
        admin.click("[id='kiosks:make']");
        String address = admin.innerText("code.once");
        browser.assertSound(admin, "users-kiosk");

        Page screen = browser.window();
        screen.navigate(address);
        assertEquals("/office/", path(screen));
        assertFalse(screen.url().contains("token"));
        for (String closed : List.of("users", "user", "password", "alerts", "a-page-yet-to-come")) {
            Response answer = screen.navigate(office.origin() + "/office/" + closed + ".xhtml");
            assertEquals(403, answer.status(), closed);
        }
        assertEquals(403, browser.window().navigate(address + "x").status());

        browser.go(admin, "/users.xhtml");
        admin.click("[id='kiosks'] tr:has-text('front-door') input[type=submit]");
        admin.waitForSelector(
                "[id='kiosks'] tr:has-text('front-door')", new Page.WaitForSelectorOptions().setState(HIDDEN));
        browser.go(screen, "/");
        assertEquals("/office/login.xhtml", path(screen));
    }

    @Test
    void aMissingPageIsReportedInPlainWords() {
        Response answer = admin.navigate(office.origin() + "/office/nothing.xhtml");

        assertEquals(404, answer.status());
        assertTrue(admin.innerText("h1").contains("Page not found"));
        assertFalse(answer.text().contains("Payara"));
        assertTrue(admin.innerText("code").length() > 30, "the request's id is shown");
        browser.assertSound(admin, "404");
    }

    @ParameterizedTest
    @CsvSource({"en,Board,ltr", "tr,Pano,ltr", "de,Übersicht,ltr", "fr,Tableau,ltr", "ar,اللوحة,rtl"})
    void everyLanguageOnEveryPage(String language, String title, String direction) {
        String[] speaker = user("ADMIN"); // the language is kept with the user
        signedIn(speaker[0], speaker[1]).context().close();
        Page page = browser.window(language, PortalBrowser.DESK, ColorScheme.LIGHT);
        browser.go(page, "/");
        assertEquals(language, page.getAttribute("html", "lang"), "as the browser asks");
        browser.assertSound(page, "login-" + language);
        browser.signIn(page, speaker[0], CHOSEN);
        page.click(".languages summary");
        page.click("[id^='bar:'][lang=" + language + "]");
        page.waitForSelector("h1 >> text=" + title);
        assertEquals(direction, page.getAttribute("html", "dir"));
        for (String name : List.of("alerts", "terminals", "stores", "users", "user", "password")) {
            browser.go(page, "/" + name + ".xhtml");
            browser.assertSound(page, name + "-" + language);
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT", "DARK"})
    void everyPageOnAPhone(ColorScheme colours) {
        Page page = browser.window("en-GB", PortalBrowser.PHONE, colours);
        String end = "-phone-" + colours.name().toLowerCase(java.util.Locale.ROOT);
        browser.go(page, "/");
        browser.assertSound(page, "login" + end);
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        page.waitForURL("**/office/");
        for (String name : List.of("alerts", "terminals", "stores", "users", "user", "password")) {
            browser.go(page, "/" + name + ".xhtml");
            browser.assertSound(page, name + end);
        }
        page.click(".burger");
        page.click("#menu a >> text=Tills");
        page.waitForURL("**/terminals.xhtml");
    }

    /** Two pagers on one page, and tables that scroll sideways in their cards. */
    @Test
    void tablesHaveNamesAndAreReachedByKeyboard() throws SQLException {
        try (Connection connection = office.database();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into refused_caller (office_code, store_code, terminal_code, reason, peer, first_at,"
                            + " last_at, times) select 'OFFICE-' || repeat('W', 30), 'STORE-' || repeat('W', 30),"
                            + " 'TABLE-' || n, 'UNKNOWN_STORE', '203.0.113.9', now() - interval '1 day',"
                            + " now() - interval '1 day', 1 from generate_series(1, 30) n on conflict do nothing");
            statement.execute(
                    "insert into alert (id, cause_key, kind, severity, facts, first_at, last_at, times, opened_at,"
                            + " in_maintenance, resolved_at)"
                            + " select gen_random_uuid(), 'table:' || n, 'ARCHIVE_FAILING', 'WARNING',"
                            + " '{\"reason\":\"' || repeat('W', 60) || '\"}', now() - interval '2 days',"
                            + " now() - interval '2 days', 1, now() - interval '2 days', false,"
                            + " now() - interval '1 day' from generate_series(1, 30) n");
            // Callers that name an unknown store are listed where several stores are shown.
            statement.execute("insert into store (id, office_code, store_code, name, time_zone, currency, created_at)"
                    + " values (gen_random_uuid(), 'TABLES', 'TABLES', 'Second', 'Europe/London', 'GBP', now())");
            statement.execute("insert into terminal (id, store_id, code, number, name, blocked, may_pull, created_at)"
                    + " select gen_random_uuid(), store.id, 'TABLE-' || n, 990000 + n, 'Table ' || n, true, false,"
                    + " now()"
                    + " from generate_series(1, 60) n,"
                    + " (select id from store where store_code = 'STORE-001') store");
        }
        try {
            for (int width : new int[] {PortalBrowser.PHONE, 700, PortalBrowser.DESK}) {
                Page page = browser.window("en-GB", width, ColorScheme.LIGHT);
                browser.go(page, "/");
                browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
                page.waitForURL("**/office/");
                browser.go(page, "/terminals.xhtml");
                assertEquals(2, page.locator(".ui-paginator[aria-label]").count());
                browser.assertSound(page, "terminals-paged-" + width);
                page.click(".ui-paginator-next >> nth=0");
                page.waitForSelector(
                        ".ui-paginator-page.ui-state-active >> text=2",
                        new Page.WaitForSelectorOptions()
                                .setState(
                                        width < PAGES_SHOWN
                                                ? WaitForSelectorState.ATTACHED
                                                : WaitForSelectorState.VISIBLE));
                browser.assertSound(page, "terminals-second-" + width);
                browser.go(page, "/alerts.xhtml");
                browser.assertSound(page, "alerts-history-" + width);
                page.context().close();
            }
        } finally {
            try (Connection connection = office.database();
                    Statement statement = connection.createStatement()) {
                statement.execute("delete from refused_caller where terminal_code like 'TABLE-%'");
                statement.execute("delete from alert where cause_key like 'table:%'");
                statement.execute("delete from store where office_code = 'TABLES'");
                // In one transaction, and locked: the silence watch also writes states of tills that never called.
                statement.execute("select 1 from terminal where code like 'TABLE-%' for update;"
                        + " delete from terminal_status where terminal_id in"
                        + " (select id from terminal where code like 'TABLE-%');"
                        + " delete from status_change where terminal_id in"
                        + " (select id from terminal where code like 'TABLE-%');"
                        + " delete from terminal where code like 'TABLE-%'");
            }
        }
    }

    @Test
    void theDarkThemeIsChosenAndKept() {
        Page page = browser.window();
        browser.go(page, "/");
        page.click(".themes summary");
        page.click("[id='bar:dark']");
        assertEquals("rgb(18, 24, 31)", page.evaluate("getComputedStyle(document.body).backgroundColor"));
        browser.assertSound(page, "login-dark");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        for (String name : List.of("alerts", "terminals", "stores", "users", "user", "password")) {
            browser.go(page, "/" + name + ".xhtml");
            browser.assertSound(page, name + "-dark");
        }
        assertEquals("dark", page.getAttribute("html", "data-theme"));
    }
}
