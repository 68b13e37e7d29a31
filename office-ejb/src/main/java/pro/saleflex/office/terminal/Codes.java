package pro.saleflex.office.terminal;

import java.util.Optional;

/**
 * Validates codes and names that people type: not blank, without control characters, no longer than a page can show.
 */
final class Codes {
    private static final int LONGEST_CODE = 40;
    private static final int LONGEST_NAME = 100;

    private Codes() {}

    /** Checks a code for something new. Returns what is wrong, as text, or empty if it is valid. */
    static Optional<String> fault(String member, String code) {
        return fault(member, code, LONGEST_CODE);
    }

    /** Checks a code that may exist already; codes used to be as long as names. Returns what is wrong, or empty. */
    static Optional<String> existingFault(String member, String code) {
        return fault(member, code, LONGEST_NAME);
    }

    /** Checks a name for people. Returns what is wrong, as text, or empty if it is valid. */
    static Optional<String> nameFault(String member, String name) {
        return fault(member, name, LONGEST_NAME);
    }

    private static Optional<String> fault(String member, String value, int longest) {
        if (value == null || value.isBlank()) {
            return Optional.of(member + " is missing or blank.");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(member + " contains a control character.");
        }
        return value.codePointCount(0, value.length()) > longest
                ? Optional.of(member + " is longer than " + longest + " characters.")
                : Optional.empty();
    }

    /** Whether such a code can exist. If not, do not query for it: PostgreSQL, for one, rejects NUL characters. */
    static boolean canExist(String code) {
        return existingFault("code", code).isEmpty();
    }

    /** Whether a terminal with these codes can exist. */
    static boolean canExist(TerminalCodes codes) {
        return canExist(codes.officeCode()) && canExist(codes.storeCode()) && canExist(codes.terminalCode());
    }
}
