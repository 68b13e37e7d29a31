package pro.saleflex.office.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Does things at the same time, and waits for conditions. */
public final class Concurrently {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Concurrently() {}

    /** Calls all, each on a thread of its own, begun at the same moment; the results in the order given. */
    public static <T> List<T> call(List<? extends Callable<T>> calls) {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        return onThreads(
                calls.size(),
                calls.stream()
                        .<Callable<T>>map(call -> () -> {
                            start.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                            return call.call();
                        })
                        .toList());
    }

    /** Calls all on so many threads; the results in the order given. */
    public static <T> List<T> onThreads(int count, List<? extends Callable<T>> calls) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Begins a call on a thread of its own. */
    public static <T> Started<T> start(Callable<T> call) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<T> future = thread.submit(call);
        thread.shutdown();
        return new Started<>(future);
    }

    /** Waits until a condition holds; fails when it does not in time. */
    public static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited in vain: " + what);
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * A call under way.
     *
     * @param <T> its result
     * @param future its end
     */
    public record Started<T>(Future<T> future) {

        /** Its result, waited for. */
        public T result() {
            try {
                return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
