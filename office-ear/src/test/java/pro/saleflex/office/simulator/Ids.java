package pro.saleflex.office.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Generates the row ids of one till: formally random UUIDs, but derived from the run number and the terminal code. Ids
 * of different runs never collide; repeating a run number repeats its ids.
 */
final class Ids {
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final String start;
    private final MessageDigest sha256;
    private long drawn;

    Ids(long run, String terminal) {
        start = run + "/" + terminal + "/";
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    String next() {
        ByteBuffer hash = ByteBuffer.wrap(sha256.digest((start + drawn++).getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | VERSION_4;
        long low = (hash.getLong() >>> 2) | VARIANT;
        return new UUID(high, low).toString();
    }
}
