package pro.saleflex.office.closure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Objects;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.counter.Counters.Noted;
import pro.saleflex.office.counter.Numbers;
import pro.saleflex.office.document.Kind;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.intake.Projection;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.terminal.TerminalRef;

/** Makes {@code closure} and its summaries of the journal's payloads, at the intake and at any time later. */
@ApplicationScoped
public class ClosureProjection implements Projection<ClosureRows> {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Journal journal;

    @Inject
    Counters counters;

    /** Public for the container. */
    public ClosureProjection() {}

    @Override
    public Kind kind() {
        return Kind.CLOSURE;
    }

    @Override
    public ClosureRows prepare(TerminalRef terminal, String payload) {
        return new ClosureRows(terminal, RecordBinding.bind(payload, ClosureRecord.class));
    }

    @Override
    public void store(List<Projected<ClosureRows>> closures) {
        for (Projected<ClosureRows> projected : closures) {
            ClosureRows rows = projected.rows();
            rows.belongTo(projected.entryId());
            flagSameNumber(rows.closure());
            em.persist(rows.closure());
            rows.summaries().forEach(em::persist);
            rows.flags().forEach((flag, detail) -> journal.flagNew(projected.entryId(), flag, detail));
        }
    }

    @Override
    public void count(List<Counted<ClosureRows>> requests) {
        counters.note(requests.stream()
                .map(request -> new Noted(
                        request.terminal(),
                        request.counters(),
                        following(request.documents()),
                        !request.documents().isEmpty()))
                .toList());
    }

    private static List<Numbers> following(List<ClosureRows> closures) {
        return closures.stream()
                .map(rows -> rows.closure().closureNumber)
                .filter(Objects::nonNull)
                .map(Numbers::afterClosing)
                .toList();
    }

    private void flagSameNumber(Closure closure) {
        em.createQuery(
                        "select c.closureId from Closure c where c.terminalId = :terminal and c.closureNumber = :number",
                        java.util.UUID.class)
                .setParameter("terminal", closure.terminalId)
                .setParameter("number", closure.closureNumber)
                .getResultStream()
                .findFirst()
                .ifPresent(other -> journal.flagNew(
                        closure.id, Flag.SAME_NUMBER, "Closure " + other + " of this terminal has the same number."));
    }
}
