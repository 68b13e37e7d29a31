package pro.saleflex.office.gate.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.gate.link.CircuitBreaker.ProbeResult;
import pro.saleflex.office.gate.link.DeliveryResult.Outcome;

class CircuitBreakerTest {
    private static final DeliveryResult WELL = new DeliveryResult(Outcome.DELIVERED, "", null);
    private static final DeliveryResult LATER = new DeliveryResult(Outcome.LATER, "GATE answered 500.", null);
    private static final DeliveryResult GONE = new DeliveryResult(Outcome.UNREACHABLE, "nobody there", null);
    private static final double LATEST = 1;

    private final CircuitBreaker circuitBreaker = new CircuitBreaker();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    private void pass(double seconds) {
        now = now.plusMillis((long) (seconds * 1000));
    }

    private void fail(DeliveryResult result) {
        circuitBreaker.failed(now, result, LATEST);
    }

    private ProbeResult probe(DeliveryResult result) {
        return circuitBreaker.probed(now, result, LATEST);
    }

    private LinkState state() {
        return circuitBreaker.status(now).state();
    }

    private void up() {
        probe(WELL);
        assertEquals(Permit.TRIAL, circuitBreaker.permit(now));
        assertTrue(circuitBreaker.passed(now));
    }

    @Test
    void itStartsWithAProbeThenOneDeliveryThenEverythingFlows() {
        assertEquals(LinkState.DOWN, state());
        assertEquals(Permit.NONE, circuitBreaker.permit(now));
        assertTrue(circuitBreaker.probeDue(now));
        probe(WELL);
        assertEquals(LinkState.UP, state());
        assertEquals(Permit.TRIAL, circuitBreaker.permit(now));
        assertEquals(Permit.NONE, circuitBreaker.permit(now), "one at a time");
        circuitBreaker.cancelTrial();
        assertEquals(Permit.TRIAL, circuitBreaker.permit(now));
        assertTrue(circuitBreaker.passed(now), "it was not closed before");
        assertEquals(Permit.FLOW, circuitBreaker.permit(now));
        assertFalse(circuitBreaker.passed(now));
    }

    @Test
    void threeFailuresInARowOpenItUnlessASuccessComesBetween() {
        up();
        fail(LATER);
        fail(LATER);
        circuitBreaker.passed(now);
        fail(LATER);
        fail(LATER);
        assertEquals(Permit.FLOW, circuitBreaker.permit(now));
        assertEquals(LinkState.UP, state(), "a delivery passed at the same moment");
        pass(1);
        fail(LATER);
        assertEquals(Permit.NONE, circuitBreaker.permit(now));
        assertTrue(circuitBreaker.isOnHold(now));
        assertEquals(LinkState.DEGRADED, state());
    }

    @Test
    void anUnreachableGateOpensItAtOnceAndEverythingFlowsSoonAfterItsReturn() {
        up();
        fail(GONE);
        assertEquals(LinkState.DOWN, state());
        assertEquals("nobody there", circuitBreaker.status(now).reason());
        for (int i = 0; i < 100; i++) {
            pass(3.6);
            assertTrue(circuitBreaker.probeDue(now), "every 2.4 to 3.6 seconds, however long it lasts");
            probe(GONE);
            assertFalse(circuitBreaker.probeDue(now));
        }
        pass(3.6);
        probe(WELL);
        assertEquals(Permit.TRIAL, circuitBreaker.permit(now));
    }

    @Test
    void aHangingTrialBlocksTheNextForThreeSecondsOnly() {
        probe(WELL);
        assertEquals(Permit.TRIAL, circuitBreaker.permit(now));
        pass(2.9);
        assertEquals(Permit.NONE, circuitBreaker.permit(now));
        pass(0.1);
        assertEquals(Permit.TRIAL, circuitBreaker.permit(now));
        assertEquals(Permit.NONE, circuitBreaker.permit(now), "one every three seconds");
        assertTrue(circuitBreaker.passed(now));
        fail(LATER);
        assertEquals(Permit.FLOW, circuitBreaker.permit(now), "the first one ends, and is one failure");
    }

    @Test
    void openingAfterFailedDeliveriesIsFollowedByAProbeAtOnce() {
        up();
        fail(LATER);
        fail(LATER);
        fail(LATER);
        assertEquals(Permit.NONE, circuitBreaker.permit(now));
        assertTrue(circuitBreaker.probeDue(now));
        assertEquals(ProbeResult.TRY, probe(WELL), "it was there all the time");
        assertEquals(Permit.TRIAL, circuitBreaker.permit(now));
        fail(LATER);
        assertFalse(circuitBreaker.probeDue(now), "not at once again and again");
    }

    @Test
    void aProbeTellsWhetherGateWasAway() {
        assertEquals(ProbeResult.BACK, probe(WELL), "nothing was known");
        assertEquals(ProbeResult.NO_NEWS, probe(WELL));
        circuitBreaker.permit(now);
        circuitBreaker.passed(now);
        assertEquals(ProbeResult.NO_NEWS, probe(WELL));
        assertEquals(ProbeResult.NO_NEWS, probe(GONE));
        assertEquals(ProbeResult.BACK, probe(WELL));
        fail(new DeliveryResult(Outcome.MISCONFIGURED, "GATE answered 403.", null));
        assertEquals(ProbeResult.TRY, probe(WELL), "being rejected is no absence");
    }

