package pro.saleflex.office.closure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import pro.saleflex.office.figures.Sum;
import pro.saleflex.office.figures.ClosureTotals;
import pro.saleflex.office.figures.TerminalFigures;

/**
 * A closed period (Z): what its terminal claimed when it closed it, beside what the documents that came of it come to. Several
 * closures of one period are added up.
 *
 * @param number the period's number
 * @param startedAt its start as the terminal told it; null: not told
 * @param endedAt its end as the terminal told it; null: not told
 * @param closedAt when its closure came, the first if there are several
 * @param claimed what the terminal claims
 * @param held the same of the documents that came
 * @param openingCash what lay in the drawer when the period began, in the store's currency; null: not told
 * @param figures what the documents that came come to
 */
public record ClosedPeriod(
        long number,
        Instant startedAt,
        Instant endedAt,
        Instant closedAt,
        ClosureTotals claimed,
        ClosureTotals held,
        BigDecimal openingCash,
        TerminalFigures figures) {

    /** The opening cash; nothing when it was not told. */
    public Sum opening() {
        return openingCash == null ? Sum.ZERO : new Sum(openingCash, Set.of());
    }
}
