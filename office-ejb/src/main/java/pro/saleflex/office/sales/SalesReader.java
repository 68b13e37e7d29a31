package pro.saleflex.office.sales;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import pro.saleflex.office.figures.ClosureTotals;
import pro.saleflex.office.figures.DayFigures;
import pro.saleflex.office.figures.DayFigures.Group;
import pro.saleflex.office.figures.Sum;
import pro.saleflex.office.figures.TerminalFigures;

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
        Object[] row = (Object[]) em.createNativeQuery("select count(*), count(distinct currency), " + gross + ", "
                        + gross
                        + " - coalesce(sum(total_discount_amount), 0) + coalesce(sum(total_surcharge_amount), 0), "
                        + lacking("total_amount") + ", "
                        + lacking("total_amount", "total_discount_amount", "total_surcharge_amount")
                        + " from sales_document where terminal_id = ?1 and closure_number = ?2")
                .setParameter(1, terminalId)
                .setParameter(2, closureNumber)
                .getSingleResult();
        boolean oneCurrency = ((Number) row[1]).intValue() <= 1;
        return new ClosureTotals(
                ((Number) row[0]).longValue(),
                oneCurrency ? new Sum((BigDecimal) row[2], TerminalFiguresQuery.ids((String) row[4])) : null,
                oneCurrency ? new Sum((BigDecimal) row[3], TerminalFiguresQuery.ids((String) row[5])) : null);
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
        List<Map.Entry<UUID, OffsetDateTime>> limits = List.copyOf(afterByTerminal.entrySet());
        List<?> rows = em.createNativeQuery("select d.terminal_id, count(*), min(f.raised_at), max(f.raised_at),"
                        + " (array_agg(concat_ws(' / ', d.closure_number, d.receipt_number)"
                        + " order by f.raised_at desc, d.id desc))[1]"
                        + " from journal_flag f join sales_document d on d.id = f.entry_id"
                        + " left join unnest(cast(?2 as uuid[]), cast(?3 as timestamptz[])) as s (id, at)"
                        + " on s.id = d.terminal_id where f.flag = 'SAME_NUMBER' and f.raised_at > ?1"
                        + " and (s.at is null or f.raised_at > s.at) group by d.terminal_id")
                .setParameter(1, after)
                .setParameter(2, limits.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .setParameter(
                        3,
                        limits.stream()
                                .map(entry -> entry.getValue().toString())
                                .toArray(String[]::new))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new NumberedTwice(
                        (UUID) row[0], ((Number) row[1]).longValue(), utc(row[2]), utc(row[3]), (String) row[4]))
                .toList();
    }

    private static OffsetDateTime utc(Object timestamp) {
        return ((java.sql.Timestamp) timestamp).toInstant().atOffset(ZoneOffset.UTC);
    }

    /**
     * Returns the figures of these terminals, each for a business day of its store. Terminals without documents are
     * absent.
     */
    public Map<UUID, DayFigures> dayFigures(Map<UUID, LocalDate> days) {
        List<Map.Entry<UUID, LocalDate>> requested = List.copyOf(days.entrySet());
        List<?> rows = em.createNativeQuery("select t.id, sold.*"
                        + " from unnest(cast(?1 as uuid[]), cast(?2 as date[])) as t (id, day) cross join lateral ("
                        + "select d.document_type, d.transaction_type, d.original_document_id is not null,"
                        + " d.currency, count(*), count(*) - count(d.net_amount),"
                        + " coalesce(sum(d.net_amount), 0), coalesce(sum(abs(d.net_amount)), 0)"
                        + " from sales_document d where d.terminal_id = t.id and d.business_day = t.day"
                        + COUNTED + " group by 1, 2, 3, 4) sold")
                .setParameter(1, requested.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .setParameter(
                        2,
                        requested.stream().map(day -> day.getValue().toString()).toArray(String[]::new))
                .getResultList();
        Map<UUID, List<Group>> groups = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            groups.computeIfAbsent((UUID) columns[0], terminal -> new ArrayList<>())
                    .add(new Group(
                            (String) columns[1],
                            (String) columns[2],
                            (Boolean) columns[3],
                            (String) columns[4],
                            ((Number) columns[5]).longValue(),
                            ((Number) columns[6]).longValue(),
                            (BigDecimal) columns[7],
                            (BigDecimal) columns[8]));
        }
        Map<UUID, DayFigures> figures = new HashMap<>();
        groups.forEach((terminal, sold) -> figures.put(terminal, DayFigures.of(sold)));
        return figures;
    }

    /** Returns a terminal's figures for a business day. */
    public TerminalFigures figuresOfDay(UUID terminalId, LocalDate day) {
        return new TerminalFiguresQuery(
                        em::createNativeQuery, "d.business_day = cast(?2 as date)", terminalId, day.toString())
                .read();
    }

    /** Returns a terminal's figures for a period. */
    public TerminalFigures figuresOfPeriod(UUID terminalId, long closureNumber) {
        return new TerminalFiguresQuery(
                        em::createNativeQuery,
                        "d.closure_number = cast(?2 as bigint)",
                        terminalId,
                        Long.toString(closureNumber))
                .read();
    }

    /** Returns the periods of a terminal's last 100 sales documents, that of the latest document first. */
    public List<Long> latestPeriods(UUID terminalId) {
        List<?> rows = em.createNativeQuery("select d.closure_number from (select e.id, e.entry_no from journal_entry e"
                        + " where e.terminal_id = ?1 and e.kind = 'TRANSACTION' order by e.entry_no desc limit 100) last"
                        + " join sales_document d on d.id = last.id where d.closure_number is not null"
                        + " group by d.closure_number order by max(last.entry_no) desc")
                .setParameter(1, terminalId)
                .getResultList();
        return rows.stream().map(number -> ((Number) number).longValue()).toList();
    }

    /** Returns when the latest document of each of these terminals was completed. */
    public Map<UUID, Instant> lastDocumentAt(Collection<UUID> terminalIds) {
        List<?> rows = em.createNativeQuery("select t.id, coalesce(d.counted_at, d.opened_at) from terminal t"
                        + " cross join lateral (select e.id from journal_entry e where e.terminal_id = t.id"
                        + " and e.kind = 'TRANSACTION' order by e.entry_no desc limit 1) last"
                        + " join sales_document d on d.id = last.id"
                        + " where t.id = any (cast(?1 as uuid[])) and coalesce(d.counted_at, d.opened_at) is not null")
                .setParameter(1, terminalIds.toArray(UUID[]::new))
                .getResultList();
        Map<UUID, Instant> times = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            times.put((UUID) columns[0], ((java.sql.Timestamp) columns[1]).toInstant());
        }
        return times;
    }

    /** Returns the latest documents of a terminal, newest first. */
    public List<Receipt> receipts(UUID terminalId, int limit) {
        return em.createQuery(
                        "select d from SalesDocument d where d.terminalId = :terminal order by d.id desc",
                        SalesDocument.class)
                .setParameter("terminal", terminalId)
                .setMaxResults(limit)
                .getResultStream()
                .map(SalesDocument::receipt)
                .toList();
    }

    /**
     * A sales document as shown in lists.
     *
     * @param entryId id of its journal entry
     * @param closureNumber the period it belongs to; null if missing
     * @param number its receipt number in the period; null if missing
     * @param type document type as the terminal names it, such as {@code receipt}
     * @param status transaction status as the terminal names it, such as {@code completed}
     * @param cancelled whether it was cancelled
     * @param at when it was completed; null for an old document that gives no time
     * @param total its total; null if missing
     * @param currency currency of its amounts; null for the store's
     */
    public record Receipt(
            long entryId,
            Long closureNumber,
            Long number,
            String type,
            String status,
            boolean cancelled,
            Instant at,
            BigDecimal total,
            String currency) {}

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
