package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live board in a real browser. */
class BoardE2E {
    /** The tills that sent a heartbeat, and would be reported as silent after these tests. */
    private static final Set<String> BEATING = new LinkedHashSet<>();

    private static OfficeServer office;
    private static PortalBrowser browser;
    private static Calls calls;
    private static Page board;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        browser = PortalBrowser.open(office);
        calls = new Calls(office);
        board = open(PortalBrowser.DESK, ColorScheme.LIGHT, "en-GB");
    }

    @AfterEach
    void closeWindows() {
        browser.closeAllBut(board);
    }

    @AfterAll
    static void stop() {
        List.copyOf(BEATING).forEach(till -> beat(till, "\"activity\":\"closed\""));
        if (browser != null) {
            browser.close();
        }
    }

    private static Page open(int width, ColorScheme colours, String language) {
        Page page = browser.window(language, width, colours);
        browser.go(page, "/");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        page.locator("#tiles").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        return page;
    }

    private static HttpResponse<String> beat(String terminal, String members) {
        return beat(terminal, 5, members);
    }

    private static HttpResponse<String> beat(String terminal, int intervalSeconds, String members) {
        BEATING.add(terminal);
        HttpResponse<String> answer = calls.post(
                "/pos/status",
                "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"" + terminal
                        + "\",\"pos_id\":1,\"interval_seconds\":" + intervalSeconds + "," + members + "}");
        assertEquals(200, answer.statusCode(), answer.body());
        return answer;
    }

    /** Makes a sale of 1.00 now. */
    private static void sell(String terminal) {
        sell(terminal, "\"total_amount\":\"1.0000\"");
    }

    /** Hands over a document dated now with these members. */
    private static void sell(String terminal, String members) {
        String now = LocalDateTime.now(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        HttpResponse<String> answer = calls.post(
                "/pos/transactions",
                envelope(
                        terminal,
                        sale(UUID.randomUUID(), "board")
                                .replaceFirst("2026-11-22T[0-9:.]+", now)
                                .replace("\"total_amount\":\"1.0000\"", members)));
        assertEquals(1, json(answer).getInt("accepted"), answer.body());
    }

    private static Locator tile(Page page, String terminal) {
        return page.locator("#tiles > li")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("h2", new Page.LocatorOptions().setHasText(terminal))));
    }

    private static String word(Page page, String terminal) {
        Locator tile = tile(page, terminal);
        return tile.count() == 0 ? "" : tile.locator(".word").innerText();
    }

    private static void awaitMessage(Page page, String text) {
        page.waitForSelector("#messages >> text=" + text);
    }

    /** Waits for a condition; returns how long that took, in milliseconds. */
    private static long await(String what, BooleanSupplier condition) {
        Instant start = Instant.now();
        while (!condition.getAsBoolean()) {
            assertTrue(Duration.between(start, Instant.now()).toSeconds() < 60, "timed out waiting until " + what);
            board.waitForTimeout(50);
        }
        return Duration.between(start, Instant.now()).toMillis();
    }

    @Test
    void aTillAppearsAndItsSaleIsCountedWithoutAReload() {
        String till = office.terminal().code();
        board.evaluate("window.neverReloaded = true");
        beat(till, "\"activity\":\"idle\",\"cashier\":\"c.first\"");
        long appeared = await("the till shows", () -> word(board, till).equals("Online"));
        assertTrue(appeared < 5_000, appeared + " ms");
        assertTrue(tile(board, till).innerText().contains("c.first"));
        String before = tile(board, till).locator("dd").first().innerText();

        sell(till);
        long counted = await(
                "the sale is counted",
                () -> !tile(board, till).locator("dd").first().innerText().equals(before));

        assertTrue(counted < 5_000, counted + " ms");
        assertTrue(tile(board, till).locator("dd").first().innerText().contains("1 sale"));
        assertEquals(true, board.evaluate("window.neverReloaded"), "the page was not reloaded");
        browser.assertNoComplaints();
    }

    @Test
    void aSilentTillMovesToTheTopAndIsCountedUntilItIsBack() {
        String till = office.terminal().code();
        // Late after 2.8 s and silent after 10 at this interval; StatusE2E waits at the usual one.
        beat(till, 2, "\"activity\":\"idle\"");
        Instant last = Instant.now();
        await("it is online", () -> word(board, till).equals("Online"));
        await("it is late", () -> word(board, till).equals("Late"));
        long late = Duration.between(last, Instant.now()).toMillis();
        await("it is silent", () -> word(board, till).equals("Silent"));
        long silent = Duration.between(last, Instant.now()).toMillis();

        assertTrue(late >= 2_500 && late < 6_000, "late after " + late + " ms");
        assertTrue(silent >= 9_500 && silent < 13_000, "silent after " + silent + " ms");
        await("the title counts it", () -> board.title().matches("\\([1-9][0-9]*\\) Board.*"));
        assertTrue(board.getAttribute("link[rel=icon]", "href").startsWith("data:image/svg+xml"));
        int place =
                ((Number) tile(board, till).evaluate("tile => [...tile.parentNode.children].indexOf(tile)")).intValue();
        Object online = board.evaluate("[...document.querySelectorAll('#tiles > li')]"
                + ".findIndex(tile => tile.classList.contains('none'))");
        assertTrue(online.equals(-1) || place < ((Number) online).intValue(), "before those without a problem");
        browser.assertSound(board, "board-silent");

        beat(till, 2, "\"activity\":\"idle\"");
        long back = await("it is back", () -> word(board, till).equals("Online"));
        assertTrue(back < 3_000, back + " ms");
    }

    @Test
    void aGoodbyeShowsWithinTwoSeconds() {
        String till = office.terminal().code();
        beat(till, "\"activity\":\"selling\"");
        await("it is online", () -> word(board, till).equals("Online"));
        beat(till, "\"activity\":\"closed\"");
        long closed = await("it is closed", () -> word(board, till).equals("Closed"));

        assertTrue(closed < 2_000, closed + " ms");
    }

    @Test
    void theFigureOfTodayIsWhatWasTakenForGoods() {
        String till = office.terminal().code();
        beat(till, "\"activity\":\"selling\"");
        sell(till, "\"total_amount\":\"945.0000\",\"total_discount_amount\":\"285.0000\"");
        sell(till, "\"document_type\":\"POS_PAID_OUT\",\"total_amount\":\"300.0000\"");
        sell(till, "\"total_amount\":\"12.5000\",\"base_currency\":\"EUR\"");
        sell(till, "\"total_amount\":\"24.299999999999997\"");
        sell(till, "\"document_type\":\"RETURN_SLIP\",\"transaction_type\":\"return\",\"total_amount\":\"55.0000\"");
        sell(till, "\"total_amount\":\"100000000000000000000\"");
        sell(till, "\"document_type\":\"TICKET\",\"total_amount\":\"7.0000\"");
        await(
                "all are counted",
                () -> tile(board, till).locator("dd").first().innerText().contains("of unknown type"));

        assertEquals(
                "£629.30 + €12.50 · 4 sales · 1 return · not counting 1 document · 1 document of unknown type",
                tile(board, till).locator("dd").first().innerText());
        Locator tile = tile(board, till);
        // The tile's link covers the figures, and gets the pointer.
        tile.locator(".today").hover(new Locator.HoverOptions().setForce(true));
        String definition = tile.locator("h2 a").getAttribute("title");
        assertTrue(definition.startsWith("Completed sales: total - discount + surcharge + service charge"), definition);
        tile.locator("h2").hover(new Locator.HoverOptions().setForce(true));
        assertEquals("", tile.locator("h2 a").getAttribute("title"));
    }

    @Test
    void aDocumentOpenedYesterdayAndCompletedNowCountsToday() {
        String till = office.terminal().code();
        beat(till, "\"activity\":\"selling\"");
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        HttpResponse<String> answer = calls.post(
                "/pos/transactions",
                envelope(
                        till,
                        sale(UUID.randomUUID(), "yesterday")
                                .replaceFirst(
                                        "2026-11-22T[0-9:.]+", now.minusDays(1).toLocalDate() + "T21:58:00")
                                .replaceFirst(
                                        "\"total_amount\"",
                                        "\"created_at\":\"" + now + "\",\"base_currency\":\"GBP\",\"total_amount\"")));
        assertEquals(1, json(answer).getInt("accepted"), answer.body());
        await(
                "it is counted",
                () -> tile(board, till).locator("dd").first().innerText().contains("1 sale"));

        assertEquals("£1.00 · 1 sale", tile(board, till).locator("dd").first().innerText());
    }

    @Test
    void aTillsFiguresOfTodayAndOfItsOpenPeriod() {
        String till = office.terminal().code();
        beat(till, "\"activity\":\"selling\"");
        sell(till, "\"total_amount\":\"945.0000\",\"total_discount_amount\":\"285.0000\",\"base_currency\":\"GBP\"");
        sell(till, "\"document_type\":\"RETURN_SLIP\",\"transaction_type\":\"return\",\"total_amount\":\"55.0000\"");
        sell(till, "\"document_type\":\"POS_PAID_OUT\",\"total_amount\":\"300.0000\"");
        sell(till, "\"total_amount\":\"1000\",\"base_currency\":\"JPY\"");
        sell(till, "\"total_amount\":\"100000000000000000000\"");
        Page page = open(PortalBrowser.DESK, ColorScheme.LIGHT, "en-GB");
        await("it shows", () -> tile(page, till).count() == 1);
        tile(page, till).locator("h2 a").click();
        page.waitForURL("**/till.xhtml?id=*");

        assertEquals("Period 1", page.locator(".sums thead th").nth(1).innerText());
        for (int column = 0; column < 2; column++) {
            // Each payment is 1.00 in cash, whatever the total.
            assertEquals("£605.00 not counting 1 document JP¥1,000", figure(page, "TAKINGS", column));
            assertEquals("3", figure(page, "SALES", column));
            assertEquals("1", figure(page, "RETURNED", column));
            assertEquals("-£55.00", figure(page, "RETURNS", column));
            assertEquals("£285.00", figure(page, "DISCOUNTS", column));
            assertEquals("£1.00 JP¥1", figure(page, "CASH_PAYMENT", column));
            assertEquals("£300.00", figure(page, "PAID_OUT", column));
            assertEquals("-£299.00 JP¥1", figure(page, "EXPECTED", column));
        }
        assertTrue(page.innerText("#came").startsWith("5 documents from today without a plausible completion time"));

        page.focus("#q-EXPECTED");
        page.evaluate("() => { document.getElementById('q-EXPECTED').dataset.old = true; office.live.opened(); }");
        page.waitForSelector("#q-EXPECTED:not([data-old])");
        assertTrue(page.isVisible("#d-EXPECTED"), "its definition stays when the page refreshes itself");
    }

    @Test
    void aClosedPeriodIsShownWithItsOpeningCashAndComparedAsTillsCount() {
        OfficeServer.Terminal terminal = office.terminal();
        String till = terminal.code();
        String id = terminal.id();
        beat(till, "\"activity\":\"selling\"");
        sell(till, "\"total_amount\":\"945.0000\",\"total_discount_amount\":\"285.0000\"");
        sell(till, "\"document_type\":\"RETURN_SLIP\",\"transaction_type\":\"return\",\"total_amount\":\"55.0000\"");
        String closure = Calls.closure(till, 1, 3)
                .replace(
                        "\"total_document_count\":3",
                        "\"total_document_count\":3,\"gross_sales_amount\":\"1010.0000\","
                                + "\"net_sales_amount\":\"715.0000\",\"opening_cash_amount\":\"200.0000\"");
        assertEquals(1, json(calls.post("/pos/closures", closure)).getInt("accepted"));
        Page page = open(PortalBrowser.DESK, ColorScheme.LIGHT, "en-GB");
        browser.go(page, "/till.xhtml?id=" + id);
        page.locator("#closed a").first().click();
        page.waitForURL("**/period.xhtml?id=*");

        assertEquals(till + ": Period 1", page.innerText("h1"));
        assertEquals("£605.00", figure(page, "TAKINGS", 0));
        assertEquals("-£55.00", figure(page, "RETURNS", 0));
        // The sale's payment is 1.00 in cash, and so is the return's.
        assertEquals("£200.00", figure(page, "OPENING", 0));
        assertEquals("£200.00", figure(page, "EXPECTED", 0));
        assertEquals(List.of("3", "2", "1"), claim(page, "DOCUMENTS"));
        assertEquals(List.of("£1,010.00", "£1,000.00", "£10.00"), claim(page, "GROSS"));
        assertEquals(List.of("£715.00", "£715.00", "\u2013"), claim(page, "NET"));
        assertTrue(page.innerText("#verdict").contains("do not agree"));
        assertTrue(page.innerText("#lacks").contains("1"), page.innerText("#lacks"));
        browser.assertSound(page, "period");
        for (String language : List.of("ar", "tr-TR")) {
            Page small = browser.window(language, PortalBrowser.PHONE, ColorScheme.DARK);
            browser.go(small, "/period.xhtml?id=" + id + "&period=1");
            browser.signIn(small, "admin", OfficeServer.ADMIN_PASSWORD);
            browser.assertSound(small, "period-" + language);
        }
        for (String none : List.of("2", "x", "99999999999999999999", "")) {
            assertEquals(
                    404,
                    page.navigate(office.origin() + "/office/period.xhtml?id=" + id + "&period=" + none)
                            .status(),
                    none);
        }
        sell(till, "\"total_amount\":\"10.0000\""); // so that no alert is raised about the missing one
    }

    private static List<String> claim(Page page, String key) {
        return page.locator("#claims ." + key + " td").allInnerTexts();
    }

    private static String figure(Page page, String key, int column) {
        return page.locator(".sums ." + key + " td")
                .nth(column)
                .innerText()
                .strip()
                .replaceAll("\\s+", " ");
    }

    /** XML cannot contain such characters, and the page gets its updates as XML. */
    @Test
    void oddCharactersFromOneTillDoNotKeepOthersOffTheBoard() {
        String till = office.terminal().code();
        String other = office.terminal().code();
        beat(till, "\"activity\":\"idle\",\"cashier\":\"<a>]]>&\\u0001\\u000b\\u001f\\u0085\\ufffe\\uffffz\"");
        await("it shows", () -> word(board, till).equals("Online"));
        beat(other, "\"activity\":\"closed\"");
        await("another one shows", () -> word(board, other).equals("Closed"));

        assertTrue(tile(board, till).innerText().contains("<a>]]>&"));
        assertTrue(board.locator("#lost").isHidden());
        beat(till, "\"activity\":\"idle\",\"cashier\":\"z\"");
    }

    @Test
    void whatIsOutOfTheOrdinaryIsShownAsText() {
        String till = office.terminal().code();
        beat(
                till,
                "\"activity\":\"selling\",\"waiting_documents\":7,\"oldest_waiting_seconds\":600,"
                        + "\"sent_at\":\"" + Instant.now().plus(Duration.ofDays(2)) + "\","
                        + "\"peripherals\":[{\"type\":\"receipt_printer\",\"state\":\"error\","
                        + "\"detail\":\"out of paper\"}]");
        await("the marks show", () -> tile(board, till).locator(".marks li").count() >= 3);
        String text = tile(board, till).locator(".marks").innerText();

        assertTrue(text.contains("Receipt printer: error (out of paper)"), text);
        assertTrue(text.contains("Waiting on the till: 7 · 10 min"), text);
        assertTrue(text.contains("Clock fast: "), text);
        assertTrue(text.contains("No secret needed"), "trusted network is a warning: " + text);
    }

    @Test
    void theFiltersAreInTheAddress() {
        String till = office.terminal().code();
        String never = "T1000"; // the demo store's last one
        String other = office.terminal().code();
        beat(till, "\"activity\":\"idle\",\"cashier\":\"Ömer Çelik\"");
        Page page = open(PortalBrowser.DESK, ColorScheme.LIGHT, "en-GB");
        assertEquals(0, tile(page, never).count(), "tills that never called are not shown");

        page.fill("input[name=find]", "ömer");
        page.keyboard().press("Enter");
        page.waitForURL("**/?find=*");
        assertEquals(1, page.locator("#tiles > li").count());
        assertEquals("Online", word(page, till));
        beat(other, "\"activity\":\"idle\"");
        beat(till, "\"activity\":\"closed\",\"cashier\":\"Ömer Çelik\"");
        await("it is still updated live", () -> word(page, till).equals("Closed"));
        assertEquals(1, page.locator("#tiles > li").count(), "others stay hidden");

        page.click(".chip.NEVER_SEEN");
        page.waitForURL("**/?show=NEVER_SEEN&find=*");
        assertTrue(page.innerText("#summary .empty").contains("No tills match."));
        browser.go(page, "/?show=NEVER_SEEN&find=" + never);
        assertEquals("Never seen", word(page, never));
        browser.assertNoComplaints();
    }

    @Test
    void aLostConnectionIsShownAndRestored() {
        String till = office.terminal().code();
        Page page = open(PortalBrowser.DESK, ColorScheme.LIGHT, "en-GB");
        assertFalse(page.isVisible("#lost"));
        page.route("**/index.xhtml*", route -> route.abort());
        beat(till, "\"activity\":\"idle\"");
        page.waitForSelector("#lost");
        assertTrue(page.innerText("#lost").contains("The live connection is lost"));

        page.unroute("**/index.xhtml*");
        browser.forget("net::ERR_FAILED");
        page.waitForSelector("#lost", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.HIDDEN));
        assertFalse(word(page, till).isEmpty(), "what happened meanwhile is shown");
    }

    @Test
    void theSocketIsForSignedInUsersAndEndsWithTheSession() throws Exception {
        String page = new PortalClient(office)
                .signIn("admin", OfficeServer.ADMIN_PASSWORD)
                .body();
        URI socket = URI.create(office.origin().replace("http", "ws") + "/office/omnifaces.push/"
                + PortalClient.first(Pattern.compile("OmniFaces\\.Push\\.init\\('/office','([^']+)'"), page));
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onClose(WebSocket line, int code, String reason) {
                closed.complete(code);
                return null;
            }
        };
        assertThrows(CompletionException.class, () -> HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(socket, listener)
                .join());

        String[] name = user("VIEWER");
        PortalClient viewer = new PortalClient(office);
        viewer.signIn(name[0], name[1]);
        viewer.http().newWebSocketBuilder().buildAsync(socket, listener).join();
        assertFalse(closed.isDone());
        String admin = Calls.basic("admin", OfficeServer.ADMIN_PASSWORD);
        assertEquals(
                200,
                calls.method("PATCH", "/admin/users/" + name[0], "{\"blocked\":true}", "Authorization", admin)
                        .statusCode());
        viewer.get("/office/?office.background=true"); // as the page asks in the background
        assertEquals(1008, closed.get(10, TimeUnit.SECONDS), "the session has ended");
    }

    @Test
    void aTillsPageShowsItInFullAndSendsItRequests() {
        OfficeServer.Terminal terminal = office.terminal();
        String till = terminal.code();
        String id = terminal.id();
        beat(till, "\"activity\":\"idle\",\"disk_free_mb\":20480");
        sell(till);
        Page page = open(PortalBrowser.DESK, ColorScheme.LIGHT, "en-GB");
        await("it shows", () -> word(page, till).equals("Online"));
        tile(page, till).locator("h2 a").click();
        page.waitForURL("**/till.xhtml?id=*");
        assertEquals(till, page.innerText("h1"));
        assertTrue(page.innerText("#now").contains("20,480 MB"));
        assertEquals(1, page.locator("#more tbody tr").count(), "its document");
        sell(till);
        await(
                "the next one appears by itself",
                () -> page.locator("#more tbody tr").count() == 2);
        String receipts = page.innerText("#more table");
        assertTrue(receipts.contains("Number used twice"), receipts);

        page.click("summary:has-text('Send receipts again')");
        page.fill("[id='actions:period']", "1");
        page.fill("[id='actions:first']", "9");
        page.fill("[id='actions:last']", "8");
        page.click("[id='actions:resend']");
        awaitMessage(page, "the last must not be before the first");
        page.click("summary:has-text('Send receipts again')");
        page.fill("[id='actions:last']", "12");
        page.click("[id='actions:resend']");
        awaitMessage(page, "the next time");
        assertTrue(page.innerText("#more").contains("receipts 9 to 12"));
        browser.go(page, page.url().replaceFirst(".*/office", "").replaceFirst("&done.*", ""));
        page.click("summary:has-text('Fetch master data again')");
        page.click("[id='actions:refresh']");
        awaitMessage(page, "the next time");
        JsonObject asked = json(beat(till, "\"activity\":\"idle\""));
        assertEquals(2, asked.getJsonArray("requests").size(), asked.toString());
        await("the request is shown as delivered", () -> page.innerText("#more").contains(": delivered"));

        page.click("summary:has-text('Block the till')");
        page.click("[id='actions:block']");
        awaitMessage(page, "The till is blocked.");
        assertEquals("Blocked", page.innerText("#now .word"));
        page.click("summary:has-text('Unblock the till')");
        page.click("[id='actions:block']");
        awaitMessage(page, "The till is unblocked.");
        assertEquals(
                "4",
                office.value(
                        "select count(*) from audit_trail where actor = 'admin' and subject = 'terminal " + id + "'"));
        browser.assertSound(page, "till");
    }

    @Test
    void missingDocumentsOfAPeriodAreShownAndCanBeExplained() throws SQLException {
        OfficeServer.Terminal terminal = office.terminal();
        String till = terminal.code();
        String id = terminal.id();
        beat(till, "\"activity\":\"closed\"");
        calls.post("/pos/transactions", envelope(till, sale(7, 1), sale(7, 2), sale(7, 3), sale(8, 2)));
        calls.post("/pos/closures", Calls.closure(till, 7, 5));
        Page page = open(PortalBrowser.DESK, ColorScheme.LIGHT, "en-GB");
        browser.go(page, "/till.xhtml?id=" + id);
        String said = page.innerText("#lacks");
        assertTrue(said.contains("Period 7: missing receipts 4-5"), said);
        assertTrue(said.contains("less than 15 minutes ago"), said);
        assertEquals("Period 8: receipt 1", page.innerText("#holes"));
        assertTrue(page.innerText("#oddities").contains("does not say when it started"));
        office.closedLongAgo(id);
        try {
            page.reload();
            assertEquals(1, page.locator("#lacks .CRITICAL").count());
            for (String language : new String[] {"en-GB", "ar"}) {
                Page small = open(360, ColorScheme.DARK, language);
                browser.go(small, "/till.xhtml?id=" + id);
                small.locator("[id='explanation'] summary").click();
                browser.assertSound(small, "till-gap-" + language + "-360");
            }

            page.click("summary:has-text('Explain what is missing')");
            browser.assertSound(page, "till-gap");
            page.fill("[id='explanation:reason']", "Two customers walked away.");
            page.dblclick("[id='explanation:explain']");
            awaitMessage(page, "raises no more alerts");
            said = page.innerText("#lacks");
            assertTrue(said.contains("“Two customers walked away.” (2 explained by admin, "), said);
            assertEquals(0, page.locator("#lacks .CRITICAL").count());
            assertEquals(0, page.locator("[id='explanation']").count(), "nothing is left to explain");
            assertEquals(
                    "1",
                    office.value(
                            "select count(*) from audit_trail where action = 'period.explain' and subject = 'terminal "
                                    + id + " period 7'"));
            browser.assertSound(page, "till-explained");
        } finally {
            office.closedJustNow(id);
        }
    }

    @Test
    void aViewerCannotAct() {
        OfficeServer.Terminal terminal = office.terminal();
        String till = terminal.code();
        String id = terminal.id();
        beat(till, "\"activity\":\"idle\"");
        String[] viewer = user("VIEWER");
        Page page = browser.signedIn(viewer[0], viewer[1], "nine purple umbrellas");
        browser.go(page, "/till.xhtml?id=" + id);

        assertEquals(till, page.innerText("h1"));
        assertEquals(0, page.locator("[id='actions']").count());
        assertEquals(
                404,
                page.navigate(office.origin() + "/office/till.xhtml?id=" + UUID.randomUUID())
                        .status());
        assertEquals(
                404, page.navigate(office.origin() + "/office/till.xhtml?id=x").status());
    }

    @Test
    void aWallScreenCanOnlyLook() {
        String till = office.terminal().code();
        beat(till, "\"activity\":\"idle\"");
        browser.go(board, "/users.xhtml");
        board.fill("[id='kiosks:name']", "board-wall");
        board.click("[id='kiosks:make']");
        String address = board.innerText("code.once");
        browser.go(board, "/");
        Page screen = browser.window("en-GB", 1920, ColorScheme.DARK);
        screen.navigate(address);
        await("it shows the till", () -> word(screen, till).equals("Online"));

        assertEquals(0, screen.locator("nav#menu").count());
        assertEquals(0, screen.locator("#tiles a").count());
        beat(till, "\"activity\":\"closed\"");
        await("it is live", () -> word(screen, till).equals("Closed"));
        browser.assertSound(screen, "board-wall");

        screen.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("JSESSIONID"));
        screen.reload();
        assertEquals("Closed", word(screen, till), "nobody has to open its address again after a restart");

        browser.go(screen, "/login.xhtml");
        browser.signIn(screen, "admin", OfficeServer.ADMIN_PASSWORD);
        screen.waitForSelector("nav#menu");
        assertTrue(screen.context().cookies().stream().noneMatch(cookie -> cookie.name.equals("office_kiosk")));
    }

    @ParameterizedTest
    @CsvSource({"en,LIGHT,360", "tr,LIGHT,1280", "de,DARK,1280", "fr,DARK,360", "ar,LIGHT,1280", "ar,DARK,360"})
    void everyLanguageColourAndWidth(String language, ColorScheme colours, int width) {
        String till = office.terminal().code();
        beat(
                till,
                "\"activity\":\"selling\",\"cashier\":\"A. Very Long Name of a Cashier Indeed\","
                        + "\"waiting_documents\":3,\"peripherals\":["
                        + "{\"type\":\"receipt_printer\",\"state\":\"error\",\"detail\":\"cover open\"},"
                        + "{\"type\":\"payment_device\",\"state\":\"warning\"}]");
        sell(till, "\"total_amount\":\"945.0000\",\"total_discount_amount\":\"285.0000\",\"base_currency\":\"GBP\"");
        sell(till, "\"document_type\":\"POS_PAID_OUT\",\"total_amount\":\"300.0000\"");
        sell(till, "\"total_amount\":\"12345678.500\",\"base_currency\":\"KWD\"");
        sell(till, "\"total_amount\":\"100000000000000000000\"");
        Page page = open(width, colours, language);
        String name = language + "-" + colours + "-" + width;
        await("the till shows", () -> tile(page, till).count() == 1);
        browser.assertSound(page, "board-" + name);
        tile(page, till).locator("h2 a").click();
        page.waitForURL("**/till.xhtml?id=*");
        for (Locator summary : page.locator("details.confirm > summary").all()) {
            summary.click();
        }
        page.focus("#q-EXPECTED");
        page.locator("#q-EXPECTED").hover();
        assertTrue(page.isVisible("#d-EXPECTED"));
        browser.assertSound(page, "till-" + name);
    }

    /** Creates a user; returns name and generated password. */
    private static String[] user(String role) {
        Page page = open(PortalBrowser.DESK, ColorScheme.LIGHT, "en-GB");
        return browser.newUser(page, role);
    }
}
