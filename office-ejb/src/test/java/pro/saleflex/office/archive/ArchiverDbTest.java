package pro.saleflex.office.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.archive.ArchiveDisk.Space;
import pro.saleflex.office.archive.Archives.ArchiveState;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.ArchiveReader.Result;
import pro.saleflex.office.archive.file.WriterLock;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

@DatabaseTest
class ArchiverDbTest {
    private static final String OLDER =
            ": The archive has entry 2, the journal does not: this database is older than the"
                    + " archive. Restore from the archive, or set a new, empty directory for one that begins with this database.";

    @Inject
    TestApplication app;

    @Inject
    ArchiveWriter writer;

    @Inject
    Archives archives;

    @Inject
    ArchiveAlerts alerts;

    @Inject
    ArchiveMeter meter;

    @Inject
    ArchiveMetrics metrics;

    @Inject
    ArchiveRoom room;

    @Inject
    Lanes lanes;

    @Inject
    Till till;

    private Path place;
    private Path away;

    @BeforeEach
    void begin() {
        place = app.home().resolve("archive");
        away = app.home().resolve("away");
        write();
    }

    /** Each test leaves the archive where the next one finds it. */
    @AfterEach
    void bringBack() throws IOException {
        if (Files.exists(away)) {
            deleteIfExists(place);
            Files.move(away, place);
        }
        write();
        alerts.check();
        assertTrue(archives.state().available(), archives.state().reason());
        assertEquals(Set.of(), openAlerts());
    }

    private static void deleteIfExists(Path folder) throws IOException {
        for (String each : List.of("saleflex-archive.txt", "writer.lock", "journal", "config", "")) {
            Files.deleteIfExists(folder.resolve(each));
        }
    }

    /** What the writer does every few seconds. */
    private void write() {
        writer.look(true);
    }

    private List<EntryView> archived(UUID terminalId) throws IOException {
        List<EntryView> read = new ArrayList<>();
        Result result =
                new ArchiveDirectory(place, Optional.empty()).reader(terminalId).read(read::add);
        assertEquals(List.of(), result.faults());
        return read;
    }

    private void assertArchived(Till of) throws IOException {
        List<EntryView> journal = of.entries();
        List<EntryView> archived = archived(of.terminal().id());
        assertEquals(
                journal.stream().map(EntryView::payload).toList(),
                archived.stream().map(EntryView::payload).toList());
        assertEquals(
                journal.stream().map(EntryView::id).toList(),
                archived.stream().map(EntryView::id).toList());
        assertEquals(
                journal.size(),
                lanes.lanes(Target.ARCHIVE, List.of(of.terminal().id())).get(0).doneUpto());
    }

    private Set<AlertKind> openAlerts() {
        return app.bean(Alerts.class).openOfKinds(Set.of(AlertKind.ARCHIVE_FAILING, AlertKind.SINGLE_COPY)).stream()
                .map(AlertView::kind)
                .collect(Collectors.toSet());
    }

    private String failure() {
        alerts.check();
        return app.bean(Alerts.class).openOfKinds(Set.of(AlertKind.ARCHIVE_FAILING)).stream()
                .map(alert -> alert.parameters().get("reason"))
                .findFirst()
                .orElse("");
    }

    /** The path before it may contain digits, which an alert masks like those of a card. */
    private void assertFailure(String end) {
        assertTrue(failure().endsWith(end), failure());
    }

