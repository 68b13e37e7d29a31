package pro.saleflex.office.portal.board;

import pro.saleflex.office.portal.live.LiveTile;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import pro.saleflex.office.status.Tile;

/**
 * A till in the viewer's words, for the page.
 *
 * @param tile how it is doing
 * @param concern how much it wants to be looked at
 * @param state its state, as a word
 * @param lastSeen exact time of its last call; empty: none ever
 * @param lastSale exact time of its last sale; empty: none
 * @param takings of today, with their currencies
 * @param counts of today: sales, returns, and what the takings lack
 * @param marks what is out of the ordinary, the worst first
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

    /** The class by which the style sheet colours it. */
    public String style() {
        return concern.name().toLowerCase(Locale.ROOT) + " "
                + tile.state().name().toLowerCase(Locale.ROOT);
    }

    /** The last call, for the page's clock. */
    public Long lastSeenMillis() {
        return millis(tile.lastSeen());
    }

    /** The last sale, for the page's clock. */
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
     * @param icon its sign
     * @param words what it is
     * @param said what the till says of it, in its own words; null: nothing
     */
    public record Mark(String kind, String icon, String words, String said) {

        Mark(String kind, String icon, String words) {
            this(kind, icon, words, null);
        }
    }

    /**
     * A time in one state.
     *
     * @param state which
     * @param seconds how long
     */
    public record Part(String state, long seconds) {}

    /**
     * The last 24 hours.
     *
     * @param parts one for each time in a state
     * @param words the same, to be read aloud
     */
    public record Strip(List<Part> parts, String words) {}
}
