package pro.saleflex.office.terminal;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A certificate's fingerprint: the SHA-256 of its DER form, as {@code openssl x509 -fingerprint -sha256} prints it,
 * with or without colons.
 */
public final class Fingerprint {
    private Fingerprint() {}

    /** Returns 64 hexadecimal digits in lower case, or empty if the text is not a fingerprint. */
    public static Optional<String> of(String text) {
        String digits = text.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
        return digits.matches("[0-9a-f]{64}") ? Optional.of(digits) : Optional.empty();
    }

    static Optional<String> fault(String text) {
        return text == null || text.isBlank() || of(text).isPresent()
                ? Optional.empty()
                : Optional.of("certificate_sha256 must be the certificate's SHA-256 fingerprint, 64 hexadecimal digits,"
                        + " or empty to require no certificate.");
    }

    static byte[] bytes(String text) {
        return text.isBlank() ? null : HexFormat.of().parseHex(of(text).orElseThrow());
    }

    static String text(byte[] fingerprint) {
        return fingerprint == null ? null : HexFormat.of().formatHex(fingerprint);
    }

    /** Compares in constant time. */
    static boolean matches(String presented, byte[] bound) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(presented), bound);
    }
}
