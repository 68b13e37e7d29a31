package pro.saleflex.office.gate.push;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.journal.EntriesAppended;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.schema.TimedWork;
import pro.saleflex.office.schema.Timers;

/**
 * Wakes up {@link GateDelivery}: at once when a journal has grown, and once a second for what became due or was missed.
 *
 * <p>At most as many deliver at the same time as the settings say. One of them begins with who has the most to catch up, so
 * that an outage comes to its end under any load; the others with who has the least, so that today's sales pass it.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class GateRelay {
    private static final Logger LOG = Logger.getLogger(GateRelay.class.getName());

    @Resource
    ManagedExecutorService executor;

    @Inject
    Timers timers;

    @Inject
    OfficeConfig config;

    @Inject
    GateDelivery delivery;

    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicBoolean news = new AtomicBoolean();
    private final AtomicBoolean catchingUp = new AtomicBoolean();
    private final AtomicBoolean retries = new AtomicBoolean();

    /** How many may deliver at the same time; 0: there is no link. Read once a second, not on the thread of a till. */
    private volatile int most;

    /** Public for the container. */
    public GateRelay() {}

    /** On the thread of whoever handed over, before the answer: it only wakes. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void appended(@Observes(during = TransactionPhase.AFTER_SUCCESS) EntriesAppended appended) {
        wake();
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void relay() {
        timers.runOnDatabase(TimedWork.GATE_RELAY, "Documents could not be brought to GATE.", () -> {
            most = config.gate().configured() ? config.gate().parallel() : 0;
            retries.set(true);
            wake();
        });
    }

    private void wake() {
        news.set(true);
        int now = busy.get();
        if (now < most && busy.compareAndSet(now, now + 1)) {
            try {
                executor.execute(this::work);
            } catch (RejectedExecutionException e) {
                busy.decrementAndGet();
                LOG.log(Level.WARNING, "Nobody is free to bring documents to GATE; it is tried again in a second.", e);
            }
        }
    }

    private void work() {
        try {
            while (news.getAndSet(false)) {
                while (deliver()) {
                    // there may be more
                }
            }
            if (retries.getAndSet(false)) {
                while (delivery.retryParked()) {
                    // one after the other
                }
            }
        } catch (RuntimeException e) { // the database, mostly; the timer begins again in a second
            LOG.log(Level.WARNING, "Documents could not be brought to GATE.", e);
        } finally {
            busy.decrementAndGet();
        }
        if (news.get()) {
            wake(); // it grew just when nobody looked any more
        }
    }

    private boolean deliver() {
        boolean first = most > 1 && catchingUp.compareAndSet(false, true);
        try {
            return delivery.deliver(first ? Order.MOST_FIRST : Order.LEAST_FIRST, this::wake);
        } finally {
            if (first) {
                catchingUp.set(false);
            }
        }
    }
}
