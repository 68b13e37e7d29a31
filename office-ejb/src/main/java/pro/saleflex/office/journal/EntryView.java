package pro.saleflex.office.journal;

import java.time.OffsetDateTime;
import java.util.UUID;
import pro.saleflex.office.document.CardNumbers;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.document.Sha256;

/**
 * A journal entry as others read it.
 *
 * @param id ours, one sequence over all terminals
 * @param terminalId whose journal
 * @param entryNo its place in that journal, from 1 without gaps
 * @param kind what it is
 * @param documentId the id by which the terminal knows it; for a conflict one made from that id and the content
 * @param payload the document, character for character as it was taken
 * @param payloadSha256 SHA-256 of the payload's UTF-8 bytes
 * @param chainHash see the journal's chain
 * @param source the door it came through
 * @param receivedAt when it was taken
 */
public record EntryView(
        long id,
        UUID terminalId,
        long entryNo,
        EntryKind kind,
        UUID documentId,
        String payload,
        byte[] payloadSha256,
        byte[] chainHash,
        Source source,
        OffsetDateTime receivedAt) {

    /**
     * The entry as it may be shown, exported and given back: with the card numbers masked that stand in its document in clear
     * since a time with fewer rules, and the hash of that text; the same object when there are none.
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
                        documentId,
                        text,
                        Sha256.of(text),
                        chainHash,
                        source,
                        receivedAt);
    }
}
