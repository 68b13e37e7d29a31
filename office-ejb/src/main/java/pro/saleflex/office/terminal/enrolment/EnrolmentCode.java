package pro.saleflex.office.terminal.enrolment;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;

/**
 * The one-time code that a manager reads out or a terminal scans: eight characters of an alphabet without look-alikes.
 *
 * <p>28 characters to the power of 8 are 38.4 bits. A code allows five attempts in its 15 minutes, so guessing it
 * succeeds with a chance of 1 in 75 billion.
 */
final class EnrolmentCode {
    static final Duration VALID = Duration.ofMinutes(15);
    static final int TRIES = 5;
    static final int LENGTH = 8;

    /** Without 0 and O, 1, I and L, and without Z, S and B, which look like 2, 5 and 8. */
    static final String ALPHABET = "ACDEFGHJKMNPQRTUVWXY23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private EnrolmentCode() {}

    static String make() {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** Normalizes a code as typed: ignores case, spaces and hyphens. */
    static String plain(String typed) {
        return typed.replaceAll("[\\s\\p{Z}\\p{Pd}]", "").toUpperCase(Locale.ROOT);
    }

    /** Formats a code for people: {@code K7QM-3XWD}. */
    static String grouped(String code) {
        return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    }
}
