package pro.saleflex.office.lane;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery cursor with its state: how far a terminal's journal has been delivered to a target.
 *
 * @param terminalId whose journal
 * @param length number of entries in the journal
 * @param waiting number of entries still to be delivered, including the one being sent
 * @param doneUpto the number of the last entry that was delivered or parked
 * @param sending a worker holds the lane at the moment
 * @param attempts failures of the next entry that were its own fault
 * @param failingSince when the next entry first failed; null: it has not failed
 * @param lastError reason of its last failure; null: it has not failed
 * @param nextAttemptAt the earliest time of the next attempt; null: the lane does not exist yet
 * @param held the next entry is a closure that waits for its period's documents
 * @param oldestAt when the next entry was received; null: none is waiting
 * @param parked entries that people have to decide about
 * @param discarded entries that people decided not to send
 */
public record LaneView(
        UUID terminalId,
        long length,
        long waiting,
        long doneUpto,
        boolean sending,
        int attempts,
        Instant failingSince,
        String lastError,
        Instant nextAttemptAt,
        boolean held,
        Instant oldestAt,
        long parked,
        long discarded) {

    /** Number of entries that the target has. */
    public long delivered() {
        return length - waiting - parked - discarded;
    }
}
