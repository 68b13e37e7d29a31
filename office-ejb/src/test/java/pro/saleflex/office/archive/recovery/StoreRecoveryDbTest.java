package pro.saleflex.office.archive.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.archive.ArchiveAccess;
import pro.saleflex.office.archive.Archives;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.recovery.StoreRecovery.Recovery;
import pro.saleflex.office.archive.recovery.StoreRecovery.RecoveryState;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.reference.CashierCodes;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

class StoreRecoveryDbTest {
    private static final String CODES = "cashier-codes.key";

    @TempDir
    Path directory;

    private Path lostHome;
    private Path home;
    private Database database;
    private Till lost;
    private List<EntryView> entries;
    private byte[] code;
    private String users;

    /** A server with documents is lost; a new one, with its key and with other cashiers' codes, reads its archive. */
    @BeforeEach
    void loseAServer() throws IOException {
        lostHome = Files.createDirectory(directory.resolve("lost"));
        home = Files.createDirectory(directory.resolve("new"));
        try (TestApplication app = new TestApplication(lostHome)) {
            lost = app.till();
            lost.sell(Stream.generate(Document::sale).limit(20).toArray(Document[]::new));
            lost.close(Document.closure());
            lost.sold(Document.sale());
            code = app.bean(CashierCodes.class).encrypt("1234", "row");
            ArchiveAccess.write(app);
            entries = lost.entries();
            users = app.value("select string_agg(name || password_hash, ',' order by name) from portal_user");
        }
        database = Database.create();
        copyKey();
    }

    private void copyKey() throws IOException {
        Files.copy(lostHome.resolve("archive.key"), home.resolve("archive.key"), StandardCopyOption.REPLACE_EXISTING);
    }

    private TestApplication start() {
        TestApplication app = new TestApplication(
                home,
                Map.of(
                        "saleflex.office.archive.directory",
                        lostHome.resolve("archive").toString()),
                database);
        ArchiveAccess.write(app);
        return app;
    }

    private static RecoveryState state(TestApplication app) {
        return app.bean(StoreRecovery.class).state();
    }

    private static Recovery last(TestApplication app) {
        return state(app).last().orElseThrow();
    }

    private void request() {
        try (TestApplication app = start()) {
            assertTrue(app.bean(StoreRecovery.class).request("admin"));
        }
    }

    @Test
    void theNextStartRestoresTheStoreAndTillsGoOn() throws IOException {
        try (TestApplication app = start()) {
            app.till();
            app.bean(CashierCodes.class).encrypt("9", "row"); // creates the new server's key
            assertEquals(new RecoveryState(true, true, Optional.empty()), state(app));
            assertTrue(app.bean(StoreRecovery.class).request("admin"));
            assertEquals(Optional.empty(), last(app).endedAt());
        }
        byte[] own = Files.readAllBytes(home.resolve(CODES));
        try (TestApplication app = start()) {
            assertEquals(Optional.empty(), last(app).fault());
            assertTrue(last(app).recovered());
            assertEquals(22, last(app).entries());
            assertEquals(1, last(app).terminals());
            assertTrue(last(app).endedAt().isPresent());
            assertFalse(state(app).possible());
            Till till = app.till(app.terminal(lost.terminal().id()));
            assertEquals(entries.stream().map(EntryView::payload).toList(), till.payloads());
            assertTrue(till.verify().clean(), till.verify().finding());
            assertEquals("1", app.value("select count(*) from terminal"), "the new server's till is gone");
            assertEquals(
                    users, app.value("select string_agg(name || password_hash, ',' order by name) from portal_user"));
            assertEquals("1234", app.bean(CashierCodes.class).decrypt(code, "row"));
            assertArrayEquals(own, Files.readAllBytes(home.resolve(CODES + ".before-recovery")));
            assertEquals(
                    "admin " + lostHome.resolve("archive"),
                    app.value("select actor || ' ' || subject from audit_trail where action = 'store.recovered'"));
            assertEquals(
                    "public",
                    app.value("select string_agg(nspname, ' ') from pg_namespace"
                            + " where nspname !~ '^pg_' and nspname <> 'information_schema'"));

            till.sold(Document.sale());
            ArchiveAccess.write(app);
            assertTrue(app.bean(Archives.class).state().available());
            assertEquals(0, app.bean(Archives.class).state().waiting());
            assertEquals(1_000_000, till.numbers().get(22));
        }
        try (TestApplication app = start()) { // once is enough
            assertEquals(
                    23, app.till(app.terminal(lost.terminal().id())).entries().size());
        }
    }

