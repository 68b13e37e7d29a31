package pro.saleflex.office.sales;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.util.UUID;

/** Reads sales documents. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SalesReader {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    /** Public for the container. */
    public SalesReader() {}

    /** What was handed over of a terminal's period. */
    public PeriodSums period(UUID terminalId, long closureNumber) {
        Object[] row = em.createQuery(
                        "select count(d), coalesce(sum(d.totalAmount), 0) from SalesDocument d"
                                + " where d.terminalId = :terminal and d.closureNumber = :closure",
                        Object[].class)
                .setParameter("terminal", terminalId)
                .setParameter("closure", closureNumber)
                .getSingleResult();
        return new PeriodSums(((Number) row[0]).longValue(), new BigDecimal(row[1].toString()));
    }
}
