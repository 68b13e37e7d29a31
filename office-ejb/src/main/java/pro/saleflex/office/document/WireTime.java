package pro.saleflex.office.document;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;

/** Times as terminals write them: ISO 8601, mostly without a zone. */
final class WireTime {
    private static final int DATE_LENGTH = 10;
    private static final int SHORTEST = 16; // to the minute

    private WireTime() {}

    /** Is it built like a date and time? A quick look that most other texts fail at once. */
    static boolean looksLike(String value) {
        return value.length() >= SHORTEST
                && value.charAt(4) == '-'
                && value.charAt(7) == '-'
                && value.charAt(DATE_LENGTH) == 'T';
    }

    /**
     * An {@link OffsetDateTime} when it names its zone, a {@link LocalDateTime} when not.
     *
     * @throws DateTimeException there is no such time
     */
    static Temporal parse(String value) {
        boolean zoned =
                value.endsWith("Z") || value.indexOf('+', DATE_LENGTH) > 0 || value.indexOf('-', DATE_LENGTH) > 0;
        return zoned ? OffsetDateTime.parse(value) : LocalDateTime.parse(value);
    }
}
