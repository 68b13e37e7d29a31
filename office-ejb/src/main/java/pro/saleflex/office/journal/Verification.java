package pro.saleflex.office.journal;

import java.util.UUID;

/**
 * The result of verifying a terminal's journal.
 *
 * @param terminalId the terminal
 * @param entries how many entries were verified and found intact
 * @param firstBroken the number of the first entry that is not as it was written; 0 when all are
 * @param finding the result as text
 */
public record Verification(UUID terminalId, long entries, long firstBroken, String finding) {

    /** Whether every entry is as it was written. */
    public boolean clean() {
        return firstBroken == 0;
    }
}