    @Test
    void probesRespectTheWaitInAnAnswerToAProbe() {
        probe(new DeliveryResult(Outcome.NOT_NOW, "GATE answered 429.", Duration.ofSeconds(60)));
        pass(59);
        assertFalse(circuitBreaker.probeDue(now));
        assertTrue(circuitBreaker.isOnHold(now));
        pass(1);
        assertTrue(circuitBreaker.probeDue(now));
    }

    @Test
    void aRejectedProbeIsForgottenWhenTheNextOnePasses() {
        up();
        probe(new DeliveryResult(Outcome.MISCONFIGURED, "GATE answered 302.", null));
        assertTrue(circuitBreaker.status(now).misconfigured());
        pass(4);
        assertEquals(ProbeResult.BACK, probe(WELL));
        assertFalse(circuitBreaker.status(now).misconfigured());
        assertEquals(Permit.TRIAL, circuitBreaker.permit(now));
    }

    @Test
    void aDeliveryThatHungWhenItOpenedChangesNothing() {
        up();
        fail(GONE);
        pass(10);
        fail(LATER);
        assertEquals(LinkState.DOWN, state());
        assertEquals(Permit.NONE, circuitBreaker.permit(now));
        up();
        fail(new DeliveryResult(Outcome.MISCONFIGURED, "GATE answered 403.", null));
        fail(LATER);
        probe(WELL);
        assertTrue(circuitBreaker.status(now).misconfigured());
    }

    @Test
    void deliveriesAreTriedOccasionallyWhileTheHealthEndpointFails() {
        DeliveryResult slow = new DeliveryResult(Outcome.LATER, "GATE did not answer in time.", null);
        up();
        for (int i = 1; i <= 4; i++) {
            assertEquals(ProbeResult.NO_NEWS, probe(slow));
            assertEquals(Permit.NONE, circuitBreaker.permit(now));
        }
        assertEquals(ProbeResult.TRY, probe(slow));
        assertEquals(LinkState.DOWN, state());
        assertEquals(Permit.TRIAL, circuitBreaker.permit(now));
        fail(LATER);
        assertEquals(LinkState.DOWN, state(), "nothing suggests that GATE is there");
        for (int i = 1; i <= 5; i++) {
            probe(slow);
        }
        assertEquals(Permit.TRIAL, circuitBreaker.permit(now));
        assertTrue(circuitBreaker.passed(now));
        assertEquals(Permit.FLOW, circuitBreaker.permit(now));
        for (int i = 0; i < 20; i++) {
            assertEquals(ProbeResult.NO_NEWS, probe(GONE), "GATE is unreachable");
        }
    }

    @Test
    void aFailedTrialOpensItAgain() {
        probe(WELL);
        circuitBreaker.permit(now);
        fail(LATER);
        assertEquals(Permit.NONE, circuitBreaker.permit(now));
        assertEquals(LinkState.DEGRADED, state());
        pass(3.6);
        assertTrue(circuitBreaker.probeDue(now));
    }

    @Test
    void upMeansWithinTheLastMinute() {
        up();
        pass(29);
        assertFalse(circuitBreaker.probeDue(now));
        pass(1);
        assertTrue(circuitBreaker.probeDue(now), "an idle link is probed");
        pass(31);
        assertEquals(LinkState.DOWN, state(), "nobody knows");
        probe(WELL);
        assertEquals(LinkState.UP, state());
    }

    @Test
    void deliveriesRespectTheWaitThatGateRequestedEvenIfProbesPass() {
        up();
        fail(new DeliveryResult(Outcome.LATER, "GATE answered 429.", Duration.ofSeconds(60)));
        assertEquals(Permit.NONE, circuitBreaker.permit(now));
        assertEquals(LinkState.DEGRADED, state());
        pass(40);
        probe(WELL);
        assertEquals(Permit.NONE, circuitBreaker.permit(now));
        pass(20);
        assertEquals(Permit.FLOW, circuitBreaker.permit(now));
    }

    @Test
    void beingRejectedIsMisconfigured() {
        up();
        fail(new DeliveryResult(Outcome.MISCONFIGURED, "GATE answered 403.", null));
        assertEquals(LinkState.DOWN, state());
        assertTrue(circuitBreaker.status(now).misconfigured());
        pass(5);
        probe(GONE);
        assertFalse(circuitBreaker.status(now).misconfigured());
    }

    @Test
    void aRejectedLinkIsDownUntilADeliveryPassesHoweverHealthyGateIs() {
        up();
        fail(new DeliveryResult(Outcome.MISCONFIGURED, "GATE answered 403.", null));
        for (int i = 0; i < 10; i++) {
            pass(5);
            probe(WELL);
            assertEquals(LinkState.DOWN, state());
            assertTrue(circuitBreaker.status(now).misconfigured());
            assertEquals(Permit.TRIAL, circuitBreaker.permit(now));
            fail(new DeliveryResult(Outcome.MISCONFIGURED, "GATE answered 403.", null));
        }
        pass(5);
        probe(WELL);
        circuitBreaker.passed(now);
        assertEquals(LinkState.UP, state());
    }

    @Test
    void tellsWhetherItWorkedSinceAFailure() {
        up();
        Instant failed = now;
        assertFalse(circuitBreaker.passedSince(failed));
        pass(1);
        probe(WELL);
        assertTrue(circuitBreaker.passedSince(failed));
        assertFalse(circuitBreaker.deliveredSince(failed));
        circuitBreaker.passed(now);
        assertTrue(circuitBreaker.deliveredSince(failed));
    }
}
