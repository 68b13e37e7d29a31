package pro.saleflex.office.lane;

import java.time.Instant;
import java.util.UUID;

/**
 * The right to deliver a terminal's next entries, until it ends: whoever holds the token is the only one who does.
 *
 * @param target where to
 * @param terminalId whose journal
 * @param token of this claim; the marks of an earlier one change nothing
 * @param doneUpto the entry that the lane had reached
 * @param length the journal's length when it was claimed
 * @param attempts failures of the next entry that were its own
 * @param failingSince since when the next entry fails; null: it does not
 * @param ownFailingSince since when it fails for reasons of its own; null: it does not
 * @param failedAt when it failed last; null: it did not
 * @param until when the claim ends
 */
public record LaneClaim(
        Target target,
        UUID terminalId,
        UUID token,
        long doneUpto,
        long length,
        int attempts,
        Instant failingSince,
        Instant ownFailingSince,
        Instant failedAt,
        Instant until) {}
