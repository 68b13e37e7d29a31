package pro.saleflex.office.archive.dump;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.document.Sha256;

/**
 * Writes a dump's bytes. Tables are written one after the other: {@link #beginTable}, the rows, {@link #endTable}.
 * Memory does not grow with them.
 */
final class DumpWriter implements Closeable {
    private static final int ZSTD_LEVEL = 3;
    private static final int BUFFER_BYTES = 1 << 16;

    private final DumpHeader header;
    private final OutputStream content;
    private final MessageDigest all = Sha256.digest();
    private final List<DumpContents.Table> tables = new ArrayList<>();
    private String table;
    private RowBytes rowBytes;
    private OutputStream rows;

    /**
     * Writes the header.
     *
     * @param out is not closed
     * @param key the one that the header names; null: the content is not encrypted
     */
    DumpWriter(OutputStream out, DumpHeader header, ArchiveKey key) throws IOException {
        this.header = header;
        byte[] head = header.bytes();
        out.write(head);
        all.update(head);
        content = key == null ? out : new EncryptingOutput(out, key.subkey(head));
    }

    /** Begins a table; returns where its rows go. */
    OutputStream beginTable(String name, List<String> columns) throws IOException {
        table = name;
        write(Records.TABLE, (name + '\n' + String.join("\n", columns)).getBytes(StandardCharsets.UTF_8));
        rowBytes = new RowBytes(new ZstdOutputStreamNoFinalizer(new DataRecords(), ZSTD_LEVEL));
        rows = new BufferedOutputStream(rowBytes, BUFFER_BYTES);
        return rows;
    }

    /** Ends the table that was begun last. */
    void endTable(long rowCount) throws IOException {
        close();
        byte[] hash = rowBytes.getMessageDigest().digest();
        write(
                Records.TABLE_END,
                ByteBuffer.allocate(2 * Long.BYTES + hash.length)
                        .putLong(rowCount)
                        .putLong(rowBytes.count)
                        .put(hash)
                        .array());
        tables.add(new DumpContents.Table(
                table, rowCount, rowBytes.count, HexFormat.of().formatHex(hash)));
    }

    /** Ends the rows of a table, also if they are not complete: the compressor's memory is not the heap's. */
    @Override
    public void close() throws IOException {
        OutputStream begun = rows;
        rows = null;
        if (begun != null) {
            begun.close();
        }
    }

    /** Writes what follows the last table. */
    DumpContents finish(List<DumpContents.Sequence> sequences) throws IOException {
        DumpContents contents = new DumpContents(header, List.copyOf(tables), sequences);
        write(Records.MANIFEST, contents.manifest().getBytes(StandardCharsets.UTF_8));
        write(Records.END, all.digest());
        if (content instanceof EncryptingOutput encrypting) {
            encrypting.close();
        }
        return contents;
    }

    private void write(byte kind, byte[] body) throws IOException {
        write(kind, body, 0, body.length);
    }

    private void write(byte kind, byte[] body, int offset, int length) throws IOException {
        if (length > Records.LONGEST_BODY) {
            throw new IOException("A record of " + length + " bytes is too long.");
        }
        byte[] head =
                ByteBuffer.allocate(Records.HEAD_BYTES).put(kind).putInt(length).array();
        CRC32C crc = new CRC32C();
        crc.update(head);
        crc.update(body, offset, length);
        byte[] check =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        content.write(head);
        content.write(body, offset, length);
        content.write(check);
        all.update(head);
        all.update(body, offset, length);
        all.update(check);
    }

    /** Counts and hashes the rows before they are compressed. */
    private static final class RowBytes extends DigestOutputStream {
        private long count;

        RowBytes(OutputStream out) {
            super(out, Sha256.digest());
        }

        @Override
        public void write(int b) throws IOException {
            super.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            super.write(bytes, offset, length);
            count += length;
        }
    }

    /** Puts compressed bytes into records. */
    private final class DataRecords extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            DumpWriter.this.write(Records.DATA, bytes, offset, length);
        }
    }
}
