package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.sale;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page System in a real browser; what it shows when the archive is away is in {@link GatePageE2E}. */
class SystemPageE2E {
    private static OfficeServer office;
    private static PortalBrowser browser;
    private static Page admin;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        browser = PortalBrowser.open(office);
        String till = office.terminal().code();
        assertEquals(
                200,
                new Calls(office)
                        .post("/pos/transactions", envelope(till, sale(UUID.randomUUID(), "system-1")))
                        .statusCode());
        admin = signedIn("en-GB", PortalBrowser.DESK, ColorScheme.LIGHT);
        awaitArchived(admin);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Page signedIn(String language, int width, ColorScheme colours) {
        Page page = browser.window(language, width, colours);
        browser.go(page, "/system.xhtml");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        page.locator("#single").waitFor();
        return page;
    }

    /** The page itself shows it, within seconds. */
    private static void awaitArchived(Page page) {
        OfficeServer.await(
                "every document is archived", () -> page.innerText("#single").contains("None. Every document is also"));
    }

    @Test
    void anAdministratorSeesThatAllIsWell() {
        String archive = admin.innerText("#archive");
        assertTrue(archive.contains("Every document gets a second copy in the archive."), archive);
        assertTrue(archive.contains("Being written"), archive);
        assertTrue(archive.contains(office.home().resolve("archive").toString()), archive);
        assertTrue(archive.contains("Whoever can read the directory can read the documents."), archive);
        assertTrue(admin.innerText("#same-disk").contains("SALEFLEX_OFFICE_ARCHIVE_DIRECTORY"));

        String server = admin.innerText("#server");
        assertTrue(server.contains(office.value("select current_setting('server_version')")), server);
        assertTrue(server.contains("Enough"), server);
        assertTrue(server.contains("Payara Server"), server);
        assertTrue(server.contains("1.0.0-SNAPSHOT"), server);
        assertTrue(admin.innerText("#working").contains("regular jobs are running."), admin.innerText("#working"));
        admin.click("main summary");
        assertTrue(admin.innerText("#jobs").contains("archive-write"), admin.innerText("#jobs"));
        admin.evaluate("scrollTo(0, 0)");
        browser.assertSound(admin, "system-well");
    }

    @Test
    void anAdministratorHasTheArchiveVerifiedTheRestoreRehearsedAndTheDatabaseBackedUp() throws IOException {
        Page page = signedIn("en-GB", PortalBrowser.DESK, ColorScheme.LIGHT);
        int before = requests();
        ask(page, "verification");
        awaitWell(page, "verification", "Everything that was read is as it was written.");
        assertTrue(page.innerText("#verification").contains("All"), page.innerText("#verification"));
        ask(page, "rehearsal");
        awaitWell(page, "rehearsal", "The last day could be restored from the archive.");
        assertEquals("0", office.value("select count(*) from pg_namespace where nspname = 'rehearsal'"));
        ask(page, "backup");
        awaitWell(page, "backup", "The database was backed up.");
        String file = office.value("select file from database_backup");
        assertTrue(page.innerText("#backup").contains(file), page.innerText("#backup"));
        assertTrue(Files.size(Path.of(file)) > 0);
        assertEquals(before + 3, requests());
        page.evaluate("scrollTo(0, 0)");
        browser.assertSound(page, "system-checked");
        OfficeServer.await("the metrics tell", () -> metric("saleflex_office_restore_rehearsed")
                .equals("1.0"));
        assertEquals("0.0", metric("saleflex_office_archive_faults"));
    }

    /** How often an administrator has asked for a check; other tests do, too. */
    private static int requests() {
        return Integer.parseInt(office.value("select count(*) from audit_trail where actor = 'admin'"
                + " and action in ('archive.verify', 'archive.rehearse', 'database.backup')"));
    }

    private static void ask(Page page, String check) {
        page.click("#ask-" + check);
        page.locator("#asking-" + check + " input[type=submit]").click();
        page.locator("#messages").getByText("It begins within seconds.").waitFor();
    }

