package pro.saleflex.office.journal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import pro.saleflex.office.document.CardNumbers;

/**
 * Counts the entries that hold card numbers in clear, since a time when fewer were known to be such. {@link EntryView#masked}
 * masks them wherever they are shown; what is stored, chained and at GATE stays as it is.
 *
 * <p>Each entry is looked at once, in the order of the ids. New entries are masked before they are stored, so none is missed
 * that gets its place behind what was looked at.
 */
@Stateless
public class UnmaskedCardNumbers {
    private static final int PAGE = 200;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    /**
     * Looks at the next entries, unless another server does.
     *
     * @return whether there may be more
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean look() {
        List<?> upto = em.createNativeQuery("select done_upto from card_number_look for update skip locked")
                .getResultList();
        if (upto.isEmpty()) {
            return false;
        }
        List<?> entries = em.createNativeQuery(
                        "select id, payload from journal_entry where id > ?1 order by id limit " + PAGE)
                .setParameter(1, upto.get(0))
                .getResultList();
        if (entries.isEmpty()) {
            return false;
        }
        List<Object[]> rows = entries.stream().map(Object[].class::cast).toList();
        em.createNativeQuery("update card_number_look set done_upto = ?1, in_clear = in_clear + ?2")
                .setParameter(1, rows.get(rows.size() - 1)[0])
                .setParameter(
                        2,
                        rows.stream().filter(row -> isInClear((String) row[1])).count())
                .executeUpdate();
        return entries.size() == PAGE;
    }

    private static boolean isInClear(String payload) {
        return !CardNumbers.mask(payload).equals(payload);
    }

    /** What is known by now. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Count count() {
        Object[] row = (Object[]) em.createNativeQuery("select in_clear, done_upto >= coalesce((select max(id) from"
                        + " journal_entry), 0) from card_number_look")
                .getSingleResult();
        return new Count(((Number) row[0]).longValue(), (Boolean) row[1]);
    }

    /**
     * Entries with card numbers in clear.
     *
     * @param entries so many were found
     * @param complete all entries were looked at; else there may be more
     */
    public record Count(long entries, boolean complete) {}
}
