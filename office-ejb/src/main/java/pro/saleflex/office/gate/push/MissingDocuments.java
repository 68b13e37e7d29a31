package pro.saleflex.office.gate.push;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import pro.saleflex.office.figures.PeriodCompleteness;

/**
 * Documents of a closed period that GATE does not have when it gets the closure.
 *
 * @param unseen number of documents that, by the closure's own count, were not handed over
 * @param refused number of documents that were handed over but not accepted
 * @param receipts the receipt numbers of both, as far as they are known, ascending; at most 1000
 */
record MissingDocuments(long unseen, long refused, List<Long> receipts) {
    static final MissingDocuments NONE = new MissingDocuments(0, 0, List.of());

    /**
     * Compares a period's count with its documents, by the rule of {@link PeriodCompleteness}.
     *
     * @param claimed number of documents by the period's closures; null: they have no count
     * @param handedOver documents of the period that were handed over
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

    /** Returns the total number of missing documents. */
    long documents() {
        return unseen + refused;
    }

    /**
     * A document that was handed over.
     *
     * @param number its receipt number in the period; null: it has none
     * @param refused by GATE, or by this server
     */
    record HandedOver(Long number, boolean refused) {

        boolean isNumbered() {
            return number != null && number >= 1;
        }
    }
}
