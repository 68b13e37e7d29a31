package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The longest names, codes and texts that are accepted, without a place to break them, on all pages; and texts that
 * would reverse the direction of those around them. Uses a store and tills of its own.
 */
class LongTextsE2E {
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);

    /** Right-to-left override: the text after it runs from right to left. */
    private static final String REVERSE = "\u202E";

    private static final String STORE = "W".repeat(40);
    private static final String BY_REST = "W".repeat(39) + "1";
    private static final String BY_SOAP = "W".repeat(39) + "2";
    private static final String LONG_USER = "w".repeat(50);

    private static OfficeServer office;
    private static PortalBrowser browser;
    private static Calls calls;
    private static String till;
    private static String soapTill;
    private static List<String> pages;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        browser = PortalBrowser.open(office);
        calls = new Calls(office);
        HttpResponse<String> store = call(
                "/admin/stores",
                "{\"office_code\":\"" + STORE + "\",\"store_code\":\"" + STORE + "\",\"name\":\"" + REVERSE
                        + "W".repeat(99) + "\",\"time_zone\":\"Europe/London\",\"currency\":\"GBP\"}");
        assertEquals(201, store.statusCode(), store.body());
        till = terminal(BY_REST, 1);
        soapTill = terminal(BY_SOAP, 2);
        String said = "\"activity\":\"idle\",\"interval_seconds\":3600,\"cashier\":\"" + "W".repeat(300)
                + "\",\"software_version\":\"" + "W".repeat(300)
                + "\",\"peripherals\":[{\"type\":\"receipt_printer\",\"state\":\"error\",\"detail\":\"" + REVERSE
                + "W".repeat(30_000) + "\"}]}";
        HttpResponse<String> beat = calls.post("/pos/status", codes(BY_REST) + said);
        assertEquals(200, beat.statusCode(), beat.body());
        HttpResponse<String> soap = new SoapCalls(office).call(12, "ReportStatus", codes(BY_SOAP) + said, Set.of());
        assertEquals(200, soap.statusCode(), soap.body());
        assertEquals(
                1,
                json(calls.post(
                                "/pos/transactions",
                                envelope(BY_REST, sale(UUID.randomUUID(), "long"))
                                        .replace("OFFICE-001", STORE)
                                        .replace("STORE-001", STORE)))
                        .getInt("accepted"));
        String stranger = "W".repeat(99);
        calls.post(
                "/pos/status",
                "{\"office_code\":\"" + REVERSE + stranger + "\",\"store_code\":\"" + stranger
                        + "\",\"terminal_code\":\"" + stranger + "\"}");
        call("/admin/users", "{\"name\":\"" + LONG_USER + "\",\"role\":\"VIEWER\",\"stores\":[]}");
        OfficeServer.await("the printer raises an alert", () -> alert() != null);
        pages = List.of(
                "/",
                "/?wall=true",
                "/till.xhtml?id=" + till,
                "/alerts.xhtml?alert=" + alert(),
                "/terminals.xhtml",
                "/terminal.xhtml",
                "/terminal.xhtml?id=" + till,
                "/users.xhtml",
                "/user.xhtml",
                "/user.xhtml?name=" + LONG_USER,
                "/gate.xhtml",
                "/gate-entries.xhtml?terminal=" + till,
                "/gate-entries.xhtml?terminal=" + till + "&entry=1",
                "/password.xhtml");
        Page page = signedIn("en-GB", PortalBrowser.DESK, ColorScheme.LIGHT);
        browser.go(page, "/users.xhtml");
        page.fill("[id='kiosks:name']", LONG_USER);
        page.click("[id='kiosks:make']");
        page.waitForSelector("code.once");
        browser.go(page, "/alerts.xhtml");
        page.click("[id='ack-" + alert() + "']");
        page.fill("[id='seen:note']", "W".repeat(Integer.parseInt(page.getAttribute("[id='seen:note']", "maxlength"))));
        page.click("[id='seen:go']");
        page.waitForSelector("[id='a-" + alert() + "'] q");
    }

    @AfterEach
    void closeWindows() {
        browser.closeAllBut();
    }

    @AfterAll
    static void stop() {
        for (String code : List.of(BY_REST, BY_SOAP)) {
            calls.post("/pos/status", codes(code) + "\"activity\":\"closed\"}");
        }
        if (browser != null) {
            browser.close();
        }
    }

    private static HttpResponse<String> call(String path, String body) {
        return calls.post(path, body, "Authorization", ADMIN);
    }

    private static String terminal(String code, int number) {
        HttpResponse<String> made = call(
                "/admin/terminals",
                codes(code) + "\"number\":" + number + ",\"name\":\"" + REVERSE + "W".repeat(99)
                        + "\",\"trusted_networks\":[\"127.0.0.1/32\"]}");
        assertEquals(201, made.statusCode(), made.body());
        return office.value("select id from terminal where code = '" + code + "'");
    }

    private static String codes(String terminal) {
        return "{\"office_code\":\"" + STORE + "\",\"store_code\":\"" + STORE + "\",\"terminal_code\":\"" + terminal
                + "\",";
    }

    private static String alert() {
        return office.value("select id from alert where kind = 'PERIPHERAL_ERROR' and resolved_at is null"
                + " and terminal_id = '" + till + "'");
    }

    private static Page signedIn(String language, int width, ColorScheme colours) {
        Page page = browser.window(language, width, colours);
        browser.go(page, "/");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        page.waitForSelector("#tiles > li");
        return page;
    }

    @ParameterizedTest
    @CsvSource({"en-GB,360,LIGHT", "en-GB,1360,DARK", "ar,360,DARK", "ar,1360,LIGHT"})
    void nothingOverflows(String language, int width, ColorScheme colours) {
        Page page = signedIn(language, width, colours);
        for (String path : pages) {
            browser.go(page, path);
            page.evaluate("document.querySelectorAll('main details').forEach(details => details.open = true)");
            browser.assertFits(page, "long-" + language + "-" + width + path.replaceAll("\\W+", "-"));
        }
        browser.go(page, "/");
        page.click("details.stores > summary");
        browser.assertFits(page, "long-" + language + "-" + width + "-stores");
    }

    @Test
    void longTextsOfTillsAreShortenedAndThePageSaysSo() {
        Page page = signedIn("en-GB", PortalBrowser.DESK, ColorScheme.LIGHT);
        for (String id : List.of(till, soapTill)) {
            browser.go(page, "/till.xhtml?id=" + id);
            assertEquals(
                    "The till reported more than can be stored. Shortened: cashier, peripherals, software_version",
                    page.innerText("#shortened"));
            assertTrue(page.innerText("#now").contains("W".repeat(199) + "…"));
            assertTrue(page.innerText("#more .tag.bad").endsWith("W".repeat(198) + "…"));
        }
    }

    @Test
    void aCodeOrNameThatIsTooLongIsRefused() {
        HttpResponse<String> store = call(
                "/admin/stores",
                "{\"office_code\":\"O\",\"store_code\":\"" + "S".repeat(41)
                        + "\",\"name\":\"N\",\"time_zone\":\"Europe/London\",\"currency\":\"GBP\"}");
        assertEquals(400, store.statusCode());
        assertTrue(store.body().contains("store_code is longer than 40 characters."), store.body());
        HttpResponse<String> terminal =
                call("/admin/terminals", codes("T") + "\"number\":3,\"name\":\"" + "N".repeat(101) + "\"}");
        assertEquals(400, terminal.statusCode());
        assertTrue(terminal.body().contains("name is longer than 100 characters."), terminal.body());
    }

    /** Unless isolated, the store's name would reverse everything after it on its line; so would a stranger's code. */
    @Test
    void enteredTextsDoNotReverseOurs() {
        Page page = signedIn("en-GB", PortalBrowser.DESK, ColorScheme.LIGHT);
        browser.go(page, "/till.xhtml?id=" + till);
        // In one go, because the page replaces this part with each update.
        assertEquals(true, page.evaluate("""
                () => {
                  const word = [...document.querySelector("#now .intro").childNodes]
                      .find(node => node.data && node.data.includes("No."));
                  const left = i => {
                    const range = document.createRange();
                    range.setStart(word, word.data.indexOf("No.") + i);
                    range.setEnd(word, word.data.indexOf("No.") + i + 1);
                    return range.getBoundingClientRect().left;
                  };
                  return left(0) < left(1);
                }"""), "our text runs from left to right");
        browser.go(page, "/terminals.xhtml");
        assertEquals(
                true,
                page.locator("#refused, [id$=refused]")
                        .locator("tr:has-text('" + REVERSE + "') td bdi > bdi")
                        .first()
                        .evaluate("""
                        office => {
                          const codes = [...office.parentNode.querySelectorAll("bdi")]
                            .map(code => code.getClientRects()[0]);
                          return codes.every((code, i) => i === 0 || code.top > codes[i - 1].top
                            || code.left > codes[i - 1].left);
                        }"""),
                "the codes follow each other");
    }
}
