package pro.saleflex.office.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.intake.IntakeResult;
import pro.saleflex.office.platform.DatabaseState;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

class SchemaDbTest {
    @TempDir
    static Path home;

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }

    @Test
    void aDatabaseThatWouldLoseAcknowledgedSalesIsRefusedBeforeMigration() {
        Database database = Database.create();
        database.run("alter role office_app in database " + database.name() + " set synchronous_commit = off");

        RuntimeException failure =
                assertThrows(RuntimeException.class, () -> new TestApplication(home, Map.of(), database));

        assertTrue(messages(failure).contains("synchronous_commit must be on"), messages(failure));
        database.run("do $$ begin if to_regclass('journal_entry') is not null then raise 'migrated'; end if; end $$");

        database.run("alter role office_app in database " + database.name() + " reset synchronous_commit");
        try (TestApplication app = new TestApplication(home, Map.of(), database)) {
            assertEquals(new IntakeResult.Done(1, List.of()), app.till().sell(Document.sale()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "remote_apply"})
    void settingsThatWaitForTheLocalDiskAreAccepted(String setting) {
        Database database = Database.create();
        database.run("alter role office_app in database " + database.name() + " set synchronous_commit = " + setting);

        try (TestApplication app = new TestApplication(home, Map.of(), database)) {
            assertEquals(new IntakeResult.Done(1, List.of()), app.till().sell(Document.sale()));
        }
    }

    @Test
    void theApplicationRunsWithDurableSettings() {
        try (TestApplication app = new TestApplication(home)) {
            assertEquals(
                    List.of(List.of("on", "on", "on")),
                    app.rows("select current_setting('fsync'), current_setting('synchronous_commit'),"
                            + " current_setting('full_page_writes')"));
        }
    }

    @Test
    void preparingTwiceAndStartingAgainOnTheSameDatabaseChangesNothing() throws SQLException {
        Database database = Database.create();
        List<List<String>> before;
        Document sale = Document.sale();
        String history = "select installed_rank, version, checksum, installed_on from flyway_schema_history order by 1";
        try (TestApplication app = new TestApplication(home, Map.of(), database)) {
            before = app.rows(history);
            app.bean(Schema.class).prepare();
            app.bean(Schema.class).prepare();
            assertEquals(before, app.rows(history));
            app.till().sell(sale);
        }

        try (TestApplication app = new TestApplication(home, Map.of(), database)) {
            assertEquals(before, app.rows(history));
            assertEquals("1", app.value("select count(*) from journal_entry"));
            assertEquals("1", app.value("select count(*) from sales_document"));
            assertTrue(before.size() >= 1);
        }
    }

    @Test
    void preparingADatabaseThatIsNotUpYetIsRetried() throws SQLException {
        Database database = Database.create();
        database.run("alter database " + database.name() + " connection limit 0");

        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> new TestApplication(home, Map.of(), database));
        assertTrue(messages(failure).contains("not prepared"), messages(failure));

        database.run("alter database " + database.name() + " connection limit -1");
        try (TestApplication app = new TestApplication(home, Map.of(), database)) {
            assertTrue(app.bean(DatabaseState.class).obstacle().isEmpty());
            app.bean(Schema.class).prepare();
            Till till = app.till();
            assertEquals(new IntakeResult.Done(1, List.of()), till.sell(Document.sale()));
        }
    }

    @Test
    void aDatabaseIntoWhichABackupIsBeingRestoredIsNotTouchedBeforeThatHasEnded() throws SQLException {
        Database database = Database.create();
        try (Connection owner = database.owner().getConnection()) {
            new RestoreMark(UUID.randomUUID(), "office.dump", false).set(owner);
        }

        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> new TestApplication(home, Map.of(), database));
        assertTrue(messages(failure).contains("not prepared"), messages(failure));
        database.run("do $$ begin if to_regclass('journal_entry') is not null then raise 'migrated'; end if; end $$");

        try (Connection owner = database.owner().getConnection()) {
            RestoreMark.remove(owner);
        }
        try (TestApplication app = new TestApplication(home, Map.of(), database)) {
            assertEquals(new IntakeResult.Done(1, List.of()), app.till().sell(Document.sale()));
        }
    }
}
