package pro.saleflex.office.figures;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures of a business day, taken from completed documents that were not cancelled.
 *
 * <p>A sale's takings are total - discount + surcharge + service charge; those of a return are subtracted, whatever
 * sign its terminal gives them. Cash rounding and tips are part of the amount due, but not of the takings. Amounts in
 * different currencies are never added up.
 *
 * @param sales number of sales
 * @param returns number of returns
 * @param takings takings by currency code; only currencies that documents name are present
 * @param withoutAmount number of these sales and returns that are in no sum because their total cannot be read
 * @param unknown number of documents of an unknown type; they are in no other figure
 */
public record DayFigures(
        long sales, long returns, SortedMap<String, BigDecimal> takings, long withoutAmount, long unknown) {

    /** The figures of no documents. */
    public static final DayFigures EMPTY = of(List.of());

    /** Adds up documents that come in groups of one type and currency. */
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
                    takings.merge(group.currency(), group.absoluteNet().negate(), BigDecimal::add);
                }
                case UNKNOWN -> unknown += group.documents();
                case PAID_IN, PAID_OUT, DEPOSIT, NONE -> {
                    // not part of the takings
                }
            }
        }
        return new DayFigures(sales, returns, Collections.unmodifiableSortedMap(takings), withoutAmount, unknown);
    }

    /** Returns the takings in one currency; 0 if there are none. */
    public BigDecimal takings(String currency) {
        return takings.getOrDefault(currency, BigDecimal.ZERO);
    }

    /**
     * Documents of one type and currency.
     *
     * @param documentType {@code document_type}; null if missing
     * @param transactionType {@code transaction_type}; null if missing
     * @param refersToOriginal whether they name the sale that they take back
     * @param currency currency of their amounts: the ISO 4217 code they name, or else the store's
     * @param documents number of documents
     * @param withoutAmount how many of them have no readable total
     * @param net sum of total - discount + surcharge + service charge
     * @param absoluteNet sum of the absolute values of the same
     */
    public record Group(
            String documentType,
            String transactionType,
            boolean refersToOriginal,
            String currency,
            long documents,
            long withoutAmount,
            BigDecimal net,
            BigDecimal absoluteNet) {}
}
