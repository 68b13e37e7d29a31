package pro.saleflex.office.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The file with the console's only user, written while the server is down. */
final class AdminKeyFile {
    private static final int SALT_BYTES = 8;
    /** The number of hash iterations of the server's file realm. */
    private static final int ROUNDS = 100;

    private AdminKeyFile() {}

    /** Makes {@code admin} with this password the only user of the console. */
    static void write(Path file, String password) throws IOException {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "admin;" + hash(password, salt) + ";asadmin\n");
    }

    /** Returns the password as the server's file realm stores it: iterated salted SHA-256, followed by the salt. */
    static String hash(String password, byte[] salt) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(password.getBytes(StandardCharsets.UTF_8));
            byte[] digest = sha256.digest(salt);
            for (int round = 1; round < ROUNDS; round++) {
                digest = sha256.digest(digest);
            }
            byte[] kept = new byte[digest.length + salt.length];
            System.arraycopy(digest, 0, kept, 0, digest.length);
            System.arraycopy(salt, 0, kept, digest.length, salt.length);
            return "{SSHA256}" + Base64.getEncoder().encodeToString(kept);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
