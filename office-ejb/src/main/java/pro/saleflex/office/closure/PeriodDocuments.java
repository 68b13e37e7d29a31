package pro.saleflex.office.closure;

import java.util.ArrayList;
import java.util.List;
import pro.saleflex.office.figures.PeriodCompleteness;
import pro.saleflex.office.figures.PeriodCompleteness.Claim;

/**
 * The closures of a period and the documents received for it.
 *
 * @param closures the claims of its closures; empty if the period is open or its closures cannot be read
 * @param received its documents, each once
 */
public record PeriodDocuments(List<Claim> closures, List<ReceivedDocument> received) {

    /** Returns what the period lacks. */
    public PeriodCompleteness completeness() {
        return PeriodCompleteness.of(PeriodCompleteness.claimed(closures), numbers(received));
    }

    static List<Long> numbers(List<ReceivedDocument> received) {
        List<Long> numbers = new ArrayList<>(); // some are null
        received.forEach(document -> numbers.add(document.number()));
        return numbers;
    }

    /**
     * A document that was received.
     *
     * @param entryNo its entry number in the terminal's journal; null if it was rejected and is not in the journal
     * @param number its receipt number in the period; null if missing
     */
    public record ReceivedDocument(Long entryNo, Long number) {}
}
