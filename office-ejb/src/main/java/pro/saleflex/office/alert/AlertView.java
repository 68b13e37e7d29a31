package pro.saleflex.office.alert;

import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * An alert as people see it.
 *
 * @param id ours, never changes
 * @param kind what went wrong
 * @param severity how bad it is
 * @param storeId the store; null: this server as a whole
 * @param terminalId the terminal; null: the store or the server as a whole
 * @param terminalIds the tills it is about now: the terminal, or those that are silent together
 * @param key of its cause
 * @param facts the values for its words
 * @param firstAt first time
 * @param lastAt last time
 * @param times how often it was raised, or how many there are
 * @param resolvedAt when its cause was gone; null: it stands
 * @param acknowledgement who has seen it; null: nobody said so
 * @param mutedUntil nobody is told before; null: it was never muted
 * @param inMaintenance somebody is working on it: it stands within a maintenance window; or was raised in one, when it is
 *     over
 */
public record AlertView(
        UUID id,
        AlertKind kind,
        Severity severity,
        UUID storeId,
        UUID terminalId,
        Set<UUID> terminalIds,
        String key,
        Map<String, String> facts,
        OffsetDateTime firstAt,
        OffsetDateTime lastAt,
        long times,
        OffsetDateTime resolvedAt,
        Acknowledgement acknowledgement,
        OffsetDateTime mutedUntil,
        boolean inMaintenance) {

    /** Does its cause stand? */
    public boolean isOpen() {
        return resolvedAt == null;
    }

    /**
     * As it is told to who does not see all stores: a caller that names a store which there is not may be another store's
     * till, so its codes are not theirs to know.
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
                        Map.of(AlertKind.WORDING, "many", "number", facts.getOrDefault("number", "1")),
                        firstAt,
                        lastAt,
                        times,
                        resolvedAt,
                        acknowledgement,
                        mutedUntil,
                        inMaintenance);
    }

    /** Its words. */
    public AlertText.Words words(Locale locale) {
        return AlertText.of(kind, facts, locale);
    }

    /**
     * Somebody has seen an alert.
     *
     * @param by the portal user's name
     * @param at when
     * @param note what was noted; may be empty
     */
    public record Acknowledgement(String by, OffsetDateTime at, String note) {}
}
