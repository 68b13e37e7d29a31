package pro.saleflex.office.gate.push;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import pro.saleflex.office.figures.PeriodCompleteness;

/**
 * What GATE does not have of a closed period when its closure goes.
 *
 * @param unseen how many documents, by the closure's own count, were not handed over
 * @param refused how many were, and GATE did not take them
 * @param receipts the numbers of both, as far as they can be told, ascending; at most 1000
 */
record MissingDocuments(long unseen, long refused, List<Long> receipts) {
    static final MissingDocuments NONE = new MissingDocuments(0, 0, List.of());

    /**
     * Compares a period with what there is of it, by the rule of {@link PeriodCompleteness}.
     *
     * @param claimed documents of the period as its closures count them; null: they do not
     * @param handedOver the period's documents that were handed over
     */
    static MissingDocuments of(Long claimed, Collection<HandedOver> handedOver) {
        List<Long> numbers = new ArrayList<>(); // some are null
        handedOver.forEach(document -> numbers.add(document.number()));
        PeriodCompleteness unseen = PeriodCompleteness.of(claimed, numbers);
        List<HandedOver> refused =
                handedOver.stream().filter(HandedOver::refused).toList();
        TreeSet<Long> missing = new TreeSet<>(unseen.receipts());
        refused.stream().filter(HandedOver::isNumbered).map(HandedOver::number).forEach(missing::add);
        return new MissingDocuments(
                unseen.missing(),
                refused.size(),
                missing.stream().limit(PeriodCompleteness.MAX_NAMED).toList());
    }

    /** How many documents. */
    long documents() {
        return unseen + refused;
    }

    /**
     * A document that was handed over.
     *
     * @param number its number in the period; null: it does not say
     * @param refused GATE did not take it, or it was refused here
     */
    record HandedOver(Long number, boolean refused) {

        boolean isNumbered() {
            return number != null && number >= 1;
        }
    }
}
