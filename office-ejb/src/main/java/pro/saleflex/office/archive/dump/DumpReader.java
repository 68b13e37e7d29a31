package pro.saleflex.office.archive.dump;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import pro.saleflex.office.archive.dump.DumpProgress.Phase;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.document.Sha256;

/**
 * Reads a dump from beginning to end and checks all of it. Memory does not grow with it. Whatever is wrong is a
 * {@link DumpException} that names the file and the part.
 */
final class DumpReader implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final CountingInput raw;
    private final DumpHeader header;
    private final InputStream content;
    private final MessageDigest all = Sha256.digest();
    private final List<DumpContents.Table> tables = new ArrayList<>();
    private String part = "its first lines";
    private DumpContents contents;
    private Table reading;

    /**
     * Opens a file and reads its header.
     *
     * @param key null: there is none; an encrypted file is then refused
     */
    DumpReader(Path file, ArchiveKey key) throws IOException {
        this.file = file;
        try {
            raw = new CountingInput(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
        } catch (NoSuchFileException e) {
            throw new DumpException(file + " does not exist.", e);
        } catch (IOException e) {
            throw named(e);
        }
        try {
            header = DumpHeader.read(raw);
            checkKey(key);
            byte[] head = header.bytes();
            all.update(head);
            content = header.keyId().isEmpty() ? raw : new DecryptingInput(raw, key.subkey(head));
        } catch (IOException e) {
            raw.close();
            throw named(e);
        }
    }

    /**
     * Reads all of a file.
     *
     * @param key null: there is none; an encrypted file is then refused
     * @throws DumpException it is cut short, damaged, no dump, or encrypted with another key
     */
    static DumpContents check(Path file, ArchiveKey key, DumpProgress progress) throws IOException {
        try (DumpReader reader = new DumpReader(file, key)) {
            long length = Files.size(file);
            byte[] buffer = new byte[BUFFER_BYTES];
            for (Table table = reader.nextTable(); table != null; table = reader.nextTable()) {
                InputStream rows = table.rows();
                while (rows.read(buffer) >= 0) {
                    progress.report(Phase.CHECK, table.name(), table.rowsRead(), reader.raw.count, length);
                }
            }
            return reader.contents();
        }
    }

    private void checkKey(ArchiveKey key) throws DumpException {
        if (header.keyId().isEmpty()) {
            if (key != null) {
                throw new DumpException(file + " is not encrypted, although a key was given.");
            }
        } else if (key == null) {
            throw new DumpException(
                    file + " is encrypted; it needs key " + header.keyId().get() + ".");
        } else if (!header.keyId().get().equals(key.id())) {
            throw new DumpException(file + " is encrypted with key "
                    + header.keyId().get() + ", and the given one is " + key.id() + ".");
        }
    }

    DumpHeader header() {
        return header;
    }

    /** Returns the next table, whose predecessor must have been read to its end; null: there is no more. */
    Table nextTable() throws IOException {
        try {
            part = tables.isEmpty() ? "its beginning" : "its part behind table " + lastTable();
            FileRecord record = readRecord();
            if (record.kind == Records.TABLE) {
                String[] lines = record.text().split("\n", -1);
                part = "table " + lines[0];
                reading = new Table(lines[0], List.of(lines).subList(1, lines.length));
                return reading;
            }
            part = "its manifest";
            finish(record);
            return null;
        } catch (IOException e) {
            throw named(e);
        }
    }

    private String lastTable() {
        return tables.get(tables.size() - 1).name();
    }

    private void finish(FileRecord manifest) throws IOException {
        check(manifest.kind == Records.MANIFEST, "something else is in its place");
        DumpContents read = new DumpContents(header, List.copyOf(tables), DumpContents.sequences(manifest.text()));
        check(read.manifest().equals(manifest.text()), "its tables are not those of the file");
        part = "its end";
        byte[] hash = all.digest();
        FileRecord end = readRecord();
        check(end.kind == Records.END && MessageDigest.isEqual(end.body, hash), "a hash is wrong");
        check(content.read() < 0, "something follows it");
        contents = read;
    }

    /** Returns what the whole file holds, once {@link #nextTable} has returned null. */
    DumpContents contents() {
        return Optional.ofNullable(contents).orElseThrow();
    }

    private FileRecord readRecord() throws IOException {
        byte[] head = readFully(Records.HEAD_BYTES);
        ByteBuffer fields = ByteBuffer.wrap(head);
        byte kind = fields.get();
        int length = fields.getInt();
        check(length >= 0 && length <= Records.LONGEST_BODY, "a record's length is wrong");
        byte[] body = readFully(length);
        byte[] expected = readFully(Integer.BYTES);
        CRC32C crc = new CRC32C();
        crc.update(head);
        crc.update(body);
        check((int) crc.getValue() == ByteBuffer.wrap(expected).getInt(), "a checksum is wrong");
        all.update(head);
        all.update(body);
        all.update(expected);
        return new FileRecord(kind, body);
    }

    private byte[] readFully(int length) throws IOException {
        byte[] bytes = content.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static void check(boolean right, String otherwise) throws DamagedRecordException {
        if (!right) {
            throw new DamagedRecordException(otherwise);
        }
    }

    /** Says for people what is wrong with which part. */
    private DumpException named(IOException e) {
        if (e instanceof DumpException named) {
            return named;
        }
        if (e instanceof EOFException) {
            return new DumpException(file + " is cut short or damaged in " + part + ".", e);
        }
        if (e instanceof DamagedRecordException) {
            return new DumpException(file + " is damaged in " + part + ": " + e.getMessage() + ".", e);
        }
        if (e instanceof ZstdIOException) {
            return new DumpException(file + " is damaged in " + part + ": it cannot be decompressed.", e);
        }
        return new DumpException(file + " cannot be read: " + e.getMessage() + ".", e);
    }

    @Override
    public void close() throws IOException {
        try (raw) {
            if (reading != null) {
                reading.rows.in.close();
            }
        }
    }

    private record FileRecord(byte kind, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** A table of the file, while it is read. */
    final class Table {
        private final String name;
        private final List<String> columns;
        private final DataRecords records = new DataRecords();
        private final Rows rows;

        private Table(String name, List<String> columns) throws IOException {
            this.name = name;
            this.columns = columns;
            this.rows = new Rows(new ZstdInputStreamNoFinalizer(records));
        }

        String name() {
            return name;
        }

        List<String> columns() {
            return columns;
        }

        /** The rows in the text format of COPY. Ends only if all of them are as they were written. */
        InputStream rows() {
            return rows;
        }

        /** Number of rows read so far. */
        long rowsRead() {
            return rows.lines;
        }

        /** Number of bytes read so far. */
        long bytesRead() {
            return rows.bytes;
        }

        private void end(byte[] hash) throws DamagedRecordException {
            check(records.end.length == 2 * Long.BYTES + hash.length, "its end cannot be read");
            ByteBuffer end = ByteBuffer.wrap(records.end);
            check(
                    end.getLong() == rows.lines && end.getLong() == rows.bytes && end.equals(ByteBuffer.wrap(hash)),
                    "its rows are not those that were written");
            tables.add(new DumpContents.Table(
                    name, rows.lines, rows.bytes, HexFormat.of().formatHex(hash)));
        }

        /** Counts and hashes the rows, and compares them with the table's end. */
        private final class Rows extends InputStream {
            private final InputStream in;
            private final MessageDigest hash = Sha256.digest();
            private long bytes;
            private long lines;
            private boolean ended;

            Rows(InputStream in) {
                this.in = in;
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                try {
                    int read = ended ? -1 : in.read(buffer, offset, length);
                    if (read >= 0) {
                        pass(buffer, offset, read);
                    } else if (!ended) {
                        ended = true;
                        end(hash.digest());
                    }
                    return read;
                } catch (IOException e) {
                    throw named(e);
                }
            }

            private void pass(byte[] buffer, int offset, int length) {
                hash.update(buffer, offset, length);
                bytes += length;
                for (int i = offset; i < offset + length; i++) {
                    if (buffer[i] == '\n') { // within a value it is written as backslash and n
                        lines++;
                    }
                }
            }
        }
    }

    /** The compressed bytes of a table's records. */
    private final class DataRecords extends InputStream {
        private byte[] body = {};
        private int position;
        private byte[] end;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (end == null && position == body.length) {
                FileRecord record = readRecord();
                if (record.kind == Records.TABLE_END) {
                    end = record.body;
                } else {
                    check(record.kind == Records.DATA, "its end is missing");
                    body = record.body;
                    position = 0;
                }
            }
            if (end != null) {
                return -1;
            }
            int part = Math.min(length, body.length - position);
            System.arraycopy(body, position, bytes, offset, part);
            position += part;
            return part;
        }
    }

    /** Knows how far the file was read. */
    private static final class CountingInput extends FilterInputStream {
        private long count;

        CountingInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
