package pro.saleflex.office.figures;

import java.time.Duration;
import java.time.Instant;

/** When a document counts; its day is the store's of that moment. */
public final class BusinessDay {
    /** Clocks of tills are wrong by minutes without anybody minding. */
    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    private BusinessDay() {}

    /**
     * The moment at which a document counts: when it was completed; when it came, if its terminal does not say, or says what
     * cannot be.
     *
     * @param completed {@code created_at}; null: none told
     * @param received when it came
     * @param setUp since when there is its terminal
     */
    public static Instant counted(Instant completed, Instant received, Instant setUp) {
        boolean possible = completed != null
                && !completed.isAfter(received.plus(TOLERANCE))
                && !completed.isBefore(setUp.minus(TOLERANCE));
        return possible ? completed : received;
    }
}
