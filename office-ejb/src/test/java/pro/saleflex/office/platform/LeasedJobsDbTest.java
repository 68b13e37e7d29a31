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
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.TestApplication;

@DatabaseTest
class LeasedJobsDbTest {
    /** Three times the 15 s that a call may take, plus a minute. */
    private static final Duration LEASE = Duration.ofSeconds(105);

    @Inject
    TestApplication app;

    @Inject
    LeasedJobs jobs;

    private Instant in(Duration time) {
        return app.clock().instant().plus(time);
    }

    private Claim claim(String name) {
        return jobs.claim(name).orElseThrow();
    }

    @Test
    void aJobRunsOnOneServerAtATimeAndContinuesWhereItWas() {
        Claim first = claim("one");
        assertEquals(Optional.empty(), jobs.claim("one"));
        assertTrue(jobs.finish(first, "here", in(Duration.ofMinutes(5))));
        assertEquals(Optional.empty(), jobs.claim("one"), "it is not due");

        app.clock().pass(Duration.ofMinutes(5));
        assertEquals("here", claim("one").position());
    }

    @Test
    void ofManyConcurrentClaimsOneSucceeds() {
        claim("many");
        app.clock().pass(LEASE.plusSeconds(1));
        Callable<Boolean> claim = () -> jobs.claim("many").isPresent();
        long got = Concurrently.call(Collections.nCopies(8, claim)).stream()
                .filter(Boolean::booleanValue)
                .count();

        assertEquals(1, got);
    }

    @Test
    void anExpiredClaimChangesNothing() {
        Claim slow = claim("slow");
        app.clock().pass(LEASE.plusSeconds(1));
        Claim next = claim("slow");

        assertFalse(jobs.renew(slow));
        assertFalse(jobs.finish(slow, "wrong", in(Duration.ZERO)));
        assertTrue(jobs.renew(next));
        app.clock().pass(LEASE.minusSeconds(1));
        assertEquals(Optional.empty(), jobs.claim("slow"), "it was renewed");
        assertTrue(jobs.finish(next, "right", in(Duration.ZERO)));
        assertEquals("right", claim("slow").position());
    }

    @Test
    void aJobMadeDueWhileClaimedIsDueAfterItsRelease() {
        Claim busy = claim("busy");
        jobs.makeDueNow("busy");
        assertEquals(Optional.empty(), jobs.claim("busy"));
        jobs.renew(busy);
        jobs.finish(busy, null, in(Duration.ofHours(1)));
        Claim again = claim("busy");
        jobs.finish(again, null, null);

        assertEquals(Optional.empty(), jobs.claim("busy"), "nobody made it due");
        jobs.makeDueNow("busy");
        assertEquals("busy", claim("busy").name());
    }

    @Test
    void failedJobsAreDueAtOnceWhenGateIsBack() {
        jobs.failed(claim("back bad"), null);
        jobs.finish(claim("back good"), null, in(Duration.ofMinutes(15)));
        Claim claimed = claim("back claimed");
        jobs.retryFailedNow();

        assertEquals(List.of("back bad"), jobs.due("back "));
        assertTrue(jobs.finish(claimed, null, null));
    }

    @Test
    void jobsThatGateAskedToPostponeAreNotRetriedEarly() {
        jobs.failed(claim("alone told"), Duration.ofMinutes(15));
        jobs.failed(claim("alone too"), null);
        jobs.postponeAll("alone t", in(Duration.ofMinutes(10)));
        jobs.retryFailedNow();
        assertEquals(List.of(), jobs.due("alone "));

        app.clock().pass(Duration.ofMinutes(10));
        jobs.retryFailedNow();
        assertEquals(List.of("alone too"), jobs.due("alone "));
        app.clock().pass(Duration.ofMinutes(5));
        jobs.retryFailedNow();
        assertEquals(List.of("alone told", "alone too"), jobs.due("alone "));
    }

    @Test
    void aJobMadeDueStillWaitsAsLongAsGateAsked() {
        jobs.failed(claim("ordered told"), Duration.ofMinutes(15));
        jobs.makeDueNow("ordered told");
        jobs.makeAllDueNow("ordered ");
        assertEquals(List.of(), jobs.due("ordered "));
        app.clock().pass(Duration.ofMinutes(15));
        assertEquals(List.of("ordered told"), jobs.due("ordered "));
    }

    @Test
    void failedJobsBackOffAndWaitAsLongAsGateAsked() {
        Claim bad = claim("bad");
        Instant next = jobs.failed(bad, null);
        assertFalse(next.isBefore(in(Duration.ofSeconds(5))));
        assertFalse(next.isAfter(in(Duration.ofSeconds(10))));
        app.clock().pass(Duration.ofSeconds(10));
        Claim again = claim("bad");
        assertEquals(1, again.failures());
        next = jobs.failed(again, Duration.ofMinutes(20));
        assertTrue(next.isAfter(in(Duration.ofMinutes(20))), "after those that did not fail");
        assertFalse(next.isAfter(in(Duration.ofMinutes(21))));

        app.clock().pass(Duration.ofMinutes(21));
        Claim well = claim("bad");
        assertEquals(2, well.failures());
        jobs.finish(well, null, in(Duration.ZERO));
        assertEquals(0, claim("bad").failures());
    }

    @Test
    void jobsArePostponedAndMadeDueByPrefix() {
        jobs.createMissing(List.of("set a", "set b", "set c"));
        jobs.createMissing(List.of("set a"));
        Claim a = claim("set a");
        jobs.postponeAll("set ", in(Duration.ofMinutes(1)));
        assertEquals(List.of(), jobs.due("set "));

        jobs.release(a, in(Duration.ZERO));
        assertEquals(List.of("set a"), jobs.due("set "));
        jobs.makeAllDueNow("set ");
        assertEquals(List.of("set a"), jobs.due("set "), "the others are postponed");
        app.clock().pass(Duration.ofMinutes(1));
        jobs.finish(claim("set b"), null, null);
        jobs.makeAllDueNow("set ");
        assertEquals(List.of("set a", "set b", "set c"), jobs.due("set "));
    }

    @Test
    void tellsWhichJobsSucceededSinceATime() {
        Instant before = app.clock().instant();
        Claim good = claim("good");
        app.clock().pass(Duration.ofSeconds(1));
        Instant during = app.clock().instant();
        jobs.finish(good, null, null);

        assertTrue(jobs.succeededSince(List.of("good"), before.minusSeconds(1)));
        assertFalse(jobs.succeededSince(List.of("good"), during), "it started before");
        assertFalse(jobs.succeededSince(List.of("good", "nobody's"), before.minusSeconds(1)));
        assertTrue(jobs.succeededSince(List.of(), during));
    }
}
