package pro.saleflex.office.archive.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.archive.ArchiveAccess;
import pro.saleflex.office.archive.dump.DumpDirectory;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.ArchiveReader.Fault;
import pro.saleflex.office.archive.file.ArchiveReader.Result;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

@DatabaseTest
class ArchiveVerifierDbTest {
    private static final int ENTRIES = 24;
    private static final long SEED = 20261130;

    @Inject
    TestApplication app;

    @Inject
    Till till;

    @BeforeEach
    void sell() {
        till.sell(Stream.generate(Document::sale).limit(ENTRIES - 1).toArray(Document[]::new));
        till.close(Document.closure());
        ArchiveAccess.write(app);
    }

    private List<Result> verify(Connection journal) throws IOException, SQLException {
        return new ArchiveVerifier(
                        new ArchiveDirectory(app.home().resolve("archive"), Optional.empty()),
                        Optional.ofNullable(journal))
                .verify((result, done, total) -> {});
    }

    private static List<Fault> faults(List<Result> results) {
        return results.stream().flatMap(result -> result.faults().stream()).toList();
    }

    @Test
    void filesAndJournalAreFoundAlike() throws Exception {
        till.sold(Document.sale()); // not archived yet, which is no fault
        try (Connection journal = app.database().owner().getConnection()) {
            List<Result> results = verify(journal);
            assertEquals(List.of(), faults(results));
            assertTrue(results.stream()
                    .anyMatch(
                            result -> result.terminalId().equals(till.terminal().id()) && result.entries() == ENTRIES));
        }
        assertEquals(List.of(), faults(verify(null)));
        ArchiveAccess.write(app);
    }

    @Test
    void aTillWhoseArchiveIsGoneIsNamedAndOneThatIsNotArchivedYetIsNot() throws Exception {
        Till other = app.till();
        other.sold(Document.sale());
        try (Connection journal = app.database().owner().getConnection()) {
            assertEquals(List.of(), faults(verify(journal)));
            ArchiveAccess.write(app);
            Path folder = app.home()
                    .resolve("archive/journal")
                    .resolve(other.terminal().id().toString());
            Path away = app.home().resolve("away");
            Files.move(folder, away);
            assertEquals(
                    List.of("It had entries up to 1 in the archive, which has none now."),
                    faults(verify(journal)).stream().map(Fault::finding).toList());
            Files.move(away, folder);
        }
    }

    @Test
    void anArchiveWhoseEndWasCutOffIsNamed() throws Exception {
        Path segment = app.home()
                .resolve("archive/journal")
                .resolve(till.terminal().id().toString())
                .resolve("000000000001-000000000024.segment");
        Path away = app.home().resolve("away");
        Files.move(segment, away);
        try (Connection journal = app.database().owner().getConnection()) {
            assertEquals(
                    List.of("The archive ends too early: it had entries up to 24."),
                    faults(verify(journal)).stream().map(Fault::finding).toList());
        }
        Files.move(away, segment);
    }

    @Test
    void snapshotsOfTheConfigurationAreCheckedWithTheKey() throws Exception {
        ArchiveDirectory archive = new ArchiveDirectory(app.home().resolve("archive"), Optional.empty());
        ArchiveVerifier verifier = new ArchiveVerifier(archive, Optional.empty());
        ArchiveKey key = ArchiveKey.read(app.home().resolve("archive.key"));
        Path newest = new DumpDirectory(archive.snapshots(), Clock.systemUTC())
                .files()
                .get(0);
        byte[] bytes = Files.readAllBytes(newest);

        assertEquals(List.of(), verifier.snapshots(key).faults());
        assertTrue(verifier.snapshots(key).sound() > 0);
        assertEquals(0, verifier.snapshots(null).sound());
        assertEquals(verifier.snapshots(key).sound(), verifier.snapshots(null).unchecked());
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        assertEquals(
                List.of(newest),
                verifier.snapshots(key).faults().stream().map(Fault::file).toList());
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
    }

    @Test
    void everyOneOfAThousandChangesByASuperuserIsNamed() throws Exception {
        Random random = new Random(SEED);
        UUID terminal = till.terminal().id();
        try (Connection journal = app.database().superuser().getConnection();
                Statement statement = journal.createStatement()) {
            journal.setAutoCommit(false);
            statement.execute("set session_replication_role = replica"); // no foreign key stops a superuser
            journal.commit();
            for (int i = 0; i < 1_000; i++) {
                String change = change(random, terminal);
                assertTrue(statement.executeUpdate(change) > 0, change);
                assertFalse(faults(verify(journal)).isEmpty(), "not named: " + change);
                journal.rollback();
            }
            assertEquals(List.of(), faults(verify(journal)));
        }
    }

    private static String change(Random random, UUID terminal) {
        int entry = 1 + random.nextInt(ENTRIES);
        String where = " where terminal_id = '" + terminal + "' and entry_no = " + entry;
        return switch (random.nextInt(10)) {
            case 0 -> "update journal_entry set payload = replace(payload, '1', '2')" + where;
            case 1 -> "update journal_entry set payload = payload || ' '" + where;
            case 2 -> "update journal_entry set payload_sha256 = sha256('x')" + where;
            case 3 -> "update journal_entry set content_sha256 = sha256('x')" + where;
            case 4 -> "update journal_entry set chain_hash = sha256('x')" + where;
            case 5 -> "update journal_entry set received_at = received_at + interval '1 microsecond'" + where;
            case 6 -> "update journal_entry set document_id = gen_random_uuid()" + where;
            case 7 -> "update journal_entry set source = 'SOAP'" + where;
            case 8 -> "update journal_entry set kind = 'CONFLICT', document_kind = 'TRANSACTION'" + where;
            default -> "delete from journal_entry" + where;
        };
    }
}
