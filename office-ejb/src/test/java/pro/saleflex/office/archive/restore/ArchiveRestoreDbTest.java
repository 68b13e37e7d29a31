package pro.saleflex.office.archive.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.archive.ArchiveAccess;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.dump.DumpProgress;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.ArchiveReader.Fault;
import pro.saleflex.office.archive.file.KeyCopy;
import pro.saleflex.office.archive.restore.ArchiveRestore.Report;
import pro.saleflex.office.archive.restore.ArchiveRestore.RestoredTerminal;
import pro.saleflex.office.archive.verify.ArchiveVerifier;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.intake.ProjectionRebuild;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.reference.CashierCodes;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

class ArchiveRestoreDbTest {
    /** All that is compared before and after; what is rebuilt from the journal is, too. */
    private static final List<String> SAME = List.of(
            "store",
            "store_terms",
            "terminal",
            "journal_entry",
            "journal_head",
            "counter",
            "other_counter",
            "rejection",
            "sales_document",
            "sales_product",
            "sales_payment",
            "closure",
            "closure_summary",
            "audit_trail",
            "archive_location",
            "reference_row");

    @TempDir
    Path directory;

    private Path home() {
        return directory.resolve("home");
    }

    private ArchiveDirectory archive() throws IOException {
        return new ArchiveDirectory(
                home().resolve("archive"), Optional.of(ArchiveKey.read(home().resolve("archive.key"))));
    }

    private Report restore(Database into) throws IOException, SQLException, DatabaseRefusedException {
        return new ArchiveRestore(archive(), ArchiveKey.read(home().resolve("archive.key")), into.owner(), "office_app")
                .restore(new Quiet());
    }

    /** A store with two tills, of which the second has never sold, and everything archived. */
    private static Till sold(TestApplication app) {
        Till till = app.till();
        app.till();
        till.sell(List.of(Document.sale().text(), "{\"head\":{}}"), Map.of("Coupon", 17L));
        till.sell(Stream.generate(Document::sale).limit(20).toArray(Document[]::new));
        till.close(Document.closure());
        Document sale = till.sold(Document.sale());
        till.sell(sale.with("/head/total_amount", 99));
        ArchiveAccess.write(app);
        return till;
    }

    private static Map<String, List<List<String>>> contents(TestApplication app) {
        Map<String, List<List<String>>> tables = new TreeMap<>();
        for (String table : SAME) {
            tables.put(table, app.rows("select * from " + table + " order by cast(" + table + " as text)"));
        }
        tables.put("journal_flag", app.rows("select entry_id, flag, detail from journal_flag order by 1, 2"));
        return tables;
    }

    private static void rebuild(TestApplication app) {
        ProjectionRebuild rebuild = app.bean(ProjectionRebuild.class);
        while (!rebuild.runSlice()) {
            // the timer does it slice by slice
        }
    }

    @Test
    void theArchiveAloneRebuildsTheStore() throws Exception {
        Files.createDirectories(home());
        Map<String, List<List<String>>> before;
        List<EntryView> entries;
        Till till;
        try (TestApplication app = new TestApplication(home())) {
            till = sold(app);
            before = contents(app);
            entries = till.entries();
        }
        Database anew = Database.create();
        Report report = restore(anew);
        assertEquals(List.of(), report.faults());
        assertEquals(List.of(), report.passedOver());
        assertEquals(24, report.terminals().get(0).lastEntryNo());

        try (TestApplication app = new TestApplication(home(), Map.of(), anew)) {
            rebuild(app);
            Map<String, List<List<String>>> after = contents(app);
            before.forEach((table, rows) -> assertEquals(rows, after.get(table), table));
            Till again = app.till(app.terminal(till.terminal().id()));
            assertTrue(again.verify().clean(), again.verify().finding());
            assertEquals(entries.size(), again.entries().size());
            for (int i = 0; i < entries.size(); i++) {
                assertArrayEquals(
                        entries.get(i).chainHash(), again.entries().get(i).chainHash());
            }
            app.clock().pass(Duration.ofMinutes(1));
            again.sold(Document.sale());
            ArchiveAccess.write(app);
            assertEquals(
                    25, archive().reader(till.terminal().id()).read(entry -> {}).entries());
            try (var connection = app.database().owner().getConnection()) {
                assertTrue(new ArchiveVerifier(archive(), Optional.of(connection))
                        .verify((result, done, total) -> {}).stream()
                                .allMatch(result -> result.faults().isEmpty()));
            }
        }
    }

