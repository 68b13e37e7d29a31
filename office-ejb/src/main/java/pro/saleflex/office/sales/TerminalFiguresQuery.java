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

/** Reads what a till's documents come to: two queries. Documents that are still to be made anew are not in them. */
final class TerminalFiguresQuery {
    private static final String TYPE =
            "d.document_type, d.transaction_type, d.original_document_id is not null, d.currency";

    /** What is read of the head for each kind of sum; a total counts for the drawer's movements. */
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
    private final String chosen;
    private final UUID terminalId;
    private final String of;

    /**
     * Of a till's documents.
     *
     * @param queries makes a query of its SQL
     * @param chosen which, as SQL with parameter 2
     * @param of that parameter
     */
    TerminalFiguresQuery(Function<String, Query> queries, String chosen, UUID terminalId, String of) {
        this.queries = queries;
        this.chosen = chosen;
        this.terminalId = terminalId;
        this.of = of;
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
        long whenTheyCame = row.number();
        Map<FigureKind, Sum> signed = new EnumMap<>(FigureKind.class);
        Map<FigureKind, Sum> sizes = new EnumMap<>(FigureKind.class);
        COLUMNS.keySet().forEach(kind -> row.sums(sum -> signed.put(kind, sum), size -> sizes.put(kind, size)));
        return new Documents(type, count, whenTheyCame, signed, sizes);
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
                    row.sums(sum -> both[0] = sum, size -> both[1] = size);
                    return new Payments(type, paymentType, both[0], both[1]);
                })
                .toList();
    }

    private List<Cells> rows(String select, String join, String groups) {
        Query query = queries.apply(select + " from sales_document d" + join + " where d.terminal_id = ?1 and " + chosen
                        + " and d.business_day is not null" + SalesReader.COUNTED + " group by " + groups)
                .setParameter(1, terminalId)
                .setParameter(2, of);
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> new Cells((Object[]) row)).toList();
    }

    /** Ids of documents with commas between; null: none. */
    static Set<Long> ids(String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(",", -1)).map(Long::valueOf).collect(Collectors.toSet());
    }

    /**
     * An amount, as SQL.
     *
     * @param value the amount
     * @param lacking whether a document has one that cannot be read
     */
    private record Column(String value, String lacking) {

        /** A member of the head; one that is not told is none. */
        static Column of(String member) {
            return new Column("d." + member, "'" + member + "' = any (string_to_array(coalesce(d.left_out, ''), ','))");
        }

        /** The sum, the sum of the sizes, and who lacks it. */
        String sql(FigureKind kind) {
            // A return is rounded by as much as it says when it says its amounts as the sale did, and else the other
            // way.
            String size = kind == FigureKind.ROUNDING
                    ? "case when d.net_amount < 0 then " + value + " else - " + value + " end"
                    : "abs(" + value + ")";
            return "coalesce(sum(" + value + "), 0), coalesce(sum(" + size + "), 0),"
                    + " string_agg(distinct cast(d.id as text), ',') filter (where " + lacking + ")";
        }
    }

    /** A row, read from left to right. */
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

        void sums(Consumer<Sum> signed, Consumer<Sum> sizes) {
            BigDecimal sum = (BigDecimal) cells[next++];
            BigDecimal size = (BigDecimal) cells[next++];
            Set<Long> without = ids(text());
            signed.accept(new Sum(sum, without));
            sizes.accept(new Sum(size, without));
        }
    }
}
