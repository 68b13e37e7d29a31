package pro.saleflex.office.closure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A closed period that lacks documents.
 *
 * @param terminalId the terminal
 * @param closureNumber the period
 * @param missing number of missing documents
 * @param gaps their receipt numbers, where these are certain; otherwise empty
 * @param closedAt when its closure was received; the latest if there are several
 * @param explanation why it lacks documents; null if nobody has explained it
 */
public record IncompletePeriod(
        UUID terminalId, long closureNumber, long missing, List<Gap> gaps, Instant closedAt, Explanation explanation) {

    /** Whether the gap is explained. It no longer is once more documents are missing than were explained. */
    public boolean explained() {
        return explanation != null && missing <= explanation.missing();
    }

    /** Whether it is too early for an alert, because documents may still be on their way. */
    public boolean inGracePeriod(Instant now) {
        return now.isBefore(closedAt.plus(PeriodChecks.GRACE_PERIOD));
    }

    /** Whether the gap raises an alert. */
    public boolean needsAlert(Instant now) {
        return !explained() && !inGracePeriod(now);
    }

    /** Returns the missing receipt numbers as text, such as {@code 4-5, 7}; empty if they are not certain. */
    public String numbers() {
        return gaps.stream().map(Gap::numbers).collect(Collectors.joining(", "));
    }

    /**
     * An explanation of why a period lacks documents.
     *
     * @param missing number of documents that it explains
     * @param reason the reason as the user typed it
     * @param by name of the portal user
     * @param at when it was given
     */
    public record Explanation(long missing, String reason, String by, Instant at) {}
}
