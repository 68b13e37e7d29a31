package pro.saleflex.office.document;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One item as it is stored: its text with card numbers masked, the hashes of text and content, and its id.
 *
 * @param kind the kind of document
 * @param payload the item's exact characters, after masking
 * @param payloadSha256 SHA-256 of the payload's UTF-8 bytes
 * @param contentSha256 SHA-256 of the content, see {@link DocumentContent}
 * @param formerContentSha256 the content hash of the text masked by the
 *     {@linkplain MaskingRules#FORMER former masking rules}
 * @param oldestSha256 the content hash by the former masking rules and the {@linkplain DocumentContent#former former
 *     rules of sameness}, which the same document stored under both has; null when both masking rules leave the same
 *     text
 * @param documentId the terminal's id of the document
 */
public record DocumentText(
        EntryKind kind,
        String payload,
        byte[] payloadSha256,
        byte[] contentSha256,
        byte[] formerContentSha256,
        byte[] oldestSha256,
        UUID documentId) {

    /** An item read from a request: a document, or a text that cannot be identified with the reason. */
    public sealed interface Parsed {}

    /**
     * A document.
     *
     * @param text the document
     */
    public record Identifiable(DocumentText text) implements Parsed {}

    /**
     * A text that cannot be identified.
     *
     * @param payload the text, after masking
     * @param reason why it cannot be identified
     */
    public record Unidentifiable(String payload, String reason) implements Parsed {}

    /**
     * Reads an item.
     *
     * @param json one JSON value, character for character as in the request
     */
    public static Parsed read(EntryKind kind, String json) {
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
                    masked
                            ? DocumentContent.former(former, kind.identifyingPart())
                                    .sha256()
                            : null,
                    id.get()));
        } catch (RuntimeException e) { // not a JsonException when a limit of the parser is reached, such as its depth
            return new Unidentifiable(CardNumbers.maskValue(json), "The item is not readable JSON.");
        }
    }

    /**
     * Whether a text stored under this document's id has the same content by the current rules. For cases where the
     * hashes differ: the stored text may have been masked, or its hash calculated, by former rules.
     *
     * @param stored a payload of the same kind
     */
    public boolean hasSameContentAs(String stored) {
        return read(kind, stored) instanceof Identifiable other
                && (MessageDigest.isEqual(contentSha256, other.text().contentSha256())
                        || MessageDigest.isEqual(
                                formerContentSha256,
                                DocumentContent.of(stored, kind.identifyingPart())
                                        .sha256()));
    }

    /** Returns the hashes that its content may have by the rules of former builds. */
    public List<byte[]> formerContentHashes() {
        byte[] former = DocumentContent.former(payload, kind.identifyingPart()).sha256();
        return oldestSha256 == null ? List.of(former) : List.of(former, oldestSha256);
    }

    @Override
    public String toString() {
        return kind + " " + documentId; // never the payload
    }
}
