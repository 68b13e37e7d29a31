package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.intake.PendingRequest.Ready;
import pro.saleflex.office.intake.PendingRequest.Result;
import pro.saleflex.office.journal.Source;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupCommitTest {
    private static final int THREADS = 24;
    private static final int REQUESTS = 150;

    private final ExecutorService tills = Executors.newCachedThreadPool();
    private final Queue<List<PendingRequest>> groups = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        tills.shutdownNow();
    }

    private static PendingRequest request(int documents) {
        Ready<Object> document = new Ready<>(null, null, "not projected");
        return new PendingRequest(
                new HandOver(null, Source.REST, List.of(), Map.of()), null, Collections.nCopies(documents, document));
    }

    private void store(List<PendingRequest> group) {
        groups.add(List.copyOf(group));
        group.forEach(request -> request.done(Result.STORED));
    }

    /** Sends a request from a thread of its own. */
    private Till till(GroupCommit commit, int documents, Consumer<List<PendingRequest>> write) {
        CountDownLatch started = new CountDownLatch(1);
        Thread[] thread = new Thread[1];
        AtomicBoolean interrupted = new AtomicBoolean();
        Future<PendingRequest> answer = tills.submit(() -> {
            thread[0] = Thread.currentThread();
            started.countDown();
            PendingRequest request = request(documents);
            commit.submit(request, write);
            interrupted.set(Thread.interrupted());
            return request;
        });
        await(started);
        return new Till(thread[0], answer, interrupted);
    }

    private record Till(Thread thread, Future<PendingRequest> answer, AtomicBoolean interrupted) {
        void untilAsleep() {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }

        Result result() throws InterruptedException, ExecutionException {
            return answer.get().result();
        }
    }

    /** A writer that reports when it has started, and blocks until it is released. */
    private final class Held implements Consumer<List<PendingRequest>> {
        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch free = new CountDownLatch(1);
        private volatile Thread writer;

        @Override
        public void accept(List<PendingRequest> group) {
            writer = Thread.currentThread();
            started.countDown();
            await(free);
            store(group);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLoneRequestIsWrittenAtOnceOnItsOwnThread() {
        PendingRequest request = request(1);
        List<Thread> writers = new ArrayList<>();

        new GroupCommit(1).submit(request, group -> {
            writers.add(Thread.currentThread());
            store(group);
        });

        assertEquals(List.of(Thread.currentThread()), writers);
        assertEquals(List.of(List.of(request)), List.copyOf(groups));
        assertEquals(Result.STORED, request.result());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyRequestIsWrittenOnceByNoMoreWritersThanAllowed(int writers) throws Exception {
        GroupCommit commit = new GroupCommit(writers);
        AtomicInteger writing = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Consumer<List<PendingRequest>> write = group -> {
            most.accumulateAndGet(writing.incrementAndGet(), Math::max);
            store(group);
            writing.decrementAndGet();
        };
        List<Callable<List<PendingRequest>>> work = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = new SplittableRandom(i);
            work.add(() -> {
                List<PendingRequest> sent = new ArrayList<>();
                for (int k = 0; k < REQUESTS; k++) {
                    PendingRequest request = request(random.nextInt(4));
                    commit.submit(request, write);
                    assertEquals(Result.STORED, request.result());
                    sent.add(request);
                }
                return sent;
            });
        }

        List<PendingRequest> sent = new ArrayList<>();
        for (Future<List<PendingRequest>> answer : tills.invokeAll(work)) {
            sent.addAll(answer.get());
        }

        List<PendingRequest> written = groups.stream().flatMap(List::stream).toList();
        assertEquals(THREADS * REQUESTS, written.size());
        assertEquals(identities(sent), identities(written));
        assertTrue(most.get() <= writers, () -> most + " wrote at a time");
    }

    private static List<Integer> identities(List<PendingRequest> requests) {
        return requests.stream().map(System::identityHashCode).sorted().toList();
    }

    @Test
    void requestsThatWaitTogetherAreWrittenTogether() throws Exception {
        GroupCommit commit = new GroupCommit(1);
        Held first = new Held();
        List<Till> waiting = new ArrayList<>();
        waiting.add(till(commit, 1, first));
        await(first.started);
        for (int i = 0; i < 5; i++) {
            Till till = till(commit, 1, this::store);
            till.untilAsleep();
            waiting.add(till);
        }
        first.free.countDown();

        for (Till till : waiting) {
            assertEquals(Result.STORED, till.result());
        }
        assertEquals(List.of(1, 5), groups.stream().map(List::size).toList());
    }

    @Test
    void aGroupHasNoMoreDocumentsThanTheLimit() throws Exception {
        GroupCommit commit = new GroupCommit(1);
        Held first = new Held();
        List<Till> waiting = new ArrayList<>();
        waiting.add(till(commit, 500, first));
        await(first.started);
        for (int i = 0; i < 7; i++) {
            Till till = till(commit, 20, this::store);
            till.untilAsleep();
            waiting.add(till);
        }
        first.free.countDown();

        for (Till till : waiting) {
            assertEquals(Result.STORED, till.result());
        }
        assertEquals(List.of(1, 4, 3), groups.stream().map(List::size).toList());
    }

    @Test
    void everyRequestOfAFailedWriterIsAnsweredUnwell() throws Exception {
        GroupCommit commit = new GroupCommit(1);
        Held first = new Held();
        Till holding = till(commit, 1, first);
        await(first.started);
        List<Till> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Till till = till(commit, 1, group -> {
                groups.add(List.copyOf(group));
                throw new IllegalStateException("the writer fails");
            });
            till.untilAsleep();
            waiting.add(till);
        }
        first.free.countDown();

        assertEquals(Result.STORED, holding.result());
        int thrown = 0;
        for (Till till : waiting) {
            try {
                assertEquals(Result.UNWELL, till.result());
            } catch (ExecutionException e) { // the one whose thread wrote for all
                assertEquals("the writer fails", e.getCause().getMessage());
                thrown++;
            }
        }
        assertEquals(1, thrown);
        List<PendingRequest> broken = List.copyOf(groups).get(1);
        assertEquals(4, broken.size());
        assertTrue(broken.stream().allMatch(request -> request.result() == Result.UNWELL));
    }

    @Test
    void resultsSetBeforeTheWriterFailedAreKept() {
        PendingRequest request = request(1);

        assertThrows(IllegalStateException.class, () -> new GroupCommit(1).submit(request, group -> {
            group.forEach(done -> done.done(Result.TRY_ALONE));
            throw new IllegalStateException("afterwards");
        }));

        assertEquals(Result.TRY_ALONE, request.result());
    }

    @Test
    void laterRequestsAreWrittenAfterAWriterFailed() {
        GroupCommit commit = new GroupCommit(1);
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> commit.submit(request(1), group -> {
                        throw new IllegalStateException("the writer fails");
                    }));
        }
        PendingRequest request = request(1);

        commit.submit(request, this::store);

        assertEquals(Result.STORED, request.result());
    }

    @Test
    void nobodyIsLeftAsleepWhicheverWriterFails() throws Exception {
        GroupCommit commit = new GroupCommit(2);
        SplittableRandom random = new SplittableRandom(1);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom own = random.split();
            work.add(() -> {
                int unwell = 0;
                for (int k = 0; k < REQUESTS; k++) {
                    boolean breaks = own.nextInt(3) == 0;
                    PendingRequest request = request(1);
                    try {
                        commit.submit(request, group -> {
                            if (breaks) {
                                throw new IllegalStateException("the writer fails");
                            }
                            store(group);
                        });
                        assertFalse(request.result() == null);
                    } catch (IllegalStateException e) {
                        unwell++;
                    }
                    unwell += request.result() == Result.UNWELL ? 1 : 0;
                }
                return unwell;
            });
        }

        int unwell = 0;
        for (Future<Integer> answer : tills.invokeAll(work)) {
            unwell += answer.get();
        }

        long stored = groups.stream().mapToLong(List::size).sum();
        assertTrue(unwell > 0);
        assertTrue(stored > 0 && stored < THREADS * REQUESTS);
    }

    @Test
    void aCallerSleepsWhileAnotherWritesItsRequestEvenIfAPermitIsFree() throws Exception {
        GroupCommit commit = new GroupCommit(2);
        Held first = new Held();
        Held second = new Held();
        Held third = new Held();
        Till one = till(commit, 1, first);
        await(first.started);
        Till two = till(commit, 1, second);
        await(second.started);
        Till three = till(commit, 1, third);
        three.untilAsleep();
        Till four = till(commit, 1, third);
        four.untilAsleep();
        first.free.countDown();
        await(third.started);
        second.free.countDown();
        assertEquals(Result.STORED, one.result());
        assertEquals(Result.STORED, two.result()); // a writer permit is free now
        Till waiting = third.writer == three.thread() ? four : three;

        for (int i = 0; i < 100; i++) {
            LockSupport.unpark(waiting.thread());
            waiting.untilAsleep();
        }

        third.free.countDown();
        assertEquals(Result.STORED, three.result());
        assertEquals(Result.STORED, four.result());
        assertEquals(List.of(1, 1, 2), groups.stream().map(List::size).toList());
    }

    @Test
    void anInterruptedCallerSleepsOnAndStillGetsItsResult() throws Exception {
        GroupCommit commit = new GroupCommit(1);
        Held first = new Held();
        Till holding = till(commit, 1, first);
        await(first.started);
        Till waiting = till(commit, 1, this::store);
        waiting.untilAsleep();
        long before = cpuNanos(waiting.thread());

        waiting.thread().interrupt();
        Thread.sleep(500);

        long used = TimeUnit.NANOSECONDS.toMillis(cpuNanos(waiting.thread()) - before);
        assertTrue(used < 250, () -> "a caller that only waits used " + used + " ms of processor time");
        assertFalse(waiting.answer().isDone());
        first.free.countDown();
        assertEquals(Result.STORED, holding.result());
        assertEquals(Result.STORED, waiting.result());
        assertTrue(waiting.interrupted().get(), "the interrupt flag is set again");
        assertFalse(holding.interrupted().get());
    }

    private static long cpuNanos(Thread thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    }

    @Test
    void aCallerThatArrivesInterruptedWritesUninterruptedAndKeepsItsFlag() {
        List<Boolean> flags = new ArrayList<>();
        PendingRequest request = request(1);
        Thread.currentThread().interrupt();

        new GroupCommit(1).submit(request, group -> {
            flags.add(Thread.currentThread().isInterrupted());
            store(group);
        });

        assertTrue(Thread.interrupted(), "the interrupt flag is set again");
        assertEquals(List.of(false), flags);
        assertEquals(Result.STORED, request.result());
    }
}
