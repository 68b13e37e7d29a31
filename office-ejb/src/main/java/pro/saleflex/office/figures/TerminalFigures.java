package pro.saleflex.office.figures;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a till's completed documents that were not cancelled come to: of a business day, or of a period. What a return's
 * documents say counts the other way round, whatever sign the till gives it. Two currencies are never one sum.
 *
 * @param sales how many sales
 * @param returns how many returns
 * @param unknown how many documents are of a type that nobody knows; they are in no sum
 * @param whenTheyCame how many of all documents count when they came, see {@link BusinessDay}
 * @param money by currency; one without a document is not in it
 */
public record TerminalFigures(long sales, long returns, long unknown, long whenTheyCame, SortedMap<String, Money> money) {
    /** The payment that fills the drawer. */
    public static final String CASH = "CASH_PAYMENT";

    /** Of no documents. */
    public static final TerminalFigures EMPTY = of(List.of(), List.of());

    private static final String OTHER = "OTHER_PAYMENT";

    /** The figures of documents and their payments, in groups of one kind. */
    public static TerminalFigures of(List<Documents> documents, List<Payments> payments) {
        long sales = 0;
        long returns = 0;
        long unknown = 0;
        long whenTheyCame = 0;
        SortedMap<String, Money> money = new TreeMap<>();
        for (Documents group : documents) {
            whenTheyCame += group.whenTheyCame();
            switch (group.type().effect()) {
                case SALE -> sales += group.count();
                case RETURN -> returns += group.count();
                case UNKNOWN -> unknown += group.count();
                case PAID_IN, PAID_OUT, DEPOSIT, NONE -> {
                    // counted nowhere
                }
            }
            of(money, group.type()).add(group);
        }
        payments.forEach(group -> of(money, group.type()).add(group));
        money.values().removeIf(Money::isEmpty);
        return new TerminalFigures(sales, returns, unknown, whenTheyCame, Collections.unmodifiableSortedMap(money));
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
                    group.sizes().forEach((kind, sum) -> {
                        if (kind != FigureKind.PAID_IN) {
                            add(kind, kind == FigureKind.ROUNDING ? sum : sum.negated());
                        }
                    });
                    add(FigureKind.RETURNS, group.sizes().get(FigureKind.TAKINGS).negated());
                }
                case DEPOSIT -> add(FigureKind.CHANGE, group.signed().get(FigureKind.CHANGE));
                case PAID_IN -> add(FigureKind.PAID_IN, group.sizes().get(FigureKind.PAID_IN));
                case PAID_OUT -> add(FigureKind.PAID_OUT, group.sizes().get(FigureKind.PAID_IN));
                case NONE, UNKNOWN -> {
                    // in no sum
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
                    payments.merge(kind(group.paymentType()), group.size().negated(), Sum::plus);
                case PAID_IN, PAID_OUT, NONE, UNKNOWN -> {
                    // the drawer's movements count by their documents' totals
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

        /** One of the sums. */
        public Sum sum(FigureKind kind) {
            return sums.getOrDefault(kind, Sum.ZERO);
        }

        /** The payments by their kind, as the till names it in capitals. */
        public SortedMap<String, Sum> payments() {
            return Collections.unmodifiableSortedMap(payments);
        }

        /**
         * What the documents should have brought into the drawer: cash payments less cash refunds and change, plus what was
         * put in, less what was taken out.
         *
         * @param opening what lay in it before
         */
        public Sum expectedCash(Sum opening) {
            return opening.plus(payments.getOrDefault(CASH, Sum.ZERO))
                    .minus(sum(FigureKind.CHANGE))
                    .plus(sum(FigureKind.PAID_IN))
                    .minus(sum(FigureKind.PAID_OUT));
        }
    }

    /**
     * What documents of one group have in common.
     *
     * @param documentType {@code document_type}; null: none told
     * @param transactionType {@code transaction_type}; null: none told
     * @param refersToOriginal they name the sales that they take back
     * @param currency of their amounts
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
     * @param count how many
     * @param whenTheyCame how many of them count when they came
     * @param signed their amounts as they are told: takings, and the members of the head; under {@link FigureKind#PAID_IN} their
     *     totals
     * @param sizes the same without signs; under {@link FigureKind#ROUNDING} what a return is rounded by
     */
    public record Documents(
            DocumentType type, long count, long whenTheyCame, Map<FigureKind, Sum> signed, Map<FigureKind, Sum> sizes) {}

    /**
     * Live payments of documents of one type.
     *
     * @param type the documents' type
     * @param paymentType {@code payment_type}; null: none told
     * @param signed their amounts as they are told
     * @param size the same without signs
     */
    public record Payments(DocumentType type, String paymentType, Sum signed, Sum size) {}
}
