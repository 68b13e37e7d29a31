package pro.saleflex.office.lane;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry that a target does not take.
 *
 * @param target the target
 * @param terminalId whose journal
 * @param entryNo its place there
 * @param cause why it is parked
 * @param reason in the target's words
 * @param parkedAt since when
 * @param retryAt another try was asked for; null: it was not, or has failed again
 * @param retryAskedBy by whom
 * @param deliveredAt another try went well then; null: it is parked
 * @param discardReason it is not to be sent, or somebody asks for that; null: neither
 * @param discardAskedBy who asked for that
 * @param discardAskedAt when
 * @param discardedBy who confirmed; null: nobody did yet
 * @param discardedAt when
 */
public record Parked(
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

    /** Is it to be sent, some day? */
    public boolean standing() {
        return deliveredAt == null && discardedAt == null;
    }

    /** Why an entry is parked. */
    public enum Cause {
        /** The target refused it for good. */
        REFUSED,
        /** It failed again and again while others passed. */
        SUSPECT
    }
}
