package pro.saleflex.office.gate.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import pro.saleflex.office.closure.ClosureReader;
import pro.saleflex.office.document.Kind;
import pro.saleflex.office.gate.push.Pushes.Bound;
import pro.saleflex.office.gate.push.Shortage.HandedOver;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.lane.ParkedEntries;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.sales.SalesReader;
import pro.saleflex.office.sales.SalesReader.Held;

/** Compares documents with the closures of their periods: which come late, and what a closure lacks. */
@ApplicationScoped
public class PeriodCheck {
    /** A closure waits so long for documents of its period that were not handed over before it. */
    static final Duration CLOSURE_WAITS = Duration.ofMinutes(15);

    /** Of the latest; where nothing can be read any more, a closure may say too much. */
    private static final int MOST_UNPROJECTED = 1000;

    private Journal journal;
    private SalesReader sales;
    private ClosureReader closures;
    private ParkedEntries parked;

    /** Public for the container. */
    public PeriodCheck() {}

    @Inject
    PeriodCheck(Journal journal, SalesReader sales, ClosureReader closures, ParkedEntries parked) {
        this.journal = journal;
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

    /** What GATE does not have of a closure's period; nothing of all that is no closure. */
    Shortage shortage(Bound bound) {
        Long period = bound.closureNumber();
        if (bound.kind() != Kind.CLOSURE || period == null) {
            return Shortage.NONE;
        }
        UUID terminal = bound.entry().terminalId();
        List<Held> held = Stream.concat(sales.held(terminal, period).stream(), unprojected(terminal, period).stream())
                .toList();
        Set<Long> refused = Set.copyOf(parked.missing(
                Target.GATE, terminal, held.stream().map(Held::entryNo).toList()));
        return Shortage.of(
                bound.closure().closure().totalDocumentCount(),
                held.stream()
                        .map(each -> new HandedOver(each.number(), refused.contains(each.entryNo())))
                        .toList());
    }

    /** They were handed over, too; that we cannot read all of them is no reason to call them missing. */
    private List<Held> unprojected(UUID terminal, long period) {
        List<Held> held = new ArrayList<>();
        for (EntryView entry : journal.flagged(Flag.NOT_PROJECTED, terminal, Kind.TRANSACTION, MOST_UNPROJECTED)) {
            SalesParts.head(entry.payload())
                    .filter(head -> Long.valueOf(period).equals(head.closureNumber()))
                    .ifPresent(head -> held.add(new Held(entry.entryNo(), head.receiptNumber())));
        }
        return held;
    }
}
