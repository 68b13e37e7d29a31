package pro.saleflex.office.portal.live;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.omnifaces.cdi.Push;
import org.omnifaces.cdi.PushContext;
import pro.saleflex.office.alert.AlertsChanged;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.status.TerminalChanged;

/**
 * Pushes to the open pages by websocket that something changed: at once after a quiet time, else when the pause since
 * the last message is over. A message names only the stores, or GATE; the page then asks for what its user may see. A
 * message without names is a sign of life.
 *
 * <p>{@link BoardWatch} creates it when the portal has started; events before then are dropped.
 */
@ApplicationScoped
public class PortalPush {
    /** A little under a second, so that a change shows within a second and usually within half of one. */
    private static final Duration PAUSE = Duration.ofMillis(800);

    /** How often pages get a message even if nothing changed, see live.js. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private static final Log LOG = Log.of(PortalPush.class);

    @Inject
    LiveTiles tiles;

    @Inject
    LiveGate gate;

    @Inject
    @Push(channel = "board")
    PushContext channel;

    @Resource
    ManagedScheduledExecutorService executor;

    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile Future<?> next;
    private volatile long readAt = System.nanoTime() - PAUSE.toNanos();
    private volatile long sentAt = System.nanoTime() - SIGN_OF_LIFE.toNanos();

    @PreDestroy
    void cancel() {
        Future<?> last = next;
        if (last != null) {
            last.cancel(false);
        }
    }

    /** A terminal changed on this server. */
    public void changed(
            @Observes(during = TransactionPhase.AFTER_SUCCESS, notifyObserver = Reception.IF_EXISTS)
                    TerminalChanged change) {
        refreshSoon();
    }

    /** Alerts changed on this server. */
    public void changed(
            @Observes(during = TransactionPhase.AFTER_SUCCESS, notifyObserver = Reception.IF_EXISTS)
                    AlertsChanged change) {
        tiles.alertsChanged();
        refreshSoon();
    }

    /** Schedules a look for changes, which are then pushed. Returns at once, because callers must not wait. */
    public void refreshSoon() {
        if ((tiles.isWatched() || gate.isWatched()) && scheduled.compareAndSet(false, true)) {
            long pause = Math.max(0, readAt + PAUSE.toNanos() - System.nanoTime());
            next = executor.schedule(this::send, pause, TimeUnit.NANOSECONDS);
        }
    }

    private void send() {
        scheduled.set(false); // before reading: a change meanwhile schedules another look
        readAt = System.nanoTime();
        try {
            Set<String> changes = gate.refresh();
            if (tiles.isWatched()) {
                tiles.refresh().forEach(store -> changes.add(store == null ? "all" : store.toString()));
            }
            if (!changes.isEmpty() || readAt - sentAt > SIGN_OF_LIFE.toNanos()) {
                sentAt = readAt;
                channel.send(String.join(",", changes));
            }
        } catch (RuntimeException e) { // pages ask by themselves after a while
            LOG.log(Level.WARNING, "Refreshing the board failed.", e);
        }
    }
}
