package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The GATE page in a real browser: on the shared server, which has no GATE, and on one whose GATE is unreachable. */
class GatePageE2E {
    private static final String PASSWORD = "nine purple umbrellas";

    private static OfficeServer office;
    private static OfficeServer.Terminal till;
    private static OfficeServer.Terminal other;
    private static OfficeServer away;
    private static OfficeServer.Terminal parking;
    private static OfficeServer.Terminal closing;
    private static PortalBrowser browser;
    private static PortalBrowser awayBrowser;
    private static Page admin;
    private static Page manager;
    private static Page stranger;
    private static Page atAway;

    @BeforeAll
    static void start() throws SQLException {
        office = OfficeServer.shared();
        browser = PortalBrowser.open(office);
        away = OtherServer.office();
        awayBrowser = PortalBrowser.open(away);
        admin = signedIn(browser, "en-GB", PortalBrowser.DESK, ColorScheme.LIGHT);
        atAway = signedIn(awayBrowser, "en-GB", PortalBrowser.DESK, ColorScheme.LIGHT);
        HttpResponse<String> store = new Calls(office)
                .post(
                        "/admin/stores",
                        "{\"office_code\":\"O1\",\"store_code\":\"GATE-B\",\"name\":\"South Street\","
                                + "\"time_zone\":\"Europe/Istanbul\",\"currency\":\"TRY\"}",
                        "Authorization",
                        basic("admin", OfficeServer.ADMIN_PASSWORD));
        manager = user("gate.manager.a", "MANAGER", demoStore());
        stranger = user("gate.manager.b", "MANAGER", json(store).getString("id"));
        till = office.terminal();
        other = office.terminal();
        sell(office, till, 6);
        sell(office, other, 6);
        sell(office, office.terminal(), 6);
        lane(office, till, 5, "");
        park(office, till, 2, "REFUSED", "GATE answered 422: payments: the sum differs from total_payment_amount.");
        park(office, till, 3, "SUSPECT", "GATE answered 500: Internal error.");
        lane(office, other, 6, "");
        park(office, other, 1, "REFUSED", "GATE answered 400: no such product.");
        storeOutage();
    }

    @AfterEach
    void closeWindows() {
        browser.closeAllBut(admin, manager, stranger);
        awayBrowser.closeAllBut(atAway);
    }

    @AfterAll
    static void stop() throws SQLException {
        if (browser != null) {
            String mine = " where terminal_id in ('" + till.id() + "', '" + other.id() + "')";
            run(office, "delete from parked" + mine + "; delete from lane" + mine + " and target = 'GATE'");
            browser.close();
        }
        if (awayBrowser != null) {
            awayBrowser.close();
        }
    }

