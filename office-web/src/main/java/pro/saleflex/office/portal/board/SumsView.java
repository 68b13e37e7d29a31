package pro.saleflex.office.portal.board;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pro.saleflex.office.figures.Kind;
import pro.saleflex.office.figures.Sum;
import pro.saleflex.office.figures.TillFigures;
import pro.saleflex.office.figures.TillFigures.Money;

/** A till's figures of today and of its open period as a table, each line with what it means. */
public final class SumsView {
    /** Shown only where there is something of it. */
    private static final Set<Kind> RARE = Set.of(
            Kind.SURCHARGES, Kind.SERVICE_CHARGE, Kind.ROUNDING, Kind.TIPS, Kind.CHANGE, Kind.PAID_IN, Kind.PAID_OUT);

    private static final Set<String> PAYMENTS = Set.of(
            "CASH_PAYMENT",
            "CREDIT_PAYMENT",
            "CHECK_PAYMENT",
            "EXCHANGE_PAYMENT",
            "PREPAID_PAYMENT",
            "CHARGE_SALE_PAYMENT",
            "OTHER_PAYMENT");

    private static final Pattern NAMEABLE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.-]{0,39}");

    private final TileWords words;
    private final String own;
    private final TillFigures day;
    private final TillFigures period;
    private final List<Line> lines = new ArrayList<>();

    /**
     * For these words.
     *
     * @param own the store's currency
     * @param period of the open period; null: there is none
     */
    SumsView(TileWords words, String own, TillFigures day, TillFigures period) {
        this.words = words;
        this.own = own;
        this.day = day;
        this.period = period;
    }

    List<Line> lines() {
        sum(Kind.TAKINGS);
        count("SALES", TillFigures::sales);
        count("RETURNED", TillFigures::returns);
        sum(Kind.RETURNS);
        sum(Kind.DISCOUNTS);
        sum(Kind.SURCHARGES);
        sum(Kind.SERVICE_CHARGE);
        sum(Kind.ROUNDING);
        sum(Kind.TIPS);
        SortedSet<String> payments = new TreeSet<>(List.of(TillFigures.CASH));
        both().flatMap(figures -> figures.money().values().stream())
                .forEach(money -> payments.addAll(money.payments().keySet()));
        payments.forEach(kind -> line(
                PAYMENTS.contains(kind) ? kind : "PAYMENT-" + lines.size(),
                name(kind),
                words.text("sums.PAYMENT.what"),
                figures -> amounts(figures, money -> money.payments().getOrDefault(kind, Sum.ZERO))));
        sum(Kind.CHANGE);
        sum(Kind.PAID_IN);
        sum(Kind.PAID_OUT);
        line("EXPECTED", figures -> amounts(figures, money -> money.expectedCash(Sum.ZERO)));
        if (both().anyMatch(figures -> figures.unknown() > 0)) {
            count("UNKNOWN", TillFigures::unknown);
        }
        return lines;
    }

    /** As the till names it, unless that could disturb our words. */
    private String name(String kind) {
        return !PAYMENTS.contains(kind) && NAMEABLE.matcher(kind).matches()
                ? kind
                : words.text("payment." + (PAYMENTS.contains(kind) ? kind : "OTHER_PAYMENT"));
    }

    private Stream<TillFigures> both() {
        return Stream.of(day, period == null ? TillFigures.EMPTY : period);
    }

    private void sum(Kind kind) {
        boolean nothing = both().flatMap(figures -> figures.money().values().stream())
                .allMatch(money -> money.sum(kind).isNothing());
        if (!nothing || !RARE.contains(kind)) {
            line(kind.name(), figures -> amounts(figures, money -> money.sum(kind)));
        }
    }

    private void count(String key, ToLongFunction<TillFigures> number) {
        line(key, figures -> List.of(words.number(number.applyAsLong(figures))));
    }

    private void line(String key, Function<TillFigures, List<String>> figures) {
        line(key, words.text("sums." + key), words.text("sums." + key + ".what"), figures);
    }

    private void line(String key, String label, String what, Function<TillFigures, List<String>> figures) {
        lines.add(new Line(
                key, label, what, figures.apply(day), period == null ? List.of("\u2013") : figures.apply(period)));
    }

    /** Of each currency; the store's is always there. */
    private List<String> amounts(TillFigures figures, Function<Money, Sum> sum) {
        List<String> amounts = new ArrayList<>();
        Money store = figures.money().get(own);
        amounts.add(store == null ? words.money(BigDecimal.ZERO, own) : amount(sum.apply(store), own));
        figures.money().forEach((currency, money) -> {
            if (!currency.equals(own) && !sum.apply(money).isNothing()) {
                amounts.add(amount(sum.apply(money), currency));
            }
        });
        return amounts;
    }

    private String amount(Sum sum, String currency) {
        int without = sum.without().size();
        String amount = words.money(sum.amount(), currency);
        return without == 0 ? amount : amount + " " + words.text("board.withoutamount", without, words.number(without));
    }

    /**
     * A line.
     *
     * @param key which figure
     * @param label its name
     * @param what what it means
     * @param day of today, one for each currency
     * @param period of the open period, one for each currency
     */
    public record Line(String key, String label, String what, List<String> day, List<String> period) {}
}
