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

/** Runs calls concurrently and waits for conditions. */
public final class Concurrently {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Concurrently() {}

    /**
     * Runs all calls, each on its own thread, starting them at the same moment; returns the results in the order given.
     */
    public static <T> List<T> call(List<? extends Callable<T>> calls) {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        return onThreads(
                calls.size(),
                calls.stream()
                        .<Callable<T>>map(call -> () -> {
                            start.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
                            return call.call();
                        })
                        .toList());
    }

    /** Runs all calls on {@code count} threads; returns the results in the order given. */
    public static <T> List<T> onThreads(int count, List<? extends Callable<T>> calls) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls, TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
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

    /** Starts a call on its own thread. */
    public static <T> Started<T> start(Callable<T> call) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<T> future = thread.submit(call);
        thread.shutdown();
        return new Started<>(future);
    }

    /** Waits until a condition holds; fails after a timeout of 20 seconds. */
    public static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "timed out waiting for: " + what);
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * A running call.
     *
     * @param <T> type of its result
     * @param future the future of its result
     */
    public record Started<T>(Future<T> future) {

        /** Waits for the result and returns it. */
        public T result() {
            try {
                return future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
