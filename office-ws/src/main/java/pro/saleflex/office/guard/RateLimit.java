package pro.saleflex.office.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A rate limit with bursts: a token bucket per key, in memory.
 *
 * <p>A bucket is one number, the time at which it will be full again (generic cell rate algorithm): a request moves it
 * with one compare-and-set, and callers share no lock. A full bucket is equivalent to none, so full ones are dropped
 * when there are many.
 *
 * @param <K> identifies what is limited
 */
final class RateLimit<K> {
    static final int MAX_KEYS = 10_000;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** By key, the time at which its bucket will be full again. */
    private final ConcurrentHashMap<K, AtomicLong> fullAt = new ConcurrentHashMap<>();

    /** Shared by all keys that find no room, so that nobody gets around the limit by using many keys. */
    private final AtomicLong overflow = new AtomicLong(Long.MIN_VALUE);

    private final AtomicLong lastCleanup = new AtomicLong(Long.MIN_VALUE);
    private final LongSupplier nanos;
    private final int perSecond;
    private final int burst;

    /**
     * A limit.
     *
     * @param perSecond tokens added each second
     * @param burst tokens in a full bucket
     * @param nanos a monotonic clock; a wall clock may be set back, and then nobody would get through
     */
    RateLimit(int perSecond, int burst, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        long start = nanos.getAsLong();
        this.nanos = () -> nanos.getAsLong() - start; // starts at 0, so that nothing below overflows
    }

    int perSecond() {
        return perSecond;
    }

    /** Takes a token: empty when there was one, otherwise the time until there is one. */
    Optional<Duration> take(K key) {
        long now = nanos.getAsLong();
        AtomicLong bucket = bucket(key, now);
        long token = SECOND / perSecond;
        while (true) {
            long before = bucket.get();
            long after = Math.max(before, now) + token;
            long wait = after - now - burst * token;
            if (wait > 0) {
                return Optional.of(Duration.ofNanos(wait));
            }
            if (bucket.compareAndSet(before, after)) {
                return Optional.empty();
            }
        }
    }

    private AtomicLong bucket(K key, long now) {
        AtomicLong known = fullAt.get(key);
        if (known != null) {
            return known;
        }
        if (fullAt.size() >= MAX_KEYS) {
            dropFullBuckets(now);
        }
        return fullAt.size() >= MAX_KEYS
                ? overflow
                : fullAt.computeIfAbsent(key, unused -> new AtomicLong(Long.MIN_VALUE));
    }

    /** Scans all buckets, at most once a second. */
    private void dropFullBuckets(long now) {
        long last = lastCleanup.get();
        if ((last == Long.MIN_VALUE || now - last >= SECOND) && lastCleanup.compareAndSet(last, now)) {
            fullAt.values().removeIf(bucket -> bucket.get() <= now);
        }
    }
}
