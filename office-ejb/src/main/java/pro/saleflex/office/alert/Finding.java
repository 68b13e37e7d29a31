package pro.saleflex.office.alert;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A cause that a regular check found.
 *
 * @param cause the cause
 * @param times number of occurrences; null: the alert counts how often the cause came back
 * @param firstAt time of the first occurrence; null: now
 * @param lastAt time of the latest occurrence; null: now, and finding the cause again changes nothing
 */
public record Finding(Cause cause, Long times, OffsetDateTime firstAt, OffsetDateTime lastAt) {

    /** Returns a cause without occurrences of its own to count. */
    public static Finding of(Cause cause) {
        return new Finding(cause, null, null, null);
    }

    /** Whether the alert is up to date with this finding. */
    boolean matches(AlertView alert) {
        return alert.severity() == cause.severity()
                && alert.parameters().equals(cause.parameters())
                && (times == null || times == alert.times())
                && (lastAt == null || lastAt.truncatedTo(ChronoUnit.MICROS).isEqual(alert.lastAt()));
    }
}
