package pro.saleflex.office.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * So many requests a second for each key, and some more at once: a bucket of tokens per key, in memory.
 *
 * <p>A bucket is one number, the time at which it will be full again (generic cell rate algorithm): a request moves it by one
 * compare-and-set, and callers share no lock. A full bucket is as good as none, so those are forgotten when there are many.
 *
 * @param <K> who is limited
 */
final class RateLimit<K> {
    static final int MOST = 10_000;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final ConcurrentHashMap<K, AtomicLong> full = new ConcurrentHashMap<>();

    /** For all that come when there is no room for more: shared, so that nobody gets around the limit by being many. */
    private final AtomicLong others = new AtomicLong(Long.MIN_VALUE);

    private final AtomicLong cleared = new AtomicLong(Long.MIN_VALUE);
    private final LongSupplier nanos;
    private final int perSecond;
    private final int burst;

    /**
     * A limit.
     *
     * @param perSecond tokens that come back each second
     * @param burst tokens in a full bucket
     * @param nanos a clock that only goes forward; the wall clock may be set back, and then nobody would get through
     */
    RateLimit(int perSecond, int burst, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        long start = nanos.getAsLong();
        this.nanos = () -> nanos.getAsLong() - start; // from 0, so that nothing below overflows
    }

    int perSecond() {
        return perSecond;
    }

    /** Takes a token: nothing when there was one, or how long it is until there is. */
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
        AtomicLong known = full.get(key);
        if (known != null) {
            return known;
        }
        if (full.size() >= MOST) {
            forget(now);
        }
        return full.size() >= MOST ? others : full.computeIfAbsent(key, unused -> new AtomicLong(Long.MIN_VALUE));
    }

    /** Looks through all at most once a second, whoever asks. */
    private void forget(long now) {
        long last = cleared.get();
        if ((last == Long.MIN_VALUE || now - last >= SECOND) && cleared.compareAndSet(last, now)) {
            full.values().removeIf(bucket -> bucket.get() <= now);
        }
    }
}
