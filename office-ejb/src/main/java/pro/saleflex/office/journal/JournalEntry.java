package pro.saleflex.office.journal;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;
import pro.saleflex.office.document.DocumentText;
import pro.saleflex.office.document.EntryKind;

/** One entry of a terminal's journal. Insert-only: the database lets nobody but its owner change it. */
@Entity
@Table(name = "journal_entry")
class JournalEntry {
    @Id
    @SequenceGenerator(name = "journal_entry_id", sequenceName = "journal_entry_id", allocationSize = 500)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "journal_entry_id")
    long id;

    UUID terminalId;
    long entryNo;

    @Enumerated(EnumType.STRING)
    EntryKind kind;

    /** The kind of a conflict's document; null in entries of another kind. No part of the hash chain. */
    @Enumerated(EnumType.STRING)
    EntryKind documentKind;

    UUID documentId;
    String payload;
    byte[] payloadSha256;
    byte[] contentSha256;
    byte[] chainHash;

    @Enumerated(EnumType.STRING)
    Source source;

    OffsetDateTime receivedAt;

    protected JournalEntry() {}

    JournalEntry(
            UUID terminalId,
            long entryNo,
            EntryKind kind,
            UUID documentId,
            DocumentText text,
            byte[] previousHash,
            Source source,
            OffsetDateTime receivedAt) {
        this.terminalId = terminalId;
        this.entryNo = entryNo;
        this.kind = kind;
        this.documentKind = kind == EntryKind.CONFLICT ? text.kind() : null;
        this.documentId = documentId;
        this.payload = text.payload();
        this.payloadSha256 = text.payloadSha256();
        this.contentSha256 = text.contentSha256();
        this.chainHash = HashChain.next(previousHash, entryNo, kind, documentId, payloadSha256, receivedAt, source);
        this.source = source;
        this.receivedAt = receivedAt;
    }

    EntryView view() {
        return new EntryView(
                id,
                terminalId,
                entryNo,
                kind,
                documentKind == null ? kind : documentKind,
                documentId,
                payload,
                payloadSha256,
                contentSha256,
                chainHash,
                source,
                receivedAt);
    }
}
