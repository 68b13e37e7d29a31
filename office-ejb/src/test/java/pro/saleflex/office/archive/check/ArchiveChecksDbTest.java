package pro.saleflex.office.archive.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.archive.ArchiveAccess;
import pro.saleflex.office.archive.check.ArchiveChecks.Backup;
import pro.saleflex.office.archive.check.ArchiveChecks.CheckState;
import pro.saleflex.office.archive.check.ArchiveChecks.FoundFault;
import pro.saleflex.office.archive.check.ArchiveChecks.Rehearsal;
import pro.saleflex.office.archive.check.ArchiveChecks.Running;
import pro.saleflex.office.archive.check.ArchiveChecks.Verification;
import pro.saleflex.office.archive.dump.DatabaseDump;
import pro.saleflex.office.archive.dump.DumpContents;
import pro.saleflex.office.archive.dump.DumpDirectory;
import pro.saleflex.office.archive.dump.DumpException;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

class ArchiveChecksDbTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path home;

    private TestApplication app;
    private Till till;

    @BeforeEach
    void start() {
        start(Map.of());
    }

    private void start(Map<String, String> settings) {
        app = new TestApplication(home, settings);
        till = app.till();
        look(); // the nights are reckoned from now on
    }

    @AfterEach
    void stop() {
        app.close();
    }

    /** What the timer does every five seconds. */
    private void look() {
        app.bean(CheckWorker.class).startDue(Runnable::run);
        app.bean(CheckAlerts.class).check();
    }

    private void passNight() {
        app.clock().pass(DAY);
        ArchiveAccess.write(app);
        look();
    }

    private void request(CheckKind kind) {
        app.bean(ArchiveChecks.class).request(kind, "admin");
        look();
    }

    private CheckState state() {
        return app.bean(ArchiveChecks.class).state();
    }

    private Verification verification() {
        return state().verification().orElseThrow();
    }

    private Rehearsal rehearsal() {
        return state().rehearsal().orElseThrow();
    }

    private Set<AlertKind> alerts() {
        return app
                .bean(Alerts.class)
                .openOfKinds(Set.of(AlertKind.ARCHIVE_DAMAGED, AlertKind.REHEARSAL_FAILED))
                .stream()
                .map(AlertView::kind)
                .collect(Collectors.toSet());
    }

    /** Hands over so many closures with a sale each, and archives them: a segment of two entries each. */
    private void sellSegments(int number) {
        for (int i = 0; i < number; i++) {
            till.sold(Document.sale());
            till.close(Document.closure());
            ArchiveAccess.write(app);
        }
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(
                home.resolve("archive/journal").resolve(till.terminal().id().toString()))) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    /** Changes a bit in the middle of a file; doing it again repairs it. */
    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 20] ^= 1;
        Files.write(file, bytes);
    }

    private String schemas() {
        return app.value("select string_agg(nspname, ' ' order by nspname) from pg_namespace where nspname !~ '^pg_'");
    }

    @Test
    void theNextNightReadsOnlyWhatIsNewAndItsShareOfTheOld() {
        assertEquals(Optional.empty(), state().verification());
        sellSegments(40);
        passNight();
        assertFalse(verification().complete());
        assertEquals(80, verification().entries());
        assertEquals(40, verification().segments());
        assertEquals(1, verification().terminals());
        assertTrue(verification().snapshots() > 0);

        sellSegments(1);
        till.sold(Document.sale()); // in the open file
        passNight();
        assertEquals(
                0, verification().faultCount(), () -> verification().faults().toString());
        assertEquals(3, verification().segments(), "1 is new, 2 of 41 old ones are due");
        assertEquals(7, verification().entries());
        look();
        assertEquals(
                0,
                Duration.between(verification().endedAt(), app.clock().instant())
                        .toSeconds(),
                "once a night");

        request(CheckKind.VERIFICATION);
        assertTrue(verification().complete());
        assertEquals(83, verification().entries());
        assertEquals(Optional.of(verification().endedAt()), verification().completeAt());
        assertEquals(List.of(List.of("admin", "archive.verify")), app.rows("select actor, action from audit_trail"));
    }

    @Test
    void everySegmentIsReadAgainWithinThirtyNights() throws IOException {
        sellSegments(40);
        passNight();
        List<Path> segments = segments();
        for (Path segment : List.of(segments.get(0), segments.get(20), segments.get(39))) {
            flip(segment);
            int nights = 0;
            do {
                passNight();
                nights++;
            } while (verification().faultCount() == 0 && nights < 30);
            assertEquals(
                    List.of("The segment's content was changed."),
                    verification().faults().stream()
                            .map(FoundFault::finding)
                            .limit(1)
                            .toList());
            assertTrue(verification()
                    .faults()
                    .get(0)
                    .file()
                    .endsWith(segment.getFileName().toString()));
            assertEquals(Set.of(AlertKind.ARCHIVE_DAMAGED), alerts());
            passNight();
            assertNotEquals(0, verification().faultCount(), "it is found until it is repaired");
            flip(segment);
            passNight();
            assertEquals(0, verification().faultCount(), () -> verification()
                    .faults()
                    .toString());
            assertEquals(Set.of(), alerts());
        }
    }

    @Test
    void aChangeIsFoundAtOnceOnRequestAndASegmentThatIsGoneInTheNextNight() throws IOException {
        sellSegments(5);
        passNight();
        Path old = segments().get(1);
        flip(old);
        request(CheckKind.VERIFICATION);
        FoundFault first = verification().faults().get(0);
        assertEquals(3, first.entryNo());
        assertEquals(till.terminal().toString(), first.terminal());
        assertEquals(home.resolve("archive").relativize(old).toString(), first.file());
        flip(old);
        request(CheckKind.VERIFICATION);
        assertEquals(Set.of(), alerts());

        Files.move(old, home.resolve("away"));
        passNight();
        assertEquals(
                "Entries 3 to 4 are missing before it.",
                verification().faults().get(0).finding());
        Files.move(home.resolve("away"), old);
        passNight();
        assertEquals(Set.of(), alerts());
    }

    @Test
    void aSuperusersChangeInTheJournalIsFound() {
        sellSegments(2);
        String where = " where terminal_id = '" + till.terminal().id() + "' and entry_no = 3";
        app.tamper("update journal_entry set payload = payload || ' '" + where);
        passNight();
        assertEquals(
                List.of(new FoundFault(
                        till.terminal().toString(), "journal", 3, "The journal's payload is not the archived one.")),
                verification().faults());
        assertTrue(alerts().contains(AlertKind.ARCHIVE_DAMAGED));
        app.tamper("update journal_entry set payload = rtrim(payload)" + where);
        passNight();
        assertEquals(List.of(), verification().faults());
        assertEquals(Set.of(), alerts());
    }

    @Test
    void aDamagedSnapshotOfTheConfigurationIsFound() throws IOException {
        sellSegments(1);
        Path snapshot;
        try (Stream<Path> files = Files.list(home.resolve("archive/config"))) {
            snapshot = files.max(Path::compareTo).orElseThrow();
        }
        flip(snapshot);
        request(CheckKind.VERIFICATION);
        assertEquals(
                List.of("config/" + snapshot.getFileName()),
                verification().faults().stream().map(FoundFault::file).toList());
        request(CheckKind.REHEARSAL);
        assertTrue(
                rehearsal().fault().orElse("").contains("is damaged"),
                rehearsal().toString());
    }

    @Test
    void whileTheArchiveIsAwayNothingIsVerified() throws IOException {
        sellSegments(1);
        Files.move(home.resolve("archive"), home.resolve("away"));
        ArchiveAccess.write(app);
        request(CheckKind.VERIFICATION);
        assertEquals(Optional.empty(), state().verification());
        assertEquals(Optional.of(new Running(Optional.empty(), 0, 0, 0)), state().verifying());
        Files.move(home.resolve("away"), home.resolve("archive"));
        ArchiveAccess.write(app);
        look();
        assertEquals(0, verification().faultCount());
        assertEquals(Optional.empty(), state().verifying());
    }

    @Test
    void theLastDayIsRestoredComparedAndDropped() {
        String before = schemas();
        sellSegments(2);
        app.clock().pass(DAY.multipliedBy(2));
        sellSegments(2);
        till.sold(Document.sale());
        ArchiveAccess.write(app);
        look();
        assertEquals(Optional.empty(), rehearsal().fault());
        assertEquals(5, rehearsal().entries());
        assertTrue(rehearsal().bytes() > 1_000_000, rehearsal().toString());
        assertEquals(before, schemas());
        assertEquals(Set.of(), alerts());
        assertEquals("9", app.value("select count(*) from journal_entry"), "the application's own");
        assertEquals("1", app.value("select count(*) from journal_head"));
        till.sold(Document.sale()); // counters, lanes and sequences are as they were
        assertEquals(10, till.entries().size());
        assertTrue(till.verify().clean());
    }

    @Test
    void aRehearsalWithADamagedSegmentFailsUntilItIsRepaired() throws IOException {
        sellSegments(2);
        Path segment = segments().get(1);
        flip(segment);
        request(CheckKind.REHEARSAL);
        assertEquals(
                Optional.of(segment.getFileName() + ", entry 3: The segment's content was changed."),
                rehearsal().fault());
        assertEquals(Set.of(AlertKind.REHEARSAL_FAILED), alerts());
        assertFalse(schemas().contains(RehearsalRun.SCHEMA));
        flip(segment);
        request(CheckKind.REHEARSAL);
        assertEquals(Optional.empty(), rehearsal().fault());
        assertEquals(Set.of(), alerts());
    }

    @Test
    void aRehearsalFindsThatTheJournalIsNotWhatWasArchived() {
        sellSegments(2);
        app.tamper("update journal_entry set content_sha256 = sha256('x') where entry_no = 2");
        request(CheckKind.REHEARSAL);
        assertEquals(
                Optional.of(till.terminal() + ", entry 2: what was restored is not what the journal has."),
                rehearsal().fault());
    }

    @Test
    void whatACrashedRehearsalLeftIsRemovedByTheNext() throws Exception {
        sellSegments(1);
        try (var connection = app.database().owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create schema rehearsal");
            statement.execute("create table rehearsal.journal_entry (other text)");
        }
        request(CheckKind.REHEARSAL);
        assertEquals(Optional.empty(), rehearsal().fault());
        assertFalse(schemas().contains(RehearsalRun.SCHEMA));
    }

    @Test
    void tillsSellDuringARehearsal() {
        sellSegments(3);
        Till other = app.till();
        var rehearsing = Concurrently.start(() -> {
            request(CheckKind.REHEARSAL);
            return rehearsal();
        });
        int sold = 0;
        do {
            other.sold(Document.sale());
            sold++;
        } while (!rehearsing.future().isDone());
        assertEquals(Optional.empty(), rehearsing.result().fault());
        assertTrue(sold > 10, sold + " were sold meanwhile");
        assertEquals(sold, other.entries().size());
        assertTrue(other.verify().clean());
    }

    @Test
    void withTooLittleRoomARehearsalSaysSo() {
        app.close();
        start(Map.of("saleflex.office.disk.warning.megabytes", "1000000000"));
        sellSegments(1);
        request(CheckKind.REHEARSAL);
        assertTrue(
                rehearsal().fault().orElse("").startsWith("There is too little room:"),
                rehearsal().toString());
        assertEquals(Set.of(AlertKind.REHEARSAL_FAILED), alerts());
    }

    @Test
    void aStoppedServerLeavesItToTheNext() {
        sellSegments(1);
        app.bean(ArchiveChecks.class).request(CheckKind.REHEARSAL, "admin");
        app.bean(CheckWorker.class).finish();
        look();
        assertEquals(Optional.empty(), state().rehearsal());
        assertTrue(state().rehearsing().isPresent());
    }

    private Backup backup() {
        return state().backup().orElseThrow();
    }

    @Test
    void anAdministratorBacksTheDatabaseUp() throws Exception {
        sellSegments(2);
        request(CheckKind.BACKUP);
        assertEquals(Optional.empty(), backup().fault());
        assertEquals(Optional.empty(), state().backingUp());
        Path file = Path.of(backup().file());
        assertEquals(home.resolve("backups"), file.getParent());
        assertEquals(Files.size(file), backup().bytes());
        DumpContents contents = DumpDirectory.check(file, ArchiveKey.read(home.resolve("archive.key")));
        assertEquals(contents.rows(), backup().rows());
        assertEquals(
                List.of(4L),
                contents.tables().stream()
                        .filter(table -> table.name().equals("journal_entry"))
                        .map(DumpContents.Table::rows)
                        .toList());
        assertThrows(DumpException.class, () -> DumpDirectory.check(file, null));
        assertEquals("admin", app.value("select actor from audit_trail where action = 'database.backup'"));
        assertTrue(state().rehearsal().isEmpty());

        for (int more = 0; more < 8; more++) {
            app.clock().pass(Duration.ofMinutes(1));
            request(CheckKind.BACKUP);
        }
        assertEquals(7, new DumpDirectory(file.getParent(), app.clock()).files().size());
        assertTrue(Files.exists(Path.of(backup().file())));
        assertFalse(Files.exists(file));
        app.clock().pass(DAY.multipliedBy(2));
        String last = backup().file();
        look(); // by night only what is done by night
        assertEquals(last, backup().file());
        assertTrue(state().rehearsal().isPresent());
    }

    @Test
    void aBackupNeedsNoArchiveButAKey() throws IOException {
        sellSegments(1);
        Files.move(home.resolve("archive"), home.resolve("away"));
        ArchiveAccess.write(app);
        request(CheckKind.BACKUP);
        assertEquals(Optional.empty(), backup().fault());
        String file = backup().file();
        Files.delete(home.resolve("archive.key"));
        app.clock().pass(Duration.ofMinutes(1));
        request(CheckKind.BACKUP);
        assertTrue(backup().fault().orElse("").endsWith("archive.key does not exist."), backup().toString());
        assertTrue(Files.exists(Path.of(file)));
        assertEquals(0, backup().bytes());
    }

    @Test
    void withTooLittleRoomABackupSaysSo() {
        app.close();
        start(Map.of("saleflex.office.disk.warning.megabytes", "1000000000"));
        sellSegments(1);
        request(CheckKind.BACKUP);
        assertTrue(backup().fault().orElse("").startsWith("There is too little room:"), backup().toString());
    }

    /** In the middle of a table, whose rows still come. */
    @Test
    void aBackupThatIsStoppedLeavesNoFile() throws Exception {
        till.sell(Stream.generate(Document::sale).limit(250).toArray(Document[]::new));
        Path file = home.resolve("stopped.dump");
        var dump = new DatabaseDump(app.database().owner(), "a test", app.clock());
        assertThrows(
                InterruptedIOException.class,
                () -> dump.write(file, table -> true, null, (phase, table, rows, done, of) -> {
                    if (table.equals("journal_entry") && rows == 200) {
                        throw new UncheckedIOException(new InterruptedIOException("stopped"));
                    }
                }));
        assertFalse(Files.exists(file));
    }

    @Test
    void aStoppedServerLeavesTheBackupToTheNext() {
        app.bean(ArchiveChecks.class).request(CheckKind.BACKUP, "admin");
        app.bean(CheckWorker.class).finish();
        look();
        assertEquals(Optional.empty(), state().backup());
        assertTrue(state().backingUp().isPresent());
    }
}
