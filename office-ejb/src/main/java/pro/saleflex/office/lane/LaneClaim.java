package pro.saleflex.office.lane;

import java.time.Instant;
import java.util.UUID;

/**
 * A lease on a lane: the exclusive right to deliver a terminal's next entries to a target until it expires.
 *
 * @param target where to deliver
 * @param terminalId whose journal
 * @param token of this claim; updates with an earlier token change nothing
 * @param doneUpto the number of the entry that the lane had reached
 * @param length the journal's length when the lane was claimed
 * @param attempts failures of the next entry that were its own fault
 * @param failingSince when the next entry first failed; null: it has not failed
 * @param ownFailingSince when it first failed through its own fault; null: it has not
 * @param failedAt when it last failed; null: it has not failed
 * @param until when the claim expires
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
