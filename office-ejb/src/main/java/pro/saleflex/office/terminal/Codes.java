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

    /** Could a terminal have these codes? */
    static boolean canExist(TerminalCodes codes) {
        return fault("office_code", codes.officeCode())
                .or(() -> fault("store_code", codes.storeCode()))
                .or(() -> fault("terminal_code", codes.terminalCode()))
                .isEmpty();
    }
}
