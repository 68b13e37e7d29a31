package pro.saleflex.office.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.journal.Source;
import pro.saleflex.office.lane.LaneEntries.Asked;
import pro.saleflex.office.lane.LaneEntry.State;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;
import pro.saleflex.office.testing.Transactions;

@DatabaseTest
class LaneEntriesDbTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    @Inject
    TestApplication app;

    @Inject
    LaneEntries entries;

    @Inject
    Lanes lanes;

    @Inject
    ParkedEntries parked;

    @Inject
    Till till;

    private Document closure;
    private UUID id;

    /** Six entries: 1 delivered, 2 parked, 3 discarded, 4 delivered by a retry, 5 (the closure) and 6 waiting. */
    @BeforeEach
    void sell() {
        id = till.terminal().id();
        till.sell(Document.sale(), Document.sale(), Document.sale(), Document.sale());
        closure = Document.closure();
        till.close(closure);
        till.sell(Document.sale());
        ClaimedLane claim = claimed();
        for (long refused = 2; refused <= 4; refused++) {
            lanes.park(claim, refused, ParkedEntry.Cause.REFUSED, "no");
        }
        lanes.release(List.of(claim), List.of(4L));
        Transactions.run(() -> {
            parked.askDiscard(Target.GATE, id, 3, "a test", "one");
            parked.confirmDiscard(Target.GATE, id, 3, "other");
            parked.retry(Target.GATE, id, 4, "one");
        });
        parked.delivered(parked.claimRetry(Target.GATE, LEASE).orElseThrow());
    }

    /** A missing lane is created only when no other can be claimed, so this may take two claims. */
    private ClaimedLane claimed() {
        return Stream.generate(() -> lanes.claim(Target.GATE, Order.TODAY_FIRST, 1000, 1, LEASE))
                .limit(2)
                .flatMap(claimed -> claimed.lanes().stream())
                .filter(lane -> lane.terminalId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Long> numbers(Asked asked) {
        return entries.read(Target.GATE, id, asked).stream()
                .map(LaneEntry::entryNo)
                .toList();
    }

    private static Asked in(State state) {
        return new Asked(Optional.of(state), Optional.empty(), 0, Long.MAX_VALUE, 10);
    }

    private static Asked all(long after, long before, int limit) {
        return new Asked(Optional.empty(), Optional.empty(), after, before, limit);
    }

    @Test
    void showsTheDeliveryStateOfEachEntry() {
        assertEquals(List.of(6L, 5L), numbers(in(State.WAITING)));
        assertEquals(List.of(4L, 1L), numbers(in(State.DELIVERED)));
        assertEquals(List.of(2L), numbers(in(State.PARKED)));
        assertEquals(List.of(3L), numbers(in(State.DISCARDED)));
        assertEquals(
                List.of(State.WAITING, State.WAITING, State.DELIVERED, State.DISCARDED, State.PARKED, State.DELIVERED),
                entries.read(Target.GATE, id, all(0, Long.MAX_VALUE, 10)).stream()
                        .map(LaneEntry::state)
                        .toList());
    }

    @Test
    void entriesArePagedFromTheLatestBackwardsAndForwardsAgain() {
        assertEquals(List.of(6L, 5L), numbers(all(0, Long.MAX_VALUE, 2)));
        assertEquals(List.of(4L, 3L), numbers(all(0, 5, 2)));
        assertEquals(List.of(6L, 5L), numbers(all(4, Long.MAX_VALUE, 2)));
        assertEquals(List.of(3L, 2L), numbers(all(1, Long.MAX_VALUE, 2)));
    }

    @Test
    void entriesCanBeFilteredByKind() {
        LaneEntry entry = entries.read(
                        Target.GATE,
                        id,
                        new Asked(Optional.empty(), Optional.of(EntryKind.CLOSURE), 0, Long.MAX_VALUE, 10))
                .get(0);

        assertEquals(
                new LaneEntry(
                        id,
                        5,
                        EntryKind.CLOSURE,
                        closure.id(),
                        till.entry(closure.id()).receivedAt().toInstant(),
                        Source.REST,
                        State.WAITING),
                entry);
    }

    @Test
    void entriesOfAJournalWithoutALaneAreWaiting() {
        Till other = app.till();
        other.sell(Document.sale());

        assertEquals(
                List.of(State.WAITING),
                entries.read(Target.GATE, other.terminal().id(), all(0, Long.MAX_VALUE, 10)).stream()
                        .map(LaneEntry::state)
                        .toList());
    }

    @Test
    void parkedEntriesAreFound() {
        List<LaneEntry> found = entries.ofParked(Target.GATE, parked.list(Target.GATE, List.of(id), 10));

        assertEquals(
                List.of(2L, 3L), found.stream().map(LaneEntry::entryNo).sorted().toList());
        assertEquals(
                List.of(EntryKind.TRANSACTION, EntryKind.TRANSACTION),
                found.stream().map(LaneEntry::kind).toList());
        assertEquals(List.of(), entries.ofParked(Target.GATE, List.of()));
    }

    @Test
    void parkedEntriesAreListedBeforeDiscardedOnes() {
        assertEquals(
                List.of(2L, 3L),
                parked.list(Target.GATE, List.of(id), 10).stream()
                        .map(ParkedEntry::entryNo)
                        .toList());
        assertTrue(parked.list(Target.GATE, List.of(id), 1).get(0).standing());
    }
}
