package pro.saleflex.office.archive.dump;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.archive.file.ArchiveKey;

/** The file of a dump: what is written is read, and no changed file is taken for a whole one. */
class DumpFormatTest {
    /** By table. A line per row, as COPY writes them. */
    private static final Map<String, String> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("store", "1\tÇarşı\n2\t\\N\n");
        ROWS.put("till", "");
        ROWS.put("sale", "1\t\\\\.\\n\n".repeat(40));
    }

    private static final List<DumpContents.Sequence> SEQUENCES =
            List.of(new DumpContents.Sequence("sale_id", 40, true), new DumpContents.Sequence("other_id", 1, false));

    /** Bytes from one damage to the next; smaller than every part of a record but its kind. */
    private static final int STEP = 3;

    @TempDir
    Path directory;

    Path file;
    ArchiveKey key;

    @BeforeEach
    void makeKey() throws IOException {
        file = directory.resolve("office.dump");
        key = newKey("key");
    }

    private ArchiveKey newKey(String name) throws IOException {
        Path keyFile = directory.resolve(name);
        ArchiveKey.create(keyFile);
        return ArchiveKey.read(keyFile);
    }

    private static byte[] dump(Map<String, byte[]> tables, ArchiveKey key) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DumpHeader header = new DumpHeader(
                UUID.randomUUID(),
                Instant.parse("2026-11-30T12:00:00Z"),
                "SaleFlex.OFFICE 1.0.0",
                "18.6",
                "20261130.0600",
                Optional.ofNullable(key).map(ArchiveKey::id));
        DumpWriter writer = new DumpWriter(out, header, key);
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            OutputStream rows = writer.beginTable(table.getKey(), List.of("id", "name"));
            rows.write(table.getValue());
            writer.endTable(lines(table.getValue()));
        }
        writer.finish(SEQUENCES);
        return out.toByteArray();
    }

    private static byte[] small(ArchiveKey key) throws IOException {
        Map<String, byte[]> tables = new LinkedHashMap<>();
        ROWS.forEach((name, rows) -> tables.put(name, rows.getBytes(StandardCharsets.UTF_8)));
        return dump(tables, key);
    }

    private static long lines(byte[] rows) {
        return new String(rows, StandardCharsets.ISO_8859_1)
                .chars()
                .filter(c -> c == '\n')
                .count();
    }

    /** Rows that do not compress, so that the file has several chunks and records. */
    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private DumpException refusal(byte[] bytes, ArchiveKey with) throws IOException {
        Files.write(file, bytes);
        return assertThrows(DumpException.class, () -> DumpReader.check(file, with, DumpProgress.NONE));
    }

    private ArchiveKey keyIf(boolean encrypted) {
        return encrypted ? key : null;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsWrittenIsRead(boolean encrypted) throws IOException {
        Files.write(file, small(keyIf(encrypted)));

        Map<String, String> read = new LinkedHashMap<>();
        DumpContents contents;
        try (DumpReader reader = new DumpReader(file, keyIf(encrypted))) {
            for (DumpReader.Table table = reader.nextTable(); table != null; table = reader.nextTable()) {
                assertEquals(List.of("id", "name"), table.columns());
                read.put(table.name(), new String(table.rows().readAllBytes(), StandardCharsets.UTF_8));
            }
            contents = reader.contents();
        }

        assertEquals(ROWS, read);
        assertEquals(SEQUENCES, contents.sequences());
        assertEquals(
                List.of(2L, 0L, 40L),
                contents.tables().stream().map(DumpContents.Table::rows).toList());
        assertEquals(42, contents.rows());
        assertEquals(
                ROWS.values().stream()
                        .mapToLong(rows -> rows.getBytes(StandardCharsets.UTF_8).length)
                        .sum(),
                contents.bytes());
        assertEquals("20261130.0600", contents.header().schemaVersion());
        assertEquals(contents, DumpReader.check(file, keyIf(encrypted), DumpProgress.NONE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileThatWasCutOffAnywhereIsRefused(boolean encrypted) throws IOException {
        byte[] whole = small(keyIf(encrypted));
        for (int length = whole.length - 1; length >= 0; length -= STEP) {
            String message =
                    refusal(Arrays.copyOf(whole, length), keyIf(encrypted)).getMessage();
            assertTrue(message.startsWith(file.toString()), message);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileWithOneChangedBitIsRefused(boolean encrypted) throws IOException {
        byte[] whole = small(keyIf(encrypted));
        Random random = new Random(1);
        for (int i = 0; i < whole.length; i += STEP) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            assertFalse(refusal(changed, keyIf(encrypted)).getMessage().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileWithSomethingBehindItsEndIsRefused(boolean encrypted) throws IOException {
        byte[] whole = small(keyIf(encrypted));

        assertTrue(refusal(Arrays.copyOf(whole, whole.length + 1), keyIf(encrypted))
                .getMessage()
                .contains("is damaged in"));
    }

    @Test
    void theDamagedPartIsNamed() throws IOException {
        byte[] whole = dump(Map.of("sale", noise(400_000)), null);
        byte[] changed = whole.clone();
        changed[200_000] ^= 1;

        assertEquals(
                file + " is damaged in table sale: a checksum is wrong.",
                refusal(changed, null).getMessage());
        assertEquals(
                file + " is cut short or damaged in table sale.",
                refusal(Arrays.copyOf(whole, 200_000), null).getMessage());
        assertEquals(
                file + " is cut short or damaged in its end.",
                refusal(Arrays.copyOf(whole, whole.length - 1), null).getMessage());
        assertEquals(
                file + " is damaged in its first lines: it does not begin like a dump of version 1.",
                refusal("drop table store;\n".repeat(9).getBytes(StandardCharsets.UTF_8), null)
                        .getMessage());
        assertEquals(
                file + " is damaged in its first lines: it was written by pg_dump and is restored by pg_restore.",
                refusal("PGDMP\1\16\0".repeat(9).getBytes(StandardCharsets.UTF_8), null)
                        .getMessage());
    }

    @Test
    void tablesThatChangedPlacesAreNoticed() throws IOException {
        byte[] whole = small(null);
        int headerEnd = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\n\n") + 2;
        ByteArrayOutputStream swapped = new ByteArrayOutputStream();
        List<ByteArrayOutputStream> tables = new ArrayList<>();
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (int at = headerEnd, end; at < whole.length; at = end) {
            end = at + Records.HEAD_BYTES + ByteBuffer.wrap(whole).getInt(at + 1) + Integer.BYTES;
            if (whole[at] == Records.TABLE) {
                tables.add(new ByteArrayOutputStream());
            }
            boolean ofTable = whole[at] != Records.MANIFEST && whole[at] != Records.END;
            (ofTable ? tables.get(tables.size() - 1) : rest).write(whole, at, end - at);
        }
        swapped.write(whole, 0, headerEnd);
        for (int table : List.of(1, 0, 2)) {
            swapped.writeBytes(tables.get(table).toByteArray());
        }
        swapped.writeBytes(rest.toByteArray());

        assertEquals(
                file + " is damaged in its manifest: its tables are not those of the file.",
                refusal(swapped.toByteArray(), null).getMessage());
    }

    @Test
    void chunksOfAnEncryptedFileCannotBeLeftOutRepeatedOrSwapped() throws IOException {
        byte[] whole = dump(Map.of("sale", noise(400_000)), key);
        int start = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\n\n") + 2;
        int chunk = ChunkCipher.CHUNK_BYTES + ChunkCipher.TAG_BYTES;
        byte[] second = Arrays.copyOfRange(whole, start + chunk, start + 2 * chunk);

        byte[] without =
                join(Arrays.copyOf(whole, start + chunk), Arrays.copyOfRange(whole, start + 2 * chunk, whole.length));
        byte[] twice = join(
                Arrays.copyOf(whole, start + 2 * chunk),
                second,
                Arrays.copyOfRange(whole, start + 2 * chunk, whole.length));
        byte[] swapped = whole.clone();
        System.arraycopy(whole, start + 2 * chunk, swapped, start + chunk, chunk);
        System.arraycopy(second, 0, swapped, start + 2 * chunk, chunk);
        byte[] cutBetween = Arrays.copyOf(whole, start + 3 * chunk);

        for (byte[] changed : List.of(without, twice, swapped, cutBetween)) {
            assertEquals(
                    file + " is damaged in table sale: it was changed, or the file was cut off or put together anew.",
                    refusal(changed, key).getMessage());
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        Arrays.asList(parts).forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    @Test
    void aPartOfAnotherFileWithTheSameKeyIsRefused() throws IOException {
        byte[] one = small(key);
        byte[] other = small(key);
        int start = new String(one, StandardCharsets.ISO_8859_1).indexOf("\n\n") + 2;

        refusal(join(Arrays.copyOf(one, start), Arrays.copyOfRange(other, start, other.length)), key);
        assertNotEquals(
                HexFormat.of().formatHex(one, start, start + 32), HexFormat.of().formatHex(other, start, start + 32));
    }

    @Test
    void anEncryptedFileNeedsItsKeyAndShowsNothingWithoutIt() throws IOException {
        byte[] encrypted = small(key);

        assertEquals(
                file + " is encrypted; it needs key " + key.id() + ".",
                refusal(encrypted, null).getMessage());
        ArchiveKey other = newKey("other");
        assertEquals(
                file + " is encrypted with key " + key.id() + ", and the given one is " + other.id() + ".",
                refusal(encrypted, other).getMessage());
        assertEquals(
                file + " is not encrypted, although a key was given.",
                refusal(small(null), key).getMessage());
        String text = new String(encrypted, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("sale_id"), "names of sequences");
        assertTrue(new String(small(null), StandardCharsets.ISO_8859_1).contains("sale_id"));
    }

    @Test
    void aLongTableIsReadAsItWasWritten() throws IOException {
        byte[] rows = noise(3_000_000);
        Files.write(file, dump(Map.of("sale", rows), key));

        try (DumpReader reader = new DumpReader(file, key)) {
            assertArrayEquals(rows, reader.nextTable().rows().readAllBytes());
        }
    }
}
