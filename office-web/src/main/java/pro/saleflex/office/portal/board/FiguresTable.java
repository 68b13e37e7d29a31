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

/**
 * A terminal's figures as a table of one or more columns, such as today and the open period, with each line's
 * definition.
 */
public final class FiguresTable {
    /** Shown only where they are not zero. */
    private static final Set<FigureKind> RARE = Set.of(
            FigureKind.SURCHARGES,
            FigureKind.SERVICE_CHARGE,
            FigureKind.ROUNDING,
            FigureKind.TIPS,
            FigureKind.CHANGE,
            FigureKind.PAID_IN,
            FigureKind.PAID_OUT);

    private static final Set<String> PAYMENTS = Set.of(
            "CASH_PAYMENT",
            "CREDIT_PAYMENT",
            "CHECK_PAYMENT",
            "EXCHANGE_PAYMENT",
            "PREPAID_PAYMENT",
            "CHARGE_SALE_PAYMENT",
            "OTHER_PAYMENT");

    /** Names of payment types that are safe to show as the terminal wrote them. */
    private static final Pattern SHOWABLE_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.-]{0,39}");

    private final TileLabels labels;
    private final String currency;
    private final List<TerminalFigures> columns;
    /** Null unless the table is of a closed period. */
    private final ClosedPeriod closed;

    private final List<Line> lines = new ArrayList<>();

    private FiguresTable(TileLabels labels, String currency, List<TerminalFigures> columns, ClosedPeriod closed) {
        this.labels = labels;
        this.currency = currency;
        this.columns = columns;
        this.closed = closed;
    }

    /**
     * Returns today's figures beside those of the open period.
     *
     * @param currency the store's
     * @param period figures of the open period; null: there is none
     */
    static List<Line> open(TileLabels labels, String currency, TerminalFigures day, TerminalFigures period) {
        return new FiguresTable(labels, currency, Arrays.asList(day, period), null).lines();
    }

    /**
     * Returns the figures of a closed period, with its opening cash as the terminal reported it.
     *
     * @param currency the store's
     */
    static List<Line> closed(TileLabels labels, String currency, ClosedPeriod period) {
        return new FiguresTable(labels, currency, List.of(period.figures()), period).lines();
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
        present()
                .flatMap(figures -> figures.money().values().stream())
                .forEach(money -> payments.addAll(money.payments().keySet()));
        payments.forEach(kind -> line(
                PAYMENTS.contains(kind) ? kind : "PAYMENT-" + lines.size(),
                name(kind),
                labels.text("sums.PAYMENT.what"),
                figures -> amounts(figures, money -> money.payments().getOrDefault(kind, Sum.ZERO))));
        sum(FigureKind.CHANGE);
        sum(FigureKind.PAID_IN);
        sum(FigureKind.PAID_OUT);
        if (closed != null) {
            line(
                    "OPENING",
                    figures -> List.of(
                            closed.openingCash() == null
                                    ? TileLabels.NO_VALUE
                                    : labels.money(closed.openingCash(), currency)));
        }
        line(
                "EXPECTED",
                labels.text("sums.EXPECTED"),
                labels.text(closed != null ? "sums.EXPECTED.closed" : "sums.EXPECTED.what"),
                this::expectedCash);
        if (present().anyMatch(figures -> figures.unknown() > 0)) {
            count("UNKNOWN", TerminalFigures::unknown);
        }
        return lines;
    }

    /** Returns the name of a payment type: our own, else the one the terminal wrote if it is safe to show. */
    private String name(String kind) {
        return !PAYMENTS.contains(kind) && SHOWABLE_NAME.matcher(kind).matches()
                ? kind
                : labels.text("payment." + (PAYMENTS.contains(kind) ? kind : "OTHER_PAYMENT"));
    }

    private Stream<TerminalFigures> present() {
        return columns.stream().filter(Objects::nonNull);
    }

    private void sum(FigureKind kind) {
        boolean empty = present()
                .flatMap(figures -> figures.money().values().stream())
                .allMatch(money -> money.sum(kind).isEmpty());
        if (!empty || !RARE.contains(kind)) {
            line(kind.name(), figures -> amounts(figures, money -> money.sum(kind)));
        }
    }

    private void count(String key, ToLongFunction<TerminalFigures> number) {
        line(key, figures -> List.of(labels.number(number.applyAsLong(figures))));
    }

    private void line(String key, Function<TerminalFigures, List<String>> figures) {
        line(key, labels.text("sums." + key), labels.text("sums." + key + ".what"), figures);
    }

    private void line(String key, String label, String definition, Function<TerminalFigures, List<String>> figures) {
        lines.add(new Line(
                key,
                label,
                definition,
                columns.stream()
                        .map(column -> column == null ? List.of(TileLabels.NO_VALUE) : figures.apply(column))
                        .toList()));
    }

    /** Returns the expected cash by currency; the opening cash is in the store's currency. */
    private List<String> expectedCash(TerminalFigures figures) {
        Sum cash = closed == null ? Sum.ZERO : closed.opening();
        return amounts(
                figures,
                cash,
                money -> money.expectedCash(money == figures.money().get(currency) ? cash : Sum.ZERO));
    }

    private List<String> amounts(TerminalFigures figures, Function<Money, Sum> sum) {
        return amounts(figures, Sum.ZERO, sum);
    }

    /**
     * Returns one amount for each currency, the store's first and always.
     *
     * @param none the amount in the store's currency when it has no documents
     */
    private List<String> amounts(TerminalFigures figures, Sum none, Function<Money, Sum> sum) {
        List<String> amounts = new ArrayList<>();
        Money store = figures.money().get(currency);
        amounts.add(labels.sum(store == null ? none : sum.apply(store), currency));
        figures.money().forEach((other, money) -> {
            if (!other.equals(currency) && !sum.apply(money).isEmpty()) {
                amounts.add(labels.sum(sum.apply(money), other));
            }
        });
        return amounts;
    }

    /**
     * A line of the table.
     *
     * @param key the figure
     * @param label its name
     * @param definition what it means
     * @param columns for each column its amounts, one for each currency
     */
    public record Line(String key, String label, String definition, List<List<String>> columns) {}
}
