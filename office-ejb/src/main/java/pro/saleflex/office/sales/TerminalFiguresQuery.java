package pro.saleflex.office.sales;

import jakarta.persistence.Query;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.figures.FigureKind;
import pro.saleflex.office.figures.Sum;
import pro.saleflex.office.figures.TerminalFigures;
import pro.saleflex.office.figures.TerminalFigures.DocumentType;
import pro.saleflex.office.figures.TerminalFigures.Documents;
import pro.saleflex.office.figures.TerminalFigures.Payments;

/**
 * Reads a terminal's figures with two queries. Documents that still await their projection rebuild are not included.
 */
final class TerminalFiguresQuery {
    private static final String TYPE =
            "d.document_type, d.transaction_type, d.original_document_id is not null, d.currency";

    /** The column to read for each kind of sum; drawer movements use the total, both under {@code PAID_IN}. */
    private static final Map<FigureKind, Column> COLUMNS = Collections.unmodifiableMap(new EnumMap<>(Map.of(
            FigureKind.TAKINGS, new Column("d.net_amount", "d.net_amount is null"),
            FigureKind.DISCOUNTS, Column.of("total_discount_amount"),
            FigureKind.SURCHARGES, Column.of("total_surcharge_amount"),
            FigureKind.SERVICE_CHARGE, Column.of("service_charge_amount"),
            FigureKind.ROUNDING, Column.of("rounding_amount"),
            FigureKind.TIPS, Column.of("tip_amount"),
            FigureKind.CHANGE, Column.of("total_change_amount"),
            FigureKind.PAID_IN, new Column("d.total_amount", "d.total_amount is null"))));

    private final Function<String, Query> queries;
    private final String condition;
    private final UUID terminalId;
    private final String argument;

    /**
     * Creates a query for a selection of a terminal's documents.
     *
     * @param queries creates a native query from SQL
     * @param condition SQL condition that selects the documents by parameter 2
     * @param argument value of that parameter
     */
    TerminalFiguresQuery(Function<String, Query> queries, String condition, UUID terminalId, String argument) {
        this.queries = queries;
        this.condition = condition;
        this.terminalId = terminalId;
        this.argument = argument;
    }

    TerminalFigures read() {
        return TerminalFigures.of(documents(), payments());
    }

    private List<Documents> documents() {
        String sums = COLUMNS.entrySet().stream()
                .map(column -> column.getValue().sql(column.getKey()))
                .collect(Collectors.joining(", "));
        return rows(
                        "select " + TYPE
                                + ", count(*), count(*) filter (where d.completed_at is distinct from d.counted_at), "
                                + sums,
                        "",
                        "1, 2, 3, 4")
                .stream()
                .map(TerminalFiguresQuery::documents)
                .toList();
    }

    private static Documents documents(Cells row) {
        DocumentType type = row.type();
        long count = row.number();
        long countedOnArrival = row.number();
        Map<FigureKind, Sum> signed = new EnumMap<>(FigureKind.class);
        Map<FigureKind, Sum> absolute = new EnumMap<>(FigureKind.class);
        COLUMNS.keySet().forEach(kind -> row.sums(sum -> signed.put(kind, sum), sum -> absolute.put(kind, sum)));
        return new Documents(type, count, countedOnArrival, signed, absolute);
    }

    private List<Payments> payments() {
        return rows(
                        "select " + TYPE + ", p.payment_type, "
                                + new Column("p.payment_total", "p.payment_total is null").sql(FigureKind.TAKINGS),
                        " join sales_payment p on p.document_id = d.id and p.cancelled is not true",
                        "1, 2, 3, 4, 5")
                .stream()
                .map(row -> {
                    DocumentType type = row.type();
                    String paymentType = row.text();
                    Sum[] both = new Sum[2];
                    row.sums(sum -> both[0] = sum, sum -> both[1] = sum);
                    return new Payments(type, paymentType, both[0], both[1]);
                })
                .toList();
    }

    private List<Cells> rows(String select, String join, String groups) {
        Query query = queries.apply(select + " from sales_document d" + join + " where d.terminal_id = ?1 and "
                        + condition + " and d.business_day is not null" + SalesReader.COUNTED + " group by " + groups)
                .setParameter(1, terminalId)
                .setParameter(2, argument);
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> new Cells((Object[]) row)).toList();
    }

    /** Parses document ids separated by commas; null means none. */
    static Set<Long> ids(String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(",", -1)).map(Long::valueOf).collect(Collectors.toSet());
    }

    /**
     * An amount to sum up.
     *
     * @param value SQL of the amount
     * @param lacking SQL condition for documents whose amount cannot be read
     */
    private record Column(String value, String lacking) {

        /** Creates the column of a member of the head; a missing member counts as zero. */
        static Column of(String member) {
            return new Column("d." + member, "'" + member + "' = any (string_to_array(coalesce(d.left_out, ''), ','))");
        }

        /** Selects the sum, the sum of absolute values, and the ids of the documents that lack the amount. */
        String sql(FigureKind kind) {
            // A return that carries minus signs gives its rounding as it counts; one that repeats the sale's amounts
            // gives it with the opposite sign.
            String absolute = kind == FigureKind.ROUNDING
                    ? "case when d.net_amount < 0 then " + value + " else - " + value + " end"
                    : "abs(" + value + ")";
            return "coalesce(sum(" + value + "), 0), coalesce(sum(" + absolute + "), 0),"
                    + " string_agg(distinct cast(d.id as text), ',') filter (where " + lacking + ")";
        }
    }

    /** A result row, read from left to right. */
    private static final class Cells {
        private final Object[] cells;
        private int next;

        Cells(Object[] cells) {
            this.cells = cells;
        }

        DocumentType type() {
            return new DocumentType(text(), text(), (Boolean) cells[next++], text());
        }

        String text() {
            return (String) cells[next++];
        }

        long number() {
            return ((Number) cells[next++]).longValue();
        }

        void sums(Consumer<Sum> signed, Consumer<Sum> absolute) {
            BigDecimal sum = (BigDecimal) cells[next++];
            BigDecimal absoluteSum = (BigDecimal) cells[next++];
            Set<Long> without = ids(text());
            signed.accept(new Sum(sum, without));
            absolute.accept(new Sum(absoluteSum, without));
        }
    }
}
