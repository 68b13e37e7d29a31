package pro.saleflex.office.benchmark;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import pro.saleflex.office.document.DocumentText;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.e2e.OfficeServer;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.HashChain;
import pro.saleflex.office.journal.Source;

/** A terminal's journal as if its documents had been handed over one by one, each with new ids. */
final class GivenJournal {
    private static final int BATCH = 500;

    /** Of all journals; a server's database gives its own. */
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final UUID terminalId;
    private final List<SaleForm> documents;
    private OffsetDateTime receivedAt;
    private long entryNo;
    private byte[] chainHash;

    /**
     * Begins an empty journal.
     *
     * @param documents taken in turns
     * @param first when the first document was received; each further one, a millisecond later
     */
    GivenJournal(UUID terminalId, List<SaleForm> documents, OffsetDateTime first) {
        this.terminalId = terminalId;
        this.documents = documents;
        this.receivedAt = first.withOffsetSameInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
        this.chainHash = HashChain.genesis(terminalId);
    }

    /** The next entries. Their ids are 0. */
    List<EntryView> next(int count) {
        List<EntryView> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(next());
        }
        return entries;
    }

    private EntryView next() {
        entryNo++;
        receivedAt = receivedAt.plus(1, ChronoUnit.MILLIS);
        String json =
                new String(documents.get((int) (entryNo % documents.size())).filled(entryNo), StandardCharsets.UTF_8);
        if (!(DocumentText.read(EntryKind.TRANSACTION, json) instanceof DocumentText.Identifiable document)) {
            throw new IllegalStateException("No document: " + json);
        }
        DocumentText text = document.text();
        chainHash = HashChain.next(
                chainHash, entryNo, text.kind(), text.documentId(), text.payloadSha256(), receivedAt, Source.REST);
        return new EntryView(
                LAST_ID.incrementAndGet(),
                terminalId,
                entryNo,
                text.kind(),
                text.kind(),
                text.documentId(),
                text.payload(),
                text.payloadSha256(),
                text.contentSha256(),
                chainHash,
                Source.REST,
                receivedAt);
    }

    /** Writes the next entries to a server's database; nothing else is made of them. */
    void store(OfficeServer server, int count) throws SQLException {
        try (Connection connection = server.database();
                PreparedStatement insert = connection.prepareStatement("insert into journal_entry (id, terminal_id,"
                        + " entry_no, kind, document_id, payload, payload_sha256, content_sha256, chain_hash, source,"
                        + " received_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement head = connection.prepareStatement("insert into journal_head (terminal_id, entry_no)"
                        + " values (?, ?) on conflict (terminal_id) do update set entry_no = excluded.entry_no")) {
            connection.setAutoCommit(false);
            for (int done = 0; done < count; done += BATCH) {
                // The sequence gives out blocks of 500, each named by its last number.
                long lastId = Long.parseLong(server.value("select nextval('journal_entry_id')"));
                List<EntryView> entries = next(Math.min(BATCH, count - done));
                for (int i = 0; i < entries.size(); i++) {
                    EntryView entry = entries.get(i);
                    insert.setLong(1, lastId - BATCH + 1 + i);
                    insert.setObject(2, entry.terminalId());
                    insert.setLong(3, entry.entryNo());
                    insert.setString(4, entry.kind().name());
                    insert.setObject(5, entry.documentId());
                    insert.setString(6, entry.payload());
                    insert.setBytes(7, entry.payloadSha256());
                    insert.setBytes(8, entry.contentSha256());
                    insert.setBytes(9, entry.chainHash());
                    insert.setString(10, entry.source().name());
                    insert.setObject(11, entry.receivedAt());
                    insert.addBatch();
                }
                insert.executeBatch();
                head.setObject(1, terminalId);
                head.setLong(2, entryNo);
                head.executeUpdate();
                connection.commit();
            }
        }
    }
}
