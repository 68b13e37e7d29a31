package pro.saleflex.office.closure;

import java.util.ArrayList;
import java.util.List;
import pro.saleflex.office.figures.PeriodCompleteness;
import pro.saleflex.office.figures.PeriodCompleteness.Claim;

/**
 * A period's closures and what came of it.
 *
 * @param closures what they say; empty: the period is open, or its closures cannot be read
 * @param came its documents, each once
 */
public record PeriodDocuments(List<Claim> closures, List<Came> came) {

    /** What it lacks. */
    public PeriodCompleteness completeness() {
        return PeriodCompleteness.of(PeriodCompleteness.claimed(closures), numbers(came));
    }

    static List<Long> numbers(List<Came> came) {
        List<Long> numbers = new ArrayList<>(); // some are null
        came.forEach(document -> numbers.add(document.number()));
        return numbers;
    }

    /**
     * A document that came.
     *
     * @param entryNo its place in the terminal's journal; null: it was refused and is kept aside
     * @param number its number in the period; null: it does not say
     */
    public record Came(Long entryNo, Long number) {}
}
