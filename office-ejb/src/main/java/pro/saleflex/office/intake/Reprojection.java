package pro.saleflex.office.intake;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/** Projects documents again that could not be projected when they were taken, after the cause was mended. */
@Stateless
public class Reprojection {
    private static final int PAGE = 100;

    @Inject
    Journal journal;

    @Inject
    Recorder recorder;

    @Inject
    Terminals terminals;

    @Inject
    Projections projections;

    /**
     * Tries again all documents that are flagged {@link Flag#NOT_PROJECTED}, each in a transaction of its own.
     *
     * @return how many now have their projection, and how many still have none
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Result again() {
        Map<UUID, TerminalRef> byId =
                terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity()));
        int projected = 0;
        int failing = 0;
        long behind = 0;
        for (List<Long> page = journal.flagged(Flag.NOT_PROJECTED, behind, PAGE);
                !page.isEmpty();
                page = journal.flagged(Flag.NOT_PROJECTED, behind, PAGE)) {
            for (long id : page) {
                EntryView entry = journal.entry(id).orElseThrow();
                if (project(
                        projections.of(entry.kind()),
                        terminals.asOf(
                                byId.get(entry.terminalId()), entry.receivedAt().toInstant()),
                        entry)) {
                    projected++;
                } else {
                    failing++;
                }
                behind = id;
            }
        }
        return new Result(projected, failing);
    }

    private <P> boolean project(Projection<P> projection, TerminalRef terminal, EntryView entry) {
        try {
            P rows = projection.prepare(terminal, entry.masked().payload());
            recorder.projectAgain(projection, terminal, entry, rows);
            return true;
        } catch (RuntimeException e) {
            if (Fault.of(e).unwell()) {
                throw e;
            }
            NotProjected.reason(terminal + " entry " + entry.entryNo(), e); // logged; the flag stands
            return false;
        }
    }

    /**
     * What became of the documents without a projection.
     *
     * @param projected they have one now
     * @param failing they still have none; the log says why
     */
    public record Result(int projected, int failing) {}
}
