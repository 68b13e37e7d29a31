package pro.saleflex.office.closure;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import pro.saleflex.office.sales.PeriodSums;
import pro.saleflex.office.sales.SalesReader;

/** Reads closures, beside the documents of their periods. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ClosureReader {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    SalesReader sales;

    /** Public for the container. */
    public ClosureReader() {}

    /** A terminal's closures, the latest first. */
    public List<ClosureView> closures(UUID terminalId, int limit) {
        return em.createQuery(
                        "select c from Closure c where c.terminalId = :terminal order by c.id desc", Closure.class)
                .setParameter("terminal", terminalId)
                .setMaxResults(limit)
                .getResultStream()
                .map(this::view)
                .toList();
    }

    /**
     * Where in a terminal's journal the closures of some periods stand: period to entry number. A period that is not closed
     * is not in it; of one that was closed twice the first counts.
     */
    public Map<Long, Long> closedAt(UUID terminalId, Collection<Long> closureNumbers) {
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

    /** The highest period that each of these terminals has closed; one that closed none is not in it. */
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

    /** What a terminal's closures amount to, up to and with the one of a journal entry. */
    public Cumulated cumulated(UUID terminalId, long entryId) {
        Object[] row = (Object[]) em.createNativeQuery("select coalesce(sum(gross_sales_amount), 0),"
                        + " coalesce(sum(total_tax_amount), 0) from closure where terminal_id = ?1 and id <= ?2")
                .setParameter(1, terminalId)
                .setParameter(2, entryId)
                .getSingleResult();
        return new Cumulated((BigDecimal) row[0], (BigDecimal) row[1]);
    }

    private ClosureView view(Closure closure) {
        PeriodSums held = sales.period(closure.terminalId, closure.closureNumber == null ? 0 : closure.closureNumber);
        return new ClosureView(
                closure.id,
                closure.terminalId,
                closure.closureId,
                closure.closureNumber,
                closure.startedAt,
                closure.endedAt,
                closure.totalDocumentCount,
                closure.grossSalesAmount,
                held.documents(),
                held.total());
    }

    /**
     * Sums over closures, in the store's currency.
     *
     * @param gross of what was sold
     * @param vat of the VAT in it
     */
    public record Cumulated(BigDecimal gross, BigDecimal vat) {}
}
