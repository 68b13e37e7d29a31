package pro.saleflex.office.portal.gate;

import java.util.Comparator;
import pro.saleflex.office.lane.LaneView;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * A terminal and how far its journal has been delivered to GATE, in the viewer's language.
 *
 * @param terminal the terminal
 * @param lane its delivery cursor
 * @param waiting how many entries wait
 * @param delivered how many entries GATE has
 * @param parked how many entries are parked (dead letters)
 * @param discarded how many entries are marked not to be sent
 * @param oldest when the oldest waiting entry was received; empty: none waits
 * @param nextStep what happens to the next entry
 */
public record TerminalRow(
        TerminalRef terminal,
        LaneView lane,
        String waiting,
        String delivered,
        String parked,
        String discarded,
        String oldest,
        String nextStep) {

    /** Terminals that need attention come first: with parked entries, failing, with most waiting. */
    static final Comparator<TerminalRow> WORST_FIRST = Comparator.comparing((TerminalRow row) -> row.lane.parked() == 0)
            .thenComparing(row -> row.lane.failingSince() == null)
            .thenComparing(row -> -row.lane.waiting())
            .thenComparing(row -> row.terminal.store().storeCode())
            .thenComparing(row -> row.terminal.number());

    /** Returns when the oldest waiting entry was received, in milliseconds since the epoch; null: none waits. */
    public Long oldestMillis() {
        return lane.oldestAt() == null ? null : lane.oldestAt().toEpochMilli();
    }

    /** Returns the latest error, as GATE or the HTTP client reported it; empty: delivery is not failing. */
    public String error() {
        return lane.failingSince() == null || lane.lastError() == null ? "" : lane.lastError();
    }
}
