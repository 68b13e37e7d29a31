package pro.saleflex.office.archive.dump;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import javax.crypto.SecretKey;

/** Decrypts what {@link EncryptingOutput} wrote. Returns no byte that is not authentic. */
final class DecryptingInput extends InputStream {
    private final PushbackInputStream in;
    private final ChunkCipher cipher;
    private byte[] chunk = {};
    private int position;
    private boolean last;

    DecryptingInput(InputStream in, SecretKey key) {
        this.in = new PushbackInputStream(in);
        this.cipher = new ChunkCipher(key);
    }

    @Override
    public int read() throws IOException {
        return filled() ? chunk[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!filled()) {
            return -1;
        }
        int part = Math.min(count, chunk.length - position);
        System.arraycopy(chunk, position, bytes, offset, part);
        position += part;
        return part;
    }

    private boolean filled() throws IOException {
        while (position == chunk.length) {
            if (last) {
                return false;
            }
            byte[] sealed = in.readNBytes(ChunkCipher.CHUNK_BYTES + ChunkCipher.TAG_BYTES);
            if (sealed.length < ChunkCipher.TAG_BYTES) {
                throw new EOFException();
            }
            int next = in.read();
            last = next < 0;
            if (!last) {
                in.unread(next);
            }
            chunk = cipher.decrypt(sealed, last);
            position = 0;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
