package pro.saleflex.office.gate.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import pro.saleflex.office.closure.ClosureReader;
import pro.saleflex.office.closure.PeriodChecks;
import pro.saleflex.office.closure.PeriodDocuments;
import pro.saleflex.office.closure.PeriodDocuments.ReceivedDocument;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.figures.PeriodCompleteness;
import pro.saleflex.office.gate.push.MissingDocuments.HandedOver;
import pro.saleflex.office.gate.push.PushMapper.Bound;
import pro.saleflex.office.lane.ParkedEntries;
import pro.saleflex.office.lane.Target;

/** Compares documents with the closures of their periods: which are late, and what a closure is missing. */
@ApplicationScoped
public class GatePeriodCheck {
    /** How long a closure waits for documents of its period that were not handed over before it. */
    static final Duration CLOSURE_WAITS = PeriodChecks.GRACE_PERIOD;

    private PeriodChecks periods;
    private ClosureReader closures;
    private ParkedEntries parked;

    /** Public for the container. */
    public GatePeriodCheck() {}

    @Inject
    GatePeriodCheck(PeriodChecks periods, ClosureReader closures, ParkedEntries parked) {
        this.periods = periods;
        this.closures = closures;
        this.parked = parked;
    }

    /** Returns the highest closed period of each terminal; documents of a later period cannot be late. */
    Map<UUID, Long> latestClosed(Collection<UUID> terminalIds) {
        return closures.latestClosed(terminalIds);
    }

    /**
     * Whether an entry is a document whose period's closure comes before a position in the journal.
     *
     * @param before the entry's own number; for a retried dead letter, one more than the lane has reached
     */
    boolean isLate(Bound bound, long before) {
        Long period = bound.closureNumber();
        if (bound.entry().documentKind() != EntryKind.TRANSACTION || period == null) {
            return false;
        }
        Long closing = closures.closingEntryNumbers(bound.entry().terminalId(), List.of(period))
                .get(period);
        return closing != null && closing < before;
    }

    /** Returns the documents of a closure's period that GATE does not have; none if the entry is not a closure. */
    MissingDocuments missing(Bound bound) {
        Long period = bound.closureNumber();
        if (bound.entry().documentKind() != EntryKind.CLOSURE || period == null) {
            return MissingDocuments.NONE;
        }
        UUID terminal = bound.entry().terminalId();
        PeriodDocuments documents = periods.documents(terminal, period);
        Long claimed = documents.closures().isEmpty() // this one could not be projected
                ? bound.closure().closure().totalDocumentCount()
                : PeriodCompleteness.claimed(documents.closures());
        Set<Long> refused = Set.copyOf(parked.undelivered(
                Target.GATE,
                terminal,
                documents.received().stream()
                        .map(ReceivedDocument::entryNo)
                        .filter(Objects::nonNull)
                        .toList()));
        return MissingDocuments.of(
                claimed,
                documents.received().stream()
                        .map(each -> new HandedOver(
                                each.number(), each.entryNo() == null || refused.contains(each.entryNo())))
                        .toList());
    }
}
