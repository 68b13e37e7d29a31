package pro.saleflex.office.archivetool;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Fills every table of a schema, whatever it is, with rows of values that a dump could corrupt. It knows tables only by
 * the catalog, so those of later migrations are filled, too.
 */
final class EveryTable {
    private static final int ROWS = 3;

    /** Every character below U+0100 but NUL, COPY's own marks, and some beyond. */
    private static final String TEXT = "\\.\n\\N\t\\\\ "
            + IntStream.range(1, 0x100).mapToObj(Character::toString).collect(Collectors.joining())
            + " Çay, ر, 🍵, e\u0301, \u200b\u202e, \ufeff, \uffff, \\";

    /** By type, a value in SQL; ROW is the row's number. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("uuid", "gen_random_uuid()"),
            Map.entry("text", "$text$" + TEXT + "$text$ || ROW"),
            Map.entry("text[]", "array[$text$" + TEXT + "$text$, null, '', 'null', '{}', '\"' || ROW, ',']"),
            Map.entry(
                    "bytea",
                    "(select string_agg(set_byte('\\x00', 0, b), '') from generate_series(0, 255) b)"
                            + " || int4send(ROW)"),
            Map.entry("boolean", "true"),
            Map.entry("integer", "-2147483648 + ROW"),
            Map.entry("bigint", "9223372036854775807 - ROW"),
            Map.entry("numeric(19,4)", "-999999999999999.9999 + ROW"),
            Map.entry("numeric(19,6)", "0.000001 * ROW"),
            Map.entry("date", "case ROW when 1 then 'infinity' else '0044-03-15 BC' end::date"),
            Map.entry("time without time zone", "'23:59:59.999999'"),
            Map.entry(
                    "timestamp without time zone", "'2026-10-25 02:30:00.000001'::timestamp + interval '1 year' * ROW"),
            Map.entry(
                    "timestamp with time zone",
                    "case ROW when 1 then '-infinity' else '1883-11-18 12:03:57.999999+00:03:58' end::timestamptz"
                            + " + interval '1 microsecond' * ROW"));

    private EveryTable() {}

    /** Adds rows to the tables, and changes those that are there. */
    static void fill(Connection owner) throws SQLException {
        Map<String, List<Column>> waiting = columns(owner);
        Set<String> filled = new HashSet<>();
        while (!waiting.isEmpty()) {
            Set<String> next = waiting.keySet().stream()
                    .filter(table -> waiting.get(table).stream()
                            .allMatch(column -> column.references == null
                                    || column.references.equals(table)
                                    || filled.contains(column.references)))
                    .collect(Collectors.toSet());
            for (String table : next) {
                fill(owner, table, waiting.remove(table));
            }
            filled.addAll(next);
        }
    }

    private static void fill(Connection owner, String table, List<Column> columns) throws SQLException {
        boolean single = columns.stream().anyMatch(column -> column.name.equals("only_row"));
        try (Statement statement = owner.createStatement()) {
            for (int row = 1; row <= ROWS; row++) {
                Map<String, String> values = new LinkedHashMap<>();
                for (Column column : columns) {
                    values.put(column.name, column.value(table, row));
                }
                String names = String.join(", ", values.keySet());
                statement.execute("insert into " + table + " (" + names + ") values ("
                        + String.join(", ", values.values()) + ")"
                        + (single
                                ? " on conflict (only_row) do update set (" + names + ") = (select excluded.*)"
                                : ""));
                if (single) {
                    return;
                }
            }
        }
    }

    /** The columns to be given values, by table. */
    private static Map<String, List<Column>> columns(Connection owner) throws SQLException {
        Map<String, List<Column>> columns = new HashMap<>();
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select c.relname, a.attname, format_type(a.atttypid, a.atttypmod) as type,
                               a.attnotnull as needed,
                               (select r.relname from pg_constraint k join pg_class r on r.oid = k.confrelid
                                where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum]) as other,
                               (select b.attname
                                from pg_constraint k join pg_attribute b
                                    on b.attrelid = k.confrelid and k.confkey = array[b.attnum]
                                where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum])
                                   as other_column
                        from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0
                            and not a.attisdropped and a.attidentity = '' and a.attgenerated = ''
                            and c.relname <> 'flyway_schema_history'
                        order by c.relname, a.attnum
                        """)) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString("relname"), table -> new ArrayList<>())
                        .add(new Column(
                                rows.getString("attname"),
                                rows.getString("type"),
                                rows.getBoolean("needed"),
                                rows.getString("other"),
                                rows.getString("other_column")));
            }
        }
        return columns;
    }

    /**
     * A column.
     *
     * @param references the table that its foreign key names; null: it has none
     * @param referenced the column there
     */
    private record Column(String name, String type, boolean needed, String references, String referenced) {

        /** In the last row, all is null that can be. */
        String value(String table, int row) {
            boolean ofItsTable = table.equals(references);
            if (!needed && (row == ROWS || (ofItsTable && row == 1))) {
                return "null";
            }
            return references == null
                    ? VALUES.get(type).replace("ROW", Integer.toString(row))
                    : "(select %1$s from %2$s order by %1$s offset %3$s limit 1)"
                            .formatted(referenced, references, ofItsTable ? 0 : row - 1);
        }
    }
}
