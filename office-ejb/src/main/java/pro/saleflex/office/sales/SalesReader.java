package pro.saleflex.office.sales;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * What was sold since each store's midnight, by terminal, by the times on the documents: those completed and not
     * cancelled, returns counted as they are. Terminals that sold nothing are not in it.
     */
    public Map<UUID, Sold> today(Instant now) {
        List<?> rows = em.createNativeQuery("with day as materialized (select t.id as terminal_id,"
                        + " d.begun at time zone s.time_zone as begun,"
                        + " (d.begun + interval '1 day') at time zone s.time_zone as ended"
                        + " from terminal t join store s on s.id = t.store_id cross join lateral (select"
                        + " date_trunc('day', cast(?1 as timestamptz) at time zone s.time_zone) as begun) d)"
                        + " select d.terminal_id, count(*), coalesce(sum(d.total_amount), 0)"
                        + " from sales_document d join day on day.terminal_id = d.terminal_id"
                        + " where d.opened_at >= cast(?1 as timestamptz) - interval '26 hours'"
                        + " and d.opened_at < cast(?1 as timestamptz) + interval '26 hours'"
                        + " and d.opened_at >= day.begun and d.opened_at < day.ended"
                        + " and d.transaction_status = 'completed' and d.cancelled is not true group by d.terminal_id")
                .setParameter(1, now.atOffset(ZoneOffset.UTC))
                .getResultList();
        Map<UUID, Sold> sums = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            sums.put((UUID) columns[0], new Sold(((Number) columns[1]).longValue(), (BigDecimal) columns[2]));
        }
        return sums;
    }

    /** When the document that each terminal handed over last was opened at the terminal. */
    public Map<UUID, Instant> latest() {
        List<?> rows = em.createNativeQuery("select t.id, d.opened_at from terminal t"
                        + " cross join lateral (select e.id from journal_entry e where e.terminal_id = t.id"
                        + " and e.kind = 'TRANSACTION' order by e.entry_no desc limit 1) last"
                        + " join sales_document d on d.id = last.id where d.opened_at is not null")
                .getResultList();
        Map<UUID, Instant> times = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            times.put((UUID) columns[0], ((java.sql.Timestamp) columns[1]).toInstant());
        }
        return times;
    }

    /**
     * What was sold.
     *
     * @param documents how many documents, cancelled ones left out
     * @param total the sum of their totals, in the store's currency
     */
    public record Sold(long documents, BigDecimal total) {}
}
