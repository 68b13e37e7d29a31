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
 * Those who bring documents to GATE: so many threads that wait until a journal has grown, or a second has passed.
 *
 * <p>Every second one works only for who has something to catch up with, so that an outage comes to its end under any load; the
 * others begin with who has little, so that today's sales pass it, and while GATE is quick one of them is enough.
 *
 * <p>When today's sales are late for all that, the others help, half of those who catch up stop, and the rest go no faster
 * than they have to. In a rush, when tills hand over and the machine's processors are all taken, too, but nobody helps, and
 * whoever goes on rests half as long as it worked: the tills come first. A slow GATE is rest enough.
 */
@ApplicationScoped
public class DeliveryWorkers {
    private static final Log LOG = Log.of(DeliveryWorkers.class);

    /** What became due by the clock, or a wake-up that was lost, waits no longer than this. */
    private static final long LONGEST_WAIT_MILLIS = 1000;

    /** What others are delivering just now is looked at again so soon by who catches up. */
    private static final long SHORT_WAIT_MILLIS = 50;

    /** Of all processors: from here on a courier takes from the tills what it takes. */
    private static final double ALL_TAKEN = 0.95;

    /** A document each: a tenth more than the 400 a second that a backlog is to shrink by in any case. */
    private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(1) / 440;

    /** What could not be caught up in a rush may be made good for so long. */
    private static final long CREDIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** A courier does not set out more often: what comes within this time goes together, at a fraction of the cost. */
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    @Inject
    GateDelivery delivery;

    @Inject
    DeliveryPace pace;

    private final Semaphore news = new Semaphore(0);
    private final Set<Integer> atWork = ConcurrentHashMap.newKeySet();
    private final AtomicLong paced = new AtomicLong(System.nanoTime());
    private final OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private volatile boolean handedOver;
    private volatile boolean rush;
    private volatile boolean closing;

    /** On the thread of whoever handed over, before the answer: it only wakes. */
    public void appended(@Observes(during = TransactionPhase.AFTER_SUCCESS) EntriesAppended appended) {
        handedOver = true;
        wake();
    }

    /** On the thread of whoever looks after the link: it only wakes. */
    public void back(@Observes GateReachable back) {
        wake();
    }

    /** Sets so many to work, if they are not; called once a second. */
    void work(int couriers, Executor executor) {
        double taken = machine.getCpuLoad(); // since the last time, so it is asked every second
        rush = handedOver && taken > ALL_TAKEN;
        handedOver = false;
        for (int courier = 0; courier < couriers && !closing; courier++) {
            int number = courier;
            if (atWork.add(number)) {
                boolean started = false;
                try {
                    executor.execute(new Courier(number, couriers));
                    started = true;
                } finally {
                    if (!started) {
                        atWork.remove(number);
                    }
                }
            }
        }
    }

    private void wake() {
        if (news.availablePermits() == 0) { // one too many does no harm
            news.release();
        }
    }

    @PreDestroy
    void close() {
        closing = true;
        news.release(atWork.size());
    }

    private final class Courier implements Runnable {
        private final int number;
        private final boolean catchesUp;
        private final int couriers;
        private long mayStart = System.nanoTime();
        private long mayRetry = mayStart;

        Courier(int number, int couriers) {
            this.number = number;
            catchesUp = number % 2 == 1;
            this.couriers = couriers;
        }

        @Override
        public void run() {
            try {
                while (!closing) {
                    if (!needed()) { // not taking a wake-up that is meant for others
                        Thread.sleep(LONGEST_WAIT_MILLIS);
                    } else if (catchesUp) {
                        Thread.sleep(bring(Order.CATCHING_UP) ? SHORT_WAIT_MILLIS : LONGEST_WAIT_MILLIS);
                    } else {
                        boolean called = news.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
                        if (called && !needed()) {
                            wake(); // it was meant for who is needed now
                        }
                        bring(Order.TODAY_FIRST);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the server is stopping
            } catch (RuntimeException e) { // the database, mostly; another one takes over within a second
                LOG.log(Level.WARNING, "Documents could not be brought to GATE; it goes on in a second.", e);
            } finally {
                atWork.remove(number);
            }
        }

        private boolean needed() {
            if (catchesUp) {
                return number < Math.max(2, couriers / 2) || (!yields() && !pace.late());
            }
            return number == 0 || !pace.quick() || (pace.late() && !rush);
        }

        private boolean yields() {
            return rush && pace.quick();
        }

        /** Brings until there is nothing more, or nobody needs it; answers whether there was something. */
        private boolean bring(Order order) {
            boolean some = false;
            boolean more = true;
            while (more && needed() && !closing) {
                LockSupport.parkNanos(this, mayStart - System.nanoTime());
                long setOut = System.nanoTime();
                OptionalInt passed = delivery.deliver(order, DeliveryWorkers.this::wake);
                long end = System.nanoTime();
                mayStart = Math.max(setOut + APART_NANOS, yields() ? end + (end - setOut) / 2 : end);
                if (catchesUp) {
                    mayStart = Math.max(mayStart, slot(setOut, passed.orElse(0)));
                }
                boolean retried = !catchesUp && retry();
                more = passed.isPresent() || retried;
                some |= more;
            }
            return some;
        }

        /** While today's sales are late, those who catch up go no faster together than they have to; when the next may start. */
        private long slot(long setOut, int passed) {
            return pace.late()
                    ? paced.updateAndGet(until -> Math.max(until, setOut - CREDIT_NANOS) + passed * CATCH_UP_NANOS)
                    : setOut;
        }

        /** One of what people want sent again, between today's sales: all of it must not keep these waiting. */
        private boolean retry() {
            if (System.nanoTime() - mayRetry < 0) {
                return false;
            }
            boolean some = delivery.retryParked();
            mayRetry = some ? mayRetry : System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
            return some;
        }
    }
}
