package pro.saleflex.office.lane;

import java.time.Instant;
import java.util.UUID;
import pro.saleflex.office.platform.Lease;

/**
 * A lane under a lease: its holder alone delivers the terminal's next entries to the target.
 *
 * @param target where to deliver
 * @param terminalId whose journal
 * @param lease on the lane
 * @param doneUpto the number of the entry that the lane had reached
 * @param length the journal's length when the lane was claimed
 * @param attempts failures of the next entry that were its own fault
 * @param failingSince when the next entry first failed; null: it has not failed
 * @param ownFailingSince when it first failed through its own fault; null: it has not
 * @param failedAt when it last failed; null: it has not failed
 */
public record ClaimedLane(
        Target target,
        UUID terminalId,
        Lease lease,
        long doneUpto,
        long length,
        int attempts,
        Instant failingSince,
        Instant ownFailingSince,
        Instant failedAt) {}
