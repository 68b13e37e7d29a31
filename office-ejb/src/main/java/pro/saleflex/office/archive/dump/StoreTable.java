package pro.saleflex.office.archive.dump;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table of a store's schema, which is {@link #SCHEMA} unless a restore is rehearsed.
 *
 * @param name its name
 * @param columns its columns, without generated ones
 * @param key the columns of its primary key; empty: it has none
 * @param diskBytes its size on the server's disk
 * @param estimatedRows the server's estimate; below zero: it has none
 */
record StoreTable(String name, List<String> columns, List<String> key, long diskBytes, double estimatedRows) {
    /** The application's schema. */
    static final String SCHEMA = "public";

    /** The table of applied migrations, which belongs to a database and not to its contents. */
    static final String MIGRATIONS = "flyway_schema_history";

    /** A database without it is not a store's. */
    static final String JOURNAL = "journal_entry";

    /** Reads the tables but {@link #MIGRATIONS}, each behind those that its foreign keys name. */
    static List<StoreTable> inOrder(Connection connection, String schema) throws SQLException {
        Map<String, Set<String>> named = namedTables(connection, schema);
        List<StoreTable> waiting = byName(connection, schema);
        List<StoreTable> ordered = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        while (!waiting.isEmpty()) {
            StoreTable next = waiting.stream()
                    .filter(table -> placed.containsAll(named.getOrDefault(table.name, Set.of())))
                    .findFirst()
                    .orElseThrow(() -> new SQLException("Tables name each other by foreign keys: " + waiting));
            waiting.remove(next);
            placed.add(next.name);
            ordered.add(next);
        }
        return ordered;
    }

    private static List<StoreTable> byName(Connection connection, String schema) throws SQLException {
        List<StoreTable> tables = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                        select c.relname as name, pg_table_size(c.oid) as bytes, c.reltuples as estimate,
                               array(select a.attname::text from pg_attribute a
                                     where a.attrelid = c.oid and a.attnum > 0
                                         and not a.attisdropped and a.attgenerated = ''
                                     order by a.attnum) as columns,
                               array(select a.attname::text
                                     from pg_index i
                                         cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
                                         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
                                     where i.indrelid = c.oid and i.indisprimary
                                     order by k.place) as key
                        from pg_class c
                        where c.relnamespace = cast(? as regnamespace) and c.relkind = 'r'
                        order by c.relname
                        """)) {
            query.setString(1, schema);
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                if (!rows.getString("name").equals(MIGRATIONS)) {
                    tables.add(new StoreTable(
                            rows.getString("name"),
                            texts(rows, "columns"),
                            texts(rows, "key"),
                            rows.getLong("bytes"),
                            rows.getDouble("estimate")));
                }
            }
        }
        return tables;
    }

    private static List<String> texts(ResultSet rows, String column) throws SQLException {
        return List.of((String[]) rows.getArray(column).getArray());
    }

    /** By table, the other tables that its foreign keys name. */
    private static Map<String, Set<String>> namedTables(Connection connection, String schema) throws SQLException {
        Map<String, Set<String>> named = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                        select t.relname as name, r.relname as other
                        from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class r on r.oid = k.confrelid
                        where k.contype = 'f' and k.connamespace = cast(? as regnamespace) and t.oid <> r.oid
                        """)) {
            query.setString(1, schema);
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                named.computeIfAbsent(rows.getString("name"), name -> new HashSet<>())
                        .add(rows.getString("other"));
            }
        }
        return named;
    }
}
