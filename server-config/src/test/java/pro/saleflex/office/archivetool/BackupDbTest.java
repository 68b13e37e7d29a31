package pro.saleflex.office.archivetool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.archive.dump.DatabaseDump;
import pro.saleflex.office.archive.dump.DumpException;
import pro.saleflex.office.archive.dump.DumpProgress;
import pro.saleflex.office.archive.dump.DumpProgress.Phase;

/** What {@code backup} writes, and what it reports when it fails. */
@EnabledIf(
        value = "pro.saleflex.office.archivetool.InstalledPostgres#foundOrDemanded",
        disabledReason = InstalledPostgres.MISSING)
class BackupDbTest {
    @TempDir
    static Path home;

    static PostgresCluster cluster;
    static StoreDatabase store;

    @TempDir
    Path directory;

    @BeforeAll
    static void open() throws IOException, SQLException {
        cluster = PostgresCluster.start(InstalledPostgres.required(), home);
        store = cluster.createDatabase("office").opened();
        store.sell(20);
    }

    @AfterAll
    static void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private Ran backup(String... options) {
        return backup(Map.of(), options);
    }

    private Ran backup(Map<String, String> environment, String... options) {
        String[] arguments = Stream.of(Stream.of("backup"), Stream.of(options), Stream.of(directory.toString()))
                .flatMap(each -> each)
                .toArray(String[]::new);
        return Tool.run(store, environment, arguments);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void printsOnlyThePathOfTheDump() throws IOException {
        Ran ran = backup().succeeded();

        String name = files().get(0);
        assertEquals(List.of(name), files());
        assertTrue(name.matches("office-\\d{8}T\\d{6}Z\\.dump"), name);
        assertEquals(directory.resolve(name) + "\n", ran.out());
    }

    @Test
    void readsThePasswordFromPgpass() throws IOException {
        String password = cluster.password("office").replace("\\", "\\\\").replace(":", "\\:");
        Path passwords = Files.writeString(home.resolve(".pgpass"), "*:*:office:office:" + password + "\n");

        Ran ran = Tool.process(
                store, Map.of("PGPASSWORD", "", "PGPASSFILE", passwords.toString()), "backup", directory.toString());

        assertEquals(directory.resolve(files().get(0)) + "\n", ran.succeeded().out());
    }

    @Test
    void onlyItsOwnerCanReadTheDump() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        backup().succeeded();
        Path made = directory.resolve("made/below");
        Tool.run(store, "backup", made.toString()).succeeded();

        assertEquals("rw-------", mode(directory.resolve(files().get(1))));
        assertEquals("rwx------", mode(made));
        assertEquals("rwxr-xr-x", mode(directory));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void keepsTheGivenNumberOfDumpsAndLeavesOtherFilesAlone() throws IOException {
        List<String> older =
                List.of("office-20200101T000000Z.dump", "office-20200102T000000Z.dump", "office-20200103T000000Z.dump");
        List<String> others =
                List.of("office-2020.dump", "other-20200101T000000Z.dump", "office-20200101T000000Z.dump.gpg");
        for (String name : Stream.concat(older.stream(), others.stream()).toList()) {
            Files.createFile(directory.resolve(name));
        }

        Ran ran = backup("--keep", "2").succeeded();

        String written = Path.of(ran.out().strip()).getFileName().toString();
        assertEquals(
                Stream.concat(others.stream(), Stream.of(older.get(2), written))
                        .sorted()
                        .toList(),
                files());
    }

    @Test
    void keepsTheNewDumpEvenIfTheClockWasOnceWrong() throws IOException {
        Files.createFile(directory.resolve("office-20990101T000000Z.dump"));

        Ran ran = backup("--keep", "1").succeeded();

        assertEquals(List.of(Path.of(ran.out().strip()).getFileName().toString()), files());
    }

    @Test
    void deletesWhatAKilledBackupLeftBehindButNotWhatOneIsWriting() throws IOException {
        Path abandoned = Files.createFile(directory.resolve("office-20200101T000000Z.dump.partial"));
        Files.setLastModifiedTime(
                abandoned, FileTime.from(Clock.systemUTC().instant().minus(Duration.ofHours(25))));
        Path growing = Files.createFile(directory.resolve("office-20200102T000000Z.dump.partial"));

        backup("--keep", "1").succeeded();

        assertEquals(2, files().size());
        assertTrue(Files.exists(growing));
    }

    @Test
    void aFailedBackupLeavesOnlyTheOlderOnes() throws IOException {
        Files.createFile(directory.resolve("office-20200101T000000Z.dump"));
        Files.createFile(directory.resolve("office-20200102T000000Z.dump"));
        List<String> before = files();

        backup(Map.of("PGPASSWORD", "wrong"), "--keep", "1")
                .failed(1, "backup: FATAL: password authentication failed for user \"office\"");
        backup(Map.of("PGPORT", "1"), "--keep", "1").failed(1, "Connection to 127.0.0.1:1 refused");
        backup("--keep", "many").failed(2, "--keep must be a number above 0, not many.");

        assertEquals(before, files());
    }

    @Test
    void aFullDiskLeavesNoFileThatLooksLikeABackup() throws IOException, SQLException {
        StoreDatabase large = cluster.createDatabase("large").opened();
        large.superuser("insert into gate_duty (name, position) select 'duty ' || i,"
                + " (select string_agg(md5(i || ' ' || j), '') from generate_series(1, 100) j)"
                + " from generate_series(1, 2000) i");

        // zstd's library, which Java unpacks, takes one MiB
        Tool.processWithFilesUpTo(2048, large, "backup", directory.toString()).failed(1, "File too large");

        assertEquals(List.of(), files());
    }

    @Test
    void aDumpThatCannotBeReadBackIsNotKept() throws IOException {
        Path file = directory.resolve("office.dump");
        Path partial = directory.resolve("office.dump.partial");
        DatabaseDump dump = new DatabaseDump(store.owner(), "test", Clock.systemUTC());
        AtomicBoolean spoiled = new AtomicBoolean();
        DumpProgress spoil = (phase, table, rows, done, total) -> {
            if (phase == Phase.CHECK && !spoiled.getAndSet(true)) { // only the first bytes were read yet
                spoilEnd(partial);
            }
        };
        store.superuser("insert into gate_duty (name, position) select 'spoil ' || i,"
                + " (select string_agg(md5(i || ' ' || j), '') from generate_series(1, 100) j)"
                + " from generate_series(1, 100) i");

        DumpException failure = assertThrows(DumpException.class, () -> dump.write(file, table -> true, null, spoil));

        assertEquals(partial + " is damaged in its end: a checksum is wrong.", failure.getMessage());
        assertEquals(List.of(), files());
    }

    private static void spoilEnd(Path file) {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() - 1);
            int last = bytes.read();
            bytes.seek(bytes.length() - 1);
            bytes.write(last ^ 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void neverOverwritesAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("office.dump"), "older");
        DatabaseDump dump = new DatabaseDump(store.owner(), "test", Clock.systemUTC());

        assertThrows(FileAlreadyExistsException.class, () -> dump.write(file, table -> true, null, DumpProgress.NONE));

        assertEquals("older", Files.readString(file));
        assertEquals(List.of("office.dump"), files());
    }

