package pro.saleflex.office.figures;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What completed documents that were not cancelled come to.
 *
 * <p>Takings of a sale are total - discount + surcharge + service charge; a return's are less, whatever sign its terminal
 * gives them. Cash rounding and tips are due, but no takings. Two currencies are never one sum.
 *
 * @param sales how many sales
 * @param returns how many returns
 * @param takings by currency, as the documents name it, in that currency; one without a document is not in it
 * @param withoutAmount how many of these sales and returns are in no sum because their total cannot be read
 * @param unknown how many documents are of a type that nobody knows; they are in no other figure
 */
public record DayFigures(
        long sales, long returns, SortedMap<String, BigDecimal> takings, long withoutAmount, long unknown) {

    /** Of no documents. */
    public static final DayFigures EMPTY = of(List.of());

    /** The figures of documents, in groups of one kind. */
    public static DayFigures of(List<Group> groups) {
        long sales = 0;
        long returns = 0;
        long withoutAmount = 0;
        long unknown = 0;
        SortedMap<String, BigDecimal> takings = new TreeMap<>();
        for (Group group : groups) {
            switch (DocumentEffect.of(group.documentType(), group.transactionType(), group.refersToOriginal())) {
                case SALE -> {
                    sales += group.documents();
                    withoutAmount += group.withoutAmount();
                    takings.merge(group.currency(), group.net(), BigDecimal::add);
                }
                case RETURN -> {
                    returns += group.documents();
                    withoutAmount += group.withoutAmount();
                    takings.merge(group.currency(), group.size().negate(), BigDecimal::add);
                }
                case UNKNOWN -> unknown += group.documents();
                case PAID_IN, PAID_OUT, DEPOSIT, NONE -> {
                    // no takings
                }
            }
        }
        return new DayFigures(sales, returns, Collections.unmodifiableSortedMap(takings), withoutAmount, unknown);
    }

    /** The takings in one currency; 0 when there are none. */
    public BigDecimal takings(String currency) {
        return takings.getOrDefault(currency, BigDecimal.ZERO);
    }

    /**
     * Documents of one kind.
     *
     * @param documentType {@code document_type}; null: none told
     * @param transactionType {@code transaction_type}; null: none told
     * @param refersToOriginal they name the sales that they take back
     * @param currency of their amounts, ISO 4217 as they name it, or the store's
     * @param documents how many
     * @param withoutAmount how many of them have no total
     * @param net sum of total - discount + surcharge + service charge
     * @param size sum of the same without signs
     */
    public record Group(
            String documentType,
            String transactionType,
            boolean refersToOriginal,
            String currency,
            long documents,
            long withoutAmount,
            BigDecimal net,
            BigDecimal size) {}
}
