package pro.saleflex.office.closure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.counter.Counters.SeenNumbers;
import pro.saleflex.office.counter.DocumentNumber;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.intake.Projection;
import pro.saleflex.office.journal.DuplicateNumbers;
import pro.saleflex.office.journal.DuplicateNumbers.Numbered;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.terminal.TerminalRef;

/** Projects journal payloads to {@code closure} and its summaries, at intake and on every later rebuild. */
@ApplicationScoped
public class ClosureProjection implements Projection<ClosureRows> {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Journal journal;

    @Inject
    Counters counters;

    @Override
    public EntryKind kind() {
        return EntryKind.CLOSURE;
    }

    @Override
    public ClosureRows prepare(TerminalRef terminal, String payload) {
        return new ClosureRows(terminal, RecordBinding.bind(payload, ClosureRecord.class));
    }

    @Override
    public void store(List<Projected<ClosureRows>> closures) {
        closures.forEach(closure -> closure.rows().assignEntry(closure.entryId()));
        flagDuplicateNumbers(closures);
        for (Projected<ClosureRows> projected : closures) {
            ClosureRows rows = projected.rows();
            em.persist(rows.closure());
            rows.summaries().forEach(em::persist);
            rows.flags().forEach((flag, detail) -> journal.flagNew(projected.entryId(), flag, detail));
        }
    }

    @Override
    public void remove(List<Long> entryIds) {
        Long[] ids = entryIds.toArray(Long[]::new);
        em.createNativeQuery("delete from closure_summary where closure_id = any (cast(?1 as bigint[]))")
                .setParameter(1, ids)
                .executeUpdate();
        em.createNativeQuery("delete from closure where id = any (cast(?1 as bigint[]))")
                .setParameter(1, ids)
                .executeUpdate();
    }

    @Override
    public void count(List<Counted<ClosureRows>> requests) {
        counters.note(requests.stream()
                .map(request -> new SeenNumbers(
                        request.terminal(),
                        request.counters(),
                        nextNumbers(request.documents()),
                        !request.documents().isEmpty()))
                .toList());
    }

    private static List<DocumentNumber> nextNumbers(List<ClosureRows> closures) {
        return closures.stream()
                .map(rows -> rows.closure().closureNumber)
                .filter(Objects::nonNull)
                .map(DocumentNumber::afterClosing)
                .toList();
    }

    private void flagDuplicateNumbers(List<Projected<ClosureRows>> projected) {
        List<Closure> closures = projected.stream()
                .map(closure -> closure.rows().closure())
                .filter(closure -> closure.closureNumber != null)
                .toList();
        List<?> known = em.createNativeQuery("select c.id, c.closure_id, c.terminal_id, c.closure_number from closure c"
                        + " join unnest(cast(?1 as uuid[]), cast(?2 as bigint[])) as n (terminal_id, number)"
                        + " on c.terminal_id = n.terminal_id and c.closure_number = n.number")
                .setParameter(
                        1, closures.stream().map(closure -> closure.terminalId).toArray(UUID[]::new))
                .setParameter(
                        2,
                        closures.stream().map(closure -> closure.closureNumber).toArray(Long[]::new))
                .getResultList();
        new DuplicateNumbers(journal, known)
                .flagDuplicates(closures.stream()
                        .map(closure ->
                                new Numbered(closure.id, closure.closureId, closure.terminalId, closure.closureNumber))
                        .toList());
    }
}
