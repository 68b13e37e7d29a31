package pro.saleflex.office.intake;

import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import pro.saleflex.office.intake.Projection.Projected;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/** Projects documents again that could not be projected when they were taken, after the cause was mended. */
@Stateless
public class Reprojection {

    @Inject
    Journal journal;

    @Inject
    Terminals terminals;

    @Inject
    @Any
    Instance<Projection<?>> projections;

    /** Public for the container. */
    public Reprojection() {}

    /**
     * Tries again the documents that are flagged {@link Flag#NOT_PROJECTED}.
     *
     * @param limit at most so many, the oldest first
     * @return how many now have their projection
     */
    public int again(int limit) {
        return (int) journal.flagged(Flag.NOT_PROJECTED, limit).stream()
                .map(id -> journal.entry(id).orElseThrow())
                .filter(this::again)
                .count();
    }

    private boolean again(EntryView entry) {
        TerminalRef terminal = terminals.refs().stream()
                .filter(ref -> ref.id().equals(entry.terminalId()))
                .findFirst()
                .orElseThrow();
        for (Projection<?> projection : projections) {
            if (projection.kind() == entry.kind()) {
                return project(projection, terminal, entry);
            }
        }
        return false;
    }

    private <P> boolean project(Projection<P> projection, TerminalRef terminal, EntryView entry) {
        P rows;
        try {
            rows = projection.prepare(terminal, entry.payload());
        } catch (RuntimeException e) {
            NotProjected.reason(terminal + " entry " + entry.entryNo(), e); // logged; the flag stands
            return false;
        }
        projection.store(List.of(new Projected<>(entry.id(), rows)));
        journal.unflag(entry.id(), Flag.NOT_PROJECTED);
        return true;
    }
}
