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
    /** Rows in memory at once. */
    private static final int PAGE = 50;

    /** More faults of one journal say nothing new. */
    private static final int MOST_FAULTS = 100;

    private final PreparedStatement statement;
    private final List<Fault> faults = new ArrayList<>();
    private ResultSet rows;
    private long upto;
    private boolean more;

    /**
     * Prepares to compare. The journal is read in small parts, each by a statement of its own, so that what is archived
     * meanwhile is there, too.
     *
     * @param behind the entry behind which the archived entries begin; below zero: they begin anywhere
     */
    JournalComparison(Connection journal, UUID terminalId, long behind) throws SQLException {
        statement =
                journal.prepareStatement("select id, entry_no, kind, coalesce(document_kind, kind) as document_kind,"
                        + " document_id, payload, payload_sha256, content_sha256, chain_hash, source, received_at"
                        + " from journal_entry where terminal_id = ? and entry_no > ? order by entry_no limit " + PAGE);
        statement.setObject(1, terminalId);
        upto = behind;
    }

    /** Up to which entry the terminal's journal was in the archive when it was last written to; 0: nothing was. */
    static long archivedUpto(Connection journal, UUID terminalId) throws SQLException {
        try (PreparedStatement statement =
                journal.prepareStatement("select done_upto from lane where target = 'ARCHIVE' and terminal_id = ?")) {
            statement.setObject(1, terminalId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong("done_upto") : 0;
            }
        }
    }

    /** The terminals whose journal was archived and that have no archive, each as a fault. */
    static List<Result> missing(Connection journal, List<UUID> archived) throws SQLException {
        List<Result> missing = new ArrayList<>();
        Set<UUID> known = Set.copyOf(archived);
        try (PreparedStatement statement = journal.prepareStatement(
                        "select terminal_id, done_upto from lane where target = 'ARCHIVE' and done_upto > 0 order by terminal_id");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                UUID terminalId = rows.getObject("terminal_id", UUID.class);
                if (!known.contains(terminalId)) {
                    missing.add(Result.nothing(
                            terminalId,
                            "It had entries up to " + rows.getLong("done_upto")
                                    + " in the archive, which has none now."));
                }
            }
        }
        return missing;
    }

    @Override
    public void accept(EntryView archived) {
        try {
            if (upto < 0) {
                upto = archived.entryNo() - 1;
            }
            long first = 0;
            long last = 0;
            while (next() && rows.getLong("entry_no") < archived.entryNo()) {
                last = rows.getLong("entry_no");
                first = first == 0 ? last : first;
                pass();
            }
            if (first > 0) {
                add(
                        first,
                        first == last
                                ? "The journal has an entry that the archive lacks."
                                : "The journal has entries " + first + " to " + last + " that the archive lacks.");
            }
            if (!next() || rows.getLong("entry_no") > archived.entryNo()) {
                add(archived.entryNo(), "The journal lacks the entry.");
                return;
            }
            difference(archived)
                    .forEach(
                            column -> add(archived.entryNo(), "The journal's " + column + " is not the archived one."));
            pass();
        } catch (SQLException e) {
            throw new UnreadableJournalException(e);
        }
    }

    /** Whether there is a row behind those that were passed; it is the current one. */
    private boolean next() throws SQLException {
        if (!more) {
            statement.setLong(2, upto);
            rows = statement.executeQuery();
            more = rows.next();
        }
        return more;
    }

    private void pass() throws SQLException {
        upto = rows.getLong("entry_no");
        more = rows.next();
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
