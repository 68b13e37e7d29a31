package pro.saleflex.office.account;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A fixed-window rate limit for failures: counts them per key and minute, in memory. Remembers at most {@value #MOST}
 * keys and evicts the least recently used.
 *
 * @param <K> what failures are counted by
 */
public final class FailureLimit<K> {
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final int limit;
    private final Map<K, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Window> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Creates a limit.
     *
     * @param limit failures allowed per minute
     */
    public FailureLimit(int limit) {
        this.limit = limit;
    }

    /** Counts one failure. Returns true if that exceeds the limit for the current minute. */
    public synchronized boolean count(K key, Instant now) {
        Window window = windows.get(key);
        if (window == null || window.isOver(now)) {
            window = new Window(now);
            windows.put(key, window);
        }
        window.failures++;
        return window.failures > limit;
    }

    /** Returns how long the limit stays reached; zero if it is not reached. */
    public synchronized Duration left(K key, Instant now) {
        Window window = windows.get(key);
        return window == null || window.isOver(now) || window.failures < limit
                ? Duration.ZERO
                : Duration.between(now, window.start.plus(WINDOW));
    }

    private static final class Window {
        private final Instant start;
        private int failures;

        Window(Instant start) {
            this.start = start;
        }

        boolean isOver(Instant now) {
            return !now.isBefore(start.plus(WINDOW));
        }
    }
}
