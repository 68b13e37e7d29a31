package pro.saleflex.office.account;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Exponential back-off against password guessing: after {@value #FREE} failures, each further one doubles the time in
 * which no password is checked, up to {@link #LONGEST}. In memory, at most {@value #MOST} keys; evicts the least
 * recently used.
 *
 * <p>The key is name <em>and</em> address, so that failing in somebody's name from elsewhere does not lock that person
 * out.
 */
final class LoginThrottle {
    static final int FREE = 5;
    static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final Map<Key, Failures> all = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
            return size() > MOST;
        }
    };

    /** Returns how long no password is checked for this key; zero if it may try now. */
    synchronized Duration left(Key key, Instant now) {
        Failures failures = all.get(key);
        if (failures == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(now, failures.last.plus(pause(failures.count)));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Counts a failure. */
    synchronized void failed(Key key, Instant now) {
        Failures before = all.get(key);
        boolean forgotten = before == null || now.isAfter(before.last.plus(MEMORY));
        all.put(key, new Failures(forgotten ? 1 : before.count + 1, now));
    }

    /** Forgets the failures. */
    synchronized void succeeded(Key key) {
        all.remove(key);
    }

    private static Duration pause(int failures) {
        if (failures < FREE) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - FREE + 1, 10);
        Duration pause = Duration.ofSeconds(1L << doublings);
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    /**
     * What failures are counted by.
     *
     * @param name the user name given
     * @param address the client's address
     */
    record Key(String name, String address) {}

    private record Failures(int count, Instant last) {}
}
