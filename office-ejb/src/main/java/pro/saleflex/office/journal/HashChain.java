package pro.saleflex.office.journal;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.document.Sha256;

/**
 * Hash chain over a terminal's journal: reveals any later change to a stored entry.
 *
 * <p>The hash of an entry is the SHA-256 of seven UTF-8 lines, each ended by a line feed: the previous entry's hash in
 * hex, {@code entry_no}, {@code kind}, {@code document_id}, {@code payload_sha256} in hex, {@code received_at} in UTC
 * with six digits of a second ({@code 2026-11-22T06:17:56.206544Z}), {@code source}. The hash before the first entry is
 * the SHA-256 of {@code saleflex-journal}, a line feed, and the terminal's id.
 */
public final class HashChain {
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private HashChain() {}

    /** The hash before a terminal's first entry. */
    public static byte[] genesis(UUID terminalId) {
        return Sha256.of("saleflex-journal\n" + terminalId);
    }

    /** A time as it is hashed: in UTC, with six digits of a second. */
    public static String time(OffsetDateTime time) {
        return MICROSECONDS.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }

    /** The hash of an entry that follows the one with hash {@code previous}. */
    public static byte[] next(
            byte[] previous,
            long entryNo,
            EntryKind kind,
            UUID documentId,
            byte[] payloadSha256,
            OffsetDateTime receivedAt,
            Source source) {
        HexFormat hex = HexFormat.of();
        return Sha256.of(hex.formatHex(previous)
                + '\n'
                + entryNo
                + '\n'
                + kind
                + '\n'
                + documentId
                + '\n'
                + hex.formatHex(payloadSha256)
                + '\n'
                + time(receivedAt)
                + '\n'
                + source
                + '\n');
    }
}
