package pro.saleflex.office.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code restore.sh} restores, on a server other than the lost one, and what it refuses to touch. */
@EnabledIf(
        value = "pro.saleflex.office.backup.InstalledPostgres#foundOrDemanded",
        disabledReason = InstalledPostgres.MISSING)
class RestoreDbTest {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final AtomicInteger TARGETS = new AtomicInteger();

    @TempDir
    static Path home;

    static InstalledPostgres installed;
    static PostgresCluster lost;
    static StoreDatabase store;
    static PostgresCluster fresh;

    /** A dump of the store; the store has sold since. */
    static Path dump;

    static Map<String, String> contentAtBackup;

    /** On the fresh server, with a store in it that must not be touched. */
    static StoreDatabase occupied;

    static Map<String, String> occupiedContent;

    @TempDir
    Path directory;

    /** On the fresh server, empty, for this test only. */
    StoreDatabase target;

    @BeforeAll
    static void backUpAndGoOnSelling() throws IOException, SQLException, InterruptedException {
        installed = InstalledPostgres.required();
        lost = PostgresCluster.start(installed, Files.createDirectory(home.resolve("lost")));
        store = lost.createDatabase("office").opened();
        store.sell(40);
        contentAtBackup = store.content();
        dump = backup(home.resolve("dumps"));
        store.sell(10);
        fresh = PostgresCluster.start(installed, Files.createDirectory(home.resolve("fresh")));
        occupied = fresh.createDatabase("occupied").opened();
        occupied.sell(3);
        occupied.awaitEndOfSelling();
        occupiedContent = occupied.content();
    }

    @AfterAll
    static void close() {
        for (PostgresCluster cluster : Arrays.asList(lost, fresh)) {
            if (cluster != null) {
                cluster.close();
            }
        }
    }

    @BeforeEach
    void makeTarget() {
        target = fresh.createDatabase("target_" + TARGETS.incrementAndGet());
    }

    private static Path backup(Path into) {
        return Path.of(lost.script(Map.of(), "office", "backup.sh", into.toString())
                .succeeded()
                .out()
                .strip());
    }

    private Ran restore(String... arguments) {
        return restoreInto(target, arguments);
    }

    private static Ran restoreInto(StoreDatabase database, String... arguments) {
        return fresh.script(Map.of(), database.name(), "restore.sh", arguments);
    }

    @Test
    void restoresExactlyEverythingUpToTheBackup() throws SQLException {
        Ran ran = restore(dump.toString()).succeeded();

        assertEquals(contentAtBackup, target.content());
        assertTrue(contentAtBackup.get("journal_entry").startsWith("80 rows "), contentAtBackup.toString());
        assertNotEquals(contentAtBackup, store.content(), "the store went on selling");
        String last = target.rows("select to_char(max(received_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')"
                        + " from journal_entry")
                .get(0);
        assertTrue(ran.out().endsWith(": 80 journal entries, the last received at " + last + " UTC\n"), ran.out());
    }

    @Test
    void restoresPrivilegesAndOwnersExactly() throws SQLException {
        restore(dump.toString()).succeeded();

        assertEquals(String.join("\n", store.rights()), String.join("\n", target.rights()));
        assertTrue(target.rights().contains("r journal_entry of office"), "the list covers the journal");
    }

    @Test
    void afterTheRestoreTheApplicationMayNotDoMoreThanBefore() throws SQLException {
        restore(dump.toString()).succeeded();

        for (String statement : List.of(
                "update journal_entry set payload = ''",
                "delete from journal_entry",
                "truncate journal_entry cascade",
                "drop table journal_entry",
                "alter table journal_entry add forged text",
                "delete from rejection",
                "update audit_trail set actor = 'nobody'",
                "delete from journal_head",
                "select from flyway_schema_history",
                "create table mine ()")) {
            try (Connection connection = target.application();
                    Statement attempt = connection.createStatement()) {
                SQLException refused = assertThrows(SQLException.class, () -> attempt.execute(statement), statement);
                assertEquals(INSUFFICIENT_PRIVILEGE, refused.getSQLState(), statement);
            }
        }
        assertEquals(contentAtBackup, target.content());
    }

    @Test
    void theApplicationContinuesOnTheRestoredDatabase() throws SQLException {
        restore(dump.toString()).succeeded();

        assertEquals(0, target.migrate());
        target.sell(1);

        assertEquals(List.of("41 41", "41 41"), target.rows("""
            select h.entry_no || ' ' || count(*) from journal_head h join journal_entry using (terminal_id)
            group by terminal_id, h.entry_no
            """));
        assertEquals(List.of("82"), target.rows("select count(*) from rejection"));
    }

