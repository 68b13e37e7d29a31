package pro.saleflex.office.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.platform.LeasedJobs.Claim;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Concurrently;

@DatabaseTest
class LeasedJobsDbTest {
    /** Three times the 15 s that a call may take, and a minute. */
    private static final Duration LEASE = Duration.ofSeconds(105);

    @Inject
    TestApplication house;

    @Inject
    LeasedJobs duties;

    private Instant in(Duration time) {
        return house.clock().instant().plus(time);
    }

    private Claim claim(String name) {
        return duties.claim(name).orElseThrow();
    }

    @Test
    void aDutyIsOneServersAtATimeAndGoesOnWhereItWas() {
        Claim first = claim("one");
        assertEquals(Optional.empty(), duties.claim("one"));
        assertTrue(duties.finish(first, "here", in(Duration.ofMinutes(5))));
        assertEquals(Optional.empty(), duties.claim("one"), "it is not due");

        house.clock().pass(Duration.ofMinutes(5));
        assertEquals("here", claim("one").position());
    }

    @Test
    void ofManyWhoClaimTogetherOneGetsIt() {
        claim("many");
        house.clock().pass(LEASE.plusSeconds(1));
        Callable<Boolean> claim = () -> duties.claim("many").isPresent();
        long got = Concurrently.call(Collections.nCopies(8, claim)).stream()
                .filter(Boolean::booleanValue)
                .count();

        assertEquals(1, got);
    }

    @Test
    void whoseLeaseIsOverMarksNothing() {
        Claim slow = claim("slow");
        house.clock().pass(LEASE.plusSeconds(1));
        Claim next = claim("slow");

        assertFalse(duties.renew(slow));
        assertFalse(duties.finish(slow, "wrong", in(Duration.ZERO)));
        assertTrue(duties.renew(next));
        house.clock().pass(LEASE.minusSeconds(1));
        assertEquals(Optional.empty(), duties.claim("slow"), "it was renewed");
        assertTrue(duties.finish(next, "right", in(Duration.ZERO)));
        assertEquals("right", claim("slow").position());
    }

    @Test
    void anOrderWhileItIsClaimedIsNotLost() {
        Claim busy = claim("busy");
        duties.order("busy");
        assertEquals(Optional.empty(), duties.claim("busy"));
        duties.renew(busy);
        duties.finish(busy, null, in(Duration.ofHours(1)));
        Claim ordered = claim("busy");
        duties.finish(ordered, null, null);

        assertEquals(Optional.empty(), duties.claim("busy"), "nobody ordered it");
        duties.order("busy");
        assertEquals("busy", claim("busy").name());
    }

    @Test
    void whatFailedIsDueAtOnceWhenGateIsBack() {
        duties.failed(claim("back bad"), null);
        duties.finish(claim("back good"), null, in(Duration.ofMinutes(15)));
        Claim claimed = claim("back claimed");
        duties.hurry();

        assertEquals(List.of("back bad"), duties.due("back "));
        assertTrue(duties.finish(claimed, null, null));
    }

    @Test
    void whatGateWantsToBeLeftAloneIsNotHurried() {
        duties.failed(claim("alone told"), Duration.ofMinutes(15));
        duties.failed(claim("alone too"), null);
        duties.putOff("alone t", in(Duration.ofMinutes(10)));
        duties.hurry();
        assertEquals(List.of(), duties.due("alone "));

        house.clock().pass(Duration.ofMinutes(10));
        duties.hurry();
        assertEquals(List.of("alone too"), duties.due("alone "));
        house.clock().pass(Duration.ofMinutes(5));
        duties.hurry();
        assertEquals(List.of("alone told", "alone too"), duties.due("alone "));
    }

    @Test
    void anOrderWaitsWhileGateWantsToBeLeftAlone() {
        duties.failed(claim("ordered told"), Duration.ofMinutes(15));
        duties.order("ordered told");
        duties.orderAll("ordered ");
        assertEquals(List.of(), duties.due("ordered "));
        house.clock().pass(Duration.ofMinutes(15));
        assertEquals(List.of("ordered told"), duties.due("ordered "));
    }

    @Test
    void whatFailsIsTriedLaterAndLaterAndNotBeforeGateSays() {
        Claim bad = claim("bad");
        Instant next = duties.failed(bad, null);
        assertFalse(next.isBefore(in(Duration.ofSeconds(5))));
        assertFalse(next.isAfter(in(Duration.ofSeconds(10))));
        house.clock().pass(Duration.ofSeconds(10));
        Claim again = claim("bad");
        assertEquals(1, again.failures());
        next = duties.failed(again, Duration.ofMinutes(20));
        assertTrue(next.isAfter(in(Duration.ofMinutes(20))), "behind those that did not fail");
        assertFalse(next.isAfter(in(Duration.ofMinutes(21))));

        house.clock().pass(Duration.ofMinutes(21));
        Claim well = claim("bad");
        assertEquals(2, well.failures());
        duties.finish(well, null, in(Duration.ZERO));
        assertEquals(0, claim("bad").failures());
    }

    @Test
    void manyArePutOffOrOrderedTogether() {
        duties.adopt(List.of("set a", "set b", "set c"));
        duties.adopt(List.of("set a"));
        Claim a = claim("set a");
        duties.putOff("set ", in(Duration.ofMinutes(1)));
        assertEquals(List.of(), duties.due("set "));

        duties.putOff(a, in(Duration.ZERO));
        assertEquals(List.of("set a"), duties.due("set "));
        duties.orderAll("set ");
        assertEquals(List.of("set a"), duties.due("set "), "GATE wants to be left alone with the others");
        house.clock().pass(Duration.ofMinutes(1));
        duties.finish(claim("set b"), null, null);
        duties.orderAll("set ");
        assertEquals(List.of("set a", "set b", "set c"), duties.due("set "));
    }

    @Test
    void itIsKnownWhichPassedSince() {
        Instant before = house.clock().instant();
        Claim good = claim("good");
        house.clock().pass(Duration.ofSeconds(1));
        Instant during = house.clock().instant();
        duties.finish(good, null, null);

        assertTrue(duties.passedSince(List.of("good"), before.minusSeconds(1)));
        assertFalse(duties.passedSince(List.of("good"), during), "it began before");
        assertFalse(duties.passedSince(List.of("good", "nobody's"), before.minusSeconds(1)));
        assertTrue(duties.passedSince(List.of(), during));
    }
}
