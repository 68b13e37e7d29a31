package pro.saleflex.office.archive.verify;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import pro.saleflex.office.archive.file.ArchiveReader.Fault;
import pro.saleflex.office.archive.file.ArchiveReader.Result;
import pro.saleflex.office.journal.EntryView;

/**
 * Compares a terminal's archived entries, in order, with its journal, column by column. The journal may have more at its
 * end, which are not archived yet.
 */
final class JournalComparison implements Consumer<EntryView>, AutoCloseable {
    private static final int PAGE = 500;

    /** More faults of one journal say nothing new. */
    private static final int MOST_FAULTS = 100;

    private final PreparedStatement statement;
    private final ResultSet rows;
    private final List<Fault> faults = new ArrayList<>();
    private boolean more;

    JournalComparison(Connection journal, UUID terminalId) throws SQLException {
        statement =
                journal.prepareStatement("select id, entry_no, kind, coalesce(document_kind, kind) as document_kind,"
                        + " document_id, payload, payload_sha256, content_sha256, chain_hash, source, received_at"
                        + " from journal_entry where terminal_id = ? order by entry_no");
        statement.setObject(1, terminalId);
        statement.setFetchSize(PAGE); // takes effect in a transaction only
        rows = statement.executeQuery();
        more = rows.next();
    }

    /** The terminals that have a journal and no archive, each as a fault. */
    static List<Result> missing(Connection journal, List<UUID> archived) throws SQLException {
        List<Result> missing = new ArrayList<>();
        Set<UUID> known = Set.copyOf(archived);
        try (PreparedStatement statement = journal.prepareStatement(
                        "select terminal_id, entry_no from journal_head where entry_no > 0 order by terminal_id");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                UUID terminalId = rows.getObject("terminal_id", UUID.class);
                if (!known.contains(terminalId)) {
                    missing.add(Result.nothing(
                            terminalId, "Its journal has " + rows.getLong("entry_no") + " entries, the archive none."));
                }
            }
        }
        return missing;
    }

    @Override
    public void accept(EntryView archived) {
        try {
            while (more && rows.getLong("entry_no") < archived.entryNo()) {
                add(rows.getLong("entry_no"), "The journal has an entry that the archive lacks.");
                more = rows.next();
            }
            if (!more || rows.getLong("entry_no") > archived.entryNo()) {
                add(archived.entryNo(), "The journal lacks the entry.");
                return;
            }
            difference(archived)
                    .forEach(
                            column -> add(archived.entryNo(), "The journal's " + column + " is not the archived one."));
            more = rows.next();
        } catch (SQLException e) {
            throw new UnreadableJournalException(e);
        }
    }

    private List<String> difference(EntryView archived) throws SQLException {
        List<String> columns = new ArrayList<>();
        compare("id", archived.id(), rows.getLong("id"), columns);
        compare("kind", archived.kind().name(), rows.getString("kind"), columns);
        compare("document_kind", archived.documentKind().name(), rows.getString("document_kind"), columns);
        compare("document_id", archived.documentId(), rows.getObject("document_id", UUID.class), columns);
        compare("payload", archived.payload(), rows.getString("payload"), columns);
        compare("source", archived.source().name(), rows.getString("source"), columns);
        compare(
                "received_at",
                archived.receivedAt().toInstant(),
                rows.getObject("received_at", OffsetDateTime.class).toInstant(),
                columns);
        compare("payload_sha256", archived.payloadSha256(), rows.getBytes("payload_sha256"), columns);
        compare("content_sha256", archived.contentSha256(), rows.getBytes("content_sha256"), columns);
        compare("chain_hash", archived.chainHash(), rows.getBytes("chain_hash"), columns);
        return columns;
    }

    private static void compare(String column, Object archived, Object stored, List<String> different) {
        boolean same = archived instanceof byte[] bytes
                ? Arrays.equals(bytes, (byte[]) stored)
                : Objects.equals(archived, stored);
        if (!same) {
            different.add(column);
        }
    }

    private void add(long entryNo, String finding) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(Path.of("journal"), entryNo, finding));
        }
    }

    List<Fault> faults() {
        return faults;
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        statement.close();
    }

    /** Carries a fault of the database through the reader. */
    static final class UnreadableJournalException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnreadableJournalException(SQLException cause) {
            super(cause);
        }

        SQLException sqlException() {
            return (SQLException) getCause();
        }
    }
}
