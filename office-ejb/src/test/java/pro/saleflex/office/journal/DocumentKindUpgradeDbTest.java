package pro.saleflex.office.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.testing.TestApplication;

/** A journal from before 30 November 2026, whose conflicts did not keep the kind of their document. */
class DocumentKindUpgradeDbTest {
    private static final UUID TERMINAL = UUID.randomUUID();

    @TempDir
    Path home;

    private final Database database = Database.createAt("20261129.2030");

    private void entry(int number, String kind) {
        // The text has both identifying parts, so that only what was recorded tells the kind.
        String text =
                "{\"head\":{\"id\":\"" + UUID.randomUUID() + "\"},\"closure\":{\"id\":\"" + UUID.randomUUID() + "\"}}";
        database.run("insert into journal_entry (id, terminal_id, entry_no, kind, document_id, payload, payload_sha256,"
                + " content_sha256, chain_hash, source, received_at) values ("
                + String.join(", ", "" + number, "'" + TERMINAL + "'", "" + number, "'" + kind + "'")
                + ", gen_random_uuid(), '" + text + "', '', '', '', 'REST', now())");
    }

    private void flag(int number, String detail) {
        database.run("insert into journal_flag values (" + number + ", 'CONFLICT', '" + detail + "', now())");
    }

    private void withdrawn(int number, int repeated) {
        database.run("insert into former_conflict values (" + number + ", " + repeated + ", now())");
    }

    @Test
    void oldConflictsGetTheKindThatTheirFlagOrTheRepeatedDocumentNames() {
        database.run("insert into store values (gen_random_uuid(), 'O', 'S', 'Store', 'Europe/London', 'GBP', now())");
        database.run("insert into terminal (id, store_id, code, number, name, blocked, may_pull, created_at) select '"
                + TERMINAL + "', id, 'OLD', 1, 'Old', false, true, now() from store");
        List<String> kinds = List.of(
                "TRANSACTION", "CLOSURE", "CONFLICT", "CONFLICT", "CONFLICT", "CONFLICT", "CONFLICT", "CONFLICT");
        for (int i = 0; i < kinds.size(); i++) {
            entry(i + 1, kinds.get(i));
        }
        UUID id = UUID.randomUUID();
        flag(3, "The TRANSACTION " + id + " was taken before with other content; that one was kept as it is.");
        flag(4, "The CLOSURE " + id + " was taken before with other content; that one was kept as it is.");
        flag(5, "The TRANSACTION " + id + " was accepted before with different content; that one is kept unchanged.");
        flag(6, "The CLOSURE " + id + " was accepted before with different content; that one is kept unchanged.");
        withdrawn(7, 1);
        withdrawn(8, 2);

        try (TestApplication app = new TestApplication(home, Map.of(), database)) {
            assertEquals(
                    Arrays.asList(
                            null, null, "TRANSACTION", "CLOSURE", "TRANSACTION", "CLOSURE", "TRANSACTION", "CLOSURE"),
                    app.rows("select document_kind from journal_entry order by entry_no").stream()
                            .map(row -> row.get(0))
                            .toList());
            SQLException refused = assertThrows(SQLException.class, () -> {
                try (Connection application = database.application().getConnection();
                        var statement = application.createStatement()) {
                    statement.execute("update journal_entry set document_kind = 'CLOSURE'");
                }
            });
            assertEquals("42501", refused.getSQLState(), "the journal stays insert-only for the application");
        }
    }
}
