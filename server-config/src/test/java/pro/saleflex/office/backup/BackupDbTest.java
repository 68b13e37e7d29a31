package pro.saleflex.office.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What {@code backup.sh} writes, and what it reports when it fails. */
@EnabledIf(
        value = "pro.saleflex.office.backup.InstalledPostgres#foundOrDemanded",
        disabledReason = InstalledPostgres.MISSING)
class BackupDbTest {
    /** The embedded server's major version. */
    private static final int NEWEST = 18;

    @TempDir
    static Path home;

    static InstalledPostgres installed;
    static PostgresCluster cluster;
    static StoreDatabase store;

    @TempDir
    Path directory;

    @BeforeAll
    static void open() throws IOException, SQLException {
        installed = InstalledPostgres.required();
        cluster = PostgresCluster.start(installed, home);
        store = cluster.createDatabase("office").opened();
        store.sell(20);
    }

    @AfterAll
    static void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private Ran backup(Map<String, String> environment) {
        return cluster.script(environment, "office", "backup.sh", directory.toString());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void printsOnlyThePathOfTheDump() throws IOException {
        Ran ran = backup(Map.of()).succeeded();

        String name = files().get(0);
        assertEquals(List.of(name), files());
        assertTrue(name.matches("office-\\d{8}T\\d{6}Z\\.dump"), name);
        assertEquals(directory.resolve(name) + "\n", ran.out());
    }

    @Test
    void readsThePasswordFromPgpass() throws IOException {
        String password = cluster.password("office").replace("\\", "\\\\").replace(":", "\\:");
        Path passwords = Files.writeString(home.resolve(".pgpass"), "*:*:office:office:" + password + "\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));

        backup(Map.of("PGPASSWORD", "")).succeeded();

        assertEquals(1, files().size());
        Files.delete(passwords);
        backup(Map.of("PGPASSWORD", "")).failed(1, "no password supplied");
    }

    @Test
    void onlyItsOwnerCanReadTheDump() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        backup(Map.of()).succeeded();
        Path made = directory.resolve("made/below");
        cluster.script(Map.of(), "office", "backup.sh", made.toString()).succeeded();

        assertEquals("rw-------", mode(directory.resolve(files().get(1))));
        assertEquals("rwx------", mode(made));
        assertEquals("rwxr-xr-x", mode(directory));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void keepsTheConfiguredNumberOfDumpsAndLeavesOtherFilesAlone() throws IOException {
        List<String> older =
                List.of("office-20200101T000000Z.dump", "office-20200102T000000Z.dump", "office-20200103T000000Z.dump");
        List<String> others =
                List.of("office-2020.dump", "other-20200101T000000Z.dump", "office-20200101T000000Z.dump.gpg");
        for (String name : Stream.concat(older.stream(), others.stream()).toList()) {
            Files.createFile(directory.resolve(name));
        }

        Ran ran = backup(Map.of("OFFICE_BACKUP_KEEP", "2")).succeeded();

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

        Ran ran = backup(Map.of("OFFICE_BACKUP_KEEP", "1")).succeeded();

        assertEquals(List.of(Path.of(ran.out().strip()).getFileName().toString()), files());
    }

    @Test
    void aFailedBackupLeavesOnlyTheOlderOnes() throws IOException {
        Files.createFile(directory.resolve("office-20200101T000000Z.dump"));
        Files.createFile(directory.resolve("office-20200102T000000Z.dump"));
        List<String> before = files();

        backup(Map.of("OFFICE_BACKUP_KEEP", "1", "PGPASSWORD", "wrong"))
                .failed(1, "no backup was written to " + directory);
        // Nothing listens there.
        backup(Map.of("OFFICE_BACKUP_KEEP", "1", "PGPORT", "1")).failed(1, "no backup was written to " + directory);
        backup(Map.of("OFFICE_BACKUP_KEEP", "many")).failed(1, "OFFICE_BACKUP_KEEP must be a number");

        assertEquals(before, files());
    }

    @Test
    void aFullDiskLeavesNoFileThatLooksLikeABackup() throws IOException {
        cluster.scriptWithFilesUpTo(8, "office", "backup.sh", directory.toString())
                .failed("no backup was written to " + directory);

        assertEquals(List.of(), files());
    }

    @Test
    void aDumpThatCannotBeReadBackIsNotKept() throws IOException {
        String path = installed.pathWithFaulty("pg_dump", """
            REAL "$@" && last=${@: -1} && truncate --size=-1 "${last#--file=}"
            """, home);

        backup(Map.of("PATH", path)).failed(1, "no backup was written to " + directory);

        assertEquals(List.of(), files());
    }

    @Test
    void aRoleThatMayNotReadEverythingCannotBackUp() throws IOException {
        backup(Map.of("PGUSER", "office_app", "PGPASSWORD", cluster.password("office_app")))
                .failed(1, "permission denied for table flyway_schema_history");

        assertEquals(List.of(), files());
    }

    @Test
    void aDatabaseThatIsNotAStoresIsNotBackedUp() throws IOException {
        cluster.createDatabase("empty");

        cluster.script(Map.of(), "empty", "backup.sh", directory.toString())
                .failed(1, "database empty on 127.0.0.1:" + cluster.port() + " holds no journal");

        assertEquals(List.of(), files());
    }

    /** As in the one-command run, whose server is newer than most systems' programs. */
    @Test
    void saysWhatToInstallWhenTheServerIsNewerThanPgDump() throws IOException {
        int programs = installed.majorVersion();
        try (EmbeddedPostgres newer = EmbeddedPostgres.start()) {
            assumeTrue(programs < NEWEST, "these programs can dump the newest server");
            Map<String, String> server =
                    Map.of("PGPORT", Integer.toString(newer.getPort()), "PGUSER", "postgres", "PGDATABASE", "postgres");

            backup(server)
                    .failed(
                            1,
                            "127.0.0.1:" + newer.getPort() + " is PostgreSQL " + NEWEST
                                    + ", which this pg_dump, version " + programs + ", cannot read.");
            backup(server).failed(1, "postgresql-client-" + NEWEST);
            backup(server).failed(1, "no backup was written to " + directory);
        }
        assertEquals(List.of(), files());
    }

    @Test
    void explainsAWrongCall() throws IOException {
        cluster.script(Map.of(), "office", "backup.sh").failed(1, "Usage: backup.sh DIRECTORY");
        cluster.script(Map.of(), "office", "backup.sh", directory.toString(), "more")
                .failed(1, "Usage: backup.sh DIRECTORY");
        Ran help = cluster.script(Map.of(), "office", "backup.sh", "--help").succeeded();

        assertTrue(help.out().startsWith("Usage: backup.sh DIRECTORY\n"), help.out());
        assertEquals(List.of(), files());
    }

    @Test
    void neverWritesAPassword() throws IOException {
        StringBuilder written = new StringBuilder();
        for (Ran ran :
                List.of(backup(Map.of()), backup(Map.of("PGPORT", "1")), backup(Map.of("PGUSER", "office_app")))) {
            written.append(ran.out()).append(ran.err());
        }
        String log = cluster.log();

        assertTrue(log.contains("COPY public.journal_entry"), "the server's log has the backup's statements");
        for (String secret : cluster.secrets()) {
            assertFalse(written.toString().contains(secret), written.toString());
            assertFalse(log.contains(secret), "the server's log contains a password");
        }
    }
}
