package pro.saleflex.office.alert;

import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * An alert as people see it.
 *
 * @param id this server's id, never changes
 * @param kind what went wrong
 * @param severity how bad it is
 * @param storeId the store; null: this server as a whole
 * @param terminalId the terminal; null: the store or the server as a whole
 * @param terminalIds the terminals it is about now: the single terminal, or those that are silent together
 * @param key the key of its cause
 * @param parameters the values for its texts
 * @param firstAt first occurrence
 * @param lastAt latest occurrence
 * @param times how often it was raised, or number of occurrences
 * @param resolvedAt when its cause went away; null: the alert is open
 * @param acknowledgement who has seen it; null: not acknowledged
 * @param mutedUntil nothing is announced before; null: it was never muted
 * @param inMaintenance an open alert is within a maintenance window now; a resolved one was raised in one
 */
public record AlertView(
        UUID id,
        AlertKind kind,
        Severity severity,
        UUID storeId,
        UUID terminalId,
        Set<UUID> terminalIds,
        String key,
        Map<String, String> parameters,
        OffsetDateTime firstAt,
        OffsetDateTime lastAt,
        long times,
        OffsetDateTime resolvedAt,
        Acknowledgement acknowledgement,
        OffsetDateTime mutedUntil,
        boolean inMaintenance) {

    /** Whether the alert is still open. */
    public boolean isOpen() {
        return resolvedAt == null;
    }

    /**
     * Returns the alert for users who do not see all stores. A caller that names an unknown store may be another
     * store's terminal, so its codes are withheld from them.
     */
    public AlertView forSomeStores() {
        return kind != AlertKind.CALLER_REFUSED || storeId != null
                ? this
                : new AlertView(
                        id,
                        kind,
                        severity,
                        null,
                        terminalId,
                        terminalIds,
                        key,
                        Map.of(AlertKind.WORDING, "many", "number", parameters.getOrDefault("number", "1")),
                        firstAt,
                        lastAt,
                        times,
                        resolvedAt,
                        acknowledgement,
                        mutedUntil,
                        inMaintenance);
    }

    /** Returns its texts in a language. */
    public AlertText.Wording words(Locale locale) {
        return AlertText.of(kind, parameters, locale);
    }

    /**
     * A user's confirmation of having seen an alert.
     *
     * @param by the portal user's name
     * @param at when
     * @param note the user's note; may be empty
     */
    public record Acknowledgement(String by, OffsetDateTime at, String note) {}
}