    @Test
    void countersGoOnBehindEntriesThatAreNewerThanTheSnapshot() throws Exception {
        Files.createDirectories(home());
        Till till;
        Counters.Resume resume;
        try (TestApplication app = new TestApplication(home())) {
            till = sold(app);
            Document closure = Document.closure().with("/closure/closure_number", 70);
            till.close(closure);
            till.sell(Document.sale()
                    .with("/head/closure_number", 71)
                    .with("/head/receipt_number", 4)
                    .with("/head/transaction_unique_id", "x"));
            ArchiveAccess.writeEntriesOnly(app);
            resume = app.bean(Counters.class).resume(till.terminal());
            assertEquals(71, resume.numbers().closureNumber());
            assertEquals(5, resume.numbers().receiptNumber());
        }
        Database anew = Database.create();
        restore(anew);
        try (TestApplication app = new TestApplication(home(), Map.of(), anew)) {
            assertEquals(
                    resume.numbers(),
                    app.bean(Counters.class).resume(till.terminal()).numbers());
        }
    }

    /** As when the latest snapshots are damaged. */
    @Test
    void aTillThatTheSnapshotDoesNotKnowKeepsNoOthersAway() throws Exception {
        Files.createDirectories(home());
        Till known;
        Till unknown;
        try (TestApplication app = new TestApplication(home())) {
            known = sold(app);
            unknown = app.till();
            unknown.sold(Document.sale());
            ArchiveAccess.writeEntriesOnly(app);
        }
        Database anew = Database.create();
        Report report = restore(anew);
        assertEquals(
                List.of("The snapshot does not know this till; its documents stay in the archive."),
                report.faults().stream().map(Fault::finding).toList());
        assertEquals(
                Map.of(unknown.terminal().id().toString(), 0L, known.terminal().toString(), 24L),
                report.terminals().stream()
                        .collect(Collectors.toMap(RestoredTerminal::terminal, RestoredTerminal::stored)));
        try (TestApplication app = new TestApplication(home(), Map.of(), anew)) {
            assertEquals(
                    24, app.till(app.terminal(known.terminal().id())).entries().size());
        }
    }

    @Test
    void anInterruptedRestoreGoesOn() throws Exception {
        Files.createDirectories(home());
        Map<String, List<List<String>>> before;
        try (TestApplication app = new TestApplication(home())) {
            sold(app);
            before = contents(app);
        }
        Database anew = Database.create();
        assertThrows(Interruption.class, () -> new ArchiveRestore(
                        archive(), ArchiveKey.read(home().resolve("archive.key")), anew.owner(), "office_app")
                .restore(new Quiet() {
                    @Override
                    public void journal(String terminal, long lastEntryNo, int done, int total) {
                        throw new Interruption();
                    }
                }));
        restore(anew);
        try (TestApplication app = new TestApplication(home(), Map.of(), anew)) {
            rebuild(app);
            Map<String, List<List<String>>> after = contents(app);
            before.forEach((table, rows) -> assertEquals(rows, after.get(table), table));
        }
    }

