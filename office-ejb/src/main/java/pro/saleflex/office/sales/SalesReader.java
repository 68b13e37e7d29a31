package pro.saleflex.office.sales;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import pro.saleflex.office.figures.ClosureTotals;
import pro.saleflex.office.figures.DayFigures;
import pro.saleflex.office.figures.DayFigures.Group;
import pro.saleflex.office.figures.TerminalFigures;
import pro.saleflex.office.platform.Sql;

/** Reads sales documents and their figures. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SalesReader {

    static final String COUNTED =
            " and lower(d.transaction_status collate \"C\") = 'completed' and d.cancelled is not true";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    /** Returns the totals of a period's documents the way terminals count them in closures. */
    public ClosureTotals closureTotals(UUID terminalId, long closureNumber) {
        String gross = "coalesce(sum(total_amount), 0)";
        return Sql.query(
                        em,
                        "select count(*) as documents, count(distinct currency) as currencies, " + gross + " as gross, "
                                + lacking("total_amount") + " as without_gross, " + gross
                                + " - coalesce(sum(total_discount_amount), 0)"
                                + " + coalesce(sum(total_surcharge_amount), 0) as net, "
                                + lacking("total_amount", "total_discount_amount", "total_surcharge_amount")
                                + " as without_net"
                                + " from sales_document where terminal_id = :terminal and closure_number = :closure")
                .set("terminal", terminalId)
                .set("closure", closureNumber)
                .single(row -> {
                    boolean oneCurrency = row.number("currencies") <= 1;
                    return new ClosureTotals(
                            row.number("documents"),
                            oneCurrency ? TerminalFiguresQuery.sum(row, "gross", "without_gross") : null,
                            oneCurrency ? TerminalFiguresQuery.sum(row, "net", "without_net") : null);
                });
    }

    /** Returns the SQL for the documents in which one of these members cannot be read, or which have no total. */
    private static String lacking(String... members) {
        return "string_agg(cast(id as text), ',') filter (where total_amount is null"
                + " or string_to_array(coalesce(left_out, ''), ',') && array['" + String.join("', '", members) + "'])";
    }

    /**
     * Returns, per terminal, the receipts flagged as using the number of another receipt of that terminal.
     *
     * @param after only flags raised after this time
     * @param afterByTerminal later limits for single terminals
     */
    public List<NumberedTwice> duplicateNumbers(OffsetDateTime after, Map<UUID, OffsetDateTime> afterByTerminal) {
        return Sql.query(
                        em,
                        "select d.terminal_id, count(*) as receipts, min(f.raised_at) as first_at,"
                                + " max(f.raised_at) as last_at,"
                                + " (array_agg(concat_ws(' / ', d.closure_number, d.receipt_number)"
                                + " order by f.raised_at desc, d.id desc))[1] as receipt"
                                + " from journal_flag f join sales_document d on d.id = f.entry_id"
                                + " left join unnest(cast(:terminals as uuid[]), cast(:limits as timestamptz[]))"
                                + " as s (id, at)"
                                + " on s.id = d.terminal_id where f.flag = 'SAME_NUMBER' and f.raised_at > :after"
                                + " and (s.at is null or f.raised_at > s.at) group by d.terminal_id")
                .set("after", after)
                .set("terminals", afterByTerminal.keySet())
                .set("limits", afterByTerminal.values())
                .list(row -> new NumberedTwice(
                        row.id("terminal_id"),
                        row.number("receipts"),
                        row.utc("first_at"),
                        row.utc("last_at"),
                        row.text("receipt")));
    }

    /**
     * Returns the figures of these terminals, each for a business day of its store. Terminals without documents are
     * absent.
     */
    public Map<UUID, DayFigures> dayFigures(Map<UUID, LocalDate> days) {
        Map<UUID, List<Group>> groups = Sql.query(
                        em,
                        "select t.id, sold.* from unnest(cast(:terminals as uuid[]), cast(:days as date[]))"
                                + " as t (id, day) cross join lateral ("
                                + "select d.document_type, d.transaction_type,"
                                + " d.original_document_id is not null as refers_to_original,"
                                + " d.currency, count(*) as documents,"
                                + " count(*) - count(d.net_amount) as without_amount,"
                                + " coalesce(sum(d.net_amount), 0) as net,"
                                + " coalesce(sum(abs(d.net_amount)), 0) as absolute_net"
                                + " from sales_document d where d.terminal_id = t.id and d.business_day = t.day"
                                + COUNTED + " group by 1, 2, 3, 4) sold")
                .set("terminals", days.keySet())
                .set("days", days.values())
                .groups(
                        row -> row.id("id"),
                        row -> new Group(
                                row.text("document_type"),
                                row.text("transaction_type"),
                                row.flag("refers_to_original"),
                                row.text("currency"),
                                row.number("documents"),
                                row.number("without_amount"),
                                row.amount("net"),
                                row.amount("absolute_net")));
        Map<UUID, DayFigures> figures = new HashMap<>();
        groups.forEach((terminal, sold) -> figures.put(terminal, DayFigures.of(sold)));
        return figures;
    }

    /** Returns a terminal's figures for a business day. */
    public TerminalFigures figuresOfDay(UUID terminalId, LocalDate day) {
        return TerminalFiguresQuery.read(em, "d.business_day = cast(:selected as date)", terminalId, day.toString());
    }

    /** Returns a terminal's figures for a period. */
    public TerminalFigures figuresOfPeriod(UUID terminalId, long closureNumber) {
        return TerminalFiguresQuery.read(
                em, "d.closure_number = cast(:selected as bigint)", terminalId, Long.toString(closureNumber));
    }

    /** Returns the periods of a terminal's last 100 sales documents, that of the latest document first. */
    public List<Long> latestPeriods(UUID terminalId) {
        return Sql.query(
                        em,
                        "select d.closure_number from (select e.id, e.entry_no from journal_entry e"
                                + " where e.terminal_id = :terminal and e.kind = 'TRANSACTION'"
                                + " order by e.entry_no desc limit 100) last"
                                + " join sales_document d on d.id = last.id where d.closure_number is not null"
                                + " group by d.closure_number order by max(last.entry_no) desc")
                .set("terminal", terminalId)
                .list(row -> row.number("closure_number"));
    }

    /** Returns when the latest document of each of these terminals was completed. */
    public Map<UUID, Instant> lastDocumentAt(Collection<UUID> terminalIds) {
        return Sql.query(
                        em,
                        "select t.id, coalesce(d.counted_at, d.opened_at) as at from terminal t"
                                + " cross join lateral (select e.id from journal_entry e where e.terminal_id = t.id"
                                + " and e.kind = 'TRANSACTION' order by e.entry_no desc limit 1) last"
                                + " join sales_document d on d.id = last.id where t.id = any"
                                + " (cast(:terminals as uuid[]))"
                                + " and coalesce(d.counted_at, d.opened_at) is not null")
                .set("terminals", terminalIds)
                .map(row -> row.id("id"), row -> row.instant("at"));
    }

    /**
     * The receipts of a terminal that use the number of another one.
     *
     * @param terminalId the terminal
     * @param count number of such receipts
     * @param firstAt when the first was flagged
     * @param lastAt when the latest was flagged
     * @param receipt the latest one as {@code period / number}
     */
    public record NumberedTwice(
            UUID terminalId, long count, OffsetDateTime firstAt, OffsetDateTime lastAt, String receipt) {}
}
