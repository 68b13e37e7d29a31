package pro.saleflex.office.archive.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.CRC32C;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.HashChain;
import pro.saleflex.office.journal.Source;

/** Encodes an entry as a record and decodes it; the package's description has the format. */
final class EntryRecord {
    private static final String VERSION = "1";
    private static final int FIELDS = 11;
    private static final byte ENCRYPTED = 'x';

    /** A longer first line is none: ten digits of length, a blank, eight of checksum. */
    private static final int LONGEST_FRAME_LINE = 19;

    private EntryRecord() {}

    /** Appends the entry's record. */
    static void write(EntryView entry, ArchiveKey key, ByteArrayOutputStream to) {
        byte[] body = key == null ? body(entry) : encrypted(body(entry), key);
        CRC32C crc = new CRC32C();
        crc.update(body);
        to.writeBytes(String.format(Locale.ROOT, "%d %08x\n", body.length, crc.getValue())
                .getBytes(StandardCharsets.US_ASCII));
        to.writeBytes(body);
        to.write('\n');
    }

    private static byte[] encrypted(byte[] body, ArchiveKey key) {
        byte[] sealed = key.encrypt(body);
        byte[] marked = new byte[sealed.length + 1];
        marked[0] = ENCRYPTED;
        System.arraycopy(sealed, 0, marked, 1, sealed.length);
        return marked;
    }

    private static byte[] body(EntryView entry) {
        HexFormat hex = HexFormat.of();
        String line = String.join(
                "\t",
                VERSION,
                Long.toString(entry.id()),
                Long.toString(entry.entryNo()),
                entry.kind().name(),
                entry.documentKind().name(),
                entry.documentId().toString(),
                HashChain.time(entry.receivedAt()),
                entry.source().name(),
                hex.formatHex(entry.payloadSha256()),
                hex.formatHex(entry.contentSha256()),
                hex.formatHex(entry.chainHash()));
        return (line + '\n' + entry.payload()).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the record that begins at an offset.
     *
     * @return the entry and the offset behind its record
     * @throws DamagedArchiveException there is no whole record
     * @throws WrongKeyException it is encrypted with another key
     */
    static Located read(byte[] bytes, int offset, UUID terminalId, ArchiveKey key) throws IOException {
        int end = lineEnd(bytes, offset);
        String[] frame = new String(bytes, offset, end - offset, StandardCharsets.US_ASCII).split(" ", -1);
        if (frame.length != 2 || !frame[0].matches("[1-9][0-9]{0,8}") || !frame[1].matches("[0-9a-f]{8}")) {
            throw new DamagedArchiveException("No record begins here.");
        }
        int start = end + 1;
        int length = Integer.parseInt(frame[0]);
        if (length > bytes.length - start - 1) {
            throw new DamagedArchiveException("The record is cut off.");
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, start, length);
        if (crc.getValue() != Long.parseLong(frame[1], 16) || bytes[start + length] != '\n') {
            throw new DamagedArchiveException("The record's checksum is not that of its content.");
        }
        byte[] body = new byte[length];
        System.arraycopy(bytes, start, body, 0, length);
        return new Located(decode(terminalId, decrypted(body, key)), offset, start + length + 1);
    }

    private static int lineEnd(byte[] bytes, int offset) throws DamagedArchiveException {
        for (int i = offset; i < bytes.length && i <= offset + LONGEST_FRAME_LINE; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        throw new DamagedArchiveException("No record begins here.");
    }

    private static byte[] decrypted(byte[] body, ArchiveKey key) throws IOException {
        if (body.length == 0 || body[0] != ENCRYPTED) {
            return body;
        }
        if (key == null) {
            throw new WrongKeyException("The archive is encrypted; its key is needed.");
        }
        byte[] sealed = new byte[body.length - 1];
        System.arraycopy(body, 1, sealed, 0, sealed.length);
        try {
            return key.decrypt(sealed);
        } catch (DamagedArchiveException e) { // the checksum is right, so it is rather the key
            throw new WrongKeyException("The archive's records cannot be decrypted with key " + key.id() + ".");
        }
    }

    private static EntryView decode(UUID terminalId, byte[] body) throws DamagedArchiveException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DamagedArchiveException("The record is not UTF-8.", e);
        }
        int end = text.indexOf('\n');
        String[] fields = end < 0 ? new String[0] : text.substring(0, end).split("\t", -1);
        if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
            throw new DamagedArchiveException("The record is of another version or has no header.");
        }
        HexFormat hex = HexFormat.of();
        try {
            return new EntryView(
                    Long.parseLong(fields[1]),
                    terminalId,
                    Long.parseLong(fields[2]),
                    EntryKind.valueOf(fields[3]),
                    EntryKind.valueOf(fields[4]),
                    UUID.fromString(fields[5]),
                    text.substring(end + 1),
                    hex.parseHex(fields[8]),
                    hex.parseHex(fields[9]),
                    hex.parseHex(fields[10]),
                    Source.valueOf(fields[7]),
                    OffsetDateTime.parse(fields[6]));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new DamagedArchiveException("The record's header cannot be read.", e);
        }
    }

    /**
     * An entry in a file.
     *
     * @param entry the entry
     * @param start the offset at which its record begins, in bytes
     * @param end the offset behind it
     */
    record Located(EntryView entry, int start, int end) {}
}
