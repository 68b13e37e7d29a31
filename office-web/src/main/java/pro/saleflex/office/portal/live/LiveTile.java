package pro.saleflex.office.portal.live;

import java.time.Instant;
import java.util.List;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Severity;
import pro.saleflex.office.status.TerminalState;
import pro.saleflex.office.status.Tile;

/**
 * A till as the board holds it.
 *
 * @param tile how it is doing
 * @param alerts the standing alerts about it, the worst first
 * @param version goes up with every change of it, see {@link LiveTiles.Snapshot#version()}
 */
public record LiveTile(Tile tile, List<AlertView> alerts, long version) {

    /** How much it wants to be looked at, the most first. */
    public enum Concern {
        CRITICAL,
        WARNING,
        /** Silent, and somebody knows. */
        KNOWN,
        BLOCKED,
        NONE,
        CLOSED,
        NEVER_SEEN
    }

    /** How much it wants to be looked at now: an alert that was acknowledged or muted does not ask for it any more. */
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
            case LATE, ONLINE, ON_DEMAND -> Concern.NONE; // late comes and goes by itself
        };
    }

    public static boolean isLoud(AlertView alert, Instant now) {
        return alert.severity().compareTo(Severity.WARNING) >= 0
                && alert.acknowledgement() == null
                && !alert.inMaintenance()
                && (alert.mutedUntil() == null
                        || !alert.mutedUntil().toInstant().isAfter(now));
    }
}
