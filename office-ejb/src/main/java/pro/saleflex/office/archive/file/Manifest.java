package pro.saleflex.office.archive.file;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a segment says about itself.
 *
 * @param terminalId whose journal
 * @param terminal the terminal's full name when the segment was sealed, for people
 * @param first the first entry's number
 * @param last the last entry's number
 * @param count number of entries
 * @param chainBefore the chain hash before the first entry
 * @param chainAfter the last entry's chain hash
 * @param receivedFrom when the first entry was received
 * @param receivedTo when the last was
 * @param contentBytes length of the records before compression
 * @param contentSha256 their hash
 * @param compression {@code zstd}
 * @param cipher {@code none} or {@code aes-256-gcm}
 * @param keyId {@link ArchiveKey#id} of the key; {@code -}: none
 * @param bodyBytes length of what follows the manifest in the file
 * @param bodySha256 its hash
 * @param sealedAt when the segment was made
 */
public record Manifest(
        UUID terminalId,
        String terminal,
        long first,
        long last,
        int count,
        byte[] chainBefore,
        byte[] chainAfter,
        OffsetDateTime receivedFrom,
        OffsetDateTime receivedTo,
        int contentBytes,
        byte[] contentSha256,
        String compression,
        String cipher,
        String keyId,
        int bodyBytes,
        byte[] bodySha256,
        OffsetDateTime sealedAt) {
    private static final HexFormat HEX = HexFormat.of();

    /** The manifest's lines, each ended by a line feed. */
    String text() {
        Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("terminal-id", terminalId);
        lines.put("terminal", terminal);
        lines.put("first", first);
        lines.put("last", last);
        lines.put("count", count);
        lines.put("chain-before", HEX.formatHex(chainBefore));
        lines.put("chain-after", HEX.formatHex(chainAfter));
        lines.put("received-from", receivedFrom);
        lines.put("received-to", receivedTo);
        lines.put("content-bytes", contentBytes);
        lines.put("content-sha256", HEX.formatHex(contentSha256));
        lines.put("compression", compression);
        lines.put("cipher", cipher);
        lines.put("key-id", keyId);
        lines.put("body-bytes", bodyBytes);
        lines.put("body-sha256", HEX.formatHex(bodySha256));
        lines.put("sealed-at", sealedAt);
        StringBuilder text = new StringBuilder();
        lines.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }

    /** Reads {@link #text}. */
    static Manifest parse(String text) throws DamagedArchiveException {
        List<String> values = new ArrayList<>();
        text.lines().map(line -> line.split(": ", 2)).forEach(parts -> values.add(parts.length == 2 ? parts[1] : ""));
        try {
            Manifest manifest = new Manifest(
                    UUID.fromString(values.get(0)),
                    values.get(1),
                    Long.parseLong(values.get(2)),
                    Long.parseLong(values.get(3)),
                    Integer.parseInt(values.get(4)),
                    HEX.parseHex(values.get(5)),
                    HEX.parseHex(values.get(6)),
                    OffsetDateTime.parse(values.get(7)),
                    OffsetDateTime.parse(values.get(8)),
                    Integer.parseInt(values.get(9)),
                    HEX.parseHex(values.get(10)),
                    values.get(11),
                    values.get(12),
                    values.get(13),
                    Integer.parseInt(values.get(14)),
                    HEX.parseHex(values.get(15)),
                    OffsetDateTime.parse(values.get(16)));
            if (!manifest.text().equals(text)) {
                throw new DamagedArchiveException("The manifest's lines are not those of this version.");
            }
            return manifest;
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            throw new DamagedArchiveException("The manifest cannot be read.", e);
        }
    }
}
