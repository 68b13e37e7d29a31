package pro.saleflex.office.journal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import pro.saleflex.office.document.CardNumbers;
import pro.saleflex.office.platform.Sql;

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
        Optional<Long> doneUpto = Sql.query(em, "select done_upto from card_number_look for update skip locked")
                .first(row -> row.number("done_upto"));
        if (doneUpto.isEmpty()) {
            return false;
        }
        Map<Long, String> payloads = Sql.query(
                        em, "select id, payload from journal_entry where id > :after order by id limit " + PAGE)
                .set("after", doneUpto.get())
                .map(row -> row.number("id"), row -> row.text("payload"));
        if (payloads.isEmpty()) {
            return false;
        }
        Sql.query(em, "update card_number_look set done_upto = :last, in_clear = in_clear + :found")
                .set("last", Collections.max(payloads.keySet()))
                .set(
                        "found",
                        payloads.values().stream()
                                .filter(UnmaskedCardNumbers::hasUnmasked)
                                .count())
                .update();
        return payloads.size() == PAGE;
    }

    private static boolean hasUnmasked(String payload) {
        return !CardNumbers.mask(payload).equals(payload);
    }

    /** Returns the result so far. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Count count() {
        return Sql.query(
                        em,
                        "select in_clear, done_upto >= coalesce((select max(id) from journal_entry), 0) as complete"
                                + " from card_number_look")
                .single(row -> new Count(row.number("in_clear"), row.flag("complete")));
    }

    /**
     * Entries with unmasked card numbers.
     *
     * @param entries how many were found
     * @param complete whether all entries have been scanned; if not, there may be more
     */
    public record Count(long entries, boolean complete) {}
}
