package pro.saleflex.office.archivetool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.archive.dump.DatabaseDump;
import pro.saleflex.office.archive.dump.DatabaseLoad;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.dump.DumpContents;
import pro.saleflex.office.archive.dump.DumpDirectory;
import pro.saleflex.office.archive.dump.DumpProgress;
import pro.saleflex.office.archive.dump.DumpProgress.Phase;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.KeyCopy;

/** What {@code restore-backup} restores, on a server of another version than the lost one, and what it refuses. */
@EnabledIf(
        value = "pro.saleflex.office.archivetool.InstalledPostgres#foundOrDemanded",
        disabledReason = InstalledPostgres.MISSING)
class RestoreDbTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @TempDir
    static Path home;

    /** As Debian has it. */
    static PostgresCluster installed;

    /** As the one-command run has it. */
    static NewestPostgres newest;

    /** On the installed server. */
    static StoreDatabase store;

    /** Of the store; it has sold since. */
    static Path dump;

    static Map<String, String> contentAtBackup;

    /** Of the store after that. */
    static Path otherDump;

    /** On the newest server. */
    static StoreDatabase restored;

    static Ran restoring;
    static Map<String, String> restoredContent;

    @TempDir
    Path directory;

    @BeforeAll
    static void backUpAndGoOnSelling() throws IOException, SQLException {
        installed = PostgresCluster.start(InstalledPostgres.required(), home);
        newest = NewestPostgres.start();
        store = installed.createDatabase("office").opened();
        store.sell(40);
        contentAtBackup = store.content();
        dump = backup(store, home.resolve("dumps"));
        store.sell(10);
        otherDump = backup(store, home.resolve("others"));
        restored = empty(newest);
        restoring = restore(restored, dump);
        restoredContent = restored.content();
    }

    @AfterAll
    static void close() {
        for (StoreServer server : Arrays.asList(installed, newest)) {
            if (server != null) {
                server.close();
            }
        }
    }

    private static StoreDatabase empty(StoreServer server) {
        return server.createDatabase("database_" + DATABASES.incrementAndGet());
    }

    private static Path backup(StoreDatabase database, Path into) {
        return Path.of(
                Tool.run(database, "backup", into.toString()).succeeded().out().strip());
    }

    private static Ran restore(StoreDatabase target, Path file) {
        return Tool.run(target, "restore-backup", file.toString());
    }

    private static DumpContents dumped(StoreDatabase database, Path file, DumpProgress progress)
            throws IOException, SQLException, DatabaseRefusedException {
        return new DatabaseDump(database.owner(), "test", Clock.systemUTC()).write(file, table -> true, null, progress);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyTableComesBackByteForByteOnAnOlderAndANewerServer(boolean upwards)
            throws IOException, SQLException, DatabaseRefusedException {
        StoreDatabase source = empty(upwards ? installed : newest);
        source.migrate();
        try (Connection owner = source.owner().getConnection()) {
            EveryTable.fill(owner);
        }
        source.superuser("select setval('journal_entry_id', 123456500), setval('audit_trail_id_seq', 9, false)");
        Map<String, String> content = source.content();
        DumpContents before = dumped(source, directory.resolve("before.dump"), DumpProgress.NONE);
        StoreDatabase target = empty(upwards ? newest : installed);

        restore(target, directory.resolve("before.dump")).succeeded();

        assertEquals(content, target.content());
        DumpContents after = dumped(target, directory.resolve("after.dump"), DumpProgress.NONE);
        assertEquals(butRestarts(before), butRestarts(after));
        assertEquals(before.sequences(), after.sequences());
        assertEquals(
                List.of(),
                before.tables().stream().filter(table -> table.rows() == 0).toList(),
                "every table has rows");
        assertTrue(before.tables().size() > 50, "all tables of the schema");
        assertTrue(before.sequences()
                .containsAll(List.of(
                        new DumpContents.Sequence("journal_entry_id", 123456500, true),
                        new DumpContents.Sequence("audit_trail_id_seq", 9, false))));
    }

    /** A restore adds the numbers that journals go on with. */
    private static List<DumpContents.Table> butRestarts(DumpContents contents) {
        return contents.tables().stream()
                .filter(table -> !table.name().equals("journal_restart"))
                .toList();
    }

    @Test
    void printsTheRowsOfEachTable() throws SQLException {
        assertEquals(contentAtBackup, restoredContent);
        assertNotEquals(contentAtBackup, store.content(), "the store went on selling");
        String out = restoring.succeeded().out();
        assertTrue(out.contains("            80 rows of journal_entry\n"), out);
        assertTrue(out.endsWith(" rows, as many as were backed up\n"), out);
    }

    @Test
    void ownersAndPrivilegesAreThoseOfANewDatabase() throws SQLException {
        StoreDatabase fresh = empty(newest);
        fresh.migrate();

        assertEquals(String.join("\n", fresh.rights()), String.join("\n", restored.rights()));
        assertTrue(restored.rights().contains("r journal_entry of office"), "the list covers the journal");
    }

    @Test
    void entryNumbersGoOnFarBehindThoseOfTheBackup() throws SQLException {
        assertEquals(
                List.of("40 1000000", "40 1000000"),
                restored.rows("select last_entry_no || ' ' || next_entry_no from journal_restart"));
    }

    @Test
    void theApplicationContinuesOnTheRestoredDatabase() throws SQLException {
        assertEquals(0, restored.migrate());
        restored.sell(1);

        assertEquals(List.of("41 41", "41 41"), restored.rows("""
            select h.entry_no || ' ' || count(*) from journal_head h join journal_entry using (terminal_id)
            group by terminal_id, h.entry_no
            """));
        assertEquals(List.of("82"), restored.rows("select count(*) from rejection"));
    }

    @Test
    void whatIsSoldWhileTheDumpIsWrittenIsNotInIt() throws IOException, SQLException, DatabaseRefusedException {
        StoreDatabase target = empty(newest);
        Map<String, String> before = store.content();
        AtomicBoolean sold = new AtomicBoolean();

        DumpContents contents = dumped(store, directory.resolve("office.dump"), (phase, table, rows, done, total) -> {
            if (phase == Phase.DUMP && !sold.getAndSet(true)) { // the first table was read, the journal not yet
                sell();
            }
        });
        restore(target, directory.resolve("office.dump")).succeeded();

        assertTrue(sold.get());
        assertNotEquals(before.get("journal_entry"), store.content().get("journal_entry"));
        assertEquals(tables(before), tables(target.content()));
        assertEquals(
                contents.rows(),
                contents.tables().stream().mapToLong(DumpContents.Table::rows).sum());
    }

    private static void sell() {
        try {
            store.sell(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without sequences, which know no snapshot. */
    private static Map<String, String> tables(Map<String, String> content) {
        content.values().removeIf(String::isEmpty);
        return content;
    }

    @Test
    void aDumpMadeWhileTillsSellIsConsistent() throws SQLException, InterruptedException {
        StoreDatabase target = empty(newest);
        AtomicBoolean selling = new AtomicBoolean(true);
        CountDownLatch sold = new CountDownLatch(1);
        CompletableFuture<Void> tills = CompletableFuture.runAsync(() -> {
            while (selling.get()) {
                sell();
                sold.countDown();
            }
        });
        Path duringSales;
        long before;
        long after;
        try {
            assertTrue(sold.await(1, TimeUnit.MINUTES), "the tills sell");
            before = store.entries();
            duringSales = backup(store, directory);
            after = store.entries();
        } finally {
            selling.set(false);
            tills.join();
        }
        assertTrue(after > before, "the tills sold during the backup");

        restore(target, duringSales).succeeded();

        long restored = target.entries();
        assertTrue(before <= restored && restored <= after, before + " " + restored + " " + after);
        assertEquals(List.of("true", "true"), target.rows("""
            select (h.entry_no = count(*) and h.entry_no = max(j.entry_no) and h.entry_no = count(s.id)
                    and h.entry_no = max(c.receipt_number))::text
            from journal_head h join journal_entry j using (terminal_id) join counter c using (terminal_id)
                left join sales_document s on s.id = j.id
            group by h.terminal_id, h.entry_no
            """));
    }

    @Test
    void aBackupOfAnEarlierVersionIsBroughtUpToDate() throws SQLException {
        StoreDatabase former = empty(installed).migratedUpTo("20261129.2030");
        former.superuser("""
                insert into store values ('00000000-0000-4000-8000-000000000000', 'OFFICE-001', 'STORE-001', 'Çarşı',
                    'Europe/Istanbul', 'TRY', now());
                insert into terminal values ('00000000-0000-4000-8000-000000000001',
                    '00000000-0000-4000-8000-000000000000', 'POS-001', 1, 'Till', false, true, null, null, null, now());
                insert into terminal_status (terminal_id, store_id, state, state_since, changed_no)
                    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000000', 'ONLINE',
                        now(), 4711);
                """);
        StoreDatabase target = empty(newest);
        StoreDatabase fresh = empty(newest);

        restore(target, backup(former, directory)).succeeded();

        assertEquals(List.of("Çarşı"), target.rows("select name from store"));
        assertEquals(List.of("0"), target.rows("select changed_no from terminal_status"), "as a migration sets it");
        fresh.migrate();
        String history = "select version || ' ' || checksum from flyway_schema_history order by installed_rank";
        assertEquals(fresh.rows(history), target.rows(history));
    }

    @Test
    void aBackupOfALaterVersionIsRefused() throws SQLException {
        StoreDatabase later = empty(installed).opened();
        later.superuser("insert into flyway_schema_history select 99, '20990101.0000', 'later', type, script, checksum,"
                + " installed_by, installed_on, execution_time, success from flyway_schema_history limit 1");
        StoreDatabase target = empty(newest);

        restore(target, backup(later, directory))
                .failed(1, "is of schema version 20990101.0000, which this program does not know;");

        assertTrue(target.isEmpty());
    }

    @Test
    void aDumpOfSomeTablesBringsBackThose() throws IOException, SQLException, DatabaseRefusedException {
        Path file = directory.resolve("settings.dump");
        Set<String> taken = Set.of("store", "terminal", "portal_user", "reference_row", "audit_trail");
        new DatabaseDump(store.owner(), "test", Clock.systemUTC())
                .write(file, taken::contains, null, DumpProgress.NONE);
        StoreDatabase target = empty(newest);

        restore(target, file).succeeded();

        Map<String, String> content = target.content();
        Map<String, String> original = store.content();
        taken.forEach(table -> assertEquals(original.get(table), content.get(table)));
        assertEquals("0 rows ", content.get("journal_entry"));
        assertEquals(
                store.rows("select last_value from audit_trail_id_seq"),
                target.rows("select last_value from audit_trail_id_seq"));
        assertEquals(List.of("1"), target.rows("select last_value from rejection_id_seq"), "its table was left out");
    }

    @Test
    void anEncryptedBackupNeedsItsKey() throws IOException, SQLException {
        Path key = Files.writeString(directory.resolve("key"), "0123456789abcdef".repeat(4) + "\n");
        Path other = Files.writeString(directory.resolve("other"), "00".repeat(32));
        Path file = Path.of(Tool.run(store, "backup", "--key", key.toString(), directory.toString())
                .succeeded()
                .out()
                .strip());
        StoreDatabase target = empty(newest);

        restore(target, file).failed(1, file + " is encrypted; it needs key ");
        Tool.run(target, "restore-backup", "--key", other.toString(), file.toString())
                .failed(1, file + " is encrypted with key ");
        assertTrue(target.isEmpty());
        Tool.run(target, "restore-backup", "--key", key.toString(), file.toString())
                .succeeded();

        assertEquals(store.content(), target.content());
    }

    private Path keyFile() throws IOException {
        return Files.writeString(directory.resolve("key"), "0123456789abcdef".repeat(4) + "\n");
    }

    /** Creates an archive without documents; returns its snapshot. */
    private static Path archive(Path place, ArchiveKey key) throws IOException, SQLException, DatabaseRefusedException {
        ArchiveDirectory archive = new ArchiveDirectory(place, key, false, Clock.systemUTC());
        archive.create(UUID.randomUUID());
        Path snapshot = new DumpDirectory(archive.snapshots(), Clock.systemUTC()).newFile();
        new DatabaseDump(store.owner(), "test", Clock.systemUTC())
                .write(snapshot, Set.of("store", "terminal")::contains, key, DumpProgress.NONE);
        return snapshot;
    }

    @Test
    void aRestoreThatLacksSomethingEndsWithAFailure() throws IOException, SQLException, DatabaseRefusedException {
        Path keyFile = keyFile();
        Path place = directory.resolve("archive");
        archive(place, ArchiveKey.read(keyFile));
        UUID unknown = UUID.randomUUID();
        Files.createDirectory(place.resolve("journal").resolve(unknown.toString()));
        StoreDatabase target = empty(newest);

        Ran ran = Tool.run(target, "restore", "--key", keyFile.toString(), place.toString());

        assertEquals(1, ran.exit());
        assertTrue(ran.err().contains("Not everything was restored, see above; faults: 1."), ran.err());
        assertTrue(ran.out().contains("The snapshot does not know this till"), ran.out());
        assertEquals(store.content().get("terminal"), target.content().get("terminal"));
    }

    @Test
    void aRestoreFromTheArchivePutsTheKeyOfCashiersCodesBack()
            throws IOException, SQLException, DatabaseRefusedException {
        Path keyFile = keyFile();
        ArchiveKey key = ArchiveKey.read(keyFile);
        Path place = directory.resolve("archive");
        Path snapshot = archive(place, key);
        byte[] codes = "the key of cashiers' codes".getBytes(StandardCharsets.UTF_8);
        KeyCopy.write(snapshot, Files.write(directory.resolve("codes"), codes), key);
        StoreDatabase target = empty(newest);
        String[] call = {"restore", "--key", keyFile.toString(), "--home", directory + "/home", place.toString()};

        Tool.run(target, call).failed(2, "home is no directory that can be written to.");
        assertTrue(target.isEmpty());
        Path home = Files.createDirectory(directory.resolve("home"));
        String out = Tool.run(target, call).succeeded().out();

        assertArrayEquals(codes, Files.readAllBytes(home.resolve("cashier-codes.key")));
        assertTrue(out.contains("is back in " + home.resolve("cashier-codes.key")), out);
        assertEquals(store.content().get("terminal"), target.content().get("terminal"));
    }

    /** The points: before tables are created, among the rows, and before the newest migrations. */
    @ParameterizedTest
    @CsvSource({"MIGRATE, '', 1", "LOAD, journal_entry, 1", "MIGRATE, '', 2"})
    void aRestoreThatWasKilledIsFinishedByRunningItAgain(Phase phase, String table, int times) throws SQLException {
        StoreDatabase target = empty(newest);
        Ran killed = Ran.command(
                Tool.environment(target, Map.of()),
                Tool.command(KilledRestore.class, dump.toString(), phase.name(), table, Integer.toString(times)));
        assertEquals(KilledRestore.KILLED, killed.exit(), killed.err());
        assertEquals(List.of("unfinished_restore"), target.rows("select to_regnamespace('unfinished_restore')::text"));

        restore(target, otherDump).failed(2, "holds the unfinished restore of another backup, " + dump.getFileName());
        restore(target, dump).succeeded();

        assertEquals(contentAtBackup, target.content());
        assertEquals(List.of("true"), target.rows("select (to_regnamespace('unfinished_restore') is null)::text"));
    }

    @Test
    void twoRestoresAtOnceDoNotMixAndTheProgressGrowsUpToTheTotal() throws SQLException {
        StoreDatabase target = empty(newest);
        AtomicBoolean tried = new AtomicBoolean();
        long[] last = new long[2];

        load(target, (phase, table, rows, done, total) -> {
            if (phase == Phase.LOAD) {
                if (!tried.getAndSet(true)) {
                    restore(target, dump).failed(2, "Another restore into this database is running.");
                }
                assertTrue(last[0] <= done && done <= total, done + " of " + total);
                last[0] = done;
                last[1] = total;
            }
        });

        assertTrue(tried.get());
        assertEquals(contentAtBackup, target.content());
        assertTrue(last[1] > 0);
        assertEquals(last[1], last[0]);
    }

    private static void load(StoreDatabase target, DumpProgress progress) {
        try {
            new DatabaseLoad(target.owner(), "office_app").load(dump, null, progress);
        } catch (IOException | SQLException | DatabaseRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusesADatabaseThatHoldsTables() throws SQLException, InterruptedException {
        StoreDatabase occupied = empty(newest).opened();
        occupied.sell(3);
        occupied.awaitEndOfSelling();
        Map<String, String> content = occupied.content();
        StoreDatabase others = empty(newest);
        others.superuser("create schema other; create table other.thing ()");

        restore(occupied, dump).failed(2, "with rows: public.audit_trail, public.card_number_look, public.counter,");
        restore(others, dump).failed(2, "holds 1 tables (other.thing); restore into an empty database.");

        assertEquals(content, occupied.content());
        assertTrue(others.isEmpty());
    }

    @Test
    void aFileThatIsNoWholeDumpChangesNothing() throws IOException, SQLException {
        StoreDatabase target = empty(newest);
        byte[] whole = Files.readAllBytes(dump);
        Path cut = Files.write(directory.resolve("cut.dump"), Arrays.copyOf(whole, whole.length / 2));
        Path text = Files.writeString(directory.resolve("text.dump"), "drop table store;\n".repeat(1000));

        restore(target, directory.resolve("missing.dump")).failed(1, "missing.dump does not exist.");
        restore(target, directory).failed(1, directory + " cannot be read: Is a directory.");
        restore(target, cut).failed(1, cut + " is cut short or damaged in table ");
        restore(target, text).failed(1, text + " is damaged in its first lines: it does not begin like a dump");

        assertTrue(target.isEmpty());
    }

    @Test
    void refusesToRestoreWhileTheApplicationIsConnected() throws SQLException {
        StoreDatabase target = empty(installed);
        try (Connection application = target.application()) {
            assertTrue(application.isValid(1));
            restore(target, dump)
                    .failed(2, "is in use by office_app; stop the application first. Nothing was changed.");
        }
        assertTrue(target.isEmpty());
    }

    @Test
    void refusesAServerWithoutTheApplicationsRole() throws SQLException {
        StoreDatabase target = empty(installed);
        target.superuser("alter role office_app rename to somebody_else");
        try {
            restore(target, dump).failed(2, "is on a server without the role office_app; run roles.sql first.");
        } finally {
            target.superuser("alter role somebody_else rename to office_app");
        }
        assertTrue(target.isEmpty());
    }

    @Test
    void onlyTheDatabasesOwnerRestores() throws SQLException {
        StoreDatabase target = empty(installed);

        Tool.run(
                        target,
                        Map.of("PGUSER", "postgres", "PGPASSWORD", installed.password("postgres")),
                        "restore-backup",
                        dump.toString())
                .failed(2, "belongs to office; connect as that role, not as postgres.");

        assertTrue(target.isEmpty());
    }

    @Test
    void namesAServerThatDoesNotAnswer() {
        StoreDatabase target = empty(installed);

        Tool.run(target, Map.of("PGPASSWORD", "wrong"), "restore-backup", dump.toString())
                .failed(1, "restore-backup: FATAL: password authentication failed for user \"office\"");
        Tool.run(target, Map.of("PGPORT", "1"), "restore-backup", dump.toString())
                .failed(1, "Connection to 127.0.0.1:1 refused");
        Tool.run(target, Map.of("PGDATABASE", "nowhere"), "restore-backup", dump.toString())
                .failed(1, "database \"nowhere\" does not exist");
    }

    @Test
    void neverWritesAPassword() throws IOException {
        StoreDatabase target = empty(installed);
        StringBuilder written = new StringBuilder();
        for (Ran ran : List.of(restore(target, dump), restore(target, dump))) {
            written.append(ran.out()).append(ran.err());
        }
        String log = installed.log();

        assertTrue(log.contains("copy \"public\".\"journal_entry\""), "the server's log has the restore's statements");
        for (String secret : installed.secrets()) {
            assertFalse(written.toString().contains(secret), written.toString());
            assertFalse(log.contains(secret), "the server's log contains a password");
        }
    }
}
