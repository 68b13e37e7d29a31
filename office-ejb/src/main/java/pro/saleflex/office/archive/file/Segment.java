package pro.saleflex.office.archive.file;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pro.saleflex.office.archive.file.EntryRecord.Located;
import pro.saleflex.office.document.Sha256;
import pro.saleflex.office.journal.EntryView;

/**
 * A sealed segment: consecutive entries of one terminal in a file that is never changed again.
 *
 * @param manifest what it says about itself
 * @param entries its entries, in order
 */
public record Segment(Manifest manifest, List<EntryView> entries) {
    /** A segment is sealed at this many entries, or earlier behind a closure. */
    static final int MOST_ENTRIES = 500;

    /** And before its records are longer than this, so that one always fits into memory; a single record may be. */
    static final int MOST_BYTES = 16 << 20;

    /** On receipts it packs better than levels 2 to 9, and faster: see ADR 0011. */
    private static final int ZSTD_LEVEL = 1;

    private static final String FIRST_LINE = "saleflex-segment 1\n";
    private static final String HASH_LINE = "manifest-sha256: ";
    private static final Pattern NAME = Pattern.compile("([0-9]{12})-([0-9]{12})\\.segment");

    /** A manifest with its frame is far shorter. */
    private static final int LONGEST_MANIFEST = 8192;

    /** The name of the file with these entries; sorted by name, segments are in order. */
    static String fileName(long first, long last) {
        return String.format(Locale.ROOT, "%012d-%012d.segment", first, last);
    }

    /** The entries that a file with this name holds; empty: the name is not a segment's. */
    static Optional<Range> range(String fileName) {
        Matcher name = NAME.matcher(fileName);
        return name.matches()
                ? Optional.of(new Range(Long.parseLong(name.group(1)), Long.parseLong(name.group(2))))
                : Optional.empty();
    }

