package pro.saleflex.office.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

@DatabaseTest
class LanesDbTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int ALL = 1000;

    @Inject
    TestApplication app;

    @Inject
    Lanes lanes;

    @Inject
    ParkedEntries parked;

    @Inject
    Till till;

    /** The lanes of the other tests have nothing left to deliver. */
    @BeforeEach
    void clear() {
        lanes.createMissing(Target.GATE);
        app.tamper("update lane l set done_upto = h.entry_no, claim_token = null, leased_until = null,"
                + " attempts = 0, failing_since = null, own_failing_since = null, failed_at = null, last_error = null,"
                + " held_entry_no = null from journal_head h where h.terminal_id = l.terminal_id");
    }

    private static Till selling(Till till, int sales) {
        till.sell(Stream.generate(Document::sale).limit(sales).toArray(Document[]::new));
        return till;
    }

    /** Tills with entries to deliver, each with its lane. */
    private List<Till> selling(int tills) {
        List<Till> all = Stream.generate(app::till).limit(tills).toList();
        all.forEach(each -> selling(each, 1));
        lanes.createMissing(Target.GATE);
        return all;
    }

    private List<ClaimedLane> claim(Order order, int most) {
        return lanes.claim(Target.GATE, order, most, 1, LEASE).lanes();
    }

    private ClaimedLane claimOne(Order order) {
        return claim(order, 1).get(0);
    }

    private LaneView lane(Till of) {
        return lanes.lanes(Target.GATE, List.of(of.terminal().id())).get(0);
    }

    private Instant now() {
        return app.clock().instant();
    }

    private static List<UUID> ids(List<Till> tills) {
        return tills.stream().map(each -> each.terminal().id()).toList();
    }

    private static List<UUID> claimedIds(List<ClaimedLane> claimed) {
        return claimed.stream().map(ClaimedLane::terminalId).toList();
    }

    /** Claims and fails these lanes, one after the other. */
    private void fail(Till failing, Duration wait) {
        ClaimedLane lane = claim(Order.TODAY_FIRST, ALL).stream()
                .filter(each -> each.terminalId().equals(failing.terminal().id()))
                .findFirst()
                .orElseThrow();
        lanes.failed(lane, lane.doneUpto(), lane.attempts() + 1, "no", now().plus(wait));
        app.tamper("update lane set claim_token = null, leased_until = null");
    }

    @Test
    void concurrentWorkersClaimEachLaneOnce() {
        List<Till> tills = selling(24);
        Callable<List<ClaimedLane>> worker = () -> {
            List<ClaimedLane> mine = new ArrayList<>();
            for (List<ClaimedLane> next = claim(Order.TODAY_FIRST, 2);
                    !next.isEmpty();
                    next = claim(Order.TODAY_FIRST, 2)) {
                mine.addAll(next);
            }
            return mine;
        };
        for (int round = 0; round < 2; round++) {
            List<UUID> claimed = Concurrently.call(Collections.nCopies(6, worker)).stream()
                    .flatMap(mine -> claimedIds(mine).stream())
                    .sorted()
                    .toList();
            assertEquals(ids(tills).stream().sorted().toList(), claimed, "round " + round);
            app.clock().pass(LEASE.plusSeconds(1)); // all leases expire
        }
    }

    /** As when a server boots with a wrong clock, which is corrected later. */
    @Test
    void aClockThatIsSetBackStopsNoLane() {
        app.clock().pass(Duration.ofHours(5));
        List<Till> tills = selling(3);
        fail(tills.get(0), Duration.ofMinutes(1));
        List<ClaimedLane> claimed = claim(Order.TODAY_FIRST, 2);
        assertEquals(2, claimed.size());
        lanes.release(claimed.subList(0, 1), List.of(0L)); // the other one's holder crashes
        app.clock().pass(Duration.ofHours(-5));

        assertEquals(
                ids(tills).stream().sorted().toList(),
                claimedIds(claim(Order.TODAY_FIRST, ALL)).stream().sorted().toList());
    }

    @Test
    void anExpiredLeaseGoesToAnotherAndItsFirstHolderChangesNothing() {
        selling(till, 3);
        ClaimedLane slow = claimOne(Order.TODAY_FIRST);
        assertTrue(lane(till).sending());
        app.clock().pass(LEASE);
        assertEquals(List.of(), claim(Order.TODAY_FIRST, ALL));
        app.clock().pass(Duration.ofSeconds(1));
        assertFalse(lane(till).sending());
        ClaimedLane next = claimOne(Order.TODAY_FIRST);
        LaneView claimed = lane(till);

        lanes.release(List.of(slow), List.of(2L));
        lanes.failed(slow, 2, 1, "too late", now());
        lanes.hold(slow, 2, 3, now());
        assertFalse(lanes.park(slow, 1, ParkedEntry.Cause.REFUSED, "too late"));
        assertEquals(claimed, lane(till));
        assertEquals(List.of(), parked.list(Target.GATE, List.of(till.terminal().id()), ALL));

        lanes.release(List.of(next), List.of(1L));
        assertEquals(1, lane(till).doneUpto());
    }

    @Test
    void aRenewedLeaseStaysWithItsHolder() {
        selling(till, 2);
        ClaimedLane slow = claimOne(Order.TODAY_FIRST);
        app.clock().pass(LEASE);
        lanes.renew(List.of(slow), LEASE);
        app.clock().pass(Duration.ofSeconds(1));
        assertEquals(List.of(), claim(Order.TODAY_FIRST, ALL));
        app.clock().pass(LEASE);
        ClaimedLane next = claimOne(Order.TODAY_FIRST);
        lanes.renew(List.of(slow), LEASE.multipliedBy(9)); // too late
        app.clock().pass(LEASE.plusSeconds(1));
        assertEquals(next.terminalId(), claimOne(Order.TODAY_FIRST).terminalId());
    }

    @Test
    void anExpiredLeaseThatNobodyTookIsStillHeld() {
        selling(till, 2);
        ClaimedLane slow = claimOne(Order.TODAY_FIRST);
        app.clock().pass(LEASE.multipliedBy(2));
        lanes.release(List.of(slow), List.of(2L));

        assertEquals(0, lane(till).waiting());
    }

    @Test
    void aWorkerGetsItsShareOnly() {
        selling(9);

        ClaimedLanes first = lanes.claim(Target.GATE, Order.TODAY_FIRST, ALL, 4, LEASE);
        assertEquals(3, first.lanes().size());
        assertTrue(first.more());
        ClaimedLanes second = lanes.claim(Target.GATE, Order.TODAY_FIRST, ALL, 1, LEASE);
        assertEquals(6, second.lanes().size());
        assertFalse(second.more());
    }

    @Test
    void todaysLanesAreServedInTurnsBeforeABacklog() {
        Till outage = selling(app.till(), 501);
        List<Till> today = List.of(app.till(), app.till(), app.till());
        for (Till each : today) {
            app.clock().pass(Duration.ofMillis(1));
            selling(each, 3);
        }
        List<UUID> served = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ClaimedLane lane = claimOne(Order.TODAY_FIRST);
            served.add(lane.terminalId());
            app.clock().pass(Duration.ofMillis(1));
            lanes.release(List.of(lane), List.of(lane.doneUpto() + 1));
        }
        List<UUID> turn = served.subList(0, 3);
        assertEquals(Set.copyOf(ids(today)), Set.copyOf(turn));
        assertEquals(turn, served.subList(3, 6), "not the shortest backlog first: the others would fall behind");
        assertEquals(
                Set.copyOf(turn),
                claim(Order.TODAY_FIRST, 3).stream()
                        .map(ClaimedLane::terminalId)
                        .collect(Collectors.toSet()));
        assertEquals(outage.terminal().id(), claimOne(Order.TODAY_FIRST).terminalId());
    }

    @Test
    void catchingUpTakesTheLongestWaitFirstAndNothingOfTheLastMinute() {
        List<Till> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(selling(app.till(), 3 - i));
            app.clock().pass(Duration.ofSeconds(10));
        }
        lanes.createMissing(Target.GATE);
        assertEquals(List.of(), claim(Order.CATCHING_UP, ALL));

        app.clock().pass(Lanes.OUTAGE.minusSeconds(19));
        assertEquals(ids(waiting.subList(0, 1)), claimedIds(claim(Order.CATCHING_UP, 1)));
        assertEquals(ids(waiting.subList(1, 2)), claimedIds(claim(Order.CATCHING_UP, 1)));
        assertEquals(List.of(), claim(Order.CATCHING_UP, ALL), "it has waited for less than a minute");
    }

    @Test
    void aTrialTakesAWellLaneFirstAndThenTheOneThatFailedLongestAgoDueOrNot() {
        Till first = selling(app.till(), 1);
        Till second = selling(app.till(), 1);
        lanes.createMissing(Target.GATE);
        fail(first, Duration.ofMinutes(15));
        app.clock().pass(Duration.ofSeconds(1));
        fail(second, Duration.ZERO);
        Till well = selling(app.till(), 5);
        lanes.createMissing(Target.GATE);

        assertEquals(well.terminal().id(), claimOne(Order.TRIAL).terminalId());
        assertEquals(first.terminal().id(), claimOne(Order.TRIAL).terminalId());
        assertEquals(second.terminal().id(), claimOne(Order.TRIAL).terminalId());
    }

    @Test
    void aHeldLaneIsDueWhenItsWaitEndsOrItsJournalGrows() {
        selling(till, 2);
        ClaimedLane lane = claimOne(Order.TODAY_FIRST);
        lanes.hold(lane, 1, 2, now().plus(Duration.ofMinutes(15)));
        assertTrue(lane(till).held());
        assertEquals(1, lane(till).doneUpto());
        assertEquals(List.of(), claim(Order.TODAY_FIRST, ALL));
        assertEquals(List.of(), claim(Order.TRIAL, ALL), "it says nothing about the target");

        selling(till, 1);
        lane = claimOne(Order.TRIAL);
        lanes.hold(lane, 1, 3, now().plus(Duration.ofMinutes(15)));
        assertEquals(List.of(), claim(Order.TODAY_FIRST, ALL));
        app.clock().pass(Duration.ofMinutes(15));
        lane = claimOne(Order.TODAY_FIRST);
        lanes.release(List.of(lane), List.of(2L));
        assertFalse(lane(till).held());
        assertEquals(3, claimOne(Order.TODAY_FIRST).length());
    }

    @Test
    void aParkedEntryIsPassedAndTheLaneStaysClaimed() {
        selling(till, 3);
        fail(till, Duration.ZERO);
        ClaimedLane lane = claimOne(Order.TODAY_FIRST);
        assertTrue(lanes.park(lane, 1, ParkedEntry.Cause.SUSPECT, "x".repeat(501)));

        LaneView view = lane(till);
        assertTrue(view.sending());
        assertEquals(1, view.doneUpto());
        assertEquals(1, view.parked());
        assertEquals(0, view.attempts());
        assertNull(view.failingSince());
        assertNull(view.lastError());
        ParkedEntry entry = parked.find(Target.GATE, till.terminal().id(), 1).orElseThrow();
        assertEquals(ParkedEntry.Cause.SUSPECT, entry.cause());
        assertEquals("x".repeat(499) + "…", entry.reason());
        assertEquals(now(), entry.parkedAt());
        lanes.release(List.of(lane), List.of(3L));
        assertEquals(2, lane(till).delivered());
    }

    @Test
    void aFailedLaneIsDueAfterItsWaitAndKnowsSinceWhenItFails() {
        selling(till, 3);
        Instant start = now();
        fail(till, Duration.ofSeconds(10));
        assertEquals(List.of(), claim(Order.TODAY_FIRST, ALL));
        app.clock().pass(Duration.ofSeconds(10));
        fail(till, Duration.ofSeconds(10));

        app.clock().pass(Duration.ofSeconds(10));
        ClaimedLane lane = claimOne(Order.TODAY_FIRST);
        assertEquals(2, lane.attempts());
        assertEquals(start, lane.failingSince());
        assertEquals(start, lane.ownFailingSince());
        assertEquals(start.plusSeconds(10), lane.failedAt());
        assertEquals("no", lane(till).lastError());
        lanes.failed(lane, 1, 0, "not its fault", now());
        lane = claimOne(Order.TODAY_FIRST);
        assertEquals(1, lane.doneUpto());
        assertEquals(now(), lane.failingSince(), "this is the next entry");
        assertNull(lane.ownFailingSince());
        lanes.release(List.of(lane), List.of(2L));
        lane = claimOne(Order.TODAY_FIRST);
        assertNull(lane.failingSince(), "it was delivered");
        assertNull(lane.failedAt());
    }

    @Test
    void othersFailWhenAnotherLaneDoes() {
        selling(till, 1);
        Till other = selling(2).get(0);
        fail(till, Duration.ZERO);
        ClaimedLane lane = claim(Order.TODAY_FIRST, ALL).stream()
                .filter(each -> each.terminalId().equals(till.terminal().id()))
                .findFirst()
                .orElseThrow();
        assertFalse(lanes.othersFail(lane), "only this one does");
        app.tamper("update lane set claim_token = null, leased_until = null");
        fail(other, Duration.ZERO);
        assertTrue(lanes.othersFail(lane));
    }

    @Test
    void aTargetThatIsBackMakesFailedLanesDueButNeitherHeldOnesNorThoseAtFault() {
        Till failed = selling(app.till(), 1);
        Till atFault = selling(app.till(), 1);
        selling(till, 1);
        lanes.createMissing(Target.GATE);
        for (ClaimedLane lane : claim(Order.TODAY_FIRST, ALL)) {
            Instant later = now().plus(Duration.ofMinutes(15));
            if (lane.terminalId().equals(till.terminal().id())) {
                lanes.hold(lane, 0, 1, later);
            } else {
                int attempts = lane.terminalId().equals(atFault.terminal().id()) ? 3 : 2;
                lanes.failed(lane, 0, attempts, "no", later);
            }
        }
        assertEquals(List.of(), claim(Order.TODAY_FIRST, ALL));
        lanes.retryNow(Target.GATE);

        assertEquals(ids(List.of(failed)), claimedIds(claim(Order.TODAY_FIRST, ALL)));
    }
}
