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
 *
 * <p>Numbers rise by one, except behind a restore: what was received after the last entry that was restored had numbers,
 * too, which GATE or a paper may know and which must not be given again. So the next entry gets a multiple of
 * 1,000,000 that is at least 500,000 higher, and the hash before it is that of a restart: the SHA-256 of {@code
 * saleflex-journal-restart}, a line feed, the last entry's hash in hex, a line feed, and its number (without any entry
 * the hash before the first, and 0). So entries that were removed cannot be passed off as a restart.
 */
public final class HashChain {
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    static final long RESTART_STEP = 1_000_000;

    /** More than are received before somebody notices that nothing is backed up. */
    private static final long LEAST_SKIPPED = 500_000;

    private HashChain() {}

    /** The hash before a terminal's first entry. */
    public static byte[] genesis(UUID terminalId) {
        return Sha256.of("saleflex-journal\n" + terminalId);
    }

    /** The number of the first entry behind a restore, where the numbers up to {@code last} were given. */
    public static long restartAfter(long last) {
        return (last + LEAST_SKIPPED + RESTART_STEP - 1) / RESTART_STEP * RESTART_STEP;
    }

    /** Whether the entry with number {@code next} can be the first behind a restore that ended with {@code last}. */
    public static boolean isRestart(long last, long next) {
        return next % RESTART_STEP == 0 && next >= last + LEAST_SKIPPED;
    }

    /** The hash that the first entry behind a restore follows. */
    public static byte[] restart(byte[] lastHash, long last) {
        return Sha256.of("saleflex-journal-restart\n" + HexFormat.of().formatHex(lastHash) + '\n' + last);
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
