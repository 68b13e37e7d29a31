package pro.saleflex.office.fakegate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A document as first received; later attempts are only counted.
 *
 * @param store code of its store
 * @param terminal code of its terminal
 * @param entryNo its entry number in the terminal's journal
 * @param id the journal's document id
 * @param kind TRANSACTION, CLOSURE or CONFLICT
 * @param document the journal's payload; null when only hashes are kept
 * @param late always false for a closure
 * @param missingDocuments 0 if none, and for anything but a closure
 * @param receivedAt when OFFICE received it, according to OFFICE
 * @param arrivedAt when it first arrived here
 * @param body the whole body; null when only hashes are kept
 * @param fingerprint of the members that two attempts must have in common
 */
public record Delivery(
        String store,
        String terminal,
        long entryNo,
        String id,
        String kind,
        String document,
        String payloadSha256,
        String chainHash,
        boolean late,
        int missingDocuments,
        List<Integer> missingReceipts,
        Instant receivedAt,
        Instant arrivedAt,
        String body,
        String fingerprint) {

    /** Reads a body that keeps the contract. */
    static Delivery of(JsonNode body, byte[] text, boolean lean, Instant now) {
        List<Integer> receipts = new ArrayList<>();
        body.path("missing_receipts").forEach(receipt -> receipts.add(receipt.intValue()));
        return new Delivery(
                body.path("store_code").stringValue(),
                body.path("terminal_code").stringValue(),
                body.path("entry_no").longValue(),
                id(body),
                body.path("kind").stringValue(),
                lean ? null : body.path("document").stringValue(),
                body.path("payload_sha256").stringValue(),
                body.path("chain_hash").stringValue(),
                body.path("late").asBoolean(false),
                body.path("missing_documents").asInt(0),
                List.copyOf(receipts),
                Instant.parse(body.path("received_at").stringValue()),
                now,
                lean ? null : new String(text, StandardCharsets.UTF_8),
                fingerprint(body));
    }

    static String id(JsonNode body) {
        return body.path(body.has("closure_id") ? "closure_id" : "transaction_id")
                .stringValue();
    }

    /** What OFFICE derives from a document may change between two attempts; document and entry number may not. */
    private static String fingerprint(JsonNode body) {
        return body.path("payload_sha256").stringValue()
                + body.path("chain_hash").stringValue()
                + body.path("entry_no").longValue();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code store/terminal}, because terminals of two stores may have the same code. */
    String lane() {
        return store + "/" + terminal;
    }
}
