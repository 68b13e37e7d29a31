package pro.saleflex.office.gate.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.gate.link.CircuitBreaker.Probed;
import pro.saleflex.office.gate.link.DeliveryResult.Outcome;

class CircuitBreakerTest {
    private static final DeliveryResult WELL = new DeliveryResult(Outcome.DELIVERED, "", null);
    private static final DeliveryResult LATER = new DeliveryResult(Outcome.LATER, "GATE answered 500.", null);
    private static final DeliveryResult GONE = new DeliveryResult(Outcome.UNREACHABLE, "nobody there", null);
    private static final double LATEST = 1;

    private final CircuitBreaker circuit = new CircuitBreaker();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    private void pass(double seconds) {
        now = now.plusMillis((long) (seconds * 1000));
    }

    private void fail(DeliveryResult result) {
        circuit.failed(now, result, LATEST);
    }

    private Probed probe(DeliveryResult result) {
        return circuit.probed(now, result, LATEST);
    }

    private LinkState state() {
        return circuit.seen(now).state();
    }

    private void up() {
        probe(WELL);
        assertEquals(Permit.TRIAL, circuit.permit(now));
        assertTrue(circuit.passed(now));
    }

    @Test
    void itBeginsWithAProbeThenOneDeliveryThenAllFlow() {
        assertEquals(LinkState.DOWN, state());
        assertEquals(Permit.NONE, circuit.permit(now));
        assertTrue(circuit.probeDue(now));
        probe(WELL);
        assertEquals(LinkState.UP, state());
        assertEquals(Permit.TRIAL, circuit.permit(now));
        assertEquals(Permit.NONE, circuit.permit(now), "one at a time");
        circuit.giveBack();
        assertEquals(Permit.TRIAL, circuit.permit(now));
        assertTrue(circuit.passed(now), "it was not closed before");
        assertEquals(Permit.FLOW, circuit.permit(now));
        assertFalse(circuit.passed(now));
    }

    @Test
    void threeFailuresInARowOpenItAndOneSuccessBetweenThemDoesNot() {
        up();
        fail(LATER);
        fail(LATER);
        circuit.passed(now);
        fail(LATER);
        fail(LATER);
        assertEquals(Permit.FLOW, circuit.permit(now));
        assertEquals(LinkState.UP, state(), "a delivery passed at the same moment");
        pass(1);
        fail(LATER);
        assertEquals(Permit.NONE, circuit.permit(now));
        assertTrue(circuit.holds(now));
        assertEquals(LinkState.DEGRADED, state());
    }

    @Test
    void nobodyThereOpensItAtOnceAndAllFlowsWithinTenSecondsOfTheReturn() {
        up();
        fail(GONE);
        assertEquals(LinkState.DOWN, state());
        assertEquals("nobody there", circuit.seen(now).reason());
        for (int i = 0; i < 100; i++) {
            pass(3.6);
            assertTrue(circuit.probeDue(now), "every 2.4 to 3.6 seconds, however long it lasts");
            probe(GONE);
            assertFalse(circuit.probeDue(now));
        }
        pass(3.6);
        probe(WELL);
        assertEquals(Permit.TRIAL, circuit.permit(now));
    }

    @Test
    void aTrialThatHangsKeepsNobodyFromAnotherForLong() {
        probe(WELL);
        assertEquals(Permit.TRIAL, circuit.permit(now));
        pass(2.9);
        assertEquals(Permit.NONE, circuit.permit(now));
        pass(0.1);
        assertEquals(Permit.TRIAL, circuit.permit(now));
        assertEquals(Permit.NONE, circuit.permit(now), "one every three seconds");
        assertTrue(circuit.passed(now));
        fail(LATER);
        assertEquals(Permit.FLOW, circuit.permit(now), "the first one ends, and is one failure");
    }

    @Test
    void whatOpensItWhileNothingSpeaksAgainstGateIsFollowedByAProbeAtOnce() {
        up();
        fail(LATER);
        fail(LATER);
        fail(LATER);
        assertEquals(Permit.NONE, circuit.permit(now));
        assertTrue(circuit.probeDue(now));
        assertEquals(Probed.TRY, probe(WELL), "it was there all the time");
        assertEquals(Permit.TRIAL, circuit.permit(now));
        fail(LATER);
        assertFalse(circuit.probeDue(now), "not at once again and again");
    }

    @Test
    void aProbeSaysWhetherGateWasAway() {
        assertEquals(Probed.BACK, probe(WELL), "nothing was known");
        assertEquals(Probed.NO_NEWS, probe(WELL));
        circuit.permit(now);
        circuit.passed(now);
        assertEquals(Probed.NO_NEWS, probe(WELL));
        assertEquals(Probed.NO_NEWS, probe(GONE));
        assertEquals(Probed.BACK, probe(WELL));
        fail(new DeliveryResult(Outcome.MISCONFIGURED, "GATE answered 403.", null));
        assertEquals(Probed.TRY, probe(WELL), "being turned away is no absence");
    }

