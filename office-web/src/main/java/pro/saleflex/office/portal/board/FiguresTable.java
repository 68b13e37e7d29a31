package pro.saleflex.office.portal.board;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pro.saleflex.office.closure.ClosedPeriod;
import pro.saleflex.office.figures.FigureKind;
import pro.saleflex.office.figures.Sum;
import pro.saleflex.office.figures.TerminalFigures;
import pro.saleflex.office.figures.TerminalFigures.Money;

/** A till's figures as a table of one or more columns, such as today and its open period; each line says what it means. */
public final class FiguresTable {
    /** Shown only where there is something of it. */
    private static final Set<FigureKind> RARE = Set.of(
            FigureKind.SURCHARGES, FigureKind.SERVICE_CHARGE, FigureKind.ROUNDING, FigureKind.TIPS, FigureKind.CHANGE, FigureKind.PAID_IN, FigureKind.PAID_OUT);

    private static final Set<String> PAYMENTS = Set.of(
            "CASH_PAYMENT",
            "CREDIT_PAYMENT",
            "CHECK_PAYMENT",
            "EXCHANGE_PAYMENT",
            "PREPAID_PAYMENT",
            "CHARGE_SALE_PAYMENT",
            "OTHER_PAYMENT");

    private static final Pattern NAMEABLE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.-]{0,39}");

    private static final String NONE = "\u2013";

    private final TileLabels words;
    private final String own;
    private final List<TerminalFigures> columns;
    /** Null: the table is not of a closed period. */
    private final ClosedPeriod closed;
    private final List<Line> lines = new ArrayList<>();

    private FiguresTable(TileLabels words, String own, List<TerminalFigures> columns, ClosedPeriod closed) {
        this.words = words;
        this.own = own;
        this.columns = columns;
        this.closed = closed;
    }

    /**
     * Today's figures beside those of the open period.
     *
     * @param own the store's currency
     * @param period of the open period; null: there is none
     */
    static List<Line> open(TileLabels words, String own, TerminalFigures day, TerminalFigures period) {
        return new FiguresTable(words, own, Arrays.asList(day, period), null).lines();
    }

    /**
     * The figures of a closed period, with the cash that its terminal found in the drawer when it began.
     *
     * @param own the store's currency
     */
    static List<Line> closed(TileLabels words, String own, ClosedPeriod period) {
        return new FiguresTable(words, own, List.of(period.figures()), period).lines();
    }

    private List<Line> lines() {
        sum(FigureKind.TAKINGS);
        count("SALES", TerminalFigures::sales);
        count("RETURNED", TerminalFigures::returns);
        sum(FigureKind.RETURNS);
        sum(FigureKind.DISCOUNTS);
        sum(FigureKind.SURCHARGES);
        sum(FigureKind.SERVICE_CHARGE);
        sum(FigureKind.ROUNDING);
        sum(FigureKind.TIPS);
        SortedSet<String> payments = new TreeSet<>(List.of(TerminalFigures.CASH));
        told().flatMap(figures -> figures.money().values().stream())
                .forEach(money -> payments.addAll(money.payments().keySet()));
        payments.forEach(kind -> line(
                PAYMENTS.contains(kind) ? kind : "PAYMENT-" + lines.size(),
                name(kind),
                words.text("sums.PAYMENT.what"),
                figures -> amounts(figures, money -> money.payments().getOrDefault(kind, Sum.ZERO))));
        sum(FigureKind.CHANGE);
        sum(FigureKind.PAID_IN);
        sum(FigureKind.PAID_OUT);
        if (closed != null) {
            line(
                    "OPENING",
                    figures -> List.of(closed.openingCash() == null ? NONE : words.money(closed.openingCash(), own)));
        }
        line(
                "EXPECTED",
                words.text("sums.EXPECTED"),
                words.text(closed != null ? "sums.EXPECTED.closed" : "sums.EXPECTED.what"),
                this::expectedCash);
        if (told().anyMatch(figures -> figures.unknown() > 0)) {
            count("UNKNOWN", TerminalFigures::unknown);
        }
        return lines;
    }

    /** As the till names it, unless that could disturb our words. */
    private String name(String kind) {
        return !PAYMENTS.contains(kind) && NAMEABLE.matcher(kind).matches()
                ? kind
                : words.text("payment." + (PAYMENTS.contains(kind) ? kind : "OTHER_PAYMENT"));
    }

    private Stream<TerminalFigures> told() {
        return columns.stream().filter(Objects::nonNull);
    }

    private void sum(FigureKind kind) {
        boolean nothing = told().flatMap(figures -> figures.money().values().stream())
                .allMatch(money -> money.sum(kind).isEmpty());
        if (!nothing || !RARE.contains(kind)) {
            line(kind.name(), figures -> amounts(figures, money -> money.sum(kind)));
        }
    }

    private void count(String key, ToLongFunction<TerminalFigures> number) {
        line(key, figures -> List.of(words.number(number.applyAsLong(figures))));
    }

    private void line(String key, Function<TerminalFigures, List<String>> figures) {
        line(key, words.text("sums." + key), words.text("sums." + key + ".what"), figures);
    }

    private void line(String key, String label, String what, Function<TerminalFigures, List<String>> figures) {
        lines.add(new Line(
                key,
                label,
                what,
                columns.stream()
                        .map(column -> column == null ? List.of(NONE) : figures.apply(column))
                        .toList()));
    }

    /** The drawer began with money of the store's currency. */
    private List<String> expectedCash(TerminalFigures figures) {
        Sum cash = closed == null ? Sum.ZERO : closed.opening();
        return amounts(figures, cash, money -> money.expectedCash(money == figures.money().get(own) ? cash : Sum.ZERO));
    }

    private List<String> amounts(TerminalFigures figures, Function<Money, Sum> sum) {
        return amounts(figures, Sum.ZERO, sum);
    }

    /**
     * Of each currency; the store's is always there.
     *
     * @param nothing what it is in the store's currency when no document is in it
     */
    private List<String> amounts(TerminalFigures figures, Sum nothing, Function<Money, Sum> sum) {
        List<String> amounts = new ArrayList<>();
        Money store = figures.money().get(own);
        amounts.add(words.sum(store == null ? nothing : sum.apply(store), own));
        figures.money().forEach((currency, money) -> {
            if (!currency.equals(own) && !sum.apply(money).isEmpty()) {
                amounts.add(words.sum(sum.apply(money), currency));
            }
        });
        return amounts;
    }

    /**
     * A line.
     *
     * @param key which figure
     * @param label its name
     * @param what what it means
     * @param columns its amounts in each column, one for each currency
     */
    public record Line(String key, String label, String what, List<List<String>> columns) {}
}
