package pro.saleflex.office.archive.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.archive.ArchiveAccess;
import pro.saleflex.office.archive.Archives;
import pro.saleflex.office.archive.dump.DumpProgress;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.ArchiveReader.Fault;
import pro.saleflex.office.archive.restore.ArchiveRestore.Report;
import pro.saleflex.office.archive.verify.ArchiveVerifier;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.lane.LaneView;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** Entry numbers behind a restore: those of lost entries are not given again. */
class RestartedJournalDbTest {
    @TempDir
    Path home;

    private Document first;
    private TerminalRef terminal;
    private TerminalRef unused;

    /** A till with three archived documents and a fourth that gets lost, and a till that has sold nothing. */
    @BeforeEach
    void sell() {
        try (TestApplication app = new TestApplication(home)) {
            Till till = app.till();
            terminal = till.terminal();
            unused = app.till().terminal();
            first = till.sold(Document.sale());
            till.sell(Document.sale(), Document.sale());
            ArchiveAccess.write(app);
            till.sell(Document.sale());
        }
    }

    private ArchiveDirectory archive() throws IOException {
        return new ArchiveDirectory(home.resolve("archive"), Optional.of(key()));
    }

    private ArchiveKey key() throws IOException {
        return ArchiveKey.read(home.resolve("archive.key"));
    }

    private TestApplication restored() throws Exception {
        Database database = Database.create();
        restore(database);
        TestApplication app = new TestApplication(home, Map.of(), database);
        app.clock().pass(Duration.ofMinutes(1));
        return app;
    }

    private Report restore(Database database) throws Exception {
        return new ArchiveRestore(archive(), key(), database.owner(), "office_app")
                .restore(new ArchiveRestore.Progress() {
                    @Override
                    public void report(DumpProgress.Phase phase, String table, long rows, long done, long total) {}

                    @Override
                    public void journal(String name, long lastEntryNo, int done, int total) {}
                });
    }

    @Test
    void whatOnlyGateHasIsNamed() throws Exception {
        try (TestApplication app = restored()) {
            Till till = app.till(app.terminal(terminal.id()));
            till.sell(Document.sale());
            ArchiveAccess.write(app);
            till.sell(Document.sale(), Document.sale());
            app.bean(Lanes.class).createMissing(Target.GATE);
            app.tamper("update lane set done_upto = 1000002 where target = 'GATE' and terminal_id = '" + terminal.id()
                    + "'");
            app.clock().pass(Duration.ofHours(1));
            ArchiveAccess.writeConfigurationOnly(app, archive().snapshots(), key());
        }
        Report report = restore(Database.create());

        List<String> lines = RestoreText.of(report);
        assertTrue(
                lines.stream()
                        .anyMatch(line -> line.endsWith(
                                "entries 1,000,001 to 1,000,002 are not in the archive;" + " GATE has them")),
                lines.toString());
        assertEquals(4, report.terminals().get(0).stored());
    }

    private static List<Long> numbers(Till till) {
        return till.entries().stream().map(EntryView::entryNo).toList();
    }

    @Test
    void numbersGoOnFarBehindThoseThatMayHaveBeenGiven() throws Exception {
        try (TestApplication app = restored()) {
            Till till = app.till(app.terminal(terminal.id()));
            till.sell(first);
            assertEquals(List.of(1L, 2L, 3L), numbers(till), "what is known already takes no number");

            till.sell(Document.sale(), Document.sale());
            till.sell(Document.sale());

            assertEquals(List.of(1L, 2L, 3L, 1_000_000L, 1_000_001L, 1_000_002L), numbers(till));
            assertTrue(till.verify().clean(), till.verify().finding());
            Till other = app.till(app.terminal(unused.id()));
            other.sell(Document.sale());
            assertEquals(List.of(1_000_000L), numbers(other));
            assertTrue(other.verify().clean(), other.verify().finding());
        }
    }

    @Test
    void countsLeaveOutTheNumbersBetween() throws Exception {
        try (TestApplication app = restored()) {
            Till till = app.till(app.terminal(terminal.id()));
            till.sell(Document.sale(), Document.sale());
            Lanes lanes = app.bean(Lanes.class);
            lanes.createMissing(Target.GATE);

            LaneView waiting = lanes.lanes(Target.GATE, List.of(terminal.id())).get(0);
            assertEquals(5, waiting.length());
            assertEquals(5, waiting.waiting());
            assertEquals(0, waiting.delivered());
            assertEquals(5, lanes.sum(Target.GATE).waiting());
            assertEquals(5, app.bean(Journal.class).lengths().get(terminal.id()));
            assertEquals(2, app.bean(Archives.class).singleCopies().documents());

            ArchiveAccess.write(app);
            LaneView archived =
                    lanes.lanes(Target.ARCHIVE, List.of(terminal.id())).get(0);
            assertEquals(0, archived.waiting());
            assertEquals(5, archived.delivered());
            assertEquals(5, lanes.sum(Target.ARCHIVE).done());
        }
    }

    @Test
    void theArchiveGoesOnAndIsRestoredAgain() throws Exception {
        try (TestApplication app = restored()) {
            app.till(app.terminal(terminal.id())).sell(Document.sale(), Document.sale());
            ArchiveAccess.write(app);
            verify(app);
        }
        try (TestApplication app = restored()) {
            Till till = app.till(app.terminal(terminal.id()));
            till.sell(Document.sale());
            assertEquals(List.of(1L, 2L, 3L, 1_000_000L, 1_000_001L, 2_000_000L), numbers(till));
            assertTrue(till.verify().clean(), till.verify().finding());
            till.close(Document.closure());
            ArchiveAccess.write(app);
            verify(app);
            assertEquals(7, app.bean(Journal.class).lengths().get(terminal.id()));
            Till other = app.till(app.terminal(unused.id()));
            other.sell(Document.sale());
            assertEquals(
                    List.of(2_000_000L),
                    numbers(other),
                    "the first restart may have been taken by a document that is lost");
        }
    }

    @Test
    void entriesRemovedBeforeARestartAreNamed() throws Exception {
        try (TestApplication app = restored()) {
            Till till = app.till(app.terminal(terminal.id()));
            till.sell(Document.sale());
            till.tamper("delete from journal_entry where :mine and entry_no = 3");
            assertEquals(3, till.verify().firstBroken());
            assertTrue(
                    till.verify().finding().contains("missing"), till.verify().finding());
        }
    }

    private void verify(TestApplication app) throws Exception {
        try (Connection connection = app.database().owner().getConnection()) {
            List<Fault> faults = new ArchiveVerifier(archive(), Optional.of(connection))
                    .verify((result, done, total) -> {}).stream()
                            .flatMap(result -> result.faults().stream())
                            .toList();
            assertEquals(List.of(), faults);
        }
        try (Stream<Path> files = Files.walk(home.resolve("archive").resolve("journal"))) {
            assertFalse(files.anyMatch(file -> file.toString().contains(".damaged-")));
        }
    }
}
