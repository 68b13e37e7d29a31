package pro.saleflex.office.archive.dump;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The first lines of a dump, which are never encrypted.
 *
 * @param id random, of this file
 * @param createdAt when its snapshot was taken
 * @param product the program that wrote it, with its version
 * @param postgresql version of the server that was read
 * @param schemaVersion the last migration that the tables had
 * @param keyId the key that the content is encrypted with; empty: it is not encrypted
 */
public record DumpHeader(
        UUID id, Instant createdAt, String product, String postgresql, String schemaVersion, Optional<String> keyId) {
    private static final String FIRST_LINE = "saleflex-dump 1\n";
    private static final String CIPHER = "aes-256-gcm";
    private static final int LONGEST = 4096;

    byte[] bytes() {
        String text = FIRST_LINE
                + "id: " + id + '\n'
                + "created-at: " + createdAt + '\n'
                + "product: " + product + '\n'
                + "postgresql: " + postgresql + '\n'
                + "schema-version: " + schemaVersion + '\n'
                + "cipher: " + keyId.map(key -> CIPHER).orElse("none") + '\n'
                + "key-id: " + keyId.orElse("-") + "\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads up to the empty line, and not a byte further. */
    static DumpHeader read(InputStream in) throws IOException {
        byte[] read = new byte[LONGEST];
        int length = 0;
        while (length < 2 || read[length - 1] != '\n' || read[length - 2] != '\n') {
            int next = in.read();
            if (next < 0 && length > FIRST_LINE.length()) {
                throw new EOFException();
            }
            if (next < 0 || length == LONGEST) {
                throw new DamagedRecordException("it does not begin like a dump");
            }
            read[length++] = (byte) next;
            if (length == FIRST_LINE.length()) {
                checkFirstLine(new String(read, 0, length, StandardCharsets.UTF_8));
            }
        }
        DumpHeader header = parse(new String(read, 0, length, StandardCharsets.UTF_8));
        if (!new String(header.bytes(), StandardCharsets.UTF_8)
                .equals(new String(read, 0, length, StandardCharsets.UTF_8))) {
            throw new DamagedRecordException("it was changed");
        }
        return header;
    }

    private static void checkFirstLine(String line) throws DamagedRecordException {
        if (line.startsWith("PGDMP")) {
            throw new DamagedRecordException("it was written by pg_dump and is restored by pg_restore");
        }
        if (!line.equals(FIRST_LINE)) {
            throw new DamagedRecordException("it does not begin like a dump of version 1");
        }
    }

    private static DumpHeader parse(String text) throws DamagedRecordException {
        Map<String, String> values = new HashMap<>();
        text.lines()
                .skip(1)
                .filter(line -> line.contains(": "))
                .forEach(line ->
                        values.put(line.substring(0, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2)));
        try {
            return new DumpHeader(
                    UUID.fromString(values.getOrDefault("id", "")),
                    Instant.parse(values.getOrDefault("created-at", "")),
                    values.getOrDefault("product", ""),
                    values.getOrDefault("postgresql", ""),
                    values.getOrDefault("schema-version", ""),
                    Optional.ofNullable(values.get("key-id")).filter(id -> !id.equals("-")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new DamagedRecordException("it was changed", e);
        }
    }
}
