package pro.saleflex.office.portal.gate;

import pro.saleflex.office.gate.link.LinkState;

/**
 * A state of the GATE link, as text.
 *
 * @param state the state
 * @param reason why the link is not up, as GATE or the HTTP client reported it; empty: nothing more is known
 * @param since when it started
 * @param sinceMillis the same in milliseconds since the epoch, for the page's clock
 * @param lasted how long it has lasted
 * @param waiting how many documents wait; empty: no link is configured, or the state is an earlier one
 */
public record LinkView(LinkState state, String reason, String since, long sinceMillis, String lasted, String waiting) {

    /** Returns its icon in {@code icons.xhtml}; each state has a shape of its own. */
    public String icon() {
        return switch (state) {
            case NOT_CONFIGURED -> "NEVER_SEEN";
            case UP -> "ONLINE";
            case DEGRADED -> "alert";
            case DOWN -> "BLOCKED";
        };
    }

    /** Returns its CSS class. */
    public String tone() {
        return switch (state) {
            case NOT_CONFIGURED -> "";
            case UP -> "online";
            case DEGRADED -> "late";
            case DOWN -> "silent";
        };
    }
}
