package pro.saleflex.office.gate.push;

import com.sun.management.OperatingSystemMXBean;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import pro.saleflex.office.gate.GateBack;
import pro.saleflex.office.journal.EntriesAppended;
import pro.saleflex.office.lane.Lanes.Order;

/**
 * Those who bring documents to GATE: so many threads that wait until a journal has grown, or a second has passed.
 *
 * <p>Every second one works only for who has something to catch up with, so that an outage comes to its end under any load; the
 * others begin with who has the least, so that today's sales pass it, and while GATE is quick one of them is enough. In a
 * rush, when tills hand over and the machine's processors are all taken, half of those who catch up stop, and whoever goes
 * on rests half as long as it worked: the tills come first. A slow GATE is rest enough.
 */
@ApplicationScoped
public class GateCouriers {
    private static final Logger LOG = Logger.getLogger(GateCouriers.class.getName());

    /** What became due by the clock, or a wake-up that was lost, waits no longer than this. */
    private static final long LONGEST_WAIT_MILLIS = 1000;

    /** What others are delivering just now is looked at again so soon by who catches up. */
    private static final long SHORT_WAIT_MILLIS = 50;

    /** Of all processors: from here on a courier takes from the tills what it takes. */
    private static final double ALL_TAKEN = 0.9;

    /** A courier does not set out more often: what comes within this time goes together, at a fraction of the cost. */
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    @Inject
    GateDelivery delivery;

    private final Semaphore news = new Semaphore(0);
    private final Set<Integer> atWork = ConcurrentHashMap.newKeySet();
    private final OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private volatile boolean handedOver;
    private volatile boolean rush;
    private volatile boolean closing;

    /** Public for the container. */
    public GateCouriers() {}

    /** On the thread of whoever handed over, before the answer: it only wakes. */
    public void appended(@Observes(during = TransactionPhase.AFTER_SUCCESS) EntriesAppended appended) {
        handedOver = true;
        wake();
    }

    /** On the thread of whoever looks after the link: it only wakes. */
    public void back(@Observes GateBack back) {
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
                        news.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS); // or what fell due
                        bring(Order.LEAST_FIRST);
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
                return !yields() || number < Math.max(2, couriers / 2);
            }
            return number == 0 || !delivery.quick();
        }

        private boolean yields() {
            return rush && delivery.quick();
        }

        /** Brings until there is nothing more, or nobody needs it; answers whether there was something. */
        private boolean bring(Order order) {
            boolean some = false;
            boolean more = true;
            while (more && needed() && !closing) {
                LockSupport.parkNanos(this, mayStart - System.nanoTime());
                long setOut = System.nanoTime();
                more = bringOnce(order);
                some |= more;
                long end = System.nanoTime();
                mayStart = Math.max(setOut + APART_NANOS, yields() ? end + (end - setOut) / 2 : end);
            }
            return some;
        }

        private boolean bringOnce(Order order) {
            boolean some = delivery.deliver(order, GateCouriers.this::wake);
            return (!catchesUp && retry()) || some;
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
