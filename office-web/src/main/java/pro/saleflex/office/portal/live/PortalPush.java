package pro.saleflex.office.portal.live;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * the last message is over. A message names only the stores, GATE or the archive; the page then asks for what its user may see. A
 * message without names is a sign of life. At most one message is being prepared at a time.
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
    LiveArchive archive;

    @Inject
    @Push(channel = "board")
    PushContext channel;

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    Clock clock;

    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile Future<?> next;
    private volatile Instant sentAt = Instant.EPOCH;

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
        tiles.changed(change);
        pushSoon();
    }

    /** Alerts changed on this server. */
    public void changed(
            @Observes(during = TransactionPhase.AFTER_SUCCESS, notifyObserver = Reception.IF_EXISTS)
                    AlertsChanged change) {
        tiles.alertsChanged();
        pushSoon();
    }

    /** Pushes also what other servers changed, what is due to be read again, and signs of life. */
    void lookElsewhere() {
        if (tiles.isWatched()) {
            tiles.lookElsewhere();
        }
        pushSoon();
    }

    /** Schedules a push of what changed. Returns at once, because callers must not wait. */
    private void pushSoon() {
        boolean watched = tiles.isWatched() || gate.isWatched() || archive.isWatched();
        if (watched && scheduled.compareAndSet(false, true)) {
            Duration quiet = Duration.between(sentAt, clock.instant());
            boolean over = quiet.isNegative() || quiet.compareTo(PAUSE) >= 0; // negative: the clock was put back
            next = executor.schedule(this::push, over ? 0 : PAUSE.minus(quiet).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void push() {
        boolean pushed = false;
        try {
            send();
            pushed = true;
        } catch (RuntimeException e) { // tried again within a second
            LOG.log(Level.WARNING, "Refreshing the board failed.", e);
        } finally {
            scheduled.set(false);
        }
        if (pushed && tiles.hasChanged()) { // meanwhile
            pushSoon();
        }
    }

    private void send() {
        Set<String> names = gate.refresh();
        names.addAll(archive.refresh());
        if (tiles.isWatched()) {
            tiles.refresh().forEach(store -> names.add(store == null ? "all" : store.toString()));
        }
        Instant now = clock.instant();
        Duration quiet = Duration.between(sentAt, now);
        if (!names.isEmpty() || quiet.isNegative() || quiet.compareTo(SIGN_OF_LIFE) > 0) {
            sentAt = now;
            channel.send(String.join(",", names));
        }
    }
}
