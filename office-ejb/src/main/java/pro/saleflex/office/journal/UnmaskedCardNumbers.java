package pro.saleflex.office.journal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import pro.saleflex.office.document.CardNumbers;

/**
 * Counts the journal entries that hold unmasked card numbers, stored when fewer numbers were recognised.
 * {@link EntryView#masked} masks them wherever they are shown; the stored and chained text, and GATE's copy, stay as
 * they are.
 *
 * <p>Scans each entry once, in the order of the ids. New entries are masked before they are stored, so it does not
 * matter if one becomes visible behind the position reached.
 */
@Stateless
public class UnmaskedCardNumbers {
    private static final int PAGE = 200;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    /**
     * Scans the next entries, unless another server is doing so.
     *
     * @return whether there may be more
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean scanNext() {
        List<?> doneUpto = em.createNativeQuery("select done_upto from card_number_look for update skip locked")
                .getResultList();
        if (doneUpto.isEmpty()) {
            return false;
        }
        List<?> entries = em.createNativeQuery(
                        "select id, payload from journal_entry where id > ?1 order by id limit " + PAGE)
                .setParameter(1, doneUpto.get(0))
                .getResultList();
        if (entries.isEmpty()) {
            return false;
        }
        List<Object[]> rows = entries.stream().map(Object[].class::cast).toList();
        em.createNativeQuery("update card_number_look set done_upto = ?1, in_clear = in_clear + ?2")
                .setParameter(1, rows.get(rows.size() - 1)[0])
                .setParameter(
                        2,
                        rows.stream()
                                .filter(row -> hasUnmasked((String) row[1]))
                                .count())
                .executeUpdate();
        return entries.size() == PAGE;
    }

    private static boolean hasUnmasked(String payload) {
        return !CardNumbers.mask(payload).equals(payload);
    }

    /** Returns the result so far. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Count count() {
        Object[] row = (Object[]) em.createNativeQuery("select in_clear, done_upto >= coalesce((select max(id) from"
                        + " journal_entry), 0) from card_number_look")
                .getSingleResult();
        return new Count(((Number) row[0]).longValue(), (Boolean) row[1]);
    }

    /**
     * Entries with unmasked card numbers.
     *
     * @param entries how many were found
     * @param complete whether all entries have been scanned; if not, there may be more
     */
    public record Count(long entries, boolean complete) {}
}
