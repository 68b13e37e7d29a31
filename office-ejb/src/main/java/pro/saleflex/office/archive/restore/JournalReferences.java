package pro.saleflex.office.archive.restore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The foreign keys to the journal: the snapshot's rows that need them come before the entries they name. Their
 * definitions are kept in a table meanwhile.
 */
final class JournalReferences {
    private final String kept;

    /** Keeps the definitions in a schema that exists only while rows are restored. */
    JournalReferences(String schema) {
        this.kept = schema + ".journal_reference";
    }

    /** Drops them, in the running transaction. */
    void drop(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table " + kept + " as select conrelid::regclass::text as source, conname as name,"
                    + " (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) as source_column,"
                    + " pg_get_constraintdef(oid) as definition from pg_constraint"
                    + " where contype = 'f' and confrelid = 'journal_entry'::regclass");
            for (String drop :
                    read(statement, "select format('alter table %s drop constraint %I', source, name) from " + kept)) {
                statement.execute(drop);
            }
        }
    }

    /** Creates them again, in the running transaction; rows whose entry was not archived go. */
    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String delete : read(
                    statement,
                    "select format('delete from %s r where not exists (select from journal_entry e where e.id = r.%I)',"
                            + " source, source_column) from " + kept)) {
                statement.execute(delete);
            }
            for (String create : read(
                    statement,
                    "select format('alter table %s add constraint %I %s', source, name, definition) from " + kept)) {
                statement.execute(create);
            }
            statement.execute("delete from " + kept); // the next attempt, if there is one, finds them created
        }
    }

    private static List<String> read(Statement statement, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
