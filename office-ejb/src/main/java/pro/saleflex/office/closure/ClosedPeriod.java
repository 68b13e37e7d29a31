package pro.saleflex.office.closure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import pro.saleflex.office.figures.ClosureTotals;
import pro.saleflex.office.figures.Sum;
import pro.saleflex.office.figures.TerminalFigures;

/**
 * A closed period (Z): the totals that its closure claims, next to those of the documents received. Several closures of
 * one period are added up.
 *
 * @param number the period's number
 * @param startedAt its start according to the terminal; null if missing
 * @param endedAt its end according to the terminal; null if missing
 * @param closedAt when its closure was received, the first if there are several
 * @param claimed the totals that the terminal claims
 * @param received the same totals of the documents received
 * @param openingCash the cash in the drawer at the start of the period, in the store's currency; null if missing
 * @param figures the figures of the documents received
 */
public record ClosedPeriod(
        long number,
        Instant startedAt,
        Instant endedAt,
        Instant closedAt,
        ClosureTotals claimed,
        ClosureTotals received,
        BigDecimal openingCash,
        TerminalFigures figures) {

    /** Returns the opening cash; zero if it is missing. */
    public Sum opening() {
        return openingCash == null ? Sum.ZERO : new Sum(openingCash, Set.of());
    }
}
