package pro.saleflex.office.closure;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.sql.Timestamp;
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
import java.util.stream.Collectors;
import pro.saleflex.office.figures.ClosureTotals;
import pro.saleflex.office.figures.PeriodCompleteness;
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
        List<?> rows = em.createNativeQuery("select closure_number, min(received_at) from (select c.closure_number,"
                        + " e.received_at, e.entry_no from closure c join journal_entry e on e.id = c.id"
                        + " where c.terminal_id = ?1 and c.closure_number is not null order by c.id desc limit ?2) last"
                        + " group by closure_number order by max(entry_no) desc limit ?3")
                .setParameter(1, terminalId)
                .setParameter(2, 2 * MAX_LISTED) // a period may have been closed twice
                .setParameter(3, Math.min(limit, MAX_LISTED))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new PeriodEnd(((Number) row[0]).longValue(), ((Timestamp) row[1]).toInstant()))
                .toList();
    }

    /** Returns a closed period; empty if no closure of it was received. */
    public Optional<ClosedPeriod> closed(UUID terminalId, long closureNumber) {
        List<Closure> all = em.createQuery(
                        "select c from Closure c where c.terminalId = :terminal and c.closureNumber = :number order by c.id",
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
        Timestamp closedAt = (Timestamp) em.createNativeQuery("select received_at from journal_entry where id = ?1")
                .setParameter(1, first.id)
                .getSingleResult();
        return Optional.of(new ClosedPeriod(
                closureNumber,
                instant(first.startedAt),
                instant(last.endedAt),
                closedAt.toInstant(),
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
        List<?> rows = em.createNativeQuery("select c.closure_number, min(e.entry_no) from closure c"
                        + " join journal_entry e on e.id = c.id where c.terminal_id = ?1"
                        + " and c.closure_number = any (cast(?2 as bigint[])) group by c.closure_number")
                .setParameter(1, terminalId)
                .setParameter(2, closureNumbers.toArray(Long[]::new))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .collect(Collectors.toMap(row -> ((Number) row[0]).longValue(), row -> ((Number) row[1]).longValue()));
    }

    /** Returns the highest period that each of these terminals has closed; terminals that closed none are absent. */
    public Map<UUID, Long> latestClosed(Collection<UUID> terminalIds) {
        List<?> rows = em.createNativeQuery("select t.id, (select max(c.closure_number) from closure c"
                        + " where c.terminal_id = t.id) from unnest(cast(?1 as uuid[])) as t (id)")
                .setParameter(1, terminalIds.toArray(UUID[]::new))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .filter(row -> row[1] != null)
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> ((Number) row[1]).longValue()));
    }

    /** Returns the cumulative totals of a terminal's closures up to and including the one of a journal entry. */
    public CumulativeTotals cumulated(UUID terminalId, long entryId) {
        Object[] row = (Object[]) em.createNativeQuery("select coalesce(sum(gross_sales_amount), 0),"
                        + " coalesce(sum(total_tax_amount), 0) from closure where terminal_id = ?1 and id <= ?2")
                .setParameter(1, terminalId)
                .setParameter(2, entryId)
                .getSingleResult();
        return new CumulativeTotals((BigDecimal) row[0], (BigDecimal) row[1]);
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
