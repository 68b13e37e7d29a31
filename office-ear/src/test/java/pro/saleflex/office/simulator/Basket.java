package pro.saleflex.office.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/**
 * What happened at the till, before it becomes a document: lines, discount, tenders. All amounts are whole cents, so
 * that what is due can be paid. {@code superseded} is the number of dead campaign rows before the live one;
 * {@code resend} says that the acknowledged document will be sent once more.
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

    /** One product line; prices include the tax. */
    record Line(Shop.Product product, Shop.VatRate rate, BigDecimal quantity) {
        BigDecimal total() {
            return cents(quantity.multiply(product.salePrice()));
        }

        BigDecimal vat() {
            return total().multiply(rate.rate()).divide(HUNDRED.add(rate.rate()), 2, RoundingMode.HALF_UP);
        }
    }

    /** One tender, as handed over (cash before change). */
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

    /** What goes back to the customer; nothing on a cancelled document, which was never paid. */
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
