package pro.saleflex.office.archive.dump;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * COPY's text format, independent of the settings of server, database and role: the same rows give the same bytes, and
 * every version of PostgreSQL reads them.
 */
final class CopyFormat {
    private static final List<String> SETTINGS = List.of(
            "datestyle = 'ISO, YMD'",
            "intervalstyle = 'postgres'",
            "timezone = 'UTC'",
            "bytea_output = 'hex'",
            "extra_float_digits = 3",
            "statement_timeout = 0",
            "idle_in_transaction_session_timeout = 0",
            "row_security = off", // an error rather than fewer rows
            "lock_timeout = '60s'");

    private CopyFormat() {}

    /** Sets what the running transaction needs; it takes no snapshot. */
    static void prepare(Statement statement) throws SQLException {
        for (String setting : SETTINGS) {
            statement.execute("set local " + setting);
        }
    }

    /** A relation of schema public, for SQL. */
    static String relation(String name) {
        return relation(StoreTable.SCHEMA, name);
    }

    /** A relation of a schema, for SQL. */
    static String relation(String schema, String name) {
        return quoted(schema) + '.' + quoted(name);
    }

    /** Relations of a schema, for SQL. */
    static String relations(String schema, Collection<StoreTable> tables) {
        return tables.stream().map(table -> relation(schema, table.name())).collect(Collectors.joining(", "));
    }

    /** Columns, for SQL. */
    static String columns(List<String> names) {
        return names.stream().map(CopyFormat::quoted).collect(Collectors.joining(", "));
    }

    /** An identifier, for SQL. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
