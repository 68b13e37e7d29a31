package pro.saleflex.office.alert;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * The data for planning a maintenance window.
 *
 * @param storeId the store
 * @param terminalId the terminal; null: the whole store
 * @param from its start
 * @param until its end
 * @param reason for people; may be empty
 */
public record MaintenanceSpec(UUID storeId, UUID terminalId, OffsetDateTime from, OffsetDateTime until, String reason) {
    private static final int LONGEST = 500;

    /** Returns what is wrong with it, as text, or empty if it is valid. */
    public Optional<String> fault() {
        if (storeId == null) {
            return Optional.of("A maintenance window needs a store.");
        }
        if (from == null || until == null || !from.isBefore(until)) {
            return Optional.of("A maintenance window must end after it starts.");
        }
        return reason != null && reason.length() > LONGEST
                ? Optional.of("The reason is longer than " + LONGEST + " characters.")
                : Optional.empty();
    }
}
