package pro.saleflex.office.portal.gate;

import pro.saleflex.office.lane.LaneEntry;
import pro.saleflex.office.lane.ParkedEntry;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * A parked entry (dead letter), in the viewer's language.
 *
 * @param parked why it is parked and what was decided
 * @param terminal the terminal whose journal holds it
 * @param entry the entry
 * @param entryNo its number in the journal, as text
 * @param since when it was parked
 * @param askedAt when somebody requested not to send it; empty: nobody did
 * @param discardedAt when that was confirmed; empty: it was not
 * @param mine whether the viewer requested that, and so cannot confirm it
 */
public record ParkedRow(
        ParkedEntry parked,
        TerminalRef terminal,
        LaneEntry entry,
        String entryNo,
        String since,
        String askedAt,
        String discardedAt,
        boolean mine) {

    /** Identifies it, as {@link ParkedPage#getId()} does: terminal id and entry number. */
    public String id() {
        return terminal.id() + "." + parked.entryNo();
    }

    /** Whether it is still to be sent. */
    public boolean standing() {
        return parked.standing();
    }

    /** Whether it will be sent again. */
    public boolean again() {
        return standing() && parked.retryAt() != null;
    }

    /** Whether there is an unconfirmed request not to send it. */
    public boolean asked() {
        return standing() && parked.discardAskedBy() != null;
    }
}
