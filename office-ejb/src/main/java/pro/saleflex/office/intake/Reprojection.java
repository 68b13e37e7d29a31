package pro.saleflex.office.intake;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
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
    Recorder recorder;

    @Inject
    Terminals terminals;

    @Inject
    @Any
    Instance<Projection<?>> projections;

    /** Public for the container. */
    public Reprojection() {}

    /**
     * Tries again the documents that are flagged {@link Flag#NOT_PROJECTED}, each in a transaction of its own.
     *
     * @param limit at most so many, the oldest first
     * @return how many now have their projection
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
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
        try {
            P rows = projection.prepare(terminal, entry.payload());
            recorder.projectAgain(projection, terminal, entry.id(), rows);
            return true;
        } catch (RuntimeException e) {
            if (Fault.of(e).unwell()) {
                throw e;
            }
            NotProjected.reason(terminal + " entry " + entry.entryNo(), e); // logged; the flag stands
            return false;
        }
    }
}
