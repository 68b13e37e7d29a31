package pro.saleflex.office.reference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import pro.saleflex.office.config.OfficeConfig;

/**
 * Encrypts cashiers' codes for the database with AES-256-GCM; the row's id is the additional authenticated data, and
 * the key is in a separate file.
 *
 * <p>The codes cannot be hashed because terminals compare them in clear text. The key is in {@code cashier-codes.key}
 * in the home directory, mode 600. A database backup alone reveals no code, and a restore needs the key to be usable;
 * the archive holds it, too, encrypted.
 */
@ApplicationScoped
public class CashierCodes {
    /** Name of the key's file in the home directory. */
    public static final String KEY_FILE = "cashier-codes.key";

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private OfficeConfig config;
    private volatile SecretKeySpec key;

    /** Public for the container. */
    public CashierCodes() {}

    @Inject
    CashierCodes(OfficeConfig config) {
        this.config = config;
    }

    /** Encrypts a code for its row. */
    public byte[] encrypt(String code, String rowId) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] cipherText = cipher(Cipher.ENCRYPT_MODE, nonce, rowId, code.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(nonce.length + cipherText.length)
                .put(nonce)
                .put(cipherText)
                .array();
    }

    /**
     * Decrypts the code of a row.
     *
     * @throws IllegalStateException if it was encrypted with another key or for another row, or was tampered with
     */
    public String decrypt(byte[] encrypted, String rowId) {
        ByteBuffer buffer = ByteBuffer.wrap(encrypted);
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] cipherText = new byte[buffer.remaining()];
        buffer.get(cipherText);
        return new String(cipher(Cipher.DECRYPT_MODE, nonce, rowId, cipherText), StandardCharsets.UTF_8);
    }

    private byte[] cipher(int mode, byte[] nonce, String rowId, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(rowId.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Cashiers' codes cannot be read with the key in " + file()
                            + ". Put back the key that belongs to this database, or import the master data again.",
                    e);
        }
    }

    private synchronized SecretKeySpec key() {
        if (key == null) {
            try {
                key = new SecretKeySpec(readOrCreate(file()), "AES");
            } catch (IOException e) {
                throw new UncheckedIOException("The key file " + file() + " cannot be used", e);
            }
        }
        return key;
    }

    private Path file() {
        return config.home().resolve(KEY_FILE);
    }

    private static byte[] readOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            byte[] created = new byte[KEY_BYTES];
            RANDOM.nextBytes(created);
            FileAttribute<Set<PosixFilePermission>> ownerOnly =
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (var channel = Files.newByteChannel(
                    file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
                channel.write(ByteBuffer.wrap(created));
                return created;
            } catch (FileAlreadyExistsException e) {
                return Files.readAllBytes(file); // another server with the same home directory has just created it
            }
        }
        byte[] read = Files.readAllBytes(file);
        if (read.length != KEY_BYTES) {
            throw new IOException("it must hold " + KEY_BYTES + " bytes");
        }
        return read;
    }
}
