package pro.saleflex.office.archive.restore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.archive.restore.ArchiveRestore.RestoredTerminal;

/**
 * The schema of a rehearsal.
 *
 * @param entries number of entries in it
 * @param bytes that its tables and indexes took on the server's disk
 * @param difference the first entry that is not what the application's journal has, as a sentence; empty: all are
 */
public record RehearsedSchema(long entries, long bytes, Optional<String> difference) {
    private static final String APPLICATION = "public";

    /** An entry's hashes and payload, and whether that has its hash. */
    private static final String SAME = " r.id = j.id and r.chain_hash = j.chain_hash"
            + " and r.payload_sha256 = j.payload_sha256 and r.content_sha256 = j.content_sha256"
            + " and r.payload = j.payload and sha256(convert_to(r.payload, 'UTF8')) = r.payload_sha256";

    /** Up to which entry each terminal's journal is in the archive, as the application knows. */
    static Map<UUID, Long> archivedUpto(Connection connection) throws SQLException {
        Map<UUID, Long> upto = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select terminal_id, done_upto from " + APPLICATION + ".lane where target = 'ARCHIVE'")) {
            while (rows.next()) {
                upto.put(rows.getObject("terminal_id", UUID.class), rows.getLong("done_upto"));
            }
        }
        return upto;
    }

    /**
     * Looks at a schema and compares it with the application's.
     *
     * @param connection looks at the schema alone, unless it is told otherwise
     * @param terminals what was restored into it
     * @param archivedUpto up to which entry the archive was written before it was read, by terminal
     */
    static RehearsedSchema read(
            Connection connection, String schema, List<RestoredTerminal> terminals, Map<UUID, Long> archivedUpto)
            throws SQLException {
        long entries = 0;
        Optional<String> difference = Optional.empty();
        for (RestoredTerminal terminal : terminals) {
            entries += terminal.stored();
            if (difference.isEmpty()) {
                difference = difference(
                        connection,
                        terminal,
                        archivedUpto.getOrDefault(terminal.archived().terminalId(), 0L));
            }
        }
        return new RehearsedSchema(entries, bytes(connection, schema), difference);
    }

    private static Optional<String> difference(Connection connection, RestoredTerminal terminal, long archivedUpto)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select coalesce(j.entry_no, r.entry_no) as entry_no,"
                        + " j.entry_no is null as invented, r.entry_no is null as missing from"
                        + " (select * from journal_entry where terminal_id = ?) r full join"
                        + " (select * from " + APPLICATION + ".journal_entry where terminal_id = ? and entry_no >= ?"
                        + " and entry_no <= ?) j on j.entry_no = r.entry_no where (" + SAME + ") is not true"
                        + " order by 1 limit 1")) {
            UUID id = terminal.archived().terminalId();
            query.setObject(1, id);
            query.setObject(2, id);
            query.setLong(3, first(connection, terminal));
            query.setLong(4, Math.max(archivedUpto, terminal.lastEntryNo()));
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(terminal.terminal() + ", entry " + row.getLong("entry_no") + ": " + finding(row))
                        : Optional.empty();
            }
        }
    }

    private static String finding(ResultSet row) throws SQLException {
        if (row.getBoolean("invented")) {
            return "it was restored, but the journal lacks it.";
        }
        return row.getBoolean("missing") ? "it was not restored." : "what was restored is not what the journal has.";
    }

    /** The entry with which the restored part of the journal has to begin. */
    private static long first(Connection connection, RestoredTerminal terminal) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select min(entry_no) as first from journal_entry where terminal_id = ?")) {
            query.setObject(1, terminal.archived().terminalId());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                long first = row.getLong("first");
                return row.wasNull() ? terminal.archived().lastEntryNo() + 1 : first;
            }
        }
    }

    private static long bytes(Connection connection, String schema) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select coalesce(sum(pg_total_relation_size(oid)), 0) as bytes from pg_class"
                        + " where relnamespace = cast(? as regnamespace) and relkind = 'r'")) {
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong("bytes");
            }
        }
    }
}
