package pro.saleflex.office.archive.dump;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-GCM for the chunks of one file, in order. */
final class ChunkCipher {
    /** Bytes of a chunk before encryption; only the last one may be shorter. */
    static final int CHUNK_BYTES = 1 << 16;

    static final int TAG_BYTES = 16;

    private static final int NONCE_BYTES = 12;

    private final SecretKey key;
    private final Cipher cipher;
    private long number;

    ChunkCipher(SecretKey key) {
        this.key = key;
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    /** Encrypts the next chunk. */
    byte[] encrypt(byte[] chunk, int length, boolean last) {
        try {
            return next(Cipher.ENCRYPT_MODE, chunk, length, last);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM encrypts any bytes", e);
        }
    }

    /** Decrypts the next chunk. */
    byte[] decrypt(byte[] sealed, boolean last) throws DamagedRecordException {
        try {
            return next(Cipher.DECRYPT_MODE, sealed, sealed.length, last);
        } catch (AEADBadTagException e) {
            throw new DamagedRecordException("it was changed, or the file was cut off or put together anew", e);
        } catch (GeneralSecurityException e) {
            throw new DamagedRecordException("it cannot be decrypted", e);
        }
    }

    private byte[] next(int mode, byte[] bytes, int length, boolean last) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .position(NONCE_BYTES - 1 - Long.BYTES)
                .putLong(number++)
                .put((byte) (last ? 1 : 0))
                .array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        return cipher.doFinal(bytes, 0, length);
    }
}
