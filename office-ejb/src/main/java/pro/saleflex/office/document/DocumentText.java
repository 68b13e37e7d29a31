package pro.saleflex.office.document;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One item as it is kept: its text with card numbers masked, the hashes of text and content, and its id.
 *
 * @param kind what it is
 * @param payload the item's exact characters, after masking
 * @param payloadSha256 SHA-256 of the payload's UTF-8 bytes
 * @param contentSha256 SHA-256 of the content, see {@link DocumentContent}
 * @param formerContentSha256 the same of the text as the {@linkplain MaskingRules#FORMER former masking rules} leave it
 * @param oldestSha256 the same by the {@linkplain DocumentContent#former former rules of sameness}, too: what was
 *     stored by both has it, and is the same document; null when both masking rules leave the same text
 * @param documentId the id by which the terminal knows it
 */
public record DocumentText(
        EntryKind kind,
        String payload,
        byte[] payloadSha256,
        byte[] contentSha256,
        byte[] formerContentSha256,
        byte[] oldestSha256,
        UUID documentId) {

    /** An item read from a request: a document, or a text that cannot be identified and why. */
    public sealed interface Reading {}

    /**
     * A document.
     *
     * @param text the document
     */
    public record Identifiable(DocumentText text) implements Reading {}

    /**
     * A text that cannot be identified.
     *
     * @param payload the text, after masking
     * @param reason why not
     */
    public record Unidentifiable(String payload, String reason) implements Reading {}

    /**
     * Reads an item.
     *
     * @param json one JSON value, exactly as it stood in the request
     */
    public static Reading read(EntryKind kind, String json) {
        if (json.isEmpty() || json.charAt(0) != '{') {
            return new Unidentifiable(CardNumbers.maskValue(json), "The item is not a JSON object.");
        }
        try {
            boolean clear = CardNumbers.isClear(json);
            String payload = clear ? json : CardNumbers.mask(json, MaskingRules.TODAY);
            String former = clear ? json : CardNumbers.mask(json, MaskingRules.FORMER);
            DocumentContent content = DocumentContent.of(payload, kind.identifyingPart());
            Optional<UUID> id = content.id().filter(WireId::isId).map(WireId::uuid);
            if (id.isEmpty()) {
                return new Unidentifiable(
                        payload, "The item has no usable " + kind.identifyingPart() + ".id: a UUID is needed.");
            }
            boolean masked = !former.equals(payload);
            return new Identifiable(new DocumentText(
                    kind,
                    payload,
                    Sha256.of(payload),
                    content.sha256(),
                    masked ? DocumentContent.of(former, kind.identifyingPart()).sha256() : content.sha256(),
                    masked ? DocumentContent.former(former, kind.identifyingPart()).sha256() : null,
                    id.get()));
        } catch (RuntimeException e) { // no JsonException where the parser meets a limit of its own, such as its depth
            return new Unidentifiable(CardNumbers.maskValue(json), "The item is not readable JSON.");
        }
    }

    /**
     * Does a text that was stored under this document's id say the same, by today's rules? To be asked where the hashes
     * differ: the text may be masked, or its hash made, by former rules.
     *
     * @param stored a payload of the same kind
     */
    public boolean hasSameContentAs(String stored) {
        return read(kind, stored) instanceof Identifiable other
                && (MessageDigest.isEqual(contentSha256, other.text().contentSha256())
                        || MessageDigest.isEqual(
                                formerContentSha256,
                                DocumentContent.of(stored, kind.identifyingPart()).sha256()));
    }

    /** The hashes that its content had by the rules of the builds before, whatever they are worth today. */
    public List<byte[]> formerContentHashes() {
        byte[] former = DocumentContent.former(payload, kind.identifyingPart()).sha256();
        return oldestSha256 == null ? List.of(former) : List.of(former, oldestSha256);
    }

    @Override
    public String toString() {
        return kind + " " + documentId; // never the payload
    }
}
