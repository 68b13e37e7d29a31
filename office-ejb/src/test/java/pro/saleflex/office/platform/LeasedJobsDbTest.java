package pro.saleflex.office.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.platform.JobName.Kind;
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

    /** Names of which the first word stands for the group of a test. */
    private static JobName job(String... words) {
        return JobName.of(Kind.PULL, (Object[]) words);
    }

    private ClaimedJob claim(String... words) {
        return jobs.claim(job(words)).orElseThrow();
    }

    @Test
    void aJobRunsOnOneServerAtATimeAndContinuesWhereItWas() {
        ClaimedJob first = claim("one");
        assertEquals(Optional.empty(), jobs.claim(job("one")));
        assertTrue(jobs.finish(first, "here", in(Duration.ofMinutes(5))));
        assertEquals(Optional.empty(), jobs.claim(job("one")), "it is not due");

        app.clock().pass(Duration.ofMinutes(5));
        assertEquals("here", claim("one").position());
    }

    /** As when a server boots with a wrong clock, which is corrected later. */
    @Test
    void aClockThatIsSetBackStopsNoJob() {
        app.clock().pass(Duration.ofDays(3));
        jobs.finish(claim("one"), "here", in(Duration.ofMinutes(5)));
        claim("two"); // its holder crashes
        app.clock().pass(Duration.ofDays(-3));

        assertEquals(
                2,
                jobs.due(job()).stream()
                        .filter(name -> Set.of(job("one"), job("two")).contains(name))
                        .count());
        assertEquals("here", claim("one").position());
        claim("two");
    }

    @Test
    void concurrentServersClaimEachJobOnce() {
        List<JobName> names =
                IntStream.range(10, 30).mapToObj(i -> job("many", "j" + i)).toList();
        jobs.createMissing(names);
        Callable<List<JobName>> server = () -> names.stream()
                .flatMap(name -> jobs.claim(name).stream())
                .map(ClaimedJob::name)
                .toList();
        assertEquals(names, claimedBySix(server));
        assertEquals(List.of(), claimedBySix(server));
        app.clock().pass(LEASE.plusSeconds(1));
        assertEquals(names, claimedBySix(server), "after the leases expired");
    }

    private static List<JobName> claimedBySix(Callable<List<JobName>> server) {
        return Concurrently.call(Collections.nCopies(6, server)).stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(JobName::stored))
                .toList();
    }

    @Test
    void anExpiredClaimChangesNothing() {
        ClaimedJob slow = claim("slow");
        app.clock().pass(LEASE.plusSeconds(1));
        ClaimedJob next = claim("slow");

        assertFalse(jobs.renew(slow));
        assertFalse(jobs.finish(slow, "wrong", in(Duration.ZERO)));
        assertTrue(jobs.renew(next));
        app.clock().pass(LEASE.minusSeconds(1));
        assertEquals(Optional.empty(), jobs.claim(job("slow")), "it was renewed");
        assertTrue(jobs.finish(next, "right", in(Duration.ZERO)));
        assertEquals("right", claim("slow").position());
    }

    @Test
    void aJobMadeDueWhileClaimedIsDueAfterItsRelease() {
        ClaimedJob busy = claim("busy");
        jobs.makeDueNow(job("busy"));
        assertEquals(Optional.empty(), jobs.claim(job("busy")));
        jobs.renew(busy);
        jobs.finish(busy, null, in(Duration.ofHours(1)));
        ClaimedJob again = claim("busy");
        jobs.finish(again, null, null);

        assertEquals(Optional.empty(), jobs.claim(job("busy")), "nobody made it due");
        jobs.makeDueNow(job("busy"));
        assertEquals(job("busy"), claim("busy").name());
    }

    @Test
    void failedJobsAreDueAtOnceWhenGateIsBack() {
        jobs.failed(claim("back", "bad"), null);
        jobs.finish(claim("back", "good"), null, in(Duration.ofMinutes(15)));
        ClaimedJob claimed = claim("back", "claimed");
        jobs.retryFailedNow();

        assertEquals(List.of(job("back", "bad")), jobs.due(job("back")));
        assertTrue(jobs.finish(claimed, null, null));
    }

    @Test
    void jobsThatGateAskedToPostponeAreNotRetriedEarly() {
        jobs.failed(claim("alone", "told"), Duration.ofMinutes(15));
        jobs.failed(claim("alone", "too"), null);
        jobs.postponeAll(job("alone"), in(Duration.ofMinutes(10)));
        jobs.retryFailedNow();
        assertEquals(List.of(), jobs.due(job("alone")));

        app.clock().pass(Duration.ofMinutes(10));
        jobs.retryFailedNow();
        assertEquals(List.of(job("alone", "too")), jobs.due(job("alone")));
        app.clock().pass(Duration.ofMinutes(5));
        jobs.retryFailedNow();
        assertEquals(List.of(job("alone", "told"), job("alone", "too")), jobs.due(job("alone")));
    }

    @Test
    void aJobMadeDueStillWaitsAsLongAsGateAsked() {
        jobs.failed(claim("ordered", "told"), Duration.ofMinutes(15));
        jobs.makeDueNow(job("ordered", "told"));
        jobs.makeAllDueNow(job("ordered"));
        assertEquals(List.of(), jobs.due(job("ordered")));
        app.clock().pass(Duration.ofMinutes(15));
        assertEquals(List.of(job("ordered", "told")), jobs.due(job("ordered")));
    }

    @Test
    void failedJobsBackOffAndWaitAsLongAsGateAsked() {
        ClaimedJob bad = claim("bad");
        Instant next = jobs.failed(bad, null);
        assertFalse(next.isBefore(in(Duration.ofSeconds(5))));
        assertFalse(next.isAfter(in(Duration.ofSeconds(10))));
        app.clock().pass(Duration.ofSeconds(10));
        ClaimedJob again = claim("bad");
        assertEquals(1, again.failures());
        next = jobs.failed(again, Duration.ofMinutes(20));
        assertTrue(next.isAfter(in(Duration.ofMinutes(20))), "after those that did not fail");
        assertFalse(next.isAfter(in(Duration.ofMinutes(21))));

        app.clock().pass(Duration.ofMinutes(21));
        ClaimedJob well = claim("bad");
        assertEquals(2, well.failures());
        jobs.finish(well, null, in(Duration.ZERO));
        assertEquals(0, claim("bad").failures());
    }

    @Test
    void theJobsOfAGroupArePostponedAndMadeDueTogether() {
        jobs.createMissing(List.of(job("set", "a"), job("set", "b"), job("set", "c")));
        jobs.createMissing(List.of(job("set", "a")));
        ClaimedJob a = claim("set", "a");
        jobs.postponeAll(job("set"), in(Duration.ofMinutes(1)));
        assertEquals(List.of(), jobs.due(job("set")));

        jobs.release(a, in(Duration.ZERO));
        assertEquals(List.of(job("set", "a")), jobs.due(job("set")));
        jobs.makeAllDueNow(job("set"));
        assertEquals(List.of(job("set", "a")), jobs.due(job("set")), "the others are postponed");
        app.clock().pass(Duration.ofMinutes(1));
        jobs.finish(claim("set", "b"), null, null);
        jobs.makeAllDueNow(job("set"));
        assertEquals(List.of(job("set", "a"), job("set", "b"), job("set", "c")), jobs.due(job("set")));
    }

    @Test
    void tellsWhichJobsSucceededSinceATime() {
        Instant before = app.clock().instant();
        ClaimedJob good = claim("good");
        app.clock().pass(Duration.ofSeconds(1));
        Instant during = app.clock().instant();
        jobs.finish(good, null, null);

        assertTrue(jobs.succeededSince(List.of(job("good")), before.minusSeconds(1)));
        assertFalse(jobs.succeededSince(List.of(job("good")), during), "it started before");
        assertFalse(jobs.succeededSince(List.of(job("good"), job("nobody's")), before.minusSeconds(1)));
        assertTrue(jobs.succeededSince(List.of(), during));
    }

    @Test
    void findsTheJobsOfAnInstallationByTheirStoredNames() {
        String store = "7b1e0a52-3f7a-4c0e-9a54-6a2f0c1d9e11";
        Map<String, JobName> names = Map.of(
                "pull " + store + " product_variants",
                JobName.of(Kind.PULL, store, "product_variants"),
                "refresh " + store,
                JobName.of(Kind.REFRESH, store),
                "status",
                JobName.of(Kind.STATUS),
                "notifications",
                JobName.of(Kind.NOTIFICATIONS),
                "notification returns",
                JobName.of(Kind.NOTIFICATION_RETURNS),
                "archive verification nightly",
                JobName.of(Kind.ARCHIVE_VERIFICATION, "nightly"),
                "restore rehearsal nightly",
                JobName.of(Kind.RESTORE_REHEARSAL, "nightly"),
                "database backup",
                JobName.of(Kind.DATABASE_BACKUP));
        names.keySet()
                .forEach(name -> app.tamper("insert into gate_duty (name, due_at, position) values ('" + name
                        + "', '2026-01-01 00:00Z', 'of " + name + "')"));

        assertEquals(
                Set.of(Kind.values()),
                names.values().stream().map(JobName::kind).collect(Collectors.toSet()));
        assertEquals(List.of(names.get("pull " + store + " product_variants")), jobs.due(JobName.of(Kind.PULL, store)));
        names.forEach((stored, name) -> {
            assertTrue(jobs.due(JobName.of(name.kind())).contains(name), stored);
            assertEquals("of " + stored, jobs.claim(name).orElseThrow().position());
        });
    }

    @Test
    void aGroupThatStartsOverTakesTheLeasesOfItsHolders() {
        ClaimedJob a = claim("again", "a");
        ClaimedJob other = claim("again2", "a");
        jobs.startOver(job("again"));

        assertFalse(jobs.finish(a, "old", in(Duration.ofHours(1))));
        assertEquals(List.of(job("again", "a")), jobs.due(job("again")));
        assertTrue(jobs.finish(other, "kept", in(Duration.ofHours(1))), "its name only begins alike");
    }
}