    private List<String> files(UUID terminalId) throws IOException {
        try (Stream<Path> files = Files.list(place.resolve("journal").resolve(terminalId.toString()))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatATillHandedOverIsInTheArchiveAfterTheNextRound() throws IOException {
        till.sell(Document.sale(), Document.sale());
        write();
        assertArchived(till);
        till.sell(Document.sale());
        till.close(Document.closure());
        write();
        assertArchived(till);
        assertEquals(
                List.of("000000000001-000000000004.segment", "open.journal"),
                files(till.terminal().id()));
        assertEquals(0, archives.state().waiting());
    }

    @Test
    void manyEntriesAreSealedInOneGo() throws IOException {
        for (int i = 0; i < 13; i++) {
            till.sell(Stream.generate(Document::sale).limit(50).toArray(Document[]::new));
        }
        write();
        assertArchived(till);
        assertEquals(
                List.of("000000000001-000000000500.segment", "open.journal"),
                files(till.terminal().id()));
    }

    @Test
    void intakeGoesOnWhileTheArchiveIsAwayAndNothingIsMissingAfterwards() throws IOException {
        till.sold(Document.sale());
        write();
        Files.move(place, away);
        Files.createDirectory(place);
        write();
        assertFalse(archives.state().available());
        assertFailure("/archive does not hold the archive: its disk or share is not mounted, or was replaced.");
        assertEquals(Set.of(AlertKind.ARCHIVE_FAILING), openAlerts());

        till.sold(Document.sale());
        till.close(Document.closure());
        write();
        assertEquals(2, archives.state().waiting());
        try (Stream<Path> files = Files.list(place)) {
            assertEquals(0, files.count(), "nothing is written to the empty mount point");
        }

        Files.delete(place);
        Files.move(away, place);
        write();
        assertArchived(till);
        assertEquals("", failure());
    }

    /** A server that is killed while it archives gives its lanes to nobody. */
    @Test
    void whatACrashedServerWasArchivingIsInTheArchiveWithTheNextRound() throws IOException {
        till.sell(Document.sale(), Document.sale());
        assertEquals(
                1,
                lanes.claim(Target.ARCHIVE, Order.TODAY_FIRST, 8, 1, Duration.ofMinutes(5))
                        .lanes()
                        .size());
        write();
        assertArchived(till);
    }

    @Test
    void whileAnotherServerWritesThisOneWaitsButNotForEver() throws IOException {
        till.sell(Document.sale(), Document.sale());
        try (WriterLock other =
                new ArchiveDirectory(place, Optional.empty()).lock().orElseThrow()) {
            assertTrue(other.isExclusive());
            write();
            assertTrue(archives.state().available());
            assertFalse(Files.exists(
                    place.resolve("journal").resolve(till.terminal().id().toString())));
            app.clock().pass(Duration.ofSeconds(61));
            write();
            assertFalse(archives.state().available(), "the other server hangs");
        }
        write();
        assertArchived(till);
    }

    @Test
    void aVanishedDirectoryIsNotCreatedAgain() throws IOException {
        Files.move(place, away);
        till.sold(Document.sale());
        write();
        assertFalse(Files.exists(place));
        assertFailure("/archive does not hold the archive: its disk or share is not mounted, or was replaced.");
    }

    @Test
    void anOlderCopyOfTheArchiveIsBroughtUpToDate() throws IOException {
        till.sold(Document.sale());
        write();
        Path open = place.resolve("journal/" + till.terminal().id() + "/open.journal");
        byte[] older = Files.readAllBytes(open);
        till.sold(Document.sale());
        till.sold(Document.sale());
        write();
        assertArchived(till);

        Files.move(place, away);
        write();
        Files.move(away, place);
        Files.write(open, older);
        write();
        assertArchived(till);
    }

    @Test
    void theArchiveOfAnotherDatabaseIsLeftAlone() throws IOException {
        Files.move(place, away);
        new ArchiveDirectory(place, Optional.empty()).create(new UUID(1, 2));
        till.sold(Document.sale());
        write();
        assertFailure("/archive holds the archive of another database: restore from it, or set another directory.");
        try (Stream<Path> files = Files.list(place.resolve("journal"))) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void aJournalThatWasChangedIsNamedAndNotCopied() throws IOException {
        till.sold(Document.sale());
        write();
        Document sale = till.sold(Document.sale());
        String payload = till.entry(sale.id()).payload();
        app.tamper("update journal_entry set payload = payload || ' ' where document_id = '" + sale.id() + "'");
        write();
        assertEquals(
                till.terminal() + ": Entry 2 of the journal does not continue the archive:"
                        + " The payload is not the one that was received.",
                failure());
        assertEquals(1, archived(till.terminal().id()).size());

        app.tamper("update journal_entry set payload = '" + payload.replace("'", "''") + "' where document_id = '"
                + sale.id() + "'");
        app.clock().pass(Duration.ofMinutes(2));
        write();
        assertArchived(till);
    }

    @Test
    void aJournalThatLacksAnEntryIsNamed() throws IOException {
        till.sold(Document.sale());
        write();
        till.sold(Document.sale());
        app.tamper("create table kept as select * from journal_entry where terminal_id = '"
                + till.terminal().id() + "' and entry_no = 2");
        app.tamper(
                "set session_replication_role = replica; delete from journal_entry where id in (select id from kept)");
        write();
        assertEquals(till.terminal() + ": The journal lacks entry 2.", failure());

        app.tamper("insert into journal_entry select * from kept; drop table kept;"
                + " set session_replication_role = default");
        app.clock().pass(Duration.ofMinutes(2));
        write();
        assertArchived(till);
    }

    @Test
    void aDatabaseThatIsOlderThanItsArchiveIsNamed() throws IOException {
        till.sold(Document.sale());
        till.sold(Document.sale());
        write();
        app.tamper("update journal_head set entry_no = 1 where terminal_id = '"
                + till.terminal().id() + "'");
        app.tamper("update lane set done_upto = 0 where terminal_id = '"
                + till.terminal().id() + "'");
        write();
        assertEquals(till.terminal() + OLDER, failure());
        app.tamper("update journal_head set entry_no = 2 where terminal_id = '"
                + till.terminal().id() + "'");
        app.clock().pass(Duration.ofMinutes(2));
        write();
        assertArchived(till);
    }

    /** As by restore-backup, after which tills' entries go on at the next multiple of 1,000,000. */
    @Test
    void aRestoredBackupThatIsOlderThanTheArchiveIsNamedBeforeAndAfterTheNextSale() throws IOException {
        String id = "'" + till.terminal().id() + "'";
        till.sold(Document.sale());
        till.sold(Document.sale());
        write();
        app.tamper("set session_replication_role = replica; update journal_entry set entry_no = 1000000"
                + " where entry_no = 2 and terminal_id = " + id);
        app.tamper("update journal_head set entry_no = 1 where terminal_id = " + id);
        app.tamper("update lane set done_upto = 1 where terminal_id = " + id);
        Files.move(place, away);
        write();
        Files.move(away, place);
        write();
        assertEquals(till.terminal() + OLDER, failure());

        app.tamper("update journal_head set entry_no = 1000000 where terminal_id = " + id);
        app.clock().pass(Duration.ofMinutes(2));
        write();
        assertEquals(till.terminal() + OLDER, failure());

        app.tamper("update journal_entry set entry_no = 2 where entry_no = 1000000 and terminal_id = " + id
                + "; set session_replication_role = default");
        app.tamper("update journal_head set entry_no = 2 where terminal_id = " + id);
        till.sold(Document.sale());
        app.clock().pass(Duration.ofMinutes(2));
        write();
        assertArchived(till);
    }

    @Test
    void whatAnotherServerSealedMeanwhileIsNotSealedAgain() throws Exception {
        till.close(Document.closure());
        write();
        till.sold(Document.sale());
        till.close(Document.closure());
        ArchiveKey key = ArchiveKey.read(app.home().resolve("archive.key"));
        new ArchiveDirectory(place, key, false, Clock.systemUTC())
                .terminal(till.terminal().id())
                .append(till.terminal().toString(), till.entries());
        app.tamper("update lane set done_upto = 3 where target = 'ARCHIVE' and terminal_id = '"
                + till.terminal().id() + "'");
        Path sealed = place.resolve("journal/" + till.terminal().id() + "/000000000002-000000000003.segment");
        byte[] before = Files.readAllBytes(sealed);
        till.sold(Document.sale());
        write();

        assertArchived(till);
        assertArrayEquals(before, Files.readAllBytes(sealed));
        assertEquals(
                List.of("000000000001-000000000001.segment", "000000000002-000000000003.segment", "open.journal"),
                files(till.terminal().id()));
    }

    @Test
    void documentsAreArchivedEvenIfTheConfigurationCannotBe() throws IOException {
        Path config = place.resolve("config");
        Files.move(config, away);
        app.tamper("update store set name = name || ' (new)'"); // a snapshot is due
        till.sold(Document.sale());
        write();
        assertArchived(till);
        assertFalse(archives.state().available());
        assertFailure("/archive/config: NoSuchFile.");
        Instant since = archives.state().since();
        app.clock().pass(Duration.ofSeconds(10));
        till.sold(Document.sale());
        write();
        assertArchived(till);
        assertEquals(since, archives.state().since(), "it has been failing all the time");

        Files.move(away, config);
        write();
        assertTrue(archives.state().available());
        assertEquals("", failure());
    }

    @Test
    void theMeterTellsWhereTheArchiveLiesAndWhatRoomItHas() {
        till.sell(Document.sale());
        till.close(Document.closure());
        write();
        write(); // a look finds what the one before has sealed
        ArchiveState state = meter.read().state();
        assertEquals(place, state.directory());
        assertFalse(state.encrypted());
        Space space = state.space().orElseThrow();
        assertTrue(space.sharedWithHome());
        assertTrue(0 < space.freeBytes() && space.freeBytes() <= space.totalBytes(), space.toString());
        assertTrue(state.sealedAt().isPresent());
        assertFalse(meter.read().failing());
        assertEquals(1.0, metrics.available());

        app.clock().pass(Duration.ofMinutes(2));
        assertEquals(Optional.empty(), meter.latest(), "an old reading says nothing about now");
        assertEquals(Double.NaN, metrics.available());
    }

    @Test
    void theDaysLeftFollowFromTheLastWeek() {
        Path disk = Path.of("/mnt/" + UUID.randomUUID());
        assertEquals(Optional.empty(), room.daysLeft(disk, 1_000_000));
        app.clock().pass(Duration.ofHours(23));
        assertEquals(Optional.empty(), room.daysLeft(disk, 960_000), "less than a day says nothing");
        app.clock().pass(Duration.ofHours(25));
        assertEquals(Optional.of(18L), room.daysLeft(disk, 900_000));
        app.clock().pass(Duration.ofDays(6));
        assertEquals(Optional.of(3650L), room.daysLeft(disk, 900_000), "nothing was written in the last week");
        assertEquals(
                "2", app.value("select count(*) from archive_sample where path = '" + disk + "'"), "a week is kept");
    }

    @Test
    void documentsInOnePlaceOnlyAreCountedWithTheirValueAndReportedWhenItLasts() throws IOException {
        write();
        assertEquals(0, archives.singleCopies().documents());
        Files.move(place, away);
        Document sale = till.sold(Document.sale());
        till.close(Document.closure());
        write();
        assertEquals(2, archives.singleCopies().documents());
        assertEquals(
                Map.of(
                        app.value("select currency from sales_document where document_id = '" + sale.id() + "'"),
                        app.value("select net_amount from sales_document where document_id = '" + sale.id() + "'")),
                archives.singleCopies().values().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, value -> value.getValue().toPlainString())));
        alerts.check();
        assertEquals(Set.of(AlertKind.ARCHIVE_FAILING), openAlerts());
        app.clock().pass(Duration.ofMinutes(6));
        alerts.check();
        assertEquals(Set.of(AlertKind.ARCHIVE_FAILING, AlertKind.SINGLE_COPY), openAlerts());

        app.tamper("insert into lane (target, terminal_id, done_upto, next_attempt_at) values ('GATE', '"
                + till.terminal().id() + "', 2, now())");
        assertEquals(0, archives.singleCopies().documents());
        app.tamper("insert into parked (target, terminal_id, entry_no, cause, reason, parked_at) values ('GATE', '"
                + till.terminal().id() + "', 1, 'REFUSED', 'no', now())");
        assertEquals(1, archives.singleCopies().documents());
        app.tamper("delete from parked");
    }
}
