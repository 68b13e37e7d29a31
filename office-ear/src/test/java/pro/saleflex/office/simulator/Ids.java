package pro.saleflex.office.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The ids one till gives to its rows: in form random UUIDs, in truth drawn from the run's number and the terminal
 * code. Another run number gives other ids, so that runs never meet; the same one gives the same ids again.
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