    /** Stores what an afternoon without GATE leaves behind, after a shorter outage in the night. */
    private static void storeOutage() throws SQLException {
        List<OfficeServer.Terminal> tills = away.terminals(6);
        OfficeServer.Terminal failing = tills.get(0);
        parking = tills.get(1);
        OfficeServer.Terminal behind = tills.get(2);
        OfficeServer.Terminal done = tills.get(3);
        OfficeServer.Terminal suspect = tills.get(4);
        closing = tills.get(5);
        sell(away, failing, 120);
        sell(away, parking, 80);
        sell(away, behind, 40);
        sell(away, done, 25);
        sell(away, suspect, 60);
        send(
                away,
                "/pos/transactions",
                Calls.sample("transaction-split-payment-with-campaign.json").replace("POS-001", closing.code()));
        send(away, "/pos/closures", Calls.sample("closure.json").replace("POS-001", closing.code()));
        lane(
                away,
                failing,
                2,
                ", failing_since = now() - interval '39 min', failed_at = now() - interval '38 min',"
                        + " last_error = 'GATE cannot be reached (ConnectException).'");
        lane(away, parking, 3, "");
        // As if they had arrived one after the other. The archive, which verifies their chain, has them by then.
        OfficeServer.await("every document is archived", () -> away.value(
                        "select sum(h.entry_no - coalesce(l.done_upto, 0)) from journal_head h"
                                + " left join lane l on l.target = 'ARCHIVE' and l.terminal_id = h.terminal_id")
                .equals("0"));
        run(away, "update journal_entry set received_at = now() - interval '39 min' + entry_no * interval '18 s'");
        lane(away, behind, 4, "");
        lane(away, done, 25, "");
        lane(away, suspect, 60, "");
        lane(away, closing, 1, ", held_entry_no = 2, next_attempt_at = now() + interval '11 min'");
        park(away, parking, 2, "REFUSED", "GATE answered 422: payments: the sum differs from total_payment_amount.");
        park(away, suspect, 17, "SUSPECT", "GATE answered 500: Internal error.");
        run(
                away,
                "begin; delete from gate_link_state; insert into gate_link_state (state, reason, at) values"
                        + " ('UP', '', now() - interval '3 days'),"
                        + " ('DOWN', 'GATE did not answer in time.', now() - interval '11 hours'),"
                        + " ('UP', '', now() - interval '9 hours 20 min'),"
                        + " ('DEGRADED', 'GATE answered 503: Maintenance.', now() - interval '2 hours'),"
                        + " ('UP', '', now() - interval '1 hour 50 min'),"
                        + " ('DOWN', 'GATE cannot be reached (ConnectException).', now() - interval '40 min'); commit");
        storeNotification(
                failing,
                "7d0a1f3c-0000-4000-8000-000000000002",
                "SYSTEM_ALERT",
                "'Opening hours'",
                "'All stores close at 20:00 on Saturday.'");
        storeNotification(failing, "7d0a1f3c-0000-4000-8000-000000000003", "PRICE_CHANGE", "null", "null");
        run(
                away,
                "insert into gate_sample select m, 9000 - i, 9000 - i - w, w, case when w > 0 then m - lag end,"
                        + " pg_database_size(current_database()) - i * 300000"
                        + " from (select i, date_trunc('minute', now()) - i * interval '1 min' as m,"
                        + " case when i < 40 then (40 - i) * 7 + 9 when i between 560 and 660 then (660 - i) * 3"
                        + " when i between 520 and 559 then (i - 519) * 7 else i % 4 end as w,"
                        + " case when i < 40 then (40 - i) * interval '1 min'"
                        + " when i between 530 and 660 then (661 - i) * interval '1 min' else interval '2 s' end as lag"
                        + " from generate_series(1, 1430) as i where i not between 900 and 915) s"
                        + " on conflict do nothing");
    }

    private static void send(OfficeServer to, String path, String body) {
        HttpResponse<String> answer = new Calls(to).post(path, body);
        assertEquals(200, answer.statusCode(), answer.body());
    }

    private static void sell(OfficeServer to, OfficeServer.Terminal till, int sales) {
        send(
                to,
                "/pos/transactions",
                envelope(
                        till.code(),
                        IntStream.range(0, sales)
                                .mapToObj(i -> sale(UUID.randomUUID(), "gate-" + i))
                                .toArray(String[]::new)));
    }

