package pro.saleflex.office.document;

import java.util.Optional;
import java.util.UUID;

/**
 * One item as it is kept: its text with card numbers masked, the hashes of text and content, and its id.
 *
 * @param kind what it is
 * @param payload the item's exact characters, after masking
 * @param payloadSha256 SHA-256 of the payload's UTF-8 bytes
 * @param contentSha256 SHA-256 of the content, see {@link Content}
 * @param formerContentSha256 the same by the {@linkplain MaskingRules#FORMER former masking rules}: what was stored by them has
 *     it, and is the same document
 * @param documentId the id by which the terminal knows it
 */
public record DocumentText(
        Kind kind,
        String payload,
        byte[] payloadSha256,
        byte[] contentSha256,
        byte[] formerContentSha256,
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
    public static Reading read(Kind kind, String json) {
        if (json.isEmpty() || json.charAt(0) != '{') {
            return new Unidentifiable(CardNumbers.maskValue(json), "The item is not a JSON object.");
        }
        try {
            boolean clear = CardNumbers.isClear(json);
            String payload = clear ? json : CardNumbers.mask(json, MaskingRules.TODAY);
            String former = clear ? json : CardNumbers.mask(json, MaskingRules.FORMER);
            Content content = Content.of(payload, kind.identifyingPart());
            Optional<UUID> id = content.id().filter(DocumentText::isId).map(DocumentText::uuid);
            if (id.isEmpty()) {
                return new Unidentifiable(
                        payload, "The item has no usable " + kind.identifyingPart() + ".id: a UUID is needed.");
            }
            byte[] formerSha256 = former.equals(payload)
                    ? content.sha256()
                    : Content.of(former, kind.identifyingPart()).sha256();
            return new Identifiable(
                    new DocumentText(kind, payload, Sha256.of(payload), content.sha256(), formerSha256, id.get()));
        } catch (RuntimeException e) { // no JsonException where the parser meets a limit of its own, such as its depth
            return new Unidentifiable(CardNumbers.maskValue(json), "The item is not readable JSON.");
        }
    }

    /**
     * Is it a UUID? The terminal writes lower case with hyphens; the reference allows any case, hyphens optional. Read by hand,
     * for there are thirty in a document.
     */
    static boolean isId(String text) {
        int digits = 0;
        char before = '-';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-') {
                boolean betweenGroups = digits == 8 || digits == 12 || digits == 16 || digits == 20;
                if (!betweenGroups || before == '-') {
                    return false;
                }
            } else if (c < 128 && Character.digit(c, 16) >= 0) {
                digits++;
            } else {
                return false;
            }
            before = c;
        }
        return digits == 32;
    }

    /** The UUID that {@link #isId} said it is. */
    static UUID uuid(String text) {
        String hex = text.replace("-", "");
        return new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16));
    }

    @Override
    public String toString() {
        return kind + " " + documentId; // never the payload
    }
}
