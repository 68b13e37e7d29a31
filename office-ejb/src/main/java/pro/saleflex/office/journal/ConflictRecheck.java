package pro.saleflex.office.journal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.document.DocumentText;
import pro.saleflex.office.document.EntryKind;

/**
 * Rechecks old conflicts and removes the flag from mistaken ones: a former build knew fewer spellings of a value and
 * mistook a document repeated in another spelling for different content. Their entries stay in the journal, chained as
 * they are; {@code former_conflict} lists them.
 *
 * <p>Rechecks each conflict from before the migration once, in the order of the entry ids.
 */
@Stateless
public class ConflictRecheck {
    private static final int PAGE = 50;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    /**
     * Rechecks the next conflicts, unless another server is doing so.
     *
     * @return whether there may be more
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean recheckNext() {
        List<?> span = em.createNativeQuery("select done_upto, upto from former_conflict_look"
                        + " where done_upto < upto for update skip locked")
                .getResultList();
        if (span.isEmpty()) {
            return false;
        }
        Object[] from = (Object[]) span.get(0);
        List<?> conflicts = em.createNativeQuery("select e.id, e.terminal_id, e.document_kind, e.payload"
                        + " from journal_flag f"
                        + " join journal_entry e on e.id = f.entry_id where f.flag = 'CONFLICT'"
                        + " and f.entry_id > ?1 and f.entry_id <= ?2 order by f.entry_id limit " + PAGE)
                .setParameter(1, from[0])
                .setParameter(2, from[1])
                .getResultList();
        Object done = from[1];
        for (Object conflict : conflicts) {
            Object[] columns = (Object[]) conflict;
            findOriginal((UUID) columns[1], EntryKind.valueOf((String) columns[2]), (String) columns[3])
                    .ifPresent(original -> withdraw(columns[0], original));
            done = columns[0];
        }
        boolean more = conflicts.size() == PAGE;
        em.createNativeQuery("update former_conflict_look set done_upto = ?1")
                .setParameter(1, more ? done : from[1])
                .executeUpdate();
        return more;
    }

    /** Returns the entry of the document that a mistaken conflict merely repeats; empty for a real conflict. */
    private Optional<Long> findOriginal(UUID terminalId, EntryKind kind, String payload) {
        if (DocumentText.read(kind, payload) instanceof DocumentText.Identifiable document) {
            for (Object row : em.createNativeQuery("select id, payload from journal_entry"
                            + " where document_id = ?1 and kind = ?2 and terminal_id = ?3")
                    .setParameter(1, document.text().documentId())
                    .setParameter(2, kind.name())
                    .setParameter(3, terminalId)
                    .getResultList()) {
                Object[] columns = (Object[]) row;
                if (document.text().hasSameContentAs((String) columns[1])) {
                    return Optional.of(((Number) columns[0]).longValue());
                }
            }
        }
        return Optional.empty();
    }

    private void withdraw(Object entryId, long originalId) {
        em.createNativeQuery("insert into former_conflict (entry_id, repeated_id, found_at) values (?1, ?2, ?3)")
                .setParameter(1, entryId)
                .setParameter(2, originalId)
                .setParameter(3, clock.instant().atOffset(ZoneOffset.UTC))
                .executeUpdate();
        em.createNativeQuery("delete from journal_flag where entry_id = ?1 and flag = 'CONFLICT'")
                .setParameter(1, entryId)
                .executeUpdate();
    }
}
