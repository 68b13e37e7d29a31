package pro.saleflex.office.gate.push;

import com.sun.management.OperatingSystemMXBean;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import pro.saleflex.office.gate.link.GateReachable;
import pro.saleflex.office.journal.EntriesAppended;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.log.Log;

/**
 * Pool of delivery workers: threads that deliver documents to GATE whenever a journal has grown or a second has passed.
 *
 * <p>Every other worker only catches up on backlogs, so that the backlog of an outage is cleared under any load. The
 * others start with the lanes that have little waiting, so that today's sales overtake a backlog; while GATE is quick,
 * one of them is enough.
 *
 * <p>If today's sales are late nevertheless, all of the others help, half of the workers that catch up pause, and the
 * rest slow down to the required rate. In a rush, that is, when terminals hand over and all processors are busy, half
 * of the workers that catch up pause as well, but none of the others helps, and each active worker rests half as long
 * as it worked: terminals come first. While GATE is slow, waiting for it is rest enough.
 */
@ApplicationScoped
public class DeliveryWorkers {
    private static final Log LOG = Log.of(DeliveryWorkers.class);

    /** The longest delay of entries that become due by the clock, and after a lost wake-up. */
    private static final long LONGEST_WAIT_MILLIS = 1000;

    /** How soon a worker that catches up looks again at lanes that others hold. */
    private static final long SHORT_WAIT_MILLIS = 50;

    /** Load of all processors from which on a worker takes processor time away from the terminals. */
    private static final double ALL_BUSY = 0.95;

    /** Time per document: a tenth more than the 400 a second at which a backlog must always shrink. */
    private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(1) / 440;

    /** How much of the time lost in a rush may be made up. */
    private static final long CREDIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    /**
     * Minimum interval between a worker's rounds: entries that arrive within it are delivered together, at a fraction
     * of the cost.
     */
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    @Inject
    GateDelivery delivery;

    @Inject
    DeliveryPace pace;

    private final Semaphore wakeUps = new Semaphore(0);
    private final Set<Integer> running = ConcurrentHashMap.newKeySet();
    private final AtomicLong nextSlot = new AtomicLong(System.nanoTime());
    private final OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private volatile boolean handedOver;
    private volatile boolean rush;
    private volatile boolean closing;

    /** Runs on the thread that handed over, before its answer, so it only wakes a worker. */
    public void appended(@Observes(during = TransactionPhase.AFTER_SUCCESS) EntriesAppended appended) {
        handedOver = true;
        wake();
    }

    /** Runs on the timer thread that checks the link, so it only wakes a worker. */
    public void reachable(@Observes GateReachable reachable) {
        wake();
    }

    /** Starts missing workers. Called once a second by {@link DeliveryTimer}. */
    void startMissing(int workers, Executor executor) {
        double load = machine.getCpuLoad(); // since the last call, so it is called every second
        rush = handedOver && load > ALL_BUSY;
        handedOver = false;
        for (int worker = 0; worker < workers && !closing; worker++) {
            int number = worker;
            if (running.add(number)) {
                boolean started = false;
                try {
                    executor.execute(new Worker(number, workers));
                    started = true;
                } finally {
                    if (!started) {
                        running.remove(number);
                    }
                }
            }
        }
    }

    private void wake() {
        if (wakeUps.availablePermits() == 0) { // a race that releases one too many does no harm
            wakeUps.release();
        }
    }

    @PreDestroy
    void close() {
        closing = true;
        wakeUps.release(running.size());
    }

    private final class Worker implements Runnable {
        private final int number;
        private final boolean catchesUp;
        private final int workers;
        private long mayStart = System.nanoTime();
        private long mayRetry = mayStart;

        Worker(int number, int workers) {
            this.number = number;
            catchesUp = number % 2 == 1;
            this.workers = workers;
        }

        @Override
        public void run() {
            try {
                while (!closing) {
                    if (!isNeeded()) { // leaves wake-ups to the workers that are needed
                        Thread.sleep(LONGEST_WAIT_MILLIS);
                    } else if (catchesUp) {
                        Thread.sleep(deliver(Order.CATCHING_UP) ? SHORT_WAIT_MILLIS : LONGEST_WAIT_MILLIS);
                    } else {
                        boolean woken = wakeUps.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
                        if (woken && !isNeeded()) {
                            wake(); // passes the wake-up on to a worker that is needed now
                        }
                        deliver(Order.TODAY_FIRST);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the server is stopping
            } catch (RuntimeException e) { // mostly from the database; a new worker is started within a second
                LOG.log(Level.WARNING, "Documents could not be delivered to GATE; delivery continues in a second.", e);
            } finally {
                running.remove(number);
            }
        }

        private boolean isNeeded() {
            if (catchesUp) {
                return number < Math.max(2, workers / 2) || (!mustYield() && !pace.late());
            }
            return number == 0 || !pace.quick() || (pace.late() && !rush);
        }

        private boolean mustYield() {
            return rush && pace.quick();
        }

        /** Delivers until nothing is left or this worker is not needed; returns whether there was anything. */
        private boolean deliver(Order order) {
            boolean any = false;
            boolean more = true;
            while (more && isNeeded() && !closing) {
                LockSupport.parkNanos(this, mayStart - System.nanoTime());
                long start = System.nanoTime();
                OptionalInt passed = delivery.deliver(order, DeliveryWorkers.this::wake);
                long end = System.nanoTime();
                mayStart = Math.max(start + ROUND_NANOS, mustYield() ? end + (end - start) / 2 : end);
                if (catchesUp) {
                    mayStart = Math.max(mayStart, reserveSlot(start, passed.orElse(0)));
                }
                boolean retried = !catchesUp && retry();
                more = passed.isPresent() || retried;
                any |= more;
            }
            return any;
        }

        /**
         * While today's sales are late, limits all workers that catch up to the required rate; returns when this one
         * may go on.
         */
        private long reserveSlot(long start, int passed) {
            return pace.late()
                    ? nextSlot.updateAndGet(until -> Math.max(until, start - CREDIT_NANOS) + passed * CATCH_UP_NANOS)
                    : start;
        }

        /** Retries one requested dead letter between today's sales, which must not wait for all of them. */
        private boolean retry() {
            if (System.nanoTime() - mayRetry < 0) {
                return false;
            }
            boolean retried = delivery.retryParked();
            mayRetry = retried ? mayRetry : System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
            return retried;
        }
    }
}
