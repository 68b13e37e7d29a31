package pro.saleflex.office.sales;

import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import pro.saleflex.office.figures.FigureKind;
import pro.saleflex.office.figures.Sum;
import pro.saleflex.office.figures.TerminalFigures;
import pro.saleflex.office.figures.TerminalFigures.DocumentType;
import pro.saleflex.office.figures.TerminalFigures.Documents;
import pro.saleflex.office.figures.TerminalFigures.Payments;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.platform.Sql.Row;

/**
 * Reads a terminal's figures with two queries. Documents that still await their projection rebuild are not included.
 */
final class TerminalFiguresQuery {
    private static final String TYPE = "d.document_type, d.transaction_type,"
            + " d.original_document_id is not null as refers_to_original, d.currency";

    /** Ends the names of the columns with sums of absolute values. */
    private static final String ABSOLUTE = "_absolute";

    /** Ends the names of the columns with the documents that lack the amount. */
    private static final String WITHOUT = "_without";

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

    private TerminalFiguresQuery() {}

    /**
     * Reads the figures of a selection of a terminal's documents.
     *
     * @param condition SQL condition that selects the documents by parameter {@code :selected}
     * @param selected value of that parameter
     */
    static TerminalFigures read(EntityManager em, String condition, UUID terminalId, String selected) {
        return TerminalFigures.of(
                documents(em, condition)
                        .set("terminal", terminalId)
                        .set("selected", selected)
                        .list(row -> new Documents(
                                type(row),
                                row.number("documents"),
                                row.number("counted_on_arrival"),
                                sums(row, ""),
                                sums(row, ABSOLUTE))),
                payments(em, condition)
                        .set("terminal", terminalId)
                        .set("selected", selected)
                        .list(row -> new Payments(
                                type(row),
                                row.text("payment_type"),
                                sum(row, FigureKind.TAKINGS, ""),
                                sum(row, FigureKind.TAKINGS, ABSOLUTE))));
    }

    private static Sql documents(EntityManager em, String condition) {
        String sums = COLUMNS.entrySet().stream()
                .map(column -> column.getValue().sql(column.getKey()))
                .collect(Collectors.joining(", "));
        return Sql.query(
                em,
                "select " + TYPE + ", count(*) as documents, count(*) filter"
                        + " (where d.completed_at is distinct from d.counted_at) as counted_on_arrival, " + sums
                        + " from sales_document d" + where(condition) + " group by 1, 2, 3, 4");
    }

    private static Sql payments(EntityManager em, String condition) {
        return Sql.query(
                em,
                "select " + TYPE + ", p.payment_type, "
                        + new Column("p.payment_total", "p.payment_total is null").sql(FigureKind.TAKINGS)
                        + " from sales_document d join sales_payment p on p.document_id = d.id"
                        + " and p.cancelled is not true" + where(condition) + " group by 1, 2, 3, 4, 5");
    }

    private static String where(String condition) {
        return " where d.terminal_id = :terminal and " + condition + " and d.business_day is not null"
                + SalesReader.COUNTED;
    }

    private static DocumentType type(Row row) {
        return new DocumentType(
                row.text("document_type"),
                row.text("transaction_type"),
                row.flag("refers_to_original"),
                row.text("currency"));
    }

    private static Map<FigureKind, Sum> sums(Row row, String form) {
        Map<FigureKind, Sum> sums = new EnumMap<>(FigureKind.class);
        COLUMNS.keySet().forEach(kind -> sums.put(kind, sum(row, kind, form)));
        return sums;
    }

    private static Sum sum(Row row, FigureKind kind, String form) {
        return sum(row, name(kind) + form, name(kind) + WITHOUT);
    }

    /** Reads a sum, and the ids of the documents that lack the amount, separated by commas. */
    static Sum sum(Row row, String amount, String without) {
        return new Sum(row.amount(amount), ids(row.text(without)));
    }

    private static String name(FigureKind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + "_sum";
    }

    /** Null means none. */
    private static Set<Long> ids(String list) {
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
            return "coalesce(sum(" + value + "), 0) as " + name(kind) + ", coalesce(sum(" + absolute + "), 0) as "
                    + name(kind) + ABSOLUTE + ", string_agg(distinct cast(d.id as text), ',') filter (where " + lacking
                    + ") as " + name(kind) + WITHOUT;
        }
    }
}
