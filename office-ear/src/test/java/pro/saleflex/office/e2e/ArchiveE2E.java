package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveReader.Result;
import pro.saleflex.office.archive.verify.ArchiveVerifier;
import pro.saleflex.office.simulator.Tills;

/** The second copy is made by itself, survives what happens to it, and gives everything back. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ArchiveE2E {
    /** How long people and issues allow: an alert, and the archive's repair after it came back. */
    private static final Duration ALERT_WITHIN = Duration.ofSeconds(10);

    private static final Duration REPAIRED_WITHIN = Duration.ofSeconds(60);

    private static OfficeServer office;

    @BeforeAll
    static void start() {
        office = new OfficeServer("archive", Map.of());
        office.deleteHome();
        office.start();
    }

    @AfterAll
    static void stop() {
        office.stop();
    }

    private static Path place() {
        return office.home().resolve("archive");
    }

    /** What the stand-alone program finds, compared with the journal. */
    private static List<Result> verify() throws IOException, SQLException {
        try (Connection journal = office.database()) {
            journal.setAutoCommit(false);
            return new ArchiveVerifier(new ArchiveDirectory(place(), Optional.empty()), Optional.of(journal))
                    .verify((result, done, total) -> {});
        }
    }

    private static long archived() throws IOException, SQLException {
        return verify().stream().mapToLong(Result::entries).sum();
    }

    private static long journalLength() {
        return Long.parseLong(office.value("select count(*) from journal_entry"));
    }

    private static void assertEverythingIsArchivedWithin(Duration time) throws IOException, SQLException {
        Instant until = Instant.now().plus(time);
        OfficeServer.await(
                "everything is archived",
                () -> archivedByLanes() || Instant.now().isAfter(until));
        assertTrue(archivedByLanes(), "not archived within " + time);
        verify().forEach(result -> assertEquals(List.of(), result.faults()));
        assertEquals(journalLength(), archived());
    }

    private static boolean archivedByLanes() {
        return office.value(
                        "select count(*) from journal_head h where h.entry_no > coalesce((select done_upto from lane l"
                                + " where l.target = 'ARCHIVE' and l.terminal_id = h.terminal_id), 0)")
                .equals("0");
    }

    private static String failingArchive() {
        return office.value("select count(*) from alert where kind = 'ARCHIVE_FAILING' and resolved_at is null");
    }

    @Test
    @Order(1)
    void intakeGoesOnWhileTheArchiveIsAwayAndItIsCompleteOnceItIsBack() throws Exception {
        Path away = office.home().resolve("away");
        try (Tills tills = Tills.boot(office.busyTills())) {
            tills.open();
            OfficeServer.await("tills sell", () -> tills.tally().accepted() >= 20);
            Files.move(place(), away);
            Files.createDirectory(place()); // as a mount point without its disk
            Instant gone = Instant.now();
            OfficeServer.await("an alert is raised", () -> failingArchive().equals("1"));
            assertTrue(
                    Duration.between(gone, Instant.now()).compareTo(ALERT_WITHIN) <= 0,
                    "raised after " + Duration.between(gone, Instant.now()));
            long before = tills.tally().accepted();
            OfficeServer.await("tills go on selling", () -> tills.tally().accepted() >= before + 30);
            Files.delete(place());
            Files.move(away, place());
            assertTrue(tills.stop(), () -> "not every document was acknowledged in the end: " + tills.tally());
            assertEverythingIsArchivedWithin(REPAIRED_WITHIN);
            OfficeServer.await("the alert is resolved", () -> failingArchive().equals("0"));
        }
    }

    @Test
    @Order(2)
    void theStoreIsRebuiltFromItsArchiveByOneCommand() throws Exception {
        Set<String> acknowledged = new HashSet<>();
        try (Tills tills = Tills.boot(office.busyTills())) {
            tills.open();
            OfficeServer.await("tills sell", () -> tills.tally().accepted() >= 20);
            assertTrue(tills.stop(), () -> "not every document was acknowledged in the end: " + tills.tally());
            tills.ledger().lines().forEach(line -> acknowledged.add(line.split("\t", -1)[0]));
        }
        List<String> before = state();
        office.stop(); // at once: what has come last is archived while the server stops
        Files.move(office.home().resolve("postgres"), office.home().resolve("postgres.lost"));
        Path key = office.home().resolve("cashier-codes.key");
        byte[] lost = Files.readAllBytes(key);
        Files.delete(key);
        office.start(Map.of("OFFICE_RESTORE", place().toString()));

        assertArrayEquals(lost, Files.readAllBytes(key), "the demo store's cashiers can sign in again");
        assertTrue(office.output().contains("entries of 8 tills are restored, each verified."), office.output());
        assertEquals(before, state());
        for (String id : acknowledged) {
            assertEquals("1", office.value("select count(*) from journal_entry where document_id = '" + id + "'"));
        }
        OfficeServer.await("the projections are rebuilt", () -> office.value(
                        "select count(*) from journal_entry e where e.kind = 'TRANSACTION'"
                                + " and not exists (select from sales_document d where d.id = e.id)")
                .equals("0"));
        long restored = journalLength();
        try (Tills tills = Tills.boot(office.busyTills())) { // they get their numbers from the server
            tills.open();
            OfficeServer.await("tills go on selling", () -> tills.tally().accepted() >= 20);
            assertTrue(tills.stop(), () -> "not every document was acknowledged in the end: " + tills.tally());
        }
        assertTrue(journalLength() > restored);
        assertEquals("0", office.value("select count(*) from journal_flag where flag in ('SAME_NUMBER', 'CONFLICT')"));
        assertEverythingIsArchivedWithin(REPAIRED_WITHIN);
        assertEquals(0, strangers());
    }

    /** As on a new server that got only the archive and its key. */
    @Test
    @Order(3)
    void anAdministratorRecoversALostStoreInThePortal() throws Exception {
        List<String> before = state();
        office.stop();
        Files.move(office.home().resolve("postgres"), office.home().resolve("postgres.lost-again"));
        Path key = office.home().resolve("cashier-codes.key");
        byte[] lost = Files.readAllBytes(key);
        Files.delete(key);
        office.start();
        assertEquals("0", office.value("select count(*) from journal_entry"));
        try (PortalBrowser browser = PortalBrowser.open(office)) {
            Page page = systemPage(browser);
            page.locator("#recovery")
                    .getByText("The archive in the set directory is that of another store.")
                    .waitFor();
            page.locator("#archive").getByText("recover the store below").waitFor();
            page.click("#ask-recovery");
            page.locator("#asking-recovery input[type=submit]").click();
            page.locator("#messages").getByText("Restart the server now").waitFor();
            browser.assertSound(page, "system-recovery");
        }
        office.stop();
        office.start();

        assertEquals(before, state());
        assertArrayEquals(lost, Files.readAllBytes(key), "the demo store's cashiers can sign in again");
        try (PortalBrowser browser = PortalBrowser.open(office)) {
            Page page = systemPage(browser);
            page.locator("#recovery")
                    .getByText("The store was restored from the archive.")
                    .waitFor();
            browser.assertSound(page, "system-recovered");
        }
        try (Tills tills = Tills.boot(office.busyTills())) { // they get their numbers from the server
            tills.open();
            OfficeServer.await("tills go on selling", () -> tills.tally().accepted() >= 20);
            assertTrue(tills.stop(), () -> "not every document was acknowledged in the end: " + tills.tally());
        }
        assertEquals("0", office.value("select count(*) from journal_flag where flag in ('SAME_NUMBER', 'CONFLICT')"));
        assertEverythingIsArchivedWithin(REPAIRED_WITHIN);
    }

    private static Page systemPage(PortalBrowser browser) {
        Page page = browser.window();
        browser.go(page, "/system.xhtml");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        return page;
    }

    /** What a till or a manager would miss. */
    private static List<String> state() {
        List<String> state = new ArrayList<>();
        for (String sql : List.of(
                "select string_agg(terminal_id || ' ' || entry_no, ',' order by terminal_id) from journal_head",
                "select md5(string_agg(encode(chain_hash, 'hex'), '' order by terminal_id, entry_no))"
                        + " from journal_entry",
                "select string_agg(terminal_id || ' ' || closure_number || ' ' || receipt_number, ','"
                        + " order by terminal_id) from counter",
                "select md5(string_agg(t::text, ',' order by id)) from terminal t",
                "select md5(string_agg(u.name || u.password_hash, ',' order by u.name)) from portal_user u",
                "select md5(string_agg(cast(r as text), ',' order by cast(r as text))) from reference_row r")) {
            state.add(office.value(sql));
        }
        return state;
    }

    /** Files that an archive does not have. */
    private static long strangers() {
        try (Stream<Path> files = Files.walk(place())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.matches(
                            "saleflex-archive\\.txt|writer\\.lock|open\\.journal|[0-9]{12}-[0-9]{12}\\.segment"
                                    + "|office-[0-9]{8}T[0-9]{6}Z\\.(dump|key)(\\.partial)?"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
