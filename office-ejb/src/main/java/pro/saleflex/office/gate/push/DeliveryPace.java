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

/** How GATE takes documents just now, for whoever decides how many deliver. One per server. */
@ApplicationScoped
public class DeliveryPace {
    private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** What waits for GATE's answer for longer is held up. */
    private static final long HELD_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What was handed over longer ago, and is delivered only now, is late: a fraction of the second that is felt. */
    private static final Duration LATE = Duration.ofMillis(300);

    /** So long something is done about it. */
    private static final Duration HELPED = Duration.ofSeconds(1);

    /** Who waits for GATE's answer just now, since when. */
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
     * Did GATE take one of the latest documents within 10 ms, and lets none wait for a second just now? Then few can deliver
     * as much as many. The quickest counts: when the machine is busy the others also waited for a processor here.
     */
    boolean quick() {
        long now = System.nanoTime();
        return quick && waiting.values().stream().allMatch(since -> now - since < HELD_UP_NANOS);
    }

    /** Were today's sales late within the last second? Then more have to deliver them. */
    boolean late() {
        Instant now = clock.instant();
        return !now.isBefore(lateAt) && now.isBefore(lateAt.plus(HELPED)); // a clock may be set back
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

    /** How long the quickest of several calls took. */
    void took(long nanos) {
        quick = nanos < QUICK_NANOS;
    }

    /** A document that was handed over then is delivered only now. */
    void delivers(Instant handedOver) {
        Instant now = clock.instant();
        if (handedOver.isBefore(now.minus(LATE)) && handedOver.isAfter(now.minus(Lanes.OUTAGE))) {
            lateAt = now;
        }
    }
}
