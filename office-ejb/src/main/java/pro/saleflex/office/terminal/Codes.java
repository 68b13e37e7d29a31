package pro.saleflex.office.terminal;

import java.util.Optional;

/** The rule for codes and names that people type: not blank, no control characters, at most 100 characters. */
final class Codes {
    private static final int LONGEST = 100;

    private Codes() {}

    static Optional<String> fault(String member, String value) {
        if (value == null || value.isBlank()) {
            return Optional.of(member + " is missing or blank.");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(member + " holds a control character.");
        }
        return value.length() > LONGEST
                ? Optional.of(member + " is longer than " + LONGEST + " characters.")
                : Optional.empty();
    }

    /** Could a store's or terminal's code be this one? What cannot is not looked for: PostgreSQL takes no NUL, for one. */
    static boolean canExist(String code) {
        return fault("code", code).isEmpty();
    }

    /** Could a terminal have these codes? */
    static boolean canExist(TerminalCodes codes) {
        return canExist(codes.officeCode()) && canExist(codes.storeCode()) && canExist(codes.terminalCode());
    }
}
