package pro.saleflex.office.terminal;

import java.util.Optional;

/** The rule for codes and names that people type: not blank, no control characters, no longer than a page can show. */
final class Codes {
    private static final int LONGEST_CODE = 40;
    private static final int LONGEST_NAME = 100;

    private Codes() {}

    /** What is wrong with a code to be given, in words, or nothing. */
    static Optional<String> fault(String member, String code) {
        return fault(member, code, LONGEST_CODE);
    }

    /** What is wrong with a code that may be there already, in words, or nothing: codes were as long as names once. */
    static Optional<String> givenFault(String member, String code) {
        return fault(member, code, LONGEST_NAME);
    }

    /** What is wrong with a name for people, in words, or nothing. */
    static Optional<String> nameFault(String member, String name) {
        return fault(member, name, LONGEST_NAME);
    }

    private static Optional<String> fault(String member, String value, int longest) {
        if (value == null || value.isBlank()) {
            return Optional.of(member + " is missing or blank.");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(member + " holds a control character.");
        }
        return value.codePointCount(0, value.length()) > longest
                ? Optional.of(member + " is longer than " + longest + " characters.")
                : Optional.empty();
    }

    /** Could there be a code like this? What cannot is not looked for: PostgreSQL takes no NUL, for one. */
    static boolean canExist(String code) {
        return givenFault("code", code).isEmpty();
    }

    /** Could a terminal have these codes? */
    static boolean canExist(TerminalCodes codes) {
        return canExist(codes.officeCode()) && canExist(codes.storeCode()) && canExist(codes.terminalCode());
    }
}
