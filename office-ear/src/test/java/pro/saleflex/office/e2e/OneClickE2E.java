package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Idempotence of clicks: what is clicked twice, sent twice or called twice at once happens once. */
class OneClickE2E {
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);
    private static final Pattern ONCE = Pattern.compile("id=\"once\"[^>]*>([^<]+)<");
    private static final String BUTTONS = "main form[method=post] [type=submit]";

    private static OfficeServer office;
    private static Calls calls;
    private static PortalClient admin;
    private static PortalBrowser browser;
    private static int number = 8_000;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        calls = new Calls(office);
        admin = new PortalClient(office);
        admin.signIn("admin", OfficeServer.ADMIN_PASSWORD);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static String till() {
        number++;
        HttpResponse<String> made = calls.post(
                "/admin/terminals",
                "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"ONCE-" + number
                        + "\",\"number\":" + number + "}",
                "Authorization",
                ADMIN);
        assertEquals(201, made.statusCode(), made.body());
        return made.body();
    }

    private static <T> List<T> together(int times, Callable<T> call) {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<T>> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                all.add(threads.submit(call));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : all) {
                results.add(each.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }

    private static long audited(String action, String subject) {
        return Long.parseLong(office.value("select count(*) from audit_trail where action = '" + action
                + "' and subject like '%" + subject + "'"));
    }

    // Without a browser's help

    /** Submits a form twice at once and once later; each gets the page with what is shown only once. */
    private static String submitThreeTimes(String page, String form, String... fields) {
        HttpResponse<String> shown = admin.get(page);
        List<HttpResponse<String>> answers = new ArrayList<>(together(2, () -> admin.submit(shown, form, fields)));
        answers.add(admin.submit(shown, form, fields));
        for (HttpResponse<String> answer : answers) {
            assertEquals(200, answer.statusCode());
            assertEquals(answers.get(0).body(), answer.body());
        }
        return answers.get(0).body();
    }

    @Test
    void aUserIsCreatedOnceAndItsPasswordStaysOnThePage() {
        String name = "once-" + UUID.randomUUID().toString().substring(0, 8);
        String page = submitThreeTimes(
                "/office/user.xhtml", "user", "name", name, "role", "VIEWER", "all", "on", "save", "Create");

        assertEquals(1, audited("user.create", name));
        String password = PortalClient.first(ONCE, page);
        assertEquals(
                "/office/password.xhtml",
                new PortalClient(office).signIn(name, password).uri().getPath());

        String reset = submitThreeTimes("/office/user.xhtml?name=" + name, "user", "name", name, "reset", "Reset");
        assertEquals(1, audited("user.password", name));
        assertNotEquals(password, PortalClient.first(ONCE, reset));
    }

    @Test
    void aScreenIsCreatedOnceAndItsAddressStaysOnThePage() {
        String name = "screen-" + ++number;
        String page = submitThreeTimes("/office/users.xhtml", "kiosks", "name", name, "store", "", "make", "Make");

        assertEquals(1, audited("kiosk.create", name));
        assertTrue(page.contains("/office/kiosk?token="), page);
    }

    @Test
    void aTillIsCreatedOnceAndItsCodeStaysOnThePage() {
        String code = "ONCE-" + ++number;
        String store = office.value("select id::text from store where store_code = 'STORE-001'");
        String page = submitThreeTimes(
                "/office/terminal.xhtml",
                "terminal",
                "store",
                store,
                "code",
                code,
                "number",
                Integer.toString(number),
                "name",
                "",
                "create",
                "Create");

        assertEquals(1, audited("terminal.create", code));
        assertTrue(page.contains("id=\"code\""), page);
    }

    @Test
    void aSecretIsChangedOnceAndTheOneInUseStaysValid() {
        String made = till();
        String id = PortalClient.first(Pattern.compile("\"id\":\"([^\"]+)\""), made);
        String code = "ONCE-" + number;
        String before = PortalClient.first(Pattern.compile("\"secret\":\"([^\"]+)\""), made);
        assertEquals(200, sold(code, before));

        String page = submitThreeTimes("/office/terminal.xhtml?id=" + id, "actions", "rotate", "Change");

        assertEquals(1, audited("terminal.change", code));
        assertEquals(200, sold(code, before));
        assertEquals(200, sold(code, PortalClient.first(ONCE, page)));
    }

    private static int sold(String code, String secret) {
        return calls.post("/pos/transactions", envelope(code, sale(UUID.randomUUID(), "once")), "X-API-Key", secret)
                .statusCode();
    }

    // By the administrators' API

    private static void assertOneSucceeds(String path, String body) {
        List<Integer> answers =
                together(6, () -> calls.post(path, body, "Authorization", ADMIN).statusCode());
        assertEquals(1, answers.stream().filter(status -> status == 201).count(), path + answers);
        assertEquals(5, answers.stream().filter(status -> status == 409).count(), path + answers);
    }

    @Test
    void ofSeveralCreationsAtOnceOneSucceeds() {
        int one = ++number;
        assertOneSucceeds(
                "/admin/stores",
                "{\"office_code\":\"ONCE\",\"store_code\":\"S" + one
                        + "\",\"name\":\"x\",\"time_zone\":\"UTC\",\"currency\":\"EUR\"}");
        assertOneSucceeds(
                "/admin/terminals",
                "{\"office_code\":\"ONCE\",\"store_code\":\"S" + one + "\",\"terminal_code\":\"T\",\"number\":1}");
        assertOneSucceeds("/admin/users", "{\"name\":\"once." + one + "\",\"role\":\"VIEWER\",\"all_stores\":true}");
    }

    @Test
    void twoRotationsAtOnceKeepTheSecretInUse() {
        String made = till();
        String id = PortalClient.first(Pattern.compile("\"id\":\"([^\"]+)\""), made);
        String code = "ONCE-" + number;
        String before = PortalClient.first(Pattern.compile("\"secret\":\"([^\"]+)\""), made);
        assertEquals(200, sold(code, before));

        List<String> fresh = together(2, () -> json(calls.method(
                        "PATCH", "/admin/terminals/" + id, "{\"rotate\":true}", "Authorization", ADMIN))
                .getString("secret"));

        assertEquals(200, sold(code, before));
        assertEquals(
                1, fresh.stream().filter(secret -> sold(code, secret) == 200).count());
        assertEquals(200, sold(code, before), "valid for another day");
    }

    // In a browser

    private static Page signedIn() {
        if (browser == null) {
            browser = PortalBrowser.open(office);
        }
        Page page = browser.window();
        browser.go(page, "/");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        page.waitForURL("**/office/");
        return page;
    }

    /** Clicks each button of each page twice, 120 ms apart at the same place, whatever is there by then. */
    @Test
    void everyButtonOfEveryPageSendsOneForm() {
        Page page = signedIn();
        String terminal = PortalClient.first(Pattern.compile("\"id\":\"([^\"]+)\""), till());
        String user = browser.newUser(page, "VIEWER")[0];

        List<String> sent = new CopyOnWriteArrayList<>();
        page.onRequest(request -> note(request, sent));
        int buttons = 0;
        for (String path : List.of(
                "/terminal.xhtml",
                "/terminal.xhtml?id=" + terminal,
                "/till.xhtml?id=" + terminal,
                "/user.xhtml",
                "/user.xhtml?name=" + user,
                "/users.xhtml",
                "/stores.xhtml",
                "/store.xhtml?id=" + office.value("select id from store where store_code = 'STORE-001'"),
                "/password.xhtml",
                "/alerts.xhtml",
                "/gate.xhtml")) {
            browser.go(page, path);
            int here = page.locator(BUTTONS).count();
            assertTrue(here > 0, path);
            for (int i = 0; i < here; i++) {
                browser.go(page, path);
                if (i < page.locator(BUTTONS).count()) { // an earlier click may have removed one
                    clickTwice(page, page.locator(BUTTONS).nth(i), path + " button " + i, sent);
                    buttons++;
                }
            }
        }
        assertTrue(buttons >= 20, "only " + buttons);
    }

    private static void note(Request request, List<String> sent) {
        String body = request.postData();
        if (request.method().equals("POST") && (body == null || !body.contains("office.background"))) {
            sent.add(request.url() + " " + body);
        }
    }

    private static void clickTwice(Page page, Locator button, String which, List<String> sent) {
        button.evaluate("button => { for (let each = button; each; each = each.parentElement) {"
                + " if (each.tagName === 'DETAILS') each.open = true;"
                + " if (each.tagName === 'DIALOG' && !each.open) each.showModal(); } }");
        if (!button.isVisible()) {
            return; // it belongs to another state, such as a muted alert's
        }
        button.scrollIntoViewIfNeeded();
        BoundingBox place = button.boundingBox();
        double x = place.x + place.width / 2;
        double y = place.y + place.height / 2;
        sent.clear();
        page.mouse().move(x, y);
        page.mouse().click(x, y);
        page.waitForTimeout(120); // the point of this test
        page.mouse().click(x, y);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertTrue(sent.size() <= 1, which + " sent " + sent);
    }

    /** A click by keyboard has no place on the screen that tells two buttons apart. */
    @Test
    void byKeyboardTwoButtonsCountTwiceAndTheSameButtonOnce() {
        Page page = signedIn();
        browser.go(page, "/user.xhtml?name=" + browser.newUser(page, "VIEWER")[0]);

        assertEquals(List.of("user:save", "user:reset"), clickedByKeyboard(page, "user:save", "user:reset"));
        assertEquals(List.of("user:save"), clickedByKeyboard(page, "user:save", "user:save"));
    }

    /** Clicks these buttons one right after the other; returns those that would send their form. */
    private static Object clickedByKeyboard(Page page, String... buttons) {
        return page.evaluate("""
                ids => {
                  const counted = [];
                  const count = click => {
                    click.preventDefault();
                    click.stopPropagation();
                    counted.push(click.target.id);
                  };
                  document.addEventListener("click", count, true);
                  ids.forEach(id => document.getElementById(id).click());
                  document.removeEventListener("click", count, true);
                  return counted;
                }""", buttons);
    }

    /** The template and the filter provide idempotence; this finds what would bypass them. */
    @Test
    void noButtonBypassesIt() throws IOException {
        Path pages = Path.of("../office-web/src/main/webapp");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(pages)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".xhtml")).toList()) {
                String text = Files.readString(file);
                boolean page = file.getParent().equals(pages);
                if (page && !text.contains("template=\"/WEB-INF/templates/page.xhtml\"")) {
                    found.add(file + " does not use the template");
                }
                for (String around : List.of(
                        "f:ajax",
                        "commandLink",
                        "disableOnAjax",
                        "type=\"button\" onclick",
                        "method=\"post\"",
                        "bar\"")) {
                    boolean own = around.equals("bar\"") && file.endsWith("page.xhtml");
                    if (!own && text.contains(around)) {
                        found.add(file + " has " + around);
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }
}
