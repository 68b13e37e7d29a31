package pro.saleflex.office.closure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A closed period that lacks documents.
 *
 * @param terminalId whose
 * @param closureNumber the period
 * @param missing how many documents
 * @param gaps their numbers, where they are certain; else empty
 * @param closedAt when its closure came; the latest, of several
 * @param explanation why it lacks documents; null: nobody said
 */
public record IncompletePeriod(
        UUID terminalId, long closureNumber, long missing, List<Gap> gaps, Instant closedAt, Explanation explanation) {

    /** Is what is missing explained? When more is missing than was explained, it is not any more. */
    public boolean explained() {
        return explanation != null && missing <= explanation.missing();
    }

    /** Is it too early to be alarmed: its documents may be on their way? */
    public boolean waits(Instant now) {
        return now.isBefore(closedAt.plus(PeriodChecks.DOCUMENTS_MAY_FOLLOW));
    }

    /** Should somebody be alarmed? */
    public boolean alarms(Instant now) {
        return !explained() && !waits(now);
    }

    /** The missing receipts' numbers, such as {@code 4-5, 7}; empty where they are not certain. */
    public String numbers() {
        return gaps.stream().map(Gap::numbers).collect(Collectors.joining(", "));
    }

    /**
     * Why a period lacks documents.
     *
     * @param missing how many documents that explains
     * @param reason in somebody's words
     * @param by the portal user's name
     * @param at when it was said
     */
    public record Explanation(long missing, String reason, String by, Instant at) {}
}
