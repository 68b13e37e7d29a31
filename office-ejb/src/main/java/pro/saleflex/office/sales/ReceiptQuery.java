package pro.saleflex.office.sales;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.journal.Flag;

/**
 * Which receipts to find. Receipts have to meet all conditions; an empty one is none.
 *
 * @param terminals only receipts of these terminals; none: no receipts
 * @param from the first business day
 * @param until the last business day
 * @param period the period they belong to
 * @param number their number in the period
 * @param uniqueId the number that the terminal gave them, {@code transaction_unique_id}
 * @param cashier the id of the cashier who opened them
 * @param type their document type, as terminals name it, in upper case
 * @param state whether they were completed or cancelled
 * @param payment a payment type that they have, as terminals name it
 * @param least the smallest amount; either the total before discounts or the amount due has to lie in between
 * @param most the largest amount, in the same way
 * @param flag a flag that they carry
 */
public record ReceiptQuery(
        Collection<UUID> terminals,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        Optional<Long> period,
        Optional<Long> number,
        Optional<String> uniqueId,
        Optional<UUID> cashier,
        Optional<String> type,
        Optional<Receipt.State> state,
        Optional<String> payment,
        Optional<BigDecimal> least,
        Optional<BigDecimal> most,
        Optional<Flag> flag) {

    /** All receipts of these terminals. */
    public static ReceiptQuery all(Collection<UUID> terminals) {
        return new ReceiptQuery(
                terminals,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A page of what is found, the latest first: by business day, then by time of completion.
     *
     * @param before only receipts older than the one with this entry id; 0: from the latest on
     * @param after only receipts newer than the one with this entry id, those next to it; 0: see {@code before}
     * @param limit the most receipts
     */
    public record Page(long before, long after, int limit) {}
}
