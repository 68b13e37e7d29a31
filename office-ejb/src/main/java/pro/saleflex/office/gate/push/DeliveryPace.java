package pro.saleflex.office.gate.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import pro.saleflex.office.lane.Lanes;

/** Measures how fast GATE accepts documents, to decide how many workers deliver. One per server. */
@ApplicationScoped
public class DeliveryPace {
    private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** A call that waits longer than this for GATE's answer is stuck. */
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * A document delivered longer than this after it was handed over is late: well below the second that people notice.
     */
    private static final Duration LATE = Duration.ofMillis(300);

    /** How long more workers help after a late delivery. */
    private static final Duration HELP = Duration.ofSeconds(1);

    /** Threads that are waiting for GATE's answer, each with the start of its wait. */
    private final Map<Thread, Long> waiting = new ConcurrentHashMap<>();

    private volatile boolean quick;
    private volatile Instant lateAt = Instant.MIN;
    private Clock clock;

    /** Public for the container. */
    public DeliveryPace() {}

    @Inject
    DeliveryPace(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether GATE accepted one of the latest documents within 10 ms and no call is stuck, so that few workers deliver
     * as much as many. The fastest call counts, because on a busy machine the others also waited for a processor here.
     */
    boolean quick() {
        long now = System.nanoTime();
        return quick && waiting.values().stream().allMatch(since -> now - since < STUCK_NANOS);
    }

    /** Whether today's sales were late within the last second, so that more workers have to deliver them. */
    boolean late() {
        Instant now = clock.instant();
        return !now.isBefore(lateAt) && now.isBefore(lateAt.plus(HELP)); // the clock may have been set back
    }

    /** Makes a call that waits for GATE's answer. */
    <T> T await(Supplier<T> call) {
        Thread caller = Thread.currentThread();
        waiting.put(caller, System.nanoTime());
        try {
            return call.get();
        } finally {
            waiting.remove(caller);
        }
    }

    /** Records how long the fastest of several calls took. */
    void recordFastest(long nanos) {
        quick = nanos < QUICK_NANOS;
    }

    /** Records that a document handed over at that time is being delivered now. */
    void recordDelivery(Instant handedOver) {
        Instant now = clock.instant();
        if (handedOver.isBefore(now.minus(LATE)) && handedOver.isAfter(now.minus(Lanes.OUTAGE))) {
            lateAt = now;
        }
    }
}
