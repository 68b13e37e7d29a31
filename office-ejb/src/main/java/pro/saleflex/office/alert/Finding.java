package pro.saleflex.office.alert;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A cause that a look found standing.
 *
 * @param cause the cause
 * @param times how many there are of it; null: each time it comes back counts
 * @param firstAt the time of the first; null: now
 * @param lastAt the time of the latest; null: now, and a later look at the same says nothing new
 */
public record Finding(Cause cause, Long times, OffsetDateTime firstAt, OffsetDateTime lastAt) {

    /** A cause that has no times of its own. */
    public static Finding of(Cause cause) {
        return new Finding(cause, null, null, null);
    }

    /** Does an alert say all this already? */
    boolean isSaidBy(AlertView alert) {
        return alert.severity() == cause.severity()
                && alert.parameters().equals(cause.parameters())
                && (times == null || times == alert.times())
                && (lastAt == null || lastAt.truncatedTo(ChronoUnit.MICROS).isEqual(alert.lastAt()));
    }
}
