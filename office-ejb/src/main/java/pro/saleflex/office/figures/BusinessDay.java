package pro.saleflex.office.figures;

import java.time.Duration;
import java.time.Instant;

/** Decides at which moment a document counts; its business day is the store's day of that moment. */
public final class BusinessDay {
    /** Terminal clocks may be off by a few minutes. */
    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    private BusinessDay() {}

    /**
     * Returns the moment at which a document counts: its completion, or its receipt if the terminal gave no completion
     * time or an impossible one (after receipt, or before the terminal was set up, each by more than ten minutes).
     *
     * @param completed {@code created_at}; null if missing
     * @param received when the server received it
     * @param setUp when its terminal was set up
     */
    public static Instant countedAt(Instant completed, Instant received, Instant setUp) {
        boolean possible = completed != null
                && !completed.isAfter(received.plus(TOLERANCE))
                && !completed.isBefore(setUp.minus(TOLERANCE));
        return possible ? completed : received;
    }
}