    @Test
    void aPauseThatAProbeIsToldIsKeptByProbes() {
        probe(new DeliveryResult(Outcome.NOT_NOW, "GATE answered 429.", Duration.ofSeconds(60)));
        pass(59);
        assertFalse(circuit.probeDue(now));
        assertTrue(circuit.holds(now));
        pass(1);
        assertTrue(circuit.probeDue(now));
    }

    @Test
    void aProbeThatIsTurnedAwaySaysNothingWhenTheNextIsNot() {
        up();
        probe(new DeliveryResult(Outcome.MISCONFIGURED, "GATE answered 302.", null));
        assertTrue(circuit.seen(now).misconfigured());
        pass(4);
        assertEquals(Probed.BACK, probe(WELL));
        assertFalse(circuit.seen(now).misconfigured());
        assertEquals(Permit.TRIAL, circuit.permit(now));
    }

    @Test
    void whatHungWhenItOpenedSaysNothingNew() {
        up();
        fail(GONE);
        pass(10);
        fail(LATER);
        assertEquals(LinkState.DOWN, state());
        assertEquals(Permit.NONE, circuit.permit(now));
        up();
        fail(new DeliveryResult(Outcome.MISCONFIGURED, "GATE answered 403.", null));
        fail(LATER);
        probe(WELL);
        assertTrue(circuit.seen(now).misconfigured());
    }

    @Test
    void whoseHealthIsSlowOrMissingGetsADeliveryNowAndThen() {
        DeliveryResult slow = new DeliveryResult(Outcome.LATER, "GATE did not answer in time.", null);
        up();
        for (int i = 1; i <= 4; i++) {
            assertEquals(Probed.NO_NEWS, probe(slow));
            assertEquals(Permit.NONE, circuit.permit(now));
        }
        assertEquals(Probed.TRY, probe(slow));
        assertEquals(LinkState.DOWN, state());
        assertEquals(Permit.TRIAL, circuit.permit(now));
        fail(LATER);
        assertEquals(LinkState.DOWN, state(), "nothing speaks for it that GATE is there");
        for (int i = 1; i <= 5; i++) {
            probe(slow);
        }
        assertEquals(Permit.TRIAL, circuit.permit(now));
        assertTrue(circuit.passed(now));
        assertEquals(Permit.FLOW, circuit.permit(now));
        for (int i = 0; i < 20; i++) {
            assertEquals(Probed.NO_NEWS, probe(GONE), "nobody is there");
        }
    }

    @Test
    void aTrialThatFailsOpensItAgain() {
        probe(WELL);
        circuit.permit(now);
        fail(LATER);
        assertEquals(Permit.NONE, circuit.permit(now));
        assertEquals(LinkState.DEGRADED, state());
        pass(3.6);
        assertTrue(circuit.probeDue(now));
    }

    @Test
    void upMeansJustNow() {
        up();
        pass(29);
        assertFalse(circuit.probeDue(now));
        pass(1);
        assertTrue(circuit.probeDue(now), "an idle link is tried");
        pass(31);
        assertEquals(LinkState.DOWN, state(), "nobody knows");
        probe(WELL);
        assertEquals(LinkState.UP, state());
    }

    @Test
    void aPauseThatGateAsksForIsKeptAlsoWhenProbesPass() {
        up();
        fail(new DeliveryResult(Outcome.LATER, "GATE answered 429.", Duration.ofSeconds(60)));
        assertEquals(Permit.NONE, circuit.permit(now));
        assertEquals(LinkState.DEGRADED, state());
        pass(40);
        probe(WELL);
        assertEquals(Permit.NONE, circuit.permit(now));
        pass(20);
        assertEquals(Permit.FLOW, circuit.permit(now));
    }

    @Test
    void whoTurnsUsAwayIsMisconfigured() {
        up();
        fail(new DeliveryResult(Outcome.MISCONFIGURED, "GATE answered 403.", null));
        assertEquals(LinkState.DOWN, state());
        assertTrue(circuit.seen(now).misconfigured());
        pass(5);
        probe(GONE);
        assertFalse(circuit.seen(now).misconfigured());
    }

    @Test
    void whoIsTurnedAwayIsDownUntilADeliveryPassesHoweverWellGateIs() {
        up();
        fail(new DeliveryResult(Outcome.MISCONFIGURED, "GATE answered 403.", null));
        for (int i = 0; i < 10; i++) {
            pass(5);
            probe(WELL);
            assertEquals(LinkState.DOWN, state());
            assertTrue(circuit.seen(now).misconfigured());
            assertEquals(Permit.TRIAL, circuit.permit(now));
            fail(new DeliveryResult(Outcome.MISCONFIGURED, "GATE answered 403.", null));
        }
        pass(5);
        probe(WELL);
        circuit.passed(now);
        assertEquals(LinkState.UP, state());
    }

    @Test
    void knowsWhetherItWorkedSinceSomethingFailed() {
        up();
        Instant failed = now;
        assertFalse(circuit.passedSince(failed));
        pass(1);
        probe(WELL);
        assertTrue(circuit.passedSince(failed));
        assertFalse(circuit.deliveredSince(failed));
        circuit.passed(now);
        assertTrue(circuit.deliveredSince(failed));
    }
}
