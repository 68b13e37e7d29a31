package pro.saleflex.office.archive.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import pro.saleflex.office.document.Sha256;

/**
 * The key of an archive, for AES-256-GCM with a random nonce of 96 bits per use. Its file holds 64 hexadecimal digits.
 */
public final class ArchiveKey {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;
    private final String id;

    private ArchiveKey(byte[] bytes) {
        key = new SecretKeySpec(bytes, "AES");
        id = HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(bytes), 8));
    }

    /** Reads a key file. Throws an {@link IOException} that names the file if it cannot be read or holds no key. */
    public static ArchiveKey read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (IOException e) { // its message is often only the path
            throw new IOException(
                    "The key file " + file
                            + (e instanceof NoSuchFileException
                                    ? " does not exist."
                                    : " cannot be read (" + e.getClass().getSimpleName() + ")."),
                    e);
        }
        if (!text.matches("[0-9a-fA-F]{64}")) {
            throw new IOException(file + " is no key file: it must hold 64 hexadecimal digits.");
        }
        return new ArchiveKey(HexFormat.of().parseHex(text));
    }

    /** Writes a new random key to a new file, which only its owner can read. */
    public static void create(Path file) throws IOException {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        Folders.writeSecret(file, (HexFormat.of().formatHex(bytes) + '\n').getBytes(StandardCharsets.US_ASCII));
    }

    /** Identifies the key without revealing it: the first eight bytes of its SHA-256, in hex. */
    public String id() {
        return id;
    }

    /** A key for one purpose: HMAC-SHA256 of what tells that purpose apart from all others. */
    public SecretKey subkey(byte[] purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return new SecretKeySpec(mac.doFinal(purpose), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }

    /** Encrypts; returns the nonce, the cipher text and the tag. */
    byte[] encrypt(byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            ByteBuffer sealed = ByteBuffer.allocate(NONCE_BYTES + cipher.getOutputSize(plain.length));
            sealed.put(nonce);
            cipher.doFinal(ByteBuffer.wrap(plain), sealed);
            return sealed.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    /** Decrypts what {@link #encrypt} returned. */
    byte[] decrypt(byte[] sealed) throws DamagedArchiveException {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new DamagedArchiveException("The encrypted content is cut off.");
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new DamagedArchiveException("The encrypted content was changed, or the key is another one.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }
}
