package pro.saleflex.office.document;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Name-based ids: UUID version 5 (RFC 9562, section 5.5). The same name space and name always give the same id. */
public final class NameBasedId {
    private NameBasedId() {}

    /**
     * Returns the id of a name.
     *
     * @param space the name space
     * @param name the name, as bytes
     */
    public static UUID of(UUID space, byte[] name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1"); // version 5 prescribes it; no secret depends on it
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(space.getMostSignificantBits())
                    .putLong(space.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name));
            long high = (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x5000L;
            long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
