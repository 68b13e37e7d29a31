package pro.saleflex.office.figures;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures of one terminal for a business day or a period, taken from completed documents that were not cancelled.
 * The amounts of a return are subtracted, whatever sign the terminal gives them. Amounts in different currencies are
 * never added up.
 *
 * @param sales number of sales
 * @param returns number of returns
 * @param unknown number of documents of an unknown type; they are in no sum
 * @param countedOnArrival number of documents, of all types, that count at the time of receipt, see {@link BusinessDay}
 * @param money sums by currency code; currencies without a sum are absent
 */
public record TerminalFigures(
        long sales, long returns, long unknown, long countedOnArrival, SortedMap<String, Money> money) {
    /** The payment type that goes into the drawer. */
    public static final String CASH = "CASH_PAYMENT";

    /** The figures of no documents. */
    public static final TerminalFigures EMPTY = of(List.of(), List.of());

    private static final String OTHER = "OTHER_PAYMENT";

    /** Adds up documents and their payments, which come in groups of one type and currency. */
    public static TerminalFigures of(List<Documents> documents, List<Payments> payments) {
        long sales = 0;
        long returns = 0;
        long unknown = 0;
        long countedOnArrival = 0;
        SortedMap<String, Money> money = new TreeMap<>();
        for (Documents group : documents) {
            countedOnArrival += group.countedOnArrival();
            switch (group.type().effect()) {
                case SALE -> sales += group.count();
                case RETURN -> returns += group.count();
                case UNKNOWN -> unknown += group.count();
                case PAID_IN, PAID_OUT, DEPOSIT, NONE -> {
                    // they have no count of their own
                }
            }
            of(money, group.type()).add(group);
        }
        payments.forEach(group -> of(money, group.type()).add(group));
        money.values().removeIf(Money::isEmpty);
        return new TerminalFigures(sales, returns, unknown, countedOnArrival, Collections.unmodifiableSortedMap(money));
    }

    private static Money of(Map<String, Money> money, DocumentType type) {
        return money.computeIfAbsent(type.currency(), currency -> new Money());
    }

    /** The sums of one currency. */
    public static final class Money {
        private final Map<FigureKind, Sum> sums = new EnumMap<>(FigureKind.class);
        private final SortedMap<String, Sum> payments = new TreeMap<>();

        private Money() {}

        private void add(Documents group) {
            switch (group.type().effect()) {
                case SALE ->
                    group.signed().forEach((kind, sum) -> {
                        if (kind != FigureKind.PAID_IN) {
                            add(kind, sum);
                        }
                    });
                case RETURN -> {
                    group.absolute().forEach((kind, sum) -> {
                        if (kind != FigureKind.PAID_IN) {
                            add(kind, kind == FigureKind.ROUNDING ? sum : sum.negated());
                        }
                    });
                    add(
                            FigureKind.RETURNS,
                            group.absolute().get(FigureKind.TAKINGS).negated());
                }
                case DEPOSIT -> add(FigureKind.CHANGE, group.signed().get(FigureKind.CHANGE));
                case PAID_IN -> add(FigureKind.PAID_IN, group.absolute().get(FigureKind.PAID_IN));
                case PAID_OUT -> add(FigureKind.PAID_OUT, group.absolute().get(FigureKind.PAID_IN));
                case NONE, UNKNOWN -> {
                    // part of no sum
                }
            }
        }

        private void add(FigureKind kind, Sum sum) {
            sums.merge(kind, sum, Sum::plus);
        }

        private void add(Payments group) {
            switch (group.type().effect()) {
                case SALE, DEPOSIT -> payments.merge(kind(group.paymentType()), group.signed(), Sum::plus);
                case RETURN ->
                    payments.merge(kind(group.paymentType()), group.absolute().negated(), Sum::plus);
                case PAID_IN, PAID_OUT, NONE, UNKNOWN -> {
                    // drawer movements count by the totals of their documents
                }
            }
        }

        private static String kind(String paymentType) {
            String kind = paymentType == null ? "" : paymentType.strip().toUpperCase(Locale.ROOT);
            return kind.isEmpty() ? OTHER : kind;
        }

        private boolean isEmpty() {
            return sums.isEmpty() && payments.isEmpty();
        }

        /** Returns the sum of one kind; zero if there is none. */
        public Sum sum(FigureKind kind) {
            return sums.getOrDefault(kind, Sum.ZERO);
        }

        /** Returns the payments by payment type, as the terminal names it, in upper case. */
        public SortedMap<String, Sum> payments() {
            return Collections.unmodifiableSortedMap(payments);
        }

        /**
         * Returns the cash that should be in the drawer: opening cash + cash payments - cash refunds - change + paid in
         * - paid out.
         *
         * @param opening the cash in the drawer at the start
         */
        public Sum expectedCash(Sum opening) {
            return opening.plus(payments.getOrDefault(CASH, Sum.ZERO))
                    .minus(sum(FigureKind.CHANGE))
                    .plus(sum(FigureKind.PAID_IN))
                    .minus(sum(FigureKind.PAID_OUT));
        }
    }

    /**
     * What the documents of a group have in common.
     *
     * @param documentType {@code document_type}; null if missing
     * @param transactionType {@code transaction_type}; null if missing
     * @param refersToOriginal whether they name the sale that they take back
     * @param currency currency code of their amounts
     */
    public record DocumentType(String documentType, String transactionType, boolean refersToOriginal, String currency) {
        DocumentEffect effect() {
            return DocumentEffect.of(documentType, transactionType, refersToOriginal);
        }
    }

    /**
     * Documents of one type.
     *
     * @param type their type
     * @param count number of documents
     * @param countedOnArrival how many of them count at the time of receipt
     * @param signed sums of the amounts as sent: the takings and the members of the head; {@link FigureKind#PAID_IN}
     *     holds the totals
     * @param absolute sums of the absolute values of the same; {@link FigureKind#ROUNDING} holds the rounding as it
     *     counts for a return
     */
    public record Documents(
            DocumentType type,
            long count,
            long countedOnArrival,
            Map<FigureKind, Sum> signed,
            Map<FigureKind, Sum> absolute) {}

    /**
     * Live payments of documents of one type.
     *
     * @param type the documents' type
     * @param paymentType {@code payment_type}; null if missing
     * @param signed sum of the amounts as sent
     * @param absolute sum of the absolute values
     */
    public record Payments(DocumentType type, String paymentType, Sum signed, Sum absolute) {}
}
