package pro.saleflex.office.closure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Objects;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.counter.Counters.SeenNumbers;
import pro.saleflex.office.counter.DocumentNumber;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.intake.Projection;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.journal.ReusedNumbers;
import pro.saleflex.office.journal.ReusedNumbers.Numbered;
import pro.saleflex.office.platform.Sql;
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
        Sql.query(em, "delete from closure_summary where closure_id = any (cast(:entries as bigint[]))")
                .set("entries", entryIds)
                .update();
        Sql.query(em, "delete from closure where id = any (cast(:entries as bigint[]))")
                .set("entries", entryIds)
                .update();
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
        List<Numbered> known = Sql.query(
                        em,
                        "select c.id, c.closure_id, c.terminal_id, c.closure_number from closure c"
                                + " join unnest(cast(:terminals as uuid[]), cast(:numbers as bigint[]))"
                                + " as n (terminal_id, number)"
                                + " on c.terminal_id = n.terminal_id and c.closure_number = n.number")
                .set(
                        "terminals",
                        closures.stream().map(closure -> closure.terminalId).toList())
                .set(
                        "numbers",
                        closures.stream().map(closure -> closure.closureNumber).toList())
                .list(row -> new Numbered(
                        row.number("id"), row.id("closure_id"), row.id("terminal_id"), row.number("closure_number")));
        new ReusedNumbers(journal, known)
                .flagDuplicates(closures.stream()
                        .map(closure ->
                                new Numbered(closure.id, closure.closureId, closure.terminalId, closure.closureNumber))
                        .toList());
    }
}
