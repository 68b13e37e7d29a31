package pro.saleflex.office.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;
import pro.saleflex.office.testing.Transactions;

@DatabaseTest
class ParkedEntriesDbTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int ENTRIES = 20;

    @Inject
    TestApplication app;

    @Inject
    Lanes lanes;

    @Inject
    ParkedEntries parked;

    @Inject
    Till till;

    private UUID id;

    @BeforeEach
    void park() {
        app.tamper("delete from parked");
        id = till.terminal().id();
        till.sell(Stream.generate(Document::sale).limit(ENTRIES).toArray(Document[]::new));
        lanes.createMissing(Target.GATE);
        ClaimedLane lane = lanes.claim(Target.GATE, Order.TODAY_FIRST, 1000, 1, LEASE).lanes().stream()
                .filter(each -> each.terminalId().equals(id))
                .findFirst()
                .orElseThrow();
        for (long entryNo = 1; entryNo <= ENTRIES; entryNo++) {
            lanes.park(lane, entryNo, ParkedEntry.Cause.REFUSED, "no");
        }
    }

    private void requestRetry(long entryNo) {
        Transactions.run(() -> assertTrue(parked.retry(Target.GATE, id, entryNo, "alice")));
    }

    private Optional<ClaimedRetry> claim() {
        return parked.claimRetry(Target.GATE, LEASE);
    }

    private ParkedEntry entry(long entryNo) {
        return parked.find(Target.GATE, id, entryNo).orElseThrow();
    }

    @Test
    void concurrentWorkersClaimEachRequestedRetryOnce() {
        Transactions.run(() -> parked.retryAll(Target.GATE, List.of(id), "alice"));
        Callable<List<Long>> worker = () -> {
            List<Long> mine = new ArrayList<>();
            for (Optional<ClaimedRetry> retry = claim(); retry.isPresent(); retry = claim()) {
                mine.add(retry.get().entryNo());
            }
            return mine;
        };
        List<Long> all = LongStream.rangeClosed(1, ENTRIES).boxed().toList();
        for (int round = 0; round < 2; round++) {
            assertEquals(
                    all,
                    Concurrently.call(Collections.nCopies(6, worker)).stream()
                            .flatMap(List::stream)
                            .sorted()
                            .toList(),
                    "round " + round);
            app.clock().pass(LEASE.plusSeconds(1)); // all leases expire
        }
    }

    @Test
    void anExpiredLeaseGoesToAnotherAndItsFirstHolderChangesNothing() {
        requestRetry(1);
        ClaimedRetry slow = claim().orElseThrow();
        assertEquals(Optional.empty(), claim());
        app.clock().pass(LEASE.plusSeconds(1));
        ClaimedRetry next = claim().orElseThrow();
        ParkedEntry claimed = entry(1);

        parked.delivered(slow);
        parked.keepParked(slow, ParkedEntry.Cause.SUSPECT, "too late");
        parked.postpone(slow, app.clock().instant());
        assertEquals(claimed, entry(1));
        assertEquals(Optional.empty(), claim(), "it still belongs to the second holder");

        parked.delivered(next);
        assertEquals(app.clock().instant(), entry(1).deliveredAt());
    }

    @Test
    void aRetryIsMadeOnceOrPostponed() {
        requestRetry(1);
        requestRetry(2);
        parked.keepParked(claim().orElseThrow(), ParkedEntry.Cause.SUSPECT, "boom");
        assertEquals("boom", entry(1).reason());
        assertEquals(ParkedEntry.Cause.SUSPECT, entry(1).cause());

        parked.postpone(claim().orElseThrow(), app.clock().instant().plusSeconds(10));
        assertEquals(Optional.empty(), claim());
        app.clock().pass(Duration.ofSeconds(10));
        assertEquals(2, claim().orElseThrow().entryNo());
        assertEquals(Optional.empty(), claim());
    }
}
