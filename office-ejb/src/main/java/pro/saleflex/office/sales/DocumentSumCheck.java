package pro.saleflex.office.sales;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The sums that hold for paid sales; used to flag a document, never to refuse it. Source: protocol reference, section 9:
 * due = total - discounts = payments - change; payments, live discounts and changes sum to the head's figures. What a head
 * says beside these is due as well: a surcharge, a service charge, a tip, and the rounding of a cash sale to the coins there
 * are. A difference of one smallest unit of the document's currency is none.
 */
final class DocumentSumCheck {
    /** Of a currency that the document does not name, or that nobody knows. */
    private static final int USUAL_DECIMALS = 2;

    private static final Map<String, Integer> DECIMALS = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

    /** Numbers with more decimals or zeros than this are no amounts; to add one up could fill the memory. */
    private static final int LARGEST_SCALE = 60;

    private DocumentSumCheck() {}

    /** What does not add up, with the figures; null when all does, or for a document that was not paid. */
    static String fault(Transaction transaction) {
        Transaction.Head head = transaction.head();
        if (!"completed".equalsIgnoreCase(head.transactionStatus()) || Boolean.TRUE.equals(head.isCancel())) {
            return null;
        }
        BigDecimal payments = counted(head.totalPaymentAmount());
        BigDecimal discounts = counted(head.totalDiscountAmount());
        BigDecimal change = counted(head.totalChangeAmount());
        List<String> faults = new ArrayList<>();
        BigDecimal tolerance = BigDecimal.ONE.movePointLeft(decimals(head.baseCurrency()));
        compare(faults, tolerance, "amount due", due(head), "payments - change", payments.subtract(change));
        compare(
                faults,
                tolerance,
                "sum of the payment lines",
                sum(transaction.payments(), Transaction.Payment::paymentTotal, Transaction.Payment::isCancel),
                "total_payment_amount",
                payments);
        compare(
                faults,
                tolerance,
                "sum of the live discounts",
                sum(transaction.discounts(), Transaction.Discount::discountAmount, Transaction.Discount::isCancel),
                "total_discount_amount",
                discounts);
        compare(
                faults,
                tolerance,
                "sum of the changes",
                sum(transaction.changes(), Transaction.Change::changeAmount, Transaction.Change::isCancel),
                "total_change_amount",
                change);
        return faults.isEmpty() ? null : String.join("; ", faults);
    }

    private static BigDecimal due(Transaction.Head head) {
        return counted(head.totalAmount())
                .subtract(counted(head.totalDiscountAmount()))
                .add(counted(head.totalSurchargeAmount()))
                .add(counted(head.serviceChargeAmount()))
                .add(counted(head.tipAmount()))
                .add(counted(head.roundingAmount()));
    }

    private static int decimals(String currency) {
        return currency == null ? USUAL_DECIMALS : DECIMALS.getOrDefault(currency, USUAL_DECIMALS);
    }

    private static void compare(
            List<String> faults,
            BigDecimal tolerance,
            String left,
            BigDecimal leftSum,
            String right,
            BigDecimal rightSum) {
        if (leftSum.subtract(rightSum).abs().compareTo(tolerance) > 0) {
            faults.add(left + " is " + leftSum + ", " + right + " is " + rightSum);
        }
    }

    private static <R> BigDecimal sum(List<R> rows, Function<R, BigDecimal> amount, Function<R, Boolean> cancelled) {
        Predicate<R> live = row -> !Boolean.TRUE.equals(cancelled.apply(row));
        return rows == null
                ? BigDecimal.ZERO
                : rows.stream()
                        .filter(Objects::nonNull)
                        .filter(live)
                        .map(amount)
                        .map(DocumentSumCheck::counted)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal counted(BigDecimal value) {
        return value == null || Math.abs((long) value.scale()) > LARGEST_SCALE ? BigDecimal.ZERO : value;
    }
}
