package pro.saleflex.office.closure;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;
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
}
