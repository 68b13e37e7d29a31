package pro.saleflex.office.portal.live;

import java.time.Instant;
import java.util.List;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Severity;
import pro.saleflex.office.status.TerminalState;
import pro.saleflex.office.status.Tile;

/**
 * A terminal as the board caches it.
 *
 * @param tile its state and what it reported
 * @param alerts its open alerts, worst first
 * @param version the {@link LiveTiles.Snapshot#version()} in which it last changed
 */
public record LiveTile(Tile tile, List<AlertView> alerts, long version) {

    /** How urgently a terminal needs attention, most urgent first. */
    public enum Concern {
        CRITICAL,
        WARNING,
        /** Silent, and somebody has acknowledged or muted it. */
        KNOWN,
        BLOCKED,
        NONE,
        CLOSED,
        NEVER_SEEN
    }

    /** How urgently it needs attention now; alerts that were acknowledged or muted no longer count. */
    public Concern concern(Instant now) {
        List<AlertView> loud =
                alerts.stream().filter(alert -> isLoud(alert, now)).toList();
        boolean silent = tile.state() == TerminalState.SILENT;
        if (loud.stream().anyMatch(alert -> alert.severity() == Severity.CRITICAL) || (silent && alerts.isEmpty())) {
            return Concern.CRITICAL;
        }
        if (!loud.isEmpty()) {
            return silent ? Concern.CRITICAL : Concern.WARNING;
        }
        return switch (tile.state()) {
            case SILENT -> Concern.KNOWN;
            case BLOCKED -> Concern.BLOCKED;
            case NEVER_SEEN -> Concern.NEVER_SEEN;
            case CLOSED -> Concern.CLOSED;
            case LATE, ONLINE, ON_DEMAND -> Concern.NONE; // LATE usually passes by itself
        };
    }

    /** Does an alert call for attention: at least a warning, not acknowledged, not muted and not in maintenance? */
    public static boolean isLoud(AlertView alert, Instant now) {
        return alert.severity().compareTo(Severity.WARNING) >= 0
                && alert.acknowledgement() == null
                && !alert.inMaintenance()
                && (alert.mutedUntil() == null
                        || !alert.mutedUntil().toInstant().isAfter(now));
    }
}
