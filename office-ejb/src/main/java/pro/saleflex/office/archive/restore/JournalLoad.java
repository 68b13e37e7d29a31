package pro.saleflex.office.archive.restore;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.journal.EntryView;

/**
 * Stores a terminal's archived entries, in order, behind those that are stored already. Each part is a transaction, by
 * COPY in PostgreSQL's binary format, together with the journal's head.
 */
final class JournalLoad implements Consumer<EntryView> {
    private static final int MOST_BYTES = 8 << 20;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z"); // PostgreSQL's
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int COLUMNS = 12;
    private static final String COPY =
            "copy journal_entry (id, terminal_id, entry_no, kind, document_kind, document_id,"
                    + " payload, payload_sha256, content_sha256, chain_hash, source, received_at) from stdin (format binary)";

    private final Connection connection;
    private final UUID terminalId;
    private final String terminal;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private long stored;
    private long collected;
    private int pending;

    private JournalLoad(Connection connection, UUID terminalId, String terminal, long stored) {
        this.connection = connection;
        this.terminalId = terminalId;
        this.terminal = terminal;
        this.stored = stored;
        this.collected = stored;
    }

    /** Prepares to store; empty: the database, which has what the snapshot knew, does not know the terminal. */
    static Optional<JournalLoad> of(Connection connection, UUID terminalId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select s.office_code || '/' || s.store_code || '/' || t.code as name, coalesce(h.entry_no, 0) as entry_no"
                        + " from terminal t join store s on s.id = t.store_id"
                        + " left join journal_head h on h.terminal_id = t.id where t.id = ?")) {
            query.setObject(1, terminalId);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new JournalLoad(connection, terminalId, row.getString("name"), row.getLong("entry_no")))
                        : Optional.empty();
            }
        }
    }

    @Override
    public void accept(EntryView entry) {
        if (entry.entryNo() <= collected) {
            return;
        }
        try {
            write(entry);
            collected = entry.entryNo();
            pending++;
            if (bytes.size() > MOST_BYTES) {
                finish();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new FailedException(e);
        }
    }

    /** Stores what was collected, and commits. */
    void finish() throws SQLException {
        if (collected == stored) {
            return;
        }
        try {
            out.writeShort(-1);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
        long rows = copy.endCopy();
        if (rows != pending) {
            throw new SQLException(terminal + ": " + rows + " of " + pending + " entries were stored.");
        }
        try (PreparedStatement head =
                connection.prepareStatement("insert into journal_head (terminal_id, entry_no) values (?, ?)"
                        + " on conflict (terminal_id) do update set entry_no = excluded.entry_no")) {
            head.setObject(1, terminalId);
            head.setLong(2, collected);
            head.executeUpdate();
        }
        connection.commit();
        stored = collected;
        pending = 0;
        bytes.reset();
    }

    private void write(EntryView entry) throws IOException {
        if (bytes.size() == 0) {
            out.write(SIGNATURE);
            out.writeInt(0); // flags
            out.writeInt(0); // length of the header's extension
        }
        out.writeShort(COLUMNS);
        number(entry.id());
        id(entry.terminalId());
        number(entry.entryNo());
        text(entry.kind().name());
        text(entry.kind() == EntryKind.CONFLICT ? entry.documentKind().name() : null);
        id(entry.documentId());
        text(entry.payload());
        field(entry.payloadSha256());
        field(entry.contentSha256());
        field(entry.chainHash());
        text(entry.source().name());
        time(entry.receivedAt());
        out.flush();
    }

    private void number(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private void id(UUID value) throws IOException {
        out.writeInt(2 * Long.BYTES);
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
    }

    private void text(String value) throws IOException {
        field(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    private void time(OffsetDateTime value) throws IOException {
        number(ChronoUnit.MICROS.between(EPOCH, value.toInstant()));
    }

    private void field(byte[] value) throws IOException {
        out.writeInt(value == null ? -1 : value.length);
        if (value != null) {
            out.write(value);
        }
    }

    /** The terminal's full name. */
    String terminal() {
        return terminal;
    }

    /** Counts the entries that are stored. */
    long count() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select count(*) from journal_entry where terminal_id = ?")) {
            query.setObject(1, terminalId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The number of the last entry that is stored; 0: none. */
    long lastEntryNo() {
        return stored;
    }

    /** Carries a fault of the database through the archive's reader. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FailedException(SQLException cause) {
            super(cause);
        }

        SQLException sqlException() {
            return (SQLException) getCause();
        }
    }
}
