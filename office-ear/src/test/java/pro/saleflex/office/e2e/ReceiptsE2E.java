package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receipts in a real browser: found by what stands on a customer's paper, and shown as there. */
class ReceiptsE2E {
    private static OfficeServer office;
    private static PortalBrowser browser;
    private static Calls calls;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        browser = PortalBrowser.open(office);
        calls = new Calls(office);
    }

    @AfterEach
    void closeWindows() {
        browser.closeAllBut();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Page signedIn(String language, int width, ColorScheme colours, String path) {
        Page page = browser.window(language, width, colours);
        browser.go(page, "/login.xhtml");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        page.locator("nav#menu").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        browser.go(page, path);
        return page;
    }

    private static Page desk(String path) {
        return signedIn("en-GB", PortalBrowser.DESK, ColorScheme.LIGHT, path);
    }

    private static void handOver(String terminal, String... documents) {
        handOver(envelope(terminal, documents), documents.length);
    }

    private static void handOver(String body, int documents) {
        HttpResponse<String> answer = calls.post("/pos/transactions", body);
        assertEquals(documents, json(answer).getInt("accepted"), answer.body());
    }

    private static LocalDate yesterday() {
        return LocalDate.now(ZoneId.of("Europe/Istanbul")).minusDays(1);
    }

    /** Hands over the sample with the most rows as yesterday's: three products, 315.00 less 15.75, card and cash. */
    private static void sellYesterday(OfficeServer.Terminal till) {
        Map<String, String> ids = new HashMap<>();
        String body = Calls.ids(
                        Calls.sample("transaction-full-tree-sale.json"),
                        id -> ids.computeIfAbsent(id, one -> UUID.randomUUID().toString()))
                .replace("POS-001", till.code())
                .replace("2026-11-22T", yesterday() + "T")
                .replace("20261122-0001-000101", "receipts " + till.code());
        handOver(body, 1);
    }

    /** Clicks, and waits for the page whose first receipt has this number. */
    private static void follow(Page page, String selector, String first) {
        page.click(selector);
        page.locator("[id='receipts'] tbody tr:first-child", new Page.LocatorOptions().setHasText(first))
                .waitFor();
        page.waitForLoadState();
    }

    private static Locator row(Page page, String till) {
        return page.locator("[id='receipts'] tbody tr", new Page.LocatorOptions().setHasText(till));
    }

    @Test
    void yesterdaysReceiptIsFoundByItsAmount() {
        OfficeServer.Terminal till = office.oldTerminal();
        sellYesterday(till);
        handOver(till.code(), sale(1, 102));
        Page page = desk("/receipts.xhtml");
        page.fill("#from", yesterday().toString());
        page.fill("#until", yesterday().toString());
        page.fill("#least", "299,25");
        page.fill("#most", "299.25");
        page.click("#filter button");
        page.waitForURL("**/receipts.xhtml?*least=*");

        assertEquals(1, row(page, till.code()).count(), page.innerText("main"));
        assertTrue(row(page, till.code()).innerText().contains("£299.25"));
        browser.assertSound(page, "receipts-found");
        row(page, till.code()).locator("a").click();
        page.waitForSelector("#paper");
        String paper = page.innerText("#paper");
        for (String shown : List.of(
                "Receipt 1 / 101",
                "Baguette",
                "2 × £55.00",
                "£315.00",
                "-£15.75",
                "£299.25",
                "Card",
                "£150.00",
                "Cash",
                "£200.00",
                "Change",
                "£50.75",
                "20%",
                "£18.33")) {
            assertTrue(paper.contains(shown), shown + " is not in " + paper);
        }
        assertTrue(page.innerText("#stored").contains("Entry 1"), page.innerText("#stored"));
        page.click("#document");
        page.waitForSelector("#payload");
        assertTrue(page.innerText("#payload").contains("Granny Smith Apple"));
    }

    @Test
    void choosingColoursLeavesTheReceiptOnThePage() {
        OfficeServer.Terminal till = office.oldTerminal();
        sellYesterday(till);
        String address = "/receipt.xhtml?till=" + till.id() + "&entry=1";
        Page page = desk(address);
        page.click(".themes summary");
        page.click("[id='bar:dark']");
        page.waitForSelector("html[data-theme=dark]");

        assertTrue(page.url().endsWith(address), page.url());
        assertTrue(page.innerText("#paper").contains("Baguette"));
    }

    @Test
    void aPrintedCopySaysSoAndIsCounted() throws SQLException {
        OfficeServer.Terminal till = office.oldTerminal();
        sellYesterday(till);
        Page page = desk("/receipt.xhtml?till=" + till.id() + "&entry=1");
        assertFalse(page.isVisible(".copy"), "nothing is printed yet");

        for (int copy = 1; copy <= 2; copy++) {
            browser.go(page, "/receipt.xhtml?till=" + till.id() + "&entry=1");
            page.addInitScript("window.print = () => { window.printed = true; };");
            page.waitForTimeout(450); // sooner, a click at the same place counts as a double click
            page.click("[id='copy:print']");
            page.waitForSelector(".copy:has-text('COPY no. " + copy + ", printed by admin')");
            page.waitForFunction("window.printed");
        }
        browser.assertSound(page, "receipt-copy");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertTrue(page.isVisible(".copy"));
        assertFalse(page.isVisible("#stored"), "only the receipt is printed");
        assertEquals(
                "2",
                office.value("select count(*) from audit_trail where action = 'receipt.print' and actor = 'admin'"
                        + " and subject like '%" + till.id() + "%'"));
    }

    @Test
    void pagesLeadThroughAllReceiptsOfATill() {
        String till = office.terminal().code();
        handOver(
                till,
                LongStream.rangeClosed(1, 60)
                        .mapToObj(number -> sale(1, number))
                        .toArray(String[]::new));
        Page page = desk("/receipts.xhtml");
        page.selectOption(
                "#till",
                new SelectOption()
                        .setLabel(page.locator("#till option", new Page.LocatorOptions().setHasText(till))
                                .innerText()));
        page.click("#filter button");

        page.waitForURL("**/receipts.xhtml?*till=*");
        assertEquals(25, row(page, till).count());
        assertTrue(row(page, till).first().innerText().contains("1 / 60"));
        follow(page, "a[rel=next]", "1 / 35");
        assertEquals(25, row(page, till).count(), "the till stays chosen");
        follow(page, "a[rel=next]", "1 / 10");
        assertEquals(10, row(page, till).count());
        assertEquals(0, page.locator("a[rel=next]").count());
        follow(page, "a[rel=prev]", "1 / 35");
        follow(page, "a[rel=prev]", "1 / 60");
        assertEquals(0, page.locator("a[rel=prev]").count());
    }

    @Test
    void aFilterThatCannotBeReadIsNamed() {
        Page page = desk("/receipts.xhtml?least=much&from=2026-02-30&till=" + UUID.randomUUID());

        assertTrue(
                page.innerText("#unread").endsWith("Till, Business day from, Amount from"), page.innerText("#unread"));
        assertEquals("much", page.inputValue("#least"), "what was entered stays, to be corrected");
    }

    @Test
    void whatIsNoOrdinarySaleIsMarked() {
        String till = office.terminal().code();
        handOver(
                till,
                sale(1, 1).replace("\"completed\"", "\"cancelled\""),
                sale(1, 2).replace("\"closure_number\"", "\"document_type\":\"RETURN_SLIP\",\"closure_number\""),
                sale(1, 3).replace("\"total_amount\":\"1.0000\"", "\"total_amount\":\"2.0000\""),
                sale(1, 4).replace("\"closure_number\"", "\"document_type\":\"<b>x\",\"closure_number\""));
        Page page = desk("/receipts.xhtml");

        assertTrue(row(page, till).nth(0).innerText().contains("Other document"));
        assertTrue(row(page, till).nth(1).innerText().contains("Amounts do not add up"));
        assertTrue(row(page, till).nth(2).innerText().contains("Return"));
        assertTrue(row(page, till).nth(3).innerText().contains("Cancelled"));
        row(page, till).nth(1).locator("a").click();
        page.waitForSelector("#flags");
        browser.assertSound(page, "receipt-flagged");
    }

    @Test
    void nobodySeesReceiptsOfOtherStores() throws SQLException {
        OfficeServer.Terminal till = office.terminal();
        handOver(till.code(), sale(1, 1));
        String receipt = "/receipt.xhtml?till=" + till.id() + "&entry=1";
        Page admin = desk(receipt);
        assertEquals(1, admin.locator("#paper").count());

        String[] viewer = browser.newUser(admin, "VIEWER");
        try (Connection connection = office.database();
                PreparedStatement update =
                        connection.prepareStatement("update portal_user set all_stores = false where name = ?")) {
            update.setString(1, viewer[0]);
            assertEquals(1, update.executeUpdate());
        }
        Page page = browser.signedIn(viewer[0], viewer[1], "a password of 20 signs");
        page.waitForSelector("nav#menu");
        Response answer = page.navigate(office.origin() + "/office" + receipt);
        assertEquals(404, answer.status());
        browser.go(page, "/receipts.xhtml");
        assertEquals(0, row(page, till.code()).count());
        browser.go(page, "/receipts.xhtml?till=" + till.id());
        assertEquals(0, row(page, till.code()).count());
        assertTrue(page.innerText("#unread").contains("Till"));
    }

    @Test
    void aReceiptThatIsNoneIsNotFound() {
        OfficeServer.Terminal till = office.terminal();
        handOver(till.code(), sale(1, 1));
        Page page = desk("/");

        for (String address :
                List.of("?till=" + till.id() + "&entry=2", "?till=" + till.id() + "&entry=x", "?till=x&entry=1", "")) {
            assertEquals(
                    404,
                    page.navigate(office.origin() + "/office/receipt.xhtml" + address)
                            .status(),
                    address);
        }
    }

    @ParameterizedTest
    @CsvSource({"en-GB,LIGHT,360", "tr-TR,LIGHT,1280", "de,DARK,1280", "fr,DARK,360", "ar,LIGHT,1280", "ar,DARK,360"})
    void everyLanguageColourAndWidth(String language, ColorScheme colours, int width) {
        OfficeServer.Terminal till = office.oldTerminal();
        sellYesterday(till);
        Page page = signedIn(language, width, colours, "/receipts.xhtml?till=" + till.id() + "&payment=CASH_PAYMENT");
        String name = language + "-" + colours + "-" + width;
        assertEquals(1, row(page, till.code()).count());
        browser.assertSound(page, "receipts-" + name);
        row(page, till.code()).locator("a").click();
        page.waitForSelector("#paper");
        browser.assertSound(page, "receipt-" + name);
    }
}
