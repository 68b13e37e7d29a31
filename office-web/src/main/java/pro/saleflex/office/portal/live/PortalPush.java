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
 * Tells the open pages that something changed: at once when it was quiet, else when the pause since the last message is
 * over. A message names the stores only, or GATE; the page asks for what it may see. One that names none says that we are
 * there.
 *
 * <p>Made by {@link BoardWatch}, when the portal has started; what is told before then is told to nobody.
 */
@ApplicationScoped
public class PortalPush {
    /** A little under a second: a change then shows within a second, and after half of that as a rule. */
    private static final Duration PAUSE = Duration.ofMillis(800);

    /** So often the pages hear that we are there, see live.js. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private static final Log LOG = Log.of(PortalPush.class);

    @Inject
    LiveTiles live;

    @Inject
    LiveGate gate;

    @Inject
    @Push(channel = "board")
    PushContext channel;

    @Resource
    ManagedScheduledExecutorService executor;

    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile Future<?> planned;
    private volatile long lookedAt = System.nanoTime() - PAUSE.toNanos();
    private volatile long toldAt = System.nanoTime() - SIGN_OF_LIFE.toNanos();

    @PreDestroy
    void end() {
        Future<?> last = planned;
        if (last != null) {
            last.cancel(false);
        }
    }

    /** A till changed on this server. */
    public void changed(
            @Observes(during = TransactionPhase.AFTER_SUCCESS, notifyObserver = Reception.IF_EXISTS)
                    TerminalChanged change) {
        look();
    }

    /** Alerts changed on this server. */
    public void changed(
            @Observes(during = TransactionPhase.AFTER_SUCCESS, notifyObserver = Reception.IF_EXISTS)
                    AlertsChanged change) {
        live.alertsChanged();
        look();
    }

    /** Has the tills looked at soon, and tells the pages if there is something new. Only plans it: the caller has no time. */
    public void look() {
        if ((live.isWatched() || gate.isWatched()) && waiting.compareAndSet(false, true)) {
            long pause = Math.max(0, lookedAt + PAUSE.toNanos() - System.nanoTime());
            planned = executor.schedule(this::send, pause, TimeUnit.NANOSECONDS);
        }
    }

    private void send() {
        waiting.set(false); // before it is read: what changes meanwhile is looked at again
        lookedAt = System.nanoTime();
        try {
            Set<String> news = gate.refresh();
            if (live.isWatched()) {
                live.refresh().forEach(store -> news.add(store == null ? "all" : store.toString()));
            }
            if (!news.isEmpty() || lookedAt - toldAt > SIGN_OF_LIFE.toNanos()) {
                toldAt = lookedAt;
                channel.send(String.join(",", news));
            }
        } catch (RuntimeException e) { // the pages look by themselves after a while
            LOG.log(Level.WARNING, "The board could not be brought up to date.", e);
        }
    }
}
