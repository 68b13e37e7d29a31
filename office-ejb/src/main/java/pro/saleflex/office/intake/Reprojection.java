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

/** Projects documents that could not be projected when they were accepted, once the cause has been fixed. */
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
     * Retries all documents flagged {@link Flag#NOT_PROJECTED}, each in its own transaction.
     *
     * @return how many have a projection now, and how many still have none
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Result retryAll() {
        Map<UUID, TerminalRef> byId =
                terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity()));
        int projected = 0;
        int failing = 0;
        long after = 0;
        for (List<Long> page = journal.flagged(Flag.NOT_PROJECTED, after, PAGE);
                !page.isEmpty();
                page = journal.flagged(Flag.NOT_PROJECTED, after, PAGE)) {
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
                after = id;
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
            NotProjected.reason(terminal + " entry " + entry.entryNo(), e); // logs it; the flag stays
            return false;
        }
    }

    /**
     * The outcome for the documents without a projection.
     *
     * @param projected how many have one now
     * @param failing how many still have none; the log says why
     */
    public record Result(int projected, int failing) {}
}