    /**
     * Makes a segment's file.
     *
     * @param terminal the terminal's full name, for people
     * @param chainBefore the chain hash before the first entry
     * @param entries consecutive, at least one
     * @param key null: not encrypted
     */
    static byte[] encode(
            String terminal, byte[] chainBefore, List<EntryView> entries, ArchiveKey key, OffsetDateTime sealedAt) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        entries.forEach(entry -> EntryRecord.write(entry, null, records));
        byte[] content = records.toByteArray();
        byte[] compressed = Zstd.compress(content, ZSTD_LEVEL);
        byte[] body = key == null ? compressed : key.encrypt(compressed);
        EntryView first = entries.get(0);
        EntryView last = entries.get(entries.size() - 1);
        String manifest = new Manifest(
                        first.terminalId(),
                        terminal,
                        first.entryNo(),
                        last.entryNo(),
                        entries.size(),
                        chainBefore,
                        last.chainHash(),
                        first.receivedAt(),
                        last.receivedAt(),
                        content.length,
                        Sha256.of(content),
                        "zstd",
                        key == null ? "none" : "aes-256-gcm",
                        key == null ? "-" : key.id(),
                        body.length,
                        Sha256.of(body),
                        sealedAt)
                .text();
        ByteArrayOutputStream file = new ByteArrayOutputStream(body.length + LONGEST_MANIFEST);
        file.writeBytes((FIRST_LINE + manifest + hashLine(manifest) + '\n').getBytes(StandardCharsets.UTF_8));
        file.writeBytes(body);
        return file.toByteArray();
    }

    private static String hashLine(String manifest) {
        return HASH_LINE + HexFormat.of().formatHex(Sha256.of(FIRST_LINE + manifest)) + '\n';
    }

    /**
     * Reads a file and checks all that it says about itself: hashes, lengths, numbers. The hash chain is up to the
     * caller.
     *
     * @param key null: there is none; an encrypted segment is then refused
     * @throws DamagedArchiveException something is not as it was written
     * @throws WrongKeyException it is encrypted with another key
     */
    static Segment read(Path file, ArchiveKey key) throws IOException {
        return decode(file.getFileName().toString(), Files.readAllBytes(file), key);
    }

    /** Checks and decodes a file's bytes; see {@link #read}. */
    static Segment decode(String fileName, byte[] bytes, ArchiveKey key) throws IOException {
        Head head = head(bytes, fileName);
        Manifest manifest = head.manifest();
        byte[] body = Arrays.copyOfRange(bytes, head.length(), bytes.length);
        check(body.length == manifest.bodyBytes(), "The segment is cut off or has something behind its end.");
        check(MessageDigest.isEqual(Sha256.of(body), manifest.bodySha256()), "The segment's content was changed.");
        byte[] content = decompressed(decrypted(body, manifest, key), manifest);
        check(
                MessageDigest.isEqual(Sha256.of(content), manifest.contentSha256()),
                "The segment's records are not those that were sealed.");
        List<EntryView> entries = new ArrayList<>();
        for (int offset = 0; offset < content.length; ) {
            Located record = EntryRecord.read(content, offset, manifest.terminalId(), null);
            check(
                    record.entry().entryNo() == manifest.first() + entries.size(),
                    "The segment's entries are not in order.");
            entries.add(record.entry());
            offset = record.end();
        }
        check(
                entries.size() == manifest.count() && manifest.last() == manifest.first() + manifest.count() - 1,
                "The segment does not hold the entries that its manifest names.");
        return new Segment(manifest, entries);
    }

    /**
     * Reads the manifest alone.
     *
     * @throws DamagedArchiveException it is not as it was written
     */
    static Manifest manifest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return head(in.readNBytes(LONGEST_MANIFEST), file.getFileName().toString())
                    .manifest();
        }
    }

    private static byte[] decrypted(byte[] body, Manifest manifest, ArchiveKey key) throws IOException {
        if (manifest.cipher().equals("none")) {
            return body;
        }
        if (key == null || !key.id().equals(manifest.keyId())) {
            throw new WrongKeyException("The archive is encrypted; it needs key " + manifest.keyId() + ".");
        }
        return key.decrypt(body);
    }

    private static byte[] decompressed(byte[] compressed, Manifest manifest) throws DamagedArchiveException {
        check(manifest.contentBytes() >= 0, "The manifest cannot be read.");
        try {
            byte[] content = Zstd.decompress(compressed, manifest.contentBytes());
            check(content.length == manifest.contentBytes(), "The segment's records are cut off.");
            return content;
        } catch (ZstdException e) {
            throw new DamagedArchiveException("The segment cannot be decompressed.", e);
        }
    }

    private static Head head(byte[] bytes, String fileName) throws DamagedArchiveException {
        String text = new String(bytes, 0, Math.min(bytes.length, LONGEST_MANIFEST), StandardCharsets.UTF_8);
        int hash = text.indexOf('\n' + HASH_LINE);
        check(text.startsWith(FIRST_LINE) && hash >= FIRST_LINE.length(), "The file is not a segment of version 1.");
        String manifest = text.substring(FIRST_LINE.length(), hash + 1);
        String rest = hashLine(manifest) + '\n';
        check(text.startsWith(rest, hash + 1), "The segment's manifest was changed.");
        Manifest parsed = Manifest.parse(manifest);
        check(
                fileName.equals(fileName(parsed.first(), parsed.last())),
                "The segment is not the one that its name says.");
        return new Head(parsed, (FIRST_LINE + manifest + rest).getBytes(StandardCharsets.UTF_8).length);
    }

    private static void check(boolean right, String otherwise) throws DamagedArchiveException {
        if (!right) {
            throw new DamagedArchiveException(otherwise);
        }
    }

    private record Head(Manifest manifest, int length) {}

    /**
     * The entries of a segment.
     *
     * @param first the first entry's number
     * @param last the last entry's number
     */
    record Range(long first, long last) {}

    /** The journal whose entries these are. */
    public UUID terminalId() {
        return manifest.terminalId();
    }
}