    @Test
    void aRoleThatMayNotReadEverythingCannotBackUp() throws IOException {
        backup(Map.of("PGUSER", "office_app", "PGPASSWORD", cluster.password("office_app")))
                .failed(1, "permission denied for table flyway_schema_history");

        assertEquals(List.of(), files());
    }

    @Test
    void aDatabaseThatIsNotAStoresIsNotBackedUp() throws IOException {
        StoreDatabase empty = cluster.createDatabase("empty");

        Tool.run(empty, "backup", directory.toString())
                .failed(2, "Database empty holds no journal; it is not a store's. Nothing was changed.");

        assertEquals(List.of(), files());
    }

    @Test
    void explainsAWrongCall() throws IOException {
        Tool.run(store).failed(2, "Usage: backup [--keep NUMBER] [--key FILE] DIRECTORY");
        Tool.run(store, "backups").failed(2, "There is no command backups.");
        Tool.run(store, "backup").failed(2, "It needs an argument.");
        backup("more").failed(2, "It takes one argument, not [more, " + directory + "].");
        backup("--force").failed(2, "There is no option --force.");
        Tool.run(store, "backup", "--keep").failed(2, "--keep needs a value.");
        backup(Map.of("PGPORT", "many")).failed(2, "PGPORT must be a number, not many.");
        backup("--key", directory.resolve("none").toString()).failed(1, "none does not exist.");
        Ran help = Tool.run(store, "backup", "--help").succeeded();
        Ran all = Tool.run(store, "--help").succeeded();

        assertTrue(help.out().startsWith("Usage: backup "), help.out());
        assertTrue(all.out().contains("Usage: backup "), all.out());
        assertTrue(all.out().contains("Usage: restore-backup "), all.out());
        assertEquals(List.of(), files());
    }

    @Test
    void neverWritesAPassword() throws IOException {
        StringBuilder written = new StringBuilder();
        for (Ran ran : List.of(backup(), backup(Map.of("PGPORT", "1")), backup(Map.of("PGUSER", "office_app")))) {
            written.append(ran.out()).append(ran.err());
        }
        String log = cluster.log();

        assertTrue(log.contains("from \"public\".\"journal_entry\""), "the server's log has the backup's statements");
        for (String secret : cluster.secrets()) {
            assertFalse(written.toString().contains(secret), written.toString());
            assertFalse(log.contains(secret), "the server's log contains a password");
        }
    }
}
