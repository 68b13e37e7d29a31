package pro.saleflex.office.journal;

import java.util.UUID;

/**
 * The result of verifying a terminal's journal.
 *
 * @param terminalId whose journal
 * @param entries how many entries were verified and found right
 * @param firstBroken the number of the first entry that is not as it was written; 0 when all are
 * @param finding in words
 */
public record Verification(UUID terminalId, long entries, long firstBroken, String finding) {

    /** Is every entry as it was written? */
    public boolean clean() {
        return firstBroken == 0;
    }
}
