package pro.saleflex.office.portal.board;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import pro.saleflex.office.portal.live.LiveTile;
import pro.saleflex.office.status.Tile;

/**
 * A terminal's tile in the viewer's language.
 *
 * @param tile its state and what it reported
 * @param concern how urgently it needs attention
 * @param state its state, as text
 * @param lastSeen exact time of its last contact; empty: none yet
 * @param lastSale exact time of its last sale; empty: none
 * @param takings today's, with their currencies
 * @param counts today's: sales, returns, and the documents that the takings do not include
 * @param marks what is out of the ordinary, worst first
 * @param strip its last 24 hours
 */
public record TileView(
        Tile tile,
        LiveTile.Concern concern,
        String state,
        String lastSeen,
        String lastSale,
        String takings,
        String counts,
        List<Mark> marks,
        Strip strip) {

    /** Returns its CSS classes: concern and state. */
    public String style() {
        return concern.name().toLowerCase(Locale.ROOT) + " "
                + tile.state().name().toLowerCase(Locale.ROOT);
    }

    /** Returns the last contact in milliseconds since the epoch, for the page's clock; null: none yet. */
    public Long lastSeenMillis() {
        return millis(tile.lastSeen());
    }

    /** Returns the last sale in milliseconds since the epoch, for the page's clock; null: none. */
    public Long lastSaleMillis() {
        return millis(tile.lastSaleAt());
    }

    private static Long millis(Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }

    /**
     * Something out of the ordinary.
     *
     * @param kind {@code bad} or {@code warning}
     * @param icon its sign in {@code icons.xhtml}
     * @param text what it is
     * @param detail what the terminal reported about it, unchanged; null: nothing
     */
    public record Mark(String kind, String icon, String text, String detail) {

        Mark(String kind, String icon, String text) {
            this(kind, icon, text, null);
        }
    }

    /**
     * A stretch of time in one state.
     *
     * @param state name of the {@code TerminalState}
     * @param seconds its length
     */
    public record Part(String state, long seconds) {}

    /**
     * The last 24 hours.
     *
     * @param parts one for each stretch in a state, earliest first
     * @param text the same summed up, for screen readers and the tooltip
     */
    public record Strip(List<Part> parts, String text) {}
}
