package pro.saleflex.office.archive.dump;

import java.io.IOException;
import java.io.OutputStream;
import javax.crypto.SecretKey;

/** Encrypts a stream in chunks. Closing it writes the last chunk and leaves the underlying stream open. */
final class EncryptingOutput extends OutputStream {
    private final OutputStream out;
    private final ChunkCipher cipher;
    private final byte[] chunk = new byte[ChunkCipher.CHUNK_BYTES];
    private int length;
    private boolean closed;

    EncryptingOutput(OutputStream out, SecretKey key) {
        this.out = out;
        this.cipher = new ChunkCipher(key);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            if (length == chunk.length) { // only now it is certain that it is not the last one
                out.write(cipher.encrypt(chunk, length, false));
                length = 0;
            }
            int part = Math.min(count - done, chunk.length - length);
            System.arraycopy(bytes, offset + done, chunk, length, part);
            length += part;
            done += part;
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            out.write(cipher.encrypt(chunk, length, true));
        }
    }
}
