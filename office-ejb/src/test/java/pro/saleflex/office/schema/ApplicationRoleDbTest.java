package pro.saleflex.office.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** What the application's database role must not be able to do, whatever the application tries. */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplicationRoleDbTest {
    private static final String NOT_ALLOWED = "42501";

    @Inject
    TestApplication app;

    @Inject
    Till till;

    @BeforeAll
    void leaveSomethingToProtect() {
        till.sell(Document.sale().text(), "cannot be identified");
        till.close(Document.closure());
        app.bean(AuditTrail.class).add("admin", "terminal.block", "POS-1", "blocked");
    }

    private void assertNotAllowed(String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> {
            try (Connection connection = app.database().application().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
        assertEquals(NOT_ALLOWED, refused.getSQLState(), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal_entry", "rejection", "audit_trail"})
    void cannotChangeOrDeleteRowsThatAreKeptForEver(String table) {
        String rows = "select count(*), md5(string_agg(to_jsonb(t)::text, '' order by id)) from " + table + " t";
        List<List<String>> before = app.rows(rows);
        String column =
                switch (table) {
                    case "journal_entry" -> "payload";
                    case "rejection" -> "reason";
                    default -> "detail";
                };

        assertNotAllowed("update " + table + " set " + column + " = 'x'");
        assertNotAllowed("delete from " + table);
        assertNotAllowed("truncate " + table);
        assertNotAllowed("truncate " + table + " cascade");
        assertNotAllowed("drop table " + table);
        assertNotAllowed("alter table " + table + " add column x int");
        assertNotAllowed("create trigger t before insert on " + table + " execute function now()");
        assertNotAllowed("alter table " + table + " owner to office_app");

        assertEquals(before, app.rows(rows));
        assertEquals(1, Integer.signum(Integer.parseInt(before.get(0).get(0))), "there is something to protect");
    }

    @Test
    void canAppendToTheAuditTrail() {
        assertEquals(
                List.of(List.of("admin", "terminal.block", "POS-1", "blocked")),
                app.rows("select actor, action, subject, detail from audit_trail"));
    }

    @Test
    void cannotDeleteTheLengthOfAJournal() {
        assertNotAllowed("delete from journal_head");
        assertNotAllowed("truncate journal_head");
    }

    @Test
    void cannotSwitchRolesOrCreateOrDropObjects() {
        assertNotAllowed("set session_replication_role = replica");
        assertNotAllowed("set role office");
        assertNotAllowed("create table mine (x int)");
        assertNotAllowed("drop table sales_document");
        assertNotAllowed("delete from flyway_schema_history");
    }

    @Test
    void everyTableBelongsToTheOwner() {
        assertEquals(
                List.of(List.of("office")),
                app.rows("select distinct tableowner from pg_tables where schemaname = 'public'"));
    }
}