    /** Nobody knows when the server is started again. */
    @Test
    void aStoreThatHasGotDocumentsMeanwhileIsNotReplaced() {
        Till till;
        Document sale;
        try (TestApplication app = start()) {
            assertTrue(app.bean(StoreRecovery.class).request("admin"));
            till = app.till();
            sale = till.sold(Document.sale());
            assertFalse(app.bean(StoreRecovery.class).request("admin"));
        }
        try (TestApplication app = start()) {
            assertTrue(
                    last(app).fault().orElse("").startsWith("Tills have handed over documents"),
                    last(app).toString());
            assertFalse(state(app).possible());
            assertEquals(
                    List.of(sale.text()),
                    app.till(app.terminal(till.terminal().id())).payloads());
        }
    }

    @Test
    void withAnotherKeyNothingIsRestoredUntilTheRightOneIsThere() throws IOException {
        request();
        Files.delete(home.resolve("archive.key"));
        ArchiveKey.create(home.resolve("archive.key"));
        try (TestApplication app = start()) {
            assertTrue(last(app).fault().orElse("").contains("key"), last(app).toString());
            assertTrue(state(app).possible());
        }
        copyKey();
        request();
        try (TestApplication app = start()) {
            assertEquals(Optional.empty(), last(app).fault());
            assertEquals(22, last(app).entries());
        }
    }

    @Test
    void theKeyOfALostArchiveIsNotInvented() throws IOException {
        Files.delete(home.resolve("archive.key"));
        try (TestApplication app = start()) {
            assertFalse(Files.exists(home.resolve("archive.key")));
            assertTrue(
                    app.bean(Archives.class).state().reason().contains("bring back its copy"),
                    app.bean(Archives.class).state().reason());
            assertTrue(state(app).possible());
        }
    }

    @Test
    void itsOwnArchiveHasNothingToGiveBack() {
        try (TestApplication app = new TestApplication(home, Map.of(), database)) {
            ArchiveAccess.write(app);
            assertEquals(new RecoveryState(false, true, Optional.empty()), state(app));
            assertFalse(app.bean(StoreRecovery.class).request("admin"));
        }
    }

    @Test
    void aRejectedItemIsADocumentToo() {
        try (TestApplication app = start()) {
            app.till().sell("{\"head\":{}}");
            assertFalse(state(app).possible());
            assertFalse(app.bean(StoreRecovery.class).request("admin"));
        }
    }

    @Test
    void whatIsNotAsItWasArchivedIsTold() throws IOException {
        Path segment;
        try (Stream<Path> files = Files.walk(lostHome.resolve("archive/journal"))) {
            segment = files.filter(file -> file.toString().endsWith(".segment"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length - 20] ^= 1;
        Files.write(segment, bytes);
        request();
        try (TestApplication app = start()) {
            assertTrue(last(app).recovered());
            assertTrue(last(app).entries() < 22, last(app).toString());
            assertTrue(
                    last(app).fault().orElse("").contains("The segment's content was changed."),
                    last(app).toString());
        }
    }

    /** A share is often mounted after the server has started; until then the store must not open. */
    @Test
    void anArchiveThatIsNotThereYetIsWaitedFor() throws IOException {
        request();
        Path away = directory.resolve("away");
        Files.move(lostHome.resolve("archive"), away);
        assertThrows(IllegalStateException.class, this::start);
        Files.move(away, lostHome.resolve("archive"));
        try (TestApplication app = start()) {
            assertEquals(22, last(app).entries());
        }
    }

    /** The swap fails; then everything is as it was, and the next attempt goes well. */
    @Test
    void aTableThatSomebodyReadsDelaysTheRecovery() throws Exception {
        try (TestApplication app = start()) {
            app.bean(CashierCodes.class).encrypt("9", "row");
            assertTrue(app.bean(StoreRecovery.class).request("admin"));
        }
        byte[] own = Files.readAllBytes(home.resolve(CODES));
        try (var reader = database.owner().getConnection();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from store");
            assertThrows(IllegalStateException.class, this::start);
            assertArrayEquals(own, Files.readAllBytes(home.resolve(CODES)));
            reader.rollback();
        }
        try (TestApplication app = start()) {
            assertEquals(22, last(app).entries());
            assertEquals("1234", app.bean(CashierCodes.class).decrypt(code, "row"));
        }
    }
}
