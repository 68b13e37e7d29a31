package pro.saleflex.office.closure;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import pro.saleflex.office.figures.ClosureTotals;
import pro.saleflex.office.figures.PeriodCompleteness;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.sales.SalesReader;

/** Reads closures, together with the documents of their periods. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ClosureReader {
    private static final int MAX_LISTED = 50;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    SalesReader sales;

    /** Returns the periods that a terminal closed last, newest first; at most 50. */
    public List<PeriodEnd> latest(UUID terminalId, int limit) {
        return Sql.query(
                        em,
                        "select closure_number, min(received_at) as closed_at from ("
                                + "select c.closure_number, e.received_at, e.entry_no from closure c join"
                                + " journal_entry e on e.id = c.id"
                                + " where c.terminal_id = :terminal and c.closure_number is not null order by c.id"
                                + " desc limit :closures) last"
                                + " group by closure_number order by max(entry_no) desc limit :limit")
                .set("terminal", terminalId)
                .set("closures", 2 * MAX_LISTED) // a period may have been closed twice
                .set("limit", Math.min(limit, MAX_LISTED))
                .list(row -> new PeriodEnd(row.number("closure_number"), row.instant("closed_at")));
    }

    /** Returns a closed period; empty if no closure of it was received. */
    public Optional<ClosedPeriod> closed(UUID terminalId, long closureNumber) {
        List<Closure> all = em.createQuery(
                        "select c from Closure c where c.terminalId = :terminal and c.closureNumber = :number"
                                + " order by c.id",
                        Closure.class)
                .setParameter("terminal", terminalId)
                .setParameter("number", closureNumber)
                .getResultList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<Closure> valid = all.stream()
                .filter(closure -> !Boolean.TRUE.equals(closure.cancelled))
                .toList();
        List<Closure> counted = valid.isEmpty() ? all : valid;
        Closure first = counted.get(0);
        Closure last = counted.get(counted.size() - 1);
        Instant closedAt = Sql.query(em, "select received_at from journal_entry where id = :entry")
                .set("entry", first.id)
                .single(row -> row.instant("received_at"));
        return Optional.of(new ClosedPeriod(
                closureNumber,
                instant(first.startedAt),
                instant(last.endedAt),
                closedAt,
                ClosureTotals.claimed(
                        sum(counted, closure -> closure.totalDocumentCount, PeriodCompleteness::saturatedSum),
                        sum(counted, closure -> closure.grossSalesAmount, BigDecimal::add),
                        sum(counted, closure -> closure.netSalesAmount, BigDecimal::add)),
                sales.closureTotals(terminalId, closureNumber),
                first.openingCashAmount,
                sales.figuresOfPeriod(terminalId, closureNumber)));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** Adds up one claim of several closures; null if none of them makes it. */
    private static <T> T sum(List<Closure> closures, Function<Closure, T> claim, BinaryOperator<T> plus) {
        return closures.stream()
                .map(claim)
                .filter(Objects::nonNull)
                .reduce(plus)
                .orElse(null);
    }

    /**
     * Returns the journal entry numbers of the closures of these periods, by period. Open periods are absent; of a
     * period that was closed twice, the first closure counts.
     */
    public Map<Long, Long> closingEntryNumbers(UUID terminalId, Collection<Long> closureNumbers) {
        return Sql.query(
                        em,
                        "select c.closure_number, min(e.entry_no) as entry_no from closure c"
                                + " join journal_entry e on e.id = c.id where c.terminal_id = :terminal"
                                + " and c.closure_number = any (cast(:closures as bigint[])) group by c.closure_number")
                .set("terminal", terminalId)
                .set("closures", closureNumbers)
                .map(row -> row.number("closure_number"), row -> row.number("entry_no"));
    }

    /** Returns the highest period that each of these terminals has closed; terminals that closed none are absent. */
    public Map<UUID, Long> latestClosed(Collection<UUID> terminalIds) {
        return Sql.query(
                        em,
                        "select t.id, last.closure_number from unnest(cast(:terminals as uuid[])) as t (id)"
                                + " cross join lateral (select max(c.closure_number) as closure_number from closure c"
                                + " where c.terminal_id = t.id) last where last.closure_number is not null")
                .set("terminals", terminalIds)
                .map(row -> row.id("id"), row -> row.number("closure_number"));
    }

    /** Returns the cumulative totals of a terminal's closures up to and including the one of a journal entry. */
    public CumulativeTotals cumulated(UUID terminalId, long entryId) {
        return Sql.query(
                        em,
                        "select coalesce(sum(gross_sales_amount), 0) as gross,"
                                + " coalesce(sum(total_tax_amount), 0) as tax from closure"
                                + " where terminal_id = :terminal and id <= :entry")
                .set("terminal", terminalId)
                .set("entry", entryId)
                .single(row -> new CumulativeTotals(row.amount("gross"), row.amount("tax")));
    }

    /**
     * A closed period as shown in lists.
     *
     * @param number the period
     * @param closedAt when its closure was received, the first if there are several
     */
    public record PeriodEnd(long number, Instant closedAt) {}

    /**
     * Cumulative totals of closures, in the store's currency.
     *
     * @param gross sum of gross sales
     * @param vat sum of the VAT included
     */
    public record CumulativeTotals(BigDecimal gross, BigDecimal vat) {}
}
