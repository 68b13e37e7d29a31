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
 * Takes the flag from conflicts that were none: a build before read fewer spellings of a value, and took a document that came
 * again in another one for other content. Their entries stay in the journal, chained as they are; {@code former_conflict}
 * says which they are.
 *
 * <p>Each conflict from before the migration is looked at once, in the order of the ids.
 */
@Stateless
public class ConflictRecheck {
    private static final int PAGE = 50;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    /**
     * Looks at the next conflicts, unless another server does.
     *
     * @return whether there may be more
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean look() {
        List<?> span = em.createNativeQuery("select done_upto, upto from former_conflict_look"
                        + " where done_upto < upto for update skip locked")
                .getResultList();
        if (span.isEmpty()) {
            return false;
        }
        Object[] from = (Object[]) span.get(0);
        List<?> conflicts = em.createNativeQuery("select e.id, e.terminal_id, e.payload from journal_flag f"
                        + " join journal_entry e on e.id = f.entry_id where f.flag = 'CONFLICT'"
                        + " and f.entry_id > ?1 and f.entry_id <= ?2 order by f.entry_id limit " + PAGE)
                .setParameter(1, from[0])
                .setParameter(2, from[1])
                .getResultList();
        Object done = from[1];
        for (Object conflict : conflicts) {
            Object[] columns = (Object[]) conflict;
            repeated((UUID) columns[1], (String) columns[2]).ifPresent(entry -> takeBack(columns[0], entry));
            done = columns[0];
        }
        boolean more = conflicts.size() == PAGE;
        em.createNativeQuery("update former_conflict_look set done_upto = ?1")
                .setParameter(1, more ? done : from[1])
                .executeUpdate();
        return more;
    }

    /** The entry of the document that a conflict says again. */
    private Optional<Long> repeated(UUID terminalId, String payload) {
        for (EntryKind kind : List.of(EntryKind.TRANSACTION, EntryKind.CLOSURE)) {
            if (DocumentText.read(kind, payload) instanceof DocumentText.Identifiable document) {
                for (Object row : em.createNativeQuery("select id, payload from journal_entry"
                                + " where document_id = ?1 and kind = ?2 and terminal_id = ?3")
                        .setParameter(1, document.text().documentId())
                        .setParameter(2, kind.name())
                        .setParameter(3, terminalId)
                        .getResultList()) {
                    Object[] columns = (Object[]) row;
                    if (document.text().saysTheSameAs((String) columns[1])) {
                        return Optional.of(((Number) columns[0]).longValue());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void takeBack(Object entryId, long repeated) {
        em.createNativeQuery("insert into former_conflict (entry_id, repeated_id, found_at) values (?1, ?2, ?3)")
                .setParameter(1, entryId)
                .setParameter(2, repeated)
                .setParameter(3, clock.instant().atOffset(ZoneOffset.UTC))
                .executeUpdate();
        em.createNativeQuery("delete from journal_flag where entry_id = ?1 and flag = 'CONFLICT'")
                .setParameter(1, entryId)
                .executeUpdate();
    }
}
