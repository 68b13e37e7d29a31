package pro.saleflex.office.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/**
 * One customer's purchase before it becomes a document: lines, discount, tenders. All amounts are whole cents, so that
 * the amount due can be paid exactly. {@code superseded} is the number of cancelled campaign rows before the valid one;
 * {@code resend} tells that the document is deliberately sent again after it was acknowledged.
 */
record Basket(
        List<Line> lines,
        boolean cancelled,
        BigDecimal discount,
        int superseded,
        List<Tender> tenders,
        boolean resend) {

    static final String CASH = "CASH_PAYMENT";
    static final String CARD = "CREDIT_PAYMENT";

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    /** One product line; prices include tax. */
    record Line(Shop.Product product, Shop.VatRate rate, BigDecimal quantity) {
        BigDecimal total() {
            return cents(quantity.multiply(product.salePrice()));
        }

        BigDecimal vat() {
            return total().multiply(rate.rate()).divide(HUNDRED.add(rate.rate()), 2, RoundingMode.HALF_UP);
        }
    }

    /** One tender as the customer gave it (cash before change). */
    record Tender(String type, BigDecimal amount) {}

    BigDecimal total() {
        return sum(lines, Line::total);
    }

    BigDecimal vat() {
        return sum(lines, Line::vat);
    }

    BigDecimal due() {
        return total().subtract(discount);
    }

    BigDecimal paid() {
        return sum(tenders, Tender::amount);
    }

    /** Change due to the customer; zero for a cancelled document, which was never paid. */
    BigDecimal change() {
        return cancelled ? BigDecimal.ZERO : paid().subtract(due());
    }

    static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    static <T> BigDecimal sum(List<T> rows, Function<T, BigDecimal> amount) {
        return rows.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
