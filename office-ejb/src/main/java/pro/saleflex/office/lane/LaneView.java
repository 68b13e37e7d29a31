package pro.saleflex.office.lane;

import java.time.Instant;
import java.util.UUID;

/**
 * How far a terminal's journal has reached a target.
 *
 * @param terminalId whose journal
 * @param length entries in it
 * @param doneUpto the entry it has reached: delivered, or parked
 * @param sending an entry is on its way just now
 * @param attempts failures of the next entry that were its own
 * @param failingSince since when the next entry fails; null: it does not
 * @param lastError what happened at its latest failure; null: none
 * @param nextAttemptAt not tried before; null: no lane yet
 * @param held the next entry is a closure that waits for its documents
 * @param oldestAt when the next entry was received; null: none waits
 * @param parked entries that people are to look at
 * @param discarded entries that are not to be sent
 */
public record LaneView(
        UUID terminalId,
        long length,
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

    /** Entries that are still to be delivered, the one on its way included. */
    public long waiting() {
        return length - doneUpto;
    }

    /** Entries that the target has. */
    public long delivered() {
        return doneUpto - parked - discarded;
    }
}