    private static void run(OfficeServer on, String sql) throws SQLException {
        try (Connection connection = on.database();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void lane(OfficeServer on, OfficeServer.Terminal till, long doneUpto, String more)
            throws SQLException {
        run(
                on,
                "insert into lane (target, terminal_id, done_upto, next_attempt_at) values ('GATE', '" + till.id()
                        + "', 0, now()) on conflict do nothing; update lane set done_upto = " + doneUpto + more
                        + " where target = 'GATE' and terminal_id = '" + till.id() + "'");
    }

    private static void park(OfficeServer on, OfficeServer.Terminal till, long entryNo, String cause, String reason)
            throws SQLException {
        run(
                on,
                "insert into parked (target, terminal_id, entry_no, cause, reason, parked_at) values ('GATE', '"
                        + till.id() + "', " + entryNo + ", '" + cause + "', '" + reason
                        + "', now() - interval '2 hours')");
    }

    private static String demoStore() {
        return office.value("select id from store where store_code = 'STORE-001'");
    }

    private static Page signedIn(PortalBrowser where, String language, int width, ColorScheme colours) {
        Page page = where.window(language, width, colours);
        where.go(page, "/gate.xhtml");
        where.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        page.locator("#link").waitFor();
        return page;
    }

    private static Page user(String name, String role, String store) {
        browser.go(admin, "/user.xhtml");
        admin.fill("[id='user:name']", name);
        admin.check("input[value=" + role + "]");
        admin.uncheck("[id='user:all']");
        admin.check("input[value='" + store + "']");
        admin.click("[id='user:save']");
        Page page = browser.signedIn(name, admin.innerText("#once"), PASSWORD);
        page.waitForSelector("#menu");
        return page;
    }

    private static Locator row(Page page, OfficeServer.Terminal till, long entryNo) {
        return page.locator("#parked tbody tr")
                .filter(new Locator.FilterOptions().setHas(page.locator("[id='e-" + entry(till, entryNo) + "']")));
    }

    private static String entry(OfficeServer.Terminal till, long entryNo) {
        return till.id() + "." + entryNo;
    }

    private static void press(Page page, String button, OfficeServer.Terminal till, long entryNo) {
        page.click("[id='" + button + "-" + entry(till, entryNo) + "']");
    }

    private static void awaitMessage(Page page, String text) {
        page.waitForSelector("#messages >> text=" + text);
    }

    private static String parked(OfficeServer.Terminal till, long entryNo, String column) {
        return office.value(
                "select " + column + " from parked where terminal_id = '" + till.id() + "' and entry_no = " + entryNo);
    }

    private static String audited(String action, OfficeServer.Terminal till, long entryNo) {
        return office.value("select string_agg(actor || ':' || detail, ' ' order by id) from audit_trail where action ="
                + " 'parked." + action + "' and subject like 'terminal " + till.id() + ", entry " + entryNo
                + " %'");
    }

    @Test
    void withoutALinkThePageSaysWhichSettingsToMake() {
        browser.go(admin, "/");
        assertEquals("Not set up", admin.innerText(".gate .word"));
        admin.click("#gate");
        admin.waitForURL("**/gate.xhtml");
        String text = admin.innerText("#link");

        assertTrue(text.contains("There is no link to GATE yet."), text);
        assertTrue(text.contains("SALEFLEX_OFFICE_GATE_URL") && text.contains("SALEFLEX_OFFICE_GATE_TOKEN"), text);
        assertTrue(text.contains("is kept here, in order"), text);
        assertTrue(admin.innerText("#figures").contains("Kept for GATE"));
        assertEquals(0, admin.locator("#chart").count(), "there is nothing to draw");
        browser.assertSound(admin, "gate-none");
    }

    @Test
    void parkedEntriesAreSentAgainOrDiscardedByTwoPeople() {
        browser.go(manager, "/gate.xhtml?show=parked");
        String text = row(manager, till, 2).innerText();
        assertTrue(text.contains("GATE refused it for good."), text);
        assertTrue(text.contains("the sum differs from total_payment_amount"), text);
        assertTrue(row(manager, till, 3).innerText().contains("again and again while others got through"));
        browser.assertSound(manager, "gate-parked");

        press(manager, "retry", till, 3);
        browser.assertSound(manager, "gate-retry");
        manager.click("[id='again:go']");
        awaitMessage(manager, "It will be sent again as soon as GATE can be reached.");
        assertTrue(row(manager, till, 3).innerText().contains("requested by gate.manager.a"));
        assertTrue(manager.url().contains("show=parked"), "the filter stays");
        assertEquals("gate.manager.a", parked(till, 3, "retry_asked_by"));
        assertEquals("gate.manager.a:", audited("retry", till, 3));

        press(manager, "ask", till, 2);
        browser.assertSound(manager, "gate-ask");
        manager.fill("[id='ask:reason']", "A <b>test</b> sale of the technician");
        manager.click("[id='ask:go']");
        awaitMessage(manager, "Somebody else has to confirm");
        text = row(manager, till, 2).innerText();
        assertTrue(text.contains("A <b>test</b> sale of the technician"), text);
        assertTrue(text.contains("You requested this, so somebody else has to confirm it."), text);
        assertEquals(
                0, row(manager, till, 2).locator("[data-dialog=confirming]").count());

        manager.evaluate(
                "id => {document.getElementById('confirm:id').value = id;"
                        + " document.getElementById('confirm:go').click()}",
                entry(till, 2));
        awaitMessage(manager, "You requested this yourself");
        assertEquals(null, parked(till, 2, "discarded_by"));

        browser.go(admin, "/gate.xhtml");
        press(admin, "confirm", till, 2);
        assertTrue(admin.innerText("#confirming .subject").contains("A <b>test</b> sale of the technician"));
        browser.assertSound(admin, "gate-confirm");
        admin.click("[id='confirm:go']");
        awaitMessage(admin, "Marked as not to be sent.");
        assertEquals("admin", parked(till, 2, "discarded_by"));
        assertEquals("gate.manager.a:A <b>test</b> sale of the technician", audited("discard.ask", till, 2));
        assertEquals("admin:", audited("discard", till, 2));
        OfficeServer.await(
                "the other page shows it by itself",
                () -> row(manager, till, 2).innerText().contains("requested by gate.manager.a, confirmed by admin"));

        press(manager, "undo", till, 2);
        manager.click("[id='undo:go']");
        awaitMessage(manager, "It is parked again.");
        assertEquals(null, parked(till, 2, "discarded_by"));
        assertEquals("gate.manager.a:", audited("discard.undo", till, 2));

        manager.click("#retry-all");
        manager.click("[id='all:go']");
        awaitMessage(manager, "All will be sent again");
        assertEquals("gate.manager.a", parked(other, 1, "retry_asked_by"));
        browser.assertNoComplaints();
    }

    @Test
    void aManagerOfAnotherStoreNeitherSeesNorChangesAnything() {
        browser.go(stranger, "/gate.xhtml");
        String text = stranger.innerText("main");
        assertTrue(text.contains("No till has sent a document yet."), text);
        assertTrue(text.contains("No document is parked"), text);
        assertFalse(text.contains(other.code()), text);

        for (String form : new String[] {"again", "confirm", "undo"}) {
            stranger.evaluate(
                    "([form, id]) => {document.getElementById(form + ':id').value = id;"
                            + " document.getElementById(form + ':go').click()}",
                    new Object[] {form, entry(other, 1)});
            awaitMessage(stranger, "You may not do that.");
            browser.go(stranger, "/gate.xhtml");
        }
        stranger.evaluate(
                "store => {document.querySelector(\"[id='all'] [name=stores]\").value = store;"
                        + " document.getElementById('all:go').click()}",
                demoStore());
        awaitMessage(stranger, "Nothing was changed.");

        assertFalse("gate.manager.b".equals(parked(other, 1, "retry_asked_by")));
        assertEquals(
                404,
                stranger.navigate(office.origin() + "/office/gate-entries.xhtml?terminal=" + other.id())
                        .status());
    }

    @Test
    void aViewerCannotAct() {
        Page viewer = user("gate.viewer.a", "VIEWER", demoStore());
        browser.go(viewer, "/gate.xhtml");

        assertTrue(row(viewer, other, 1).innerText().contains("no such product"));
        assertEquals(0, viewer.locator("#content dialog, [data-dialog]").count());
        browser.assertSound(viewer, "gate-viewer");
    }

    /** Waits, because a click on a link does not wait for the page it leads to. */
    private static void awaitFirst(Locator rows, String entryNo) {
        OfficeServer.await(
                "entry " + entryNo + " comes first",
                () -> rows.first().innerText().startsWith(entryNo));
    }

    @Test
    void aJournalIsFilteredAndPagedAndShowsItsDocuments() {
        OfficeServer.Terminal till = office.terminal();
        sell(office, till, 60);
        send(
                office,
                "/pos/transactions",
                envelope(
                        till.code(),
                        sale(UUID.randomUUID(), "4111111111111111")
                                .replace(
                                        "\"payment_type\"",
                                        "\"card_number_masked\":\"4111111111111111\",\"payment_type\"")));
        browser.go(admin, "/gate-entries.xhtml?terminal=" + till.id());
        Locator rows = admin.locator("[id='rows'] tbody tr");
        assertEquals(25, rows.count());
        assertTrue(rows.first().innerText().contains("61"), rows.first().innerText());
        browser.assertSound(admin, "gate-entries");
        admin.click("[rel=next]");
        awaitFirst(rows, "36");
        admin.click("[rel=next]");
        awaitFirst(rows, "11");
        assertEquals(11, rows.count());
        assertEquals(0, admin.locator("[rel=next]").count());
        admin.click("[rel=prev]");
        awaitFirst(rows, "36");

        admin.selectOption("#kind", "CLOSURE");
        admin.click(".filter button");
        admin.waitForSelector("main >> text=No entries match.");
        browser.go(admin, "/gate-entries.xhtml?terminal=" + other.id() + "&state=PARKED");
        assertEquals(1, rows.count());
        assertTrue(rows.first().innerText().contains("Parked"), rows.first().innerText());

        browser.go(admin, "/gate-entries.xhtml?terminal=" + till.id());
        rows.first().locator("a").click();
        admin.locator("#payload").waitFor();
        assertTrue(admin.innerText("#payload").contains("\"total_amount\": \"1.0000\""));
        assertTrue(admin.innerText("#payload").contains("\"411111******1111\""), admin.innerText("#payload"));
        assertTrue(admin.innerText("main")
                .contains(office.value("select encode(chain_hash, 'hex') from journal_entry where terminal_id = '"
                        + till.id() + "' and entry_no = 61")));
        browser.assertSound(admin, "gate-document");
        assertEquals(
                404,
                admin.navigate(office.origin() + "/office/gate-entries.xhtml?entry=99&terminal=" + till.id())
                        .status());
    }

    @Test
    void anOutageIsDescribedPlainlyWithItsFigures() {
        awayBrowser.go(atAway, "/");
        OfficeServer.await(
                "the outage is noticed", () -> atAway.innerText(".gate .word").equals("Unreachable"));
        assertTrue(atAway.innerText(".gate").contains(" waiting"), atAway.innerText(".gate"));
        awayBrowser.go(atAway, "/gate.xhtml");
        String text = atAway.innerText("#link");
        assertTrue(text.contains("GATE cannot be reached.") && text.contains("The shop goes on selling."), text);
        assertTrue(text.contains("(ConnectException)"), "the technical details, too: " + text);
        // 40 min when the outage was stored, plus the time that the tests before this one took.
        int since = Integer.parseInt(
                away.value("select floor(extract(epoch from now() - max(at)) / 60)::int from gate_link_state"));
        assertTrue(text.contains("(" + since + " min") || text.contains("(" + (since - 1) + " min"), text);

        assertTrue(atAway.innerText("#past").contains("GATE answered 503: Maintenance."));
        assertTrue(atAway.innerText("#chart").contains("at most"), atAway.innerText("#chart"));
        assertTrue(atAway.innerText("#figures").contains("MB free"), atAway.innerText("#figures"));
        assertEquals(
                parking.code(), atAway.locator("#tills tbody tr .code").first().innerText(), "parked comes first");
        assertTrue(atAway.innerText("#tills").contains("A closure is waiting for documents of its period"));
        atAway.focus("#q-room");
        assertTrue(atAway.isVisible("#d-room"), "its definition");
        atAway.keyboard().press("Escape");
        assertFalse(atAway.isVisible("#d-room"));
        atAway.evaluate("() => {document.getElementById('q-room').dataset.old = true; office.live.opened()}");
        atAway.waitForSelector("#q-room:not([data-old])");
        assertFalse(atAway.isVisible("#d-room"), "rendered again, it stays dismissed");
        atAway.click("#chart + details summary");
        awayBrowser.assertSound(atAway, "gate-outage");
        assertEquals(24, atAway.locator("#hours tbody tr").count());
    }

    @Test
    void notificationsFromGateAreShownUntilSomebodyHasReadThem() throws SQLException {
        storeNotification(
                parking,
                "7d0a1f3c-0000-4000-8000-000000000001",
                "TERMINAL_MESSAGE",
                "'Recall'",
                "'Lot 7 is called back.'");
        Page page = signedIn(awayBrowser, "en-GB", PortalBrowser.DESK, ColorScheme.LIGHT);
        assertTrue(page.innerText("#notices").contains("Lot 7 is called back."), page.innerText("#notices"));
        assertTrue(page.innerText("#notices").contains("0 of 1 tills have it"), page.innerText("#notices"));

        page.click("[id='read-7d0a1f3c-0000-4000-8000-000000000001']");
        page.click("[id='read:go']");
        awaitMessage(page, "Marked as read. GATE will be informed.");
        assertEquals(
                "admin",
                away.value("select read_by from gate_notification"
                        + " where id = '7d0a1f3c-0000-4000-8000-000000000001'"));
        assertEquals(
                0,
                page.locator("[id='read-7d0a1f3c-0000-4000-8000-000000000001']").count());
        awayBrowser.assertNoComplaints();
    }

    /** Stores a notification as if GATE had sent it before it went away. */
    private static void storeNotification(OfficeServer.Terminal till, String id, String type, String title, String body)
            throws SQLException {
        run(
                away,
                "insert into gate_notification (id, gate_id, type, title, body, created_at, received_at) values ('" + id
                        + "', '" + id + "', '" + type + "', " + title + ", " + body
                        + ", now() - interval '5 min', now());"
                        + " insert into gate_notification_terminal (notification_id, terminal_id) values ('" + id
                        + "', '"
                        + till.id() + "')");
    }

    @Test
    void newDocumentsAppearWithoutAReload() {
        OfficeServer.Terminal till = away.terminal();
        Page page = signedIn(awayBrowser, "en-GB", PortalBrowser.DESK, ColorScheme.LIGHT);
        page.evaluate("window.neverReloaded = true");
        page.click("#chart + details summary");
        String before = page.locator("#figures .value").first().innerText();
        sell(away, till, 3);

        OfficeServer.await(
                "they are counted",
                () -> !page.locator("#figures .value").first().innerText().equals(before)
                        && page.innerText("#tills").contains(till.code()));
        assertEquals(true, page.evaluate("window.neverReloaded"));
        assertTrue(page.isVisible("#hours"), "what was opened stays open");

        page.route("**/gate.xhtml*", route -> route.abort());
        sell(away, till, 1);
        page.waitForSelector("#lost");
        page.unroute("**/gate.xhtml*");
        awayBrowser.forget("net::ERR_FAILED");
        page.waitForSelector("#lost", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.HIDDEN));
        awayBrowser.assertNoComplaints();
    }

    @Test
    void documentsInOnePlaceOnlyShowOnTheBoardAndOnPageSystem() throws IOException {
        Path archive = away.home().resolve("archive");
        Path elsewhere = away.home().resolve("archive-elsewhere");
        Page page = signedIn(awayBrowser, "en-GB", PortalBrowser.DESK, ColorScheme.LIGHT);
        awayBrowser.go(page, "/");
        Files.move(archive, elsewhere);
        try {
            sell(away, away.terminal(), 2);
            page.waitForSelector("#single >> text=documents in one place only");
            awayBrowser.assertSound(page, "system-away-board");
            page.click("#single");
            page.waitForURL("**/system.xhtml");
            String text = page.innerText("#archive");
            assertTrue(text.contains("The archive cannot be written."), text);
            assertTrue(text.contains("its disk or share is not mounted, or was replaced."), text);
            assertTrue(text.contains(" documents are in this server’s database only."), text);
            assertTrue(text.contains("Do not delete anything on the tills."), text);
            assertTrue(text.contains("2.00"), "their value: " + text);
            awayBrowser.assertSound(page, "system-away");
        } finally {
            Files.move(elsewhere, archive);
        }
        page.waitForSelector("#single >> text=None. Every document is also in the archive or at GATE.");
    }

    @ParameterizedTest
    @CsvSource({"en,LIGHT,360", "tr,LIGHT,1280", "de,DARK,1280", "fr,DARK,360", "ar,LIGHT,1280", "ar,DARK,360"})
    void everyLanguageColourAndWidth(String language, ColorScheme colours, int width) {
        Page page = signedIn(awayBrowser, language, width, colours);
        String name = language + "-" + colours + "-" + width;
        awayBrowser.assertSound(page, "gate-" + name);
        page.click("[id='ask-" + parking.id() + ".2']");
        awayBrowser.assertSound(page, "gate-ask-" + name);
        awayBrowser.go(page, "/gate-entries.xhtml?terminal=" + closing.id());
        awayBrowser.assertSound(page, "gate-entries-" + name);
        awayBrowser.go(page, "/gate-entries.xhtml?entry=1&terminal=" + closing.id());
        awayBrowser.assertSound(page, "gate-document-" + name);
        awayBrowser.go(page, "/");
        awayBrowser.assertSound(page, "gate-board-" + name);
    }
}
