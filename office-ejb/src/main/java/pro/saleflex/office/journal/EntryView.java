package pro.saleflex.office.journal;

import java.time.OffsetDateTime;
import java.util.UUID;
import pro.saleflex.office.document.CardNumbers;
import pro.saleflex.office.document.DocumentText;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.document.Sha256;

/**
 * A journal entry as other packages read it.
 *
 * @param id our id, from one sequence for all terminals
 * @param terminalId the terminal whose journal it is in
 * @param entryNo its position in that journal, from 1 without gaps
 * @param kind the kind of entry
 * @param documentKind the kind of its document, TRANSACTION or CLOSURE: differs from {@code kind} for a conflict only
 * @param documentId the terminal's id of the document; for a conflict, a UUID derived from that id and the content
 * @param payload the document, character for character as stored
 * @param payloadSha256 SHA-256 of the payload's UTF-8 bytes
 * @param contentSha256 the hash that tells whether two documents are the same, see {@link DocumentText}
 * @param chainHash the entry's link in the hash chain, see {@link HashChain}
 * @param source the API it was handed over by
 * @param receivedAt when it was received
 */
public record EntryView(
        long id,
        UUID terminalId,
        long entryNo,
        EntryKind kind,
        EntryKind documentKind,
        UUID documentId,
        String payload,
        byte[] payloadSha256,
        byte[] contentSha256,
        byte[] chainHash,
        Source source,
        OffsetDateTime receivedAt) {

    /**
     * Returns the entry as it may be shown, exported or returned: with card numbers masked that were stored unmasked
     * under former rules, and the hash of that text. The same object when there are none.
     */
    public EntryView masked() {
        String text = CardNumbers.mask(payload);
        return text.equals(payload)
                ? this
                : new EntryView(
                        id,
                        terminalId,
                        entryNo,
                        kind,
                        documentKind,
                        documentId,
                        text,
                        Sha256.of(text),
                        contentSha256,
                        chainHash,
                        source,
                        receivedAt);
    }
}
