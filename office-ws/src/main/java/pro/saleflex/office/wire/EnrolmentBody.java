package pro.saleflex.office.wire;

import java.util.stream.Stream;

/**
 * The body of an enrolment request; the QR code contains the same text.
 *
 * @param officeCode code of the office
 * @param storeCode code of the store
 * @param terminalCode code of the terminal
 * @param code the enrolment code, in upper or lower case, with or without spaces and hyphens
 */
public record EnrolmentBody(String officeCode, String storeCode, String terminalCode, String code) {
    private static final int MAX_LENGTH = 100;

    /**
     * Requires all members to be present and of a reasonable length.
     *
     * @throws Problem 400 that lists the required members
     */
    public static void require(EnrolmentBody body) {
        boolean valid = body != null
                && Stream.of(body.officeCode, body.storeCode, body.terminalCode, body.code)
                        .allMatch(member -> member != null && !member.isBlank() && member.length() <= MAX_LENGTH);
        if (!valid) {
            throw Problem.of(
                    400,
                    "office_code, store_code, terminal_code and code are required, as strings of at most " + MAX_LENGTH
                            + " characters.");
        }
    }

    @Override
    public String toString() {
        return "EnrolmentBody of " + terminalCode; // never the code
    }
}
