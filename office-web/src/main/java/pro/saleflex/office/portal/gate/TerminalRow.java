package pro.saleflex.office.portal.gate;

import java.util.Comparator;
import pro.saleflex.office.lane.LaneView;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * A terminal and how far its journal is on the way to GATE, in the viewer's words.
 *
 * @param terminal which
 * @param lane how far it is
 * @param waiting entries that wait
 * @param delivered entries that GATE has
 * @param parked entries that people are to look at
 * @param discarded entries that are not to be sent
 * @param oldest when the oldest waiting one was taken; empty: none waits
 * @param happens what happens to the next one
 */
public record TerminalRow(
        TerminalRef terminal,
        LaneView lane,
        String waiting,
        String delivered,
        String parked,
        String discarded,
        String oldest,
        String happens) {

    /** Who wants to be looked at comes first: parked, failing, most waiting. */
    static final Comparator<TerminalRow> WORST_FIRST = Comparator.comparing((TerminalRow row) -> row.lane.parked() == 0)
            .thenComparing(row -> row.lane.failingSince() == null)
            .thenComparing(row -> -row.lane.waiting())
            .thenComparing(row -> row.terminal.store().storeCode())
            .thenComparing(row -> row.terminal.number());

    /** For the page's clock. */
    public Long oldestMillis() {
        return lane.oldestAt() == null ? null : lane.oldestAt().toEpochMilli();
    }

    /** GATE's or technical words about the latest failure; empty: it does not fail. */
    public String error() {
        return lane.failingSince() == null || lane.lastError() == null ? "" : lane.lastError();
    }
}
