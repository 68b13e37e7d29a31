package pro.saleflex.office.gate.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import pro.saleflex.office.closure.ClosureReader;
import pro.saleflex.office.document.Kind;
import pro.saleflex.office.gate.push.Pushes.Bound;
import pro.saleflex.office.lane.ParkedEntries;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.sales.SalesReader;
import pro.saleflex.office.sales.SalesReader.Held;

/** Compares documents with the closures of their periods: which come late, and what a closure lacks. */
@ApplicationScoped
public class PeriodCheck {
    /** A closure waits so long for documents of its period that were not handed over before it. */
    static final Duration CLOSURE_WAITS = Duration.ofMinutes(15);

    private SalesReader sales;
    private ClosureReader closures;
    private ParkedEntries parked;

    /** Public for the container. */
    public PeriodCheck() {}

    @Inject
    PeriodCheck(SalesReader sales, ClosureReader closures, ParkedEntries parked) {
        this.sales = sales;
        this.closures = closures;
        this.parked = parked;
    }

    /** The highest closed period of each terminal: what belongs to a later one cannot be late. */
    Map<UUID, Long> latestClosed(Collection<UUID> terminalIds) {
        return closures.latestClosed(terminalIds);
    }

    /**
     * Is an entry a document whose period's closure stands before a place in its journal?
     *
     * @param before the entry's own number; for one that is sent after those behind it, what the lane has reached and one
     */
    boolean late(Bound bound, long before) {
        Long period = bound.closureNumber();
        if (bound.kind() != Kind.TRANSACTION || period == null) {
            return false;
        }
        Long closedAt =
                closures.closedAt(bound.entry().terminalId(), List.of(period)).get(period);
        return closedAt != null && closedAt < before;
    }

    /** How many documents a closure counts that were not handed over; 0 for all that is no closure. */
    long unseen(Bound bound) {
        Long claimed = claimed(bound);
        return claimed == null
                ? 0
                : Shortage.unseen(
                        claimed,
                        sales.period(bound.entry().terminalId(), bound.closureNumber())
                                .documents());
    }

    /** What GATE does not have of a closure's period. */
    Shortage shortage(Bound bound) {
        if (bound.kind() != Kind.CLOSURE || bound.closureNumber() == null) {
            return Shortage.NONE;
        }
        UUID terminal = bound.entry().terminalId();
        List<Held> held = sales.held(terminal, bound.closureNumber());
        Set<Long> refused = new HashSet<>(parked.missing(
                Target.GATE, terminal, held.stream().map(Held::entryNo).toList()));
        List<Long> refusedNumbers = held.stream()
                .filter(receipt -> refused.contains(receipt.entryNo()))
                .map(Held::number)
                .toList();
        return Shortage.of(
                claimed(bound),
                sales.period(terminal, bound.closureNumber()).documents(),
                held.stream().map(Held::number).toList(),
                refusedNumbers,
                refused.size());
    }

    private static Long claimed(Bound bound) {
        return bound.kind() != Kind.CLOSURE || bound.closureNumber() == null
                ? null
                : bound.closure().closure().totalDocumentCount();
    }
}
