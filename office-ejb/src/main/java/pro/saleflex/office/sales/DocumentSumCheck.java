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
 * Checks that the sums of a paid sale add up; used to flag a document, never to refuse it. Source: protocol reference,
 * section 9: due = total - discounts = payments - change; payments, live discounts and changes add up to the head's
 * figures. Surcharges, service charges, tips and cash rounding in the head are part of the amount due. A difference of
 * one smallest unit of the document's currency is tolerated.
 */
final class DocumentSumCheck {
    /** For a document that names no currency or an unknown one. */
    private static final int DEFAULT_DECIMALS = 2;

    private static final Map<String, Integer> DECIMALS = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

    /** Numbers with a larger scale are not amounts; adding one up could exhaust the memory. */
    private static final int MAX_SCALE = 60;

    private DocumentSumCheck() {}

    /** Describes what does not add up, with the figures; null if all does, or if the document was not paid. */
    static String mismatch(Transaction transaction) {
        Transaction.Head head = transaction.head();
        if (!"completed".equalsIgnoreCase(head.transactionStatus()) || Boolean.TRUE.equals(head.isCancel())) {
            return null;
        }
        BigDecimal payments = amountOrZero(head.totalPaymentAmount());
        BigDecimal discounts = amountOrZero(head.totalDiscountAmount());
        BigDecimal change = amountOrZero(head.totalChangeAmount());
        List<String> mismatches = new ArrayList<>();
        BigDecimal tolerance = BigDecimal.ONE.movePointLeft(decimals(head.baseCurrency()));
        compare(mismatches, tolerance, "amount due", due(head), "payments - change", payments.subtract(change));
        compare(
                mismatches,
                tolerance,
                "sum of the payment lines",
                sum(transaction.payments(), Transaction.Payment::paymentTotal, Transaction.Payment::isCancel),
                "total_payment_amount",
                payments);
        compare(
                mismatches,
                tolerance,
                "sum of the live discounts",
                sum(transaction.discounts(), Transaction.Discount::discountAmount, Transaction.Discount::isCancel),
                "total_discount_amount",
                discounts);
        compare(
                mismatches,
                tolerance,
                "sum of the changes",
                sum(transaction.changes(), Transaction.Change::changeAmount, Transaction.Change::isCancel),
                "total_change_amount",
                change);
        return mismatches.isEmpty() ? null : String.join("; ", mismatches);
    }

    private static BigDecimal due(Transaction.Head head) {
        return amountOrZero(head.totalAmount())
                .subtract(amountOrZero(head.totalDiscountAmount()))
                .add(amountOrZero(head.totalSurchargeAmount()))
                .add(amountOrZero(head.serviceChargeAmount()))
                .add(amountOrZero(head.tipAmount()))
                .add(amountOrZero(head.roundingAmount()));
    }

    private static int decimals(String currency) {
        return currency == null ? DEFAULT_DECIMALS : DECIMALS.getOrDefault(currency, DEFAULT_DECIMALS);
    }

    private static void compare(
            List<String> mismatches,
            BigDecimal tolerance,
            String left,
            BigDecimal leftSum,
            String right,
            BigDecimal rightSum) {
        if (leftSum.subtract(rightSum).abs().compareTo(tolerance) > 0) {
            mismatches.add(left + " is " + leftSum + ", " + right + " is " + rightSum);
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
                        .map(DocumentSumCheck::amountOrZero)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amountOrZero(BigDecimal value) {
        return value == null || Math.abs((long) value.scale()) > MAX_SCALE ? BigDecimal.ZERO : value;
    }
}
