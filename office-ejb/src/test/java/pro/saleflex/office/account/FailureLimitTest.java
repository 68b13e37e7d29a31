package pro.saleflex.office.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureLimitTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final FailureLimit<String> limit = new FailureLimit<>(3);

    private static <K> boolean isExceeded(FailureLimit<K> limit, K key, Instant now) {
        return !limit.left(key, now).isZero();
    }

    @Test
    void allowsOnlySoManyFailuresAMinute() {
        for (int i = 0; i < 3; i++) {
            assertFalse(isExceeded(limit, "a", NOON));
            assertFalse(limit.count("a", NOON));
        }

        assertTrue(isExceeded(limit, "a", NOON));
        assertTrue(limit.count("a", NOON));
    }

    @Test
    void countsEachKeySeparately() {
        for (int i = 0; i < 4; i++) {
            limit.count("a", NOON);
        }

        assertFalse(isExceeded(limit, "b", NOON));
        assertFalse(limit.count("b", NOON));
    }

    @Test
    void forgetsWhenTheMinuteIsOver() {
        for (int i = 0; i < 9; i++) {
            limit.count("a", NOON.plusSeconds(6L * i));
        }

        assertEquals(Duration.ofMillis(1), limit.left("a", NOON.plusMillis(59_999)));
        assertFalse(isExceeded(limit, "a", NOON.plusSeconds(60)));
        assertFalse(limit.count("a", NOON.plusSeconds(60)));
        assertFalse(isExceeded(limit, "a", NOON.plusSeconds(119)));
    }

    @Test
    void doesNotStartANewMinuteWithEveryFailure() {
        for (int i = 0; i < 3; i++) {
            limit.count("a", NOON.plusSeconds(50));
        }
        limit.count("a", NOON.plusSeconds(100));

        assertTrue(isExceeded(limit, "a", NOON.plusSeconds(109)));
        assertFalse(isExceeded(limit, "a", NOON.plusSeconds(110)));
    }

    @Test
    void remembersTenThousandKeysAndEvictsTheLeastRecentlyUsed() {
        FailureLimit<Integer> keys = new FailureLimit<>(1);
        for (int i = 0; i < 10_000; i++) {
            keys.count(i, NOON);
        }
        assertTrue(isExceeded(keys, 0, NOON)); // used now, so 1 is the oldest
        keys.count(10_000, NOON);

        assertTrue(isExceeded(keys, 0, NOON));
        assertFalse(isExceeded(keys, 1, NOON));
        assertTrue(isExceeded(keys, 2, NOON));
        assertTrue(isExceeded(keys, 10_000, NOON));
    }

    @Test
    void countsConcurrentFailures() throws ExecutionException, InterruptedException {
        FailureLimit<String> many = new FailureLimit<>(1_000);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            var failures = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(i -> callers.submit(() -> {
                        for (int k = 0; k < 125; k++) {
                            many.count("a", NOON);
                        }
                    }))
                    .toList();
            for (Future<?> failure : failures) {
                failure.get();
            }
        } finally {
            callers.shutdown();
        }

        assertTrue(isExceeded(many, "a", NOON));
        assertTrue(many.count("a", NOON));
        assertEquals(60, FailureLimit.WINDOW.toSeconds());
    }
}
