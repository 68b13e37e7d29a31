package pro.saleflex.office.wire;

import java.util.stream.Stream;

/**
 * What a till sends to enrol; the text of the QR picture is such a body too.
 *
 * @param officeCode its office
 * @param storeCode its store
 * @param terminalCode its own code
 * @param code the enrolment code, in capital or small letters, with spaces or hyphens or without
 */
public record EnrolmentBody(String officeCode, String storeCode, String terminalCode, String code) {
    private static final int LONGEST = 100;

    /**
     * All members must be there and of a sensible length.
     *
     * @throws Problem 400 that says what is missing
     */
    public static void require(EnrolmentBody body) {
        boolean sound = body != null
                && Stream.of(body.officeCode, body.storeCode, body.terminalCode, body.code)
                        .allMatch(member -> member != null && !member.isBlank() && member.length() <= LONGEST);
        if (!sound) {
            throw Problem.of(
                    400,
                    "office_code, store_code, terminal_code and code are needed, as texts of at most " + LONGEST
                            + " characters.");
        }
    }

    @Override
    public String toString() {
        return "EnrolmentBody of " + terminalCode; // never the code
    }
}