    /** The open page shows it by itself. */
    private static void awaitWell(Page page, String check, String sentence) {
        OfficeServer.await(
                check + " ended well", () -> page.innerText("#" + check).contains(sentence));
    }

    @Test
    void whatIsDamagedIsShownWithWhatToDo() throws IOException {
        Path segments = office.home().resolve("archive/journal");
        Path open;
        try (Stream<Path> files = Files.walk(segments)) {
            open = files.filter(file -> file.endsWith("open.journal"))
                    .filter(file -> file.toFile().length() > 0)
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(open);
        byte[] changed = bytes.clone();
        changed[bytes.length / 2] ^= 1;
        Page page = signedIn("en-GB", PortalBrowser.DESK, ColorScheme.LIGHT);
        Files.write(open, changed);
        try {
            ask(page, "verification");
            awaitWell(page, "verification", "The record's checksum is not that of its content.");
            ask(page, "rehearsal");
            awaitWell(page, "rehearsal", "The last rehearsal failed.");
            assertTrue(page.innerText("#verification").contains("Change and delete nothing."));
            for (String window : new String[] {"en,LIGHT,360", "de,DARK,1280", "ar,LIGHT,360"}) {
                String[] parts = window.split(",", -1);
                Page other = signedIn(parts[0], Integer.parseInt(parts[2]), ColorScheme.valueOf(parts[1]));
                browser.assertSound(other, "system-damaged-" + window.replace(',', '-'));
            }
            OfficeServer.await("alerts are raised", () -> openAlerts().equals("2"));
        } finally {
            Files.write(open, bytes);
        }
        ask(page, "verification");
        awaitWell(page, "verification", "Everything that was read is as it was written.");
        ask(page, "rehearsal");
        awaitWell(page, "rehearsal", "The last day could be restored from the archive.");
        OfficeServer.await("alerts are resolved", () -> openAlerts().equals("0"));
    }

    private static String openAlerts() {
        return office.value("select count(*) from alert where kind in ('ARCHIVE_DAMAGED', 'REHEARSAL_FAILED')"
                + " and resolved_at is null");
    }

    @Test
    void aViewerSeesTheArchiveButNotTheServer() {
        String[] viewer = browser.newUser(signedIn("en-GB", PortalBrowser.DESK, ColorScheme.LIGHT), "VIEWER");
        Page page = browser.signedIn(viewer[0], viewer[1], "nine purple umbrellas");
        page.click(".side a[href$='/system.xhtml']");
        page.locator("#single").waitFor();
        assertFalse(page.innerText("main").contains("PostgreSQL"), page.innerText("main"));
        assertTrue(page.innerText("#verification").contains("Verification"));
        assertEquals(0, page.locator("#ask-verification").count());
        assertEquals(0, page.locator("#backup").count());
        browser.assertSound(page, "system-viewer");
    }

    @Test
    void theMetersAreMetrics() throws IOException {
        String metrics = metrics();
        assertEquals("1.0", metric(metrics, "saleflex_office_archive_available"), metrics);
        assertTrue(metric(metrics, "saleflex_office_single_copy_documents").matches("\\d+\\.0"), metrics);
        assertTrue(metric(metrics, "saleflex_office_archive_waiting_documents").matches("\\d+\\.0"), metrics);
    }

    /** Not as raw text: a chunk of the response may end within a line. */
    private static String metrics() throws IOException {
        try (InputStream body = URI.create(office.origin() + "/metrics").toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String metric(String name) {
        try {
            return metric(metrics(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String metric(String metrics, String name) {
        return Stream.of(metrics.split("\\R"))
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({"en,LIGHT,360", "tr,LIGHT,1280", "de,DARK,1280", "fr,DARK,360", "ar,LIGHT,1280", "ar,DARK,360"})
    void everyLanguageColourAndWidth(String language, ColorScheme colours, int width) {
        Page page = signedIn(language, width, colours);
        page.click("main summary");
        page.evaluate("scrollTo(0, 0)");
        browser.assertSound(page, "system-" + language + "-" + colours + "-" + width);
    }
}