    @Test
    void cashiersCodesCanBeReadOnARebuiltServer() throws Exception {
        Files.createDirectories(home());
        byte[] code;
        try (TestApplication app = new TestApplication(home())) {
            code = app.bean(CashierCodes.class).encrypt("1234", "row");
            sold(app);
        }
        Path file = home().resolve("cashier-codes.key");
        byte[] original = Files.readAllBytes(file);
        Path copy = newestKeyCopy();
        String wrapped = new String(Files.readAllBytes(copy), StandardCharsets.ISO_8859_1);
        assertFalse(wrapped.contains(new String(original, StandardCharsets.ISO_8859_1)), "it is encrypted");
        Database anew = Database.create();
        Report report = restore(anew);
        ArchiveKey key = ArchiveKey.read(home().resolve("archive.key"));
        Path rebuilt = Files.createDirectory(directory.resolve("rebuilt"));
        Path back = rebuilt.resolve("cashier-codes.key");

        assertEquals(KeyCopy.Outcome.RESTORED, report.restoreKey(key, rebuilt));
        assertArrayEquals(original, Files.readAllBytes(back));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(back)));
        assertEquals(KeyCopy.Outcome.THERE, report.restoreKey(key, rebuilt));
        try (TestApplication app = new TestApplication(rebuilt, Map.of(), anew)) {
            assertEquals("1234", app.bean(CashierCodes.class).decrypt(code, "row"));
        }
        Files.write(back, new byte[32]);
        assertEquals(KeyCopy.Outcome.ANOTHER_THERE, report.restoreKey(key, rebuilt));
        assertArrayEquals(new byte[32], Files.readAllBytes(back), "it stays");

        Files.delete(back);
        ArchiveVerifier verifier = new ArchiveVerifier(archive(), Optional.empty());
        assertEquals(List.of(), verifier.snapshots(key).faults());
        Path earlier = copy.resolveSibling("office-20200101T000000Z.key");
        byte[] sound = Files.readAllBytes(copy);
        byte[] damaged = sound.clone();
        damaged[20] ^= 1;
        List<Path> copies = keyCopies();
        for (Path each : copies) {
            Files.write(each, damaged);
        }
        assertEquals(
                Set.copyOf(copies),
                verifier.snapshots(key).faults().stream().map(Fault::file).collect(Collectors.toSet()));
        assertEquals(KeyCopy.Outcome.DAMAGED, report.restoreKey(key, rebuilt));
        assertFalse(Files.exists(back));
        Files.write(earlier, sound);
        assertEquals(KeyCopy.Outcome.RESTORED, report.restoreKey(key, rebuilt), "that of an earlier snapshot");
        assertArrayEquals(original, Files.readAllBytes(back));
    }

    private Path newestKeyCopy() throws IOException {
        return Collections.max(keyCopies());
    }

    private List<Path> keyCopies() throws IOException {
        try (Stream<Path> files = Files.list(archive().snapshots())) {
            return files.filter(file -> file.toString().endsWith(".key")).toList();
        }
    }

    @Test
    void documentsWithTextsThatPostgreSqlDoesNotTakeAreRestored() throws Exception {
        Files.createDirectories(home());
        List<List<String>> counters;
        List<String> payloads;
        Till till;
        try (TestApplication app = new TestApplication(home())) {
            till = sold(app);
            till.sell(Stream.of("\\u0000", "\\ud800", "\\uDBFF", "\\\\u0000", "\\\\\\u0000", "\\uD83D\\uDE00")
                    .map(text -> Document.sale()
                            .with("/head/closure_number", 2)
                            .with("/head/receipt_number", 4_000)
                            .text()
                            .replace("{\"head\":{", "{\"head\":{\"x" + text + "\":\"" + text + "\","))
                    .toArray(String[]::new));
            ArchiveAccess.writeEntriesOnly(app); // no snapshot knows their numbers
            payloads = till.payloads();
            counters = app.rows("select terminal_id, closure_number, receipt_number from counter order by 1");
            assertEquals("4001", counters.get(0).get(2));
        }
        Database anew = Database.create();
        assertEquals(List.of(), restore(anew).faults());
        try (TestApplication app = new TestApplication(home(), Map.of(), anew)) {
            assertEquals(30, payloads.size());
            assertEquals(
                    counters, app.rows("select terminal_id, closure_number, receipt_number from counter order by 1"));
        }
    }

    @Test
    void aFileThatCannotBeReadCostsOnlyItsOwnTill() throws Exception {
        Files.createDirectories(home());
        Till broken;
        Till other;
        try (TestApplication app = new TestApplication(home())) {
            broken = sold(app);
            other = app.till();
            other.sold(Document.sale());
            ArchiveAccess.write(app);
        }
        Path open = home().resolve("archive/journal/" + broken.terminal().id() + "/open.journal");
        Files.delete(open);
        Files.createDirectory(open);
        Report report = restore(Database.create());
        assertEquals(List.of(open), report.faults().stream().map(Fault::file).toList());
        assertEquals(
                List.of(1L),
                report.terminals().stream()
                        .filter(terminal ->
                                terminal.terminal().equals(other.terminal().toString()))
                        .map(RestoredTerminal::lastEntryNo)
                        .toList());
    }

    @Test
    void aStoreWithoutCashiersCodesHasNoKeyToRestore() throws Exception {
        Files.createDirectories(home());
        try (TestApplication app = new TestApplication(home())) {
            sold(app);
        }
        assertEquals(
                KeyCopy.Outcome.NONE,
                restore(Database.create()).restoreKey(ArchiveKey.read(home().resolve("archive.key")), directory));
        assertFalse(Files.exists(directory.resolve("cashier-codes.key")));
    }

    @Test
    void aDamagedSnapshotIsPassedOverForAnOlderOne() throws Exception {
        Files.createDirectories(home());
        try (TestApplication app = new TestApplication(home())) {
            sold(app);
        }
        List<Path> snapshots = new ArrayList<>();
        try (Stream<Path> files = Files.list(archive().snapshots())) {
            files.sorted().forEach(snapshots::add);
        }
        Path newer = archive().snapshots().resolve("office-20990101T000000Z.dump");
        byte[] bytes = Files.readAllBytes(snapshots.get(0));
        bytes[bytes.length / 2] ^= 1;
        Files.write(newer, bytes);
        Database anew = Database.create();
        Report report = restore(anew);
        assertEquals(1, report.passedOver().size());
        assertEquals(snapshots.get(snapshots.size() - 1), report.snapshot());
    }

    @Test
    void withoutTheRightKeyNothingIsTouched() throws Exception {
        Files.createDirectories(home());
        try (TestApplication app = new TestApplication(home())) {
            sold(app);
        }
        Path other = directory.resolve("other.key");
        ArchiveKey.create(other);
        Database anew = Database.create();
        IOException refused = assertThrows(IOException.class, () -> new ArchiveRestore(
                        archive(), ArchiveKey.read(other), anew.owner(), "office_app")
                .restore(new Quiet()));
        assertTrue(refused.getMessage().contains("key"), refused.getMessage());
        restore(anew);
    }

    private static final class Interruption extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static class Quiet implements ArchiveRestore.Progress {
        @Override
        public void report(DumpProgress.Phase phase, String table, long rows, long done, long total) {}

        @Override
        public void journal(String terminal, long lastEntryNo, int done, int total) {}
    }
}
