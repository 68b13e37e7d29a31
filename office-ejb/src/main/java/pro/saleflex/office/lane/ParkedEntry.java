package pro.saleflex.office.lane;

import java.time.Instant;
import java.util.UUID;

/**
 * A dead letter: an entry that a target did not take, set aside so that the entries behind it are delivered.
 *
 * @param target that did not take it
 * @param terminalId whose journal
 * @param entryNo its number in the journal
 * @param cause why it is parked
 * @param reason given by the target
 * @param parkedAt when it was parked
 * @param retryAt when a requested retry is due; null: none was requested, or it failed
 * @param retryAskedBy who requested the retry
 * @param deliveredAt when a retry succeeded; null: none has
 * @param discardReason why it is, or should be, discarded; null: nobody asked for that
 * @param discardAskedBy who asked to discard it
 * @param discardAskedAt when that was
 * @param discardedBy who confirmed that; null: nobody has
 * @param discardedAt when that was
 */
public record ParkedEntry(
        Target target,
        UUID terminalId,
        long entryNo,
        Cause cause,
        String reason,
        Instant parkedAt,
        Instant retryAt,
        String retryAskedBy,
        Instant deliveredAt,
        String discardReason,
        String discardAskedBy,
        Instant discardAskedAt,
        String discardedBy,
        Instant discardedAt) {

    /** Whether it still counts as parked: neither delivered nor discarded. */
    public boolean standing() {
        return deliveredAt == null && discardedAt == null;
    }

    /** Why an entry is parked. */
    public enum Cause {
        /** The target refused it for good. */
        REFUSED,
        /** A poison message: it failed again and again while the link worked. */
        SUSPECT
    }
}
