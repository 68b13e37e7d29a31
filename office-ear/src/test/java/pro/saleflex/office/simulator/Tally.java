package pro.saleflex.office.simulator;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts and latencies of a run, over all tills. Thread-safe. */
public final class Tally {
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong resent = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong closuresMade = new AtomicLong();
    private final AtomicLong closures = new AtomicLong();
    private final AtomicLong refreshes = new AtomicLong();
    private final Latency latency = new Latency();

    /** Documents completed or cancelled at the tills. */
    public long made() {
        return made.get();
    }

    /** Documents sent, each counted once, at its first attempt. */
    public long sent() {
        return sent.get();
    }

    /** Documents acknowledged, each counted once. */
    public long accepted() {
        return accepted.get();
    }

    /** Further requests with a document already sent: after a failure, or on purpose. */
    public long resent() {
        return resent.get();
    }

    /** Requests (documents and closures) answered with 200 or 201 that do not count as delivered. */
    public long rejected() {
        return rejected.get();
    }

    /** Requests that failed otherwise: no connection, time-out, any other status. */
    public long failed() {
        return failed.get();
    }

    /** Closures acknowledged. */
    public long closures() {
        return closures.get();
    }

    /** Successful init calls after a closure or on request. */
    public long refreshes() {
        return refreshes.get();
    }

    /** Documents and closures made but not acknowledged. */
    public long waiting() {
        // Read first: a document acknowledged in between must not make the difference negative.
        long delivered = accepted.get() + closures.get();
        return made.get() + closuresMade.get() - delivered;
    }

    /** Quantile (0.5, 0.95 ...) of the time from sending a document to its answer, in milliseconds. */
    public double latencyMillis(double share) {
        return latency.millis(share);
    }

    void made(boolean closure) {
        (closure ? closuresMade : made).incrementAndGet();
    }

    void attempt(boolean again) {
        (again ? resent : sent).incrementAndGet();
    }

    void delivered(boolean closure) {
        (closure ? closures : accepted).incrementAndGet();
    }

    void notDelivered(int status) {
        (status == 200 || status == 201 ? rejected : failed).incrementAndGet();
    }

    void answered(long nanos) {
        latency.add(nanos);
    }

    void refreshed() {
        refreshes.incrementAndGet();
    }

    /** The counts on one line. */
    @Override
    public String toString() {
        return "sent %s, accepted %s, re-sent %s, rejected %s, failed %s, waiting %s, closures %s"
                .formatted(sent(), accepted(), resent(), rejected(), failed(), waiting(), closures());
    }

    /** The latencies on one line. */
    String latencies() {
        return String.format(
                Locale.ROOT,
                "p50 %.1f, p95 %.1f, p99 %.1f ms",
                latencyMillis(0.50),
                latencyMillis(0.95),
                latencyMillis(0.99));
    }

    /** A histogram of microseconds, 32 steps per power of two: quantiles within 3 percent at a fixed size. */
    private static final class Latency {
        private static final int STEPS = 32;
        private static final int POWERS = 40;

        private final AtomicLongArray counts = new AtomicLongArray(STEPS * POWERS);
        private final AtomicLong total = new AtomicLong();

        void add(long nanos) {
            long micros = Math.max(1, nanos / 1000);
            int power = 63 - Long.numberOfLeadingZeros(micros);
            int step =
                    Math.toIntExact(Math.round(Math.floor((micros - (1L << power)) * STEPS / (double) (1L << power))));
            counts.incrementAndGet(Math.min(power * STEPS + step, STEPS * POWERS - 1));
            total.incrementAndGet();
        }

        double millis(double share) {
            long rank = Math.max(1, Math.round(Math.ceil(total.get() * share)));
            long seen = 0;
            for (int i = 0; i < STEPS * POWERS; i++) {
                seen += counts.get(i);
                if (seen >= rank) {
                    return (1L << (i / STEPS)) * (1 + (i % STEPS + 1) / (double) STEPS) / 1000;
                }
            }
            return 0;
        }
    }
}
