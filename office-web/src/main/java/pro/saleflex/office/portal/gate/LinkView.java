package pro.saleflex.office.portal.gate;

import pro.saleflex.office.gate.link.LinkState;

/**
 * A state of the link to GATE, for a page.
 *
 * @param state the state
 * @param reason why it is not up, in GATE's or technical words; empty: no more to say
 * @param since exact time
 * @param sinceMillis the same for the page's clock
 * @param lasted how long, in words
 * @param waiting how many documents wait, in words; empty: they do not wait for a link that there is not
 */
public record LinkView(LinkState state, String reason, String since, long sinceMillis, String lasted, String waiting) {

    /** Its sign, of {@code icons.xhtml}; each state has a shape of its own. */
    public String icon() {
        return switch (state) {
            case NOT_CONFIGURED -> "NEVER_SEEN";
            case UP -> "ONLINE";
            case DEGRADED -> "alert";
            case DOWN -> "BLOCKED";
        };
    }

    /** The class by which the style sheet colours it. */
    public String tone() {
        return switch (state) {
            case NOT_CONFIGURED -> "";
            case UP -> "online";
            case DEGRADED -> "late";
            case DOWN -> "silent";
        };
    }
}