    @Test
    void aDumpMadeDuringSalesIsAConsistentSnapshot() throws SQLException, InterruptedException {
        AtomicBoolean selling = new AtomicBoolean(true);
        CountDownLatch sold = new CountDownLatch(1);
        CompletableFuture<Void> tills = CompletableFuture.runAsync(() -> {
            try {
                while (selling.get()) {
                    store.sell(1);
                    sold.countDown();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        Path duringSales;
        long before;
        long after;
        try {
            assertTrue(sold.await(1, TimeUnit.MINUTES), "the tills sell");
            before = store.entries();
            duringSales = backup(directory);
            after = store.entries();
        } finally {
            selling.set(false);
            tills.join();
        }
        assertTrue(after > before, "the tills sold during the backup");

        restore(duringSales.toString()).succeeded();

        long restored = target.entries();
        assertTrue(before <= restored && restored <= after, before + " " + restored + " " + after);
        assertEquals(List.of("true", "true"), target.rows("""
            select (h.entry_no = count(*) and h.entry_no = max(j.entry_no) and h.entry_no = count(s.id)
                    and h.entry_no = max(c.receipt_number))::text
            from journal_head h join journal_entry j using (terminal_id) join counter c using (terminal_id)
                left join sales_document s on s.id = j.id
            group by h.terminal_id, h.entry_no
            """));
        String lastEntry = target.rows("select max(id) from journal_entry").get(0);
        assertEquals(store.journalUpTo(lastEntry), target.journalUpTo(lastEntry));
    }

    @Test
    void refusesADatabaseWithTablesUnlessToldToReplaceIt() throws SQLException, InterruptedException {
        restoreInto(occupied, dump.toString()).failed(2, "--replace to drop what is there; nothing was changed");
        assertEquals(occupiedContent, occupied.content());

        target.opened().sell(3);
        target.awaitEndOfSelling();
        restore("--replace", dump.toString()).succeeded();
        assertEquals(contentAtBackup, target.content());
        assertEquals(String.join("\n", store.rights()), String.join("\n", target.rights()));
    }

    @Test
    void refusesTablesOfAnotherProgramInAnySchema() throws SQLException {
        fresh.superuser(target.name(), "create schema other; create table other.thing ()");

        restore(dump.toString()).failed(2, "holds 1 tables");

        assertTrue(target.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void aFileThatIsNotACompleteDumpOfAStoreChangesNothing(WrongFile wrong) throws IOException, SQLException {
        Path file = directory.resolve("office-20261122T061756Z.dump");
        wrong.writer().write(file);
        String why = file + " " + wrong.why() + "; nothing was changed";

        restore(file.toString()).failed(1, why);
        assertTrue(target.isEmpty());

        restoreInto(occupied, "--replace", file.toString()).failed(1, why);
        assertEquals(occupiedContent, occupied.content());
    }

    /**
     * A wrong file given to a restore.
     *
     * @param name name shown for the test
     * @param why the reason for its refusal
     * @param writer creates it, or something else at its path
     */
    record WrongFile(String name, String why, Writer writer) {
        interface Writer {
            void write(Path file) throws IOException;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<WrongFile> wrongFiles() {
        String notWhole = "is not a whole dump";
        String noStore = "is no store's backup, it holds no journal";
        return List.of(
                new WrongFile("missing", "cannot be read", file -> {}),
                new WrongFile("empty", notWhole, Files::createFile),
                new WrongFile("cut in its contents", notWhole, file -> Files.write(file, dumpUpTo(500))),
                new WrongFile("cut in half", notWhole, file -> Files.write(file, dumpUpTo(Files.size(dump) / 2))),
                new WrongFile(
                        "without its last byte", notWhole, file -> Files.write(file, dumpUpTo(Files.size(dump) - 1))),
                new WrongFile("spoiled in its data", notWhole, RestoreDbTest::writeSpoiled),
                new WrongFile("text", notWhole, file -> Files.writeString(file, "drop table store;\n".repeat(1000))),
                new WrongFile("directory", notWhole, Files::createDirectory),
                new WrongFile(
                        "of another database",
                        noStore,
                        file -> lost.dump("postgres", "--format=custom", "--file=" + file)),
                new WrongFile(
                        "without data",
                        noStore,
                        file -> lost.dump(store.name(), "--format=custom", "--schema-only", "--file=" + file)));
    }

    private static byte[] dumpUpTo(long length) throws IOException {
        return Arrays.copyOf(Files.readAllBytes(dump), Math.toIntExact(length));
    }

    private static void writeSpoiled(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(dump);
        // The table of contents comes first; this late in the file there are data.
        Arrays.fill(bytes, bytes.length * 3 / 4, bytes.length * 3 / 4 + 64, (byte) 0x55);
        Files.write(file, bytes);
    }

    /** The two bytes after the magic number PGDMP are the format's version. */
    private static void writeNewerFormat(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(dump);
        bytes[6] = 99;
        Files.write(file, bytes);
    }

    /** The server's version is the first of two versions in the header; both have two digits before the dot. */
    private static void writeOfNewerServer(Path file) throws IOException {
        String text = Files.readString(dump, StandardCharsets.ISO_8859_1);
        String version = installed.majorVersion() + ".";
        Files.writeString(file, text.replaceFirst(Pattern.quote(version), "99."), StandardCharsets.ISO_8859_1);
    }

    @Test
    void refusesADumpOfANewerPostgresAndSaysWhatToDo() throws IOException {
        Path newerFormat = directory.resolve("newer-format.dump");
        writeNewerFormat(newerFormat);
        restoreInto(occupied, "--replace", newerFormat.toString())
                .failed(
                        1,
                        newerFormat + " is of a newer PostgreSQL than pg_restore (PostgreSQL) "
                                + installed.majorVersion());
        restoreInto(occupied, "--replace", newerFormat.toString()).failed(1, "postgresql-client-NN");

        Path newerServer = directory.resolve("newer-server.dump");
        writeOfNewerServer(newerServer);
        restoreInto(occupied, "--replace", newerServer.toString())
                .failed(
                        1,
                        newerServer + " is of PostgreSQL 99, 127.0.0.1:" + fresh.port() + " is PostgreSQL "
                                + installed.majorVersion() + "; restore into 99 or later; nothing was changed");
    }

    @Test
    void aFailureHalfwayIsRolledBackIncludingTheDrop() throws SQLException {
        // Owned by another role, so it survives the drop of the owner's tables and conflicts with a table of the dump.
        fresh.superuser(occupied.name(), "alter table terminal owner to postgres");

        restoreInto(occupied, "--replace", dump.toString())
                .failed(1, "could not be restored into database " + occupied.name());

        fresh.superuser(occupied.name(), "alter table terminal owner to office");
        assertEquals(occupiedContent, occupied.content());
    }

    @Test
    void aProgramThatEndsHalfwayLeavesTheDatabaseAsItWas() throws IOException, SQLException {
        // It ends at the end of a table's rows, so what psql received is valid in itself.
        String path = installed.pathWithFaulty("pg_restore", """
            case "$*" in
                *--file=-*) REAL "$@" | sed '/^\\\\\\.$/q'; exit 137 ;;
                *) exec REAL "$@" ;;
            esac
            """, directory);

        fresh.script(Map.of("PATH", path), occupied.name(), "restore.sh", "--replace", dump.toString())
                .failed(1, "could not be restored");

        assertEquals(occupiedContent, occupied.content());
    }

    @Test
    void refusesToRestoreWhileTheApplicationIsConnected() throws SQLException {
        try (Connection application = target.application()) {
            assertTrue(application.isValid(1));
            restore(dump.toString()).failed(2, "stop the application first; nothing was changed");
            restore("--replace", dump.toString()).failed(2, "stop the application first; nothing was changed");
        }
        assertTrue(target.isEmpty());
    }

    @Test
    void refusesToRestoreWithoutTheApplicationsRole() throws SQLException {
        fresh.superuser("alter role office_app rename to somebody_else");
        try {
            restore(dump.toString()).failed(1, "role office_app does not exist, run roles.sql first");
        } finally {
            fresh.superuser("alter role somebody_else rename to office_app");
        }
        assertTrue(target.isEmpty());
    }

    @Test
    void namesAServerThatDoesNotAnswer() throws SQLException {
        String why = " does not answer office; nothing was changed";

        fresh.script(Map.of("PGPASSWORD", "wrong"), target.name(), "restore.sh", dump.toString())
                .failed(1, "database " + target.name() + " on 127.0.0.1:" + fresh.port() + why);
        fresh.script(Map.of("PGPORT", "1"), target.name(), "restore.sh", dump.toString())
                .failed(1, "database " + target.name() + " on 127.0.0.1:1" + why);
        fresh.script(Map.of(), "nowhere", "restore.sh", dump.toString())
                .failed(1, "database nowhere on 127.0.0.1:" + fresh.port() + why);
        assertTrue(target.isEmpty());
    }

    @Test
    void aRoleThatMayNotCreateTablesChangesNothing() throws SQLException {
        Map<String, String> application = Map.of("PGUSER", "office_app", "PGPASSWORD", fresh.password("office_app"));

        fresh.script(application, target.name(), "restore.sh", dump.toString()).failed("nothing was changed");

        assertTrue(target.isEmpty());
    }

    @Test
    void explainsAWrongCall() throws SQLException {
        restore().failed(1, "Usage: restore.sh [--replace] FILE");
        restore("--force", dump.toString()).failed(1, "Usage: restore.sh [--replace] FILE");
        restore(dump.toString(), dump.toString()).failed(1, "Usage: restore.sh [--replace] FILE");
        Ran help = restore("--help").succeeded();

        assertTrue(help.out().startsWith("Usage: restore.sh [--replace] FILE\n"), help.out());
        assertTrue(target.isEmpty());
    }

    @Test
    void neverWritesAPassword() throws IOException {
        StringBuilder written = new StringBuilder();
        for (Ran ran :
                List.of(restore(dump.toString()), restore(dump.toString()), restore("--replace", dump.toString()))) {
            written.append(ran.out()).append(ran.err());
        }
        String log = fresh.log();

        assertTrue(log.contains("drop owned by current_user"), "the server's log has the restore's statements");
        for (String secret : fresh.secrets()) {
            assertFalse(written.toString().contains(secret), written.toString());
            assertFalse(log.contains(secret), "the server's log contains a password");
        }
    }
}
