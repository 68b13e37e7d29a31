package pro.saleflex.office.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private long now = Long.MAX_VALUE - 1; // monotonic clocks start anywhere and may overflow
    private final RateLimit<Integer> limit = new RateLimit<>(10, 20, () -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private int taken(int key, int attempts) {
        return (int) IntStream.range(0, attempts)
                .filter(i -> limit.take(key).isEmpty())
                .count();
    }

    @Test
    void aFullBucketCanBeEmptiedAtOnceAndRefills() {
        assertEquals(20, taken(1, 50));
        pass(Duration.ofSeconds(1));
        assertEquals(10, taken(1, 50));
        pass(Duration.ofHours(1));
        assertEquals(20, taken(1, 50), "never more than full");
    }

    @Test
    void aCallerWithinTheRateIsNeverRejected() {
        for (int i = 0; i < 1000; i++) {
            assertEquals(Optional.empty(), limit.take(1));
            pass(Duration.ofMillis(100));
        }
    }

    @Test
    void reportsHowLongToWait() {
        taken(1, 20);
        Duration wait = limit.take(1).orElseThrow();

        assertEquals(Duration.ofMillis(100), wait);
        pass(wait);
        assertEquals(Optional.empty(), limit.take(1));
    }

    @Test
    void keysDoNotShareTokens() {
        assertEquals(20, taken(1, 50));
        assertEquals(20, taken(2, 50));
    }

    @Test
    void surplusKeysShareABucketUntilOthersAreDropped() {
        IntStream.range(0, RateLimit.MAX_KEYS).forEach(limit::take);

        assertEquals(20, taken(-1, 15) + taken(-2, 15));
        pass(Duration.ofSeconds(2));
        assertEquals(20, taken(-1, 50));
        assertEquals(20, taken(-2, 50), "the first 10,000 buckets are full again and were dropped");
    }

    @Test
    void aRequestCostsAlmostNothing() {
        RateLimit<Integer> real = new RateLimit<>(1_000_000, 1_000_000, System::nanoTime);
        IntStream.range(0, 1_000_000).forEach(i -> real.take(i % 16));
        long start = System.nanoTime();
        IntStream.range(0, 1_000_000).forEach(i -> real.take(i % 16));
        long each = (System.nanoTime() - start) / 1_000_000;

        assertTrue(each < 5_000, each + " ns; a request takes half a millisecond");
    }
}
