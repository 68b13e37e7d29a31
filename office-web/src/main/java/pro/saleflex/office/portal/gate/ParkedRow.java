package pro.saleflex.office.portal.gate;

import pro.saleflex.office.lane.LaneEntry;
import pro.saleflex.office.lane.Parked;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * A parked entry, in the viewer's words.
 *
 * @param parked what is known of it
 * @param terminal whose it is
 * @param entry which document it is
 * @param entryNo its place in the journal
 * @param since since when it is parked
 * @param askedAt when somebody asked that it is not sent; empty: nobody did
 * @param discardedAt when that was confirmed; empty: it was not
 * @param mine the viewer asked for that, and so cannot confirm it
 */
public record ParkedRow(
        Parked parked,
        TerminalRef terminal,
        LaneEntry entry,
        String entryNo,
        String since,
        String askedAt,
        String discardedAt,
        boolean mine) {

    /** Tells it from all others; what {@link ParkedPage#getId()} is. */
    public String id() {
        return terminal.id() + "." + parked.entryNo();
    }

    /** Is it to be sent, some day? */
    public boolean standing() {
        return parked.standing();
    }

    /** Is it about to be sent again? */
    public boolean again() {
        return standing() && parked.retryAt() != null;
    }

    /** Does somebody ask that it is not sent? */
    public boolean asked() {
        return standing() && parked.discardAskedBy() != null;
    }
}
