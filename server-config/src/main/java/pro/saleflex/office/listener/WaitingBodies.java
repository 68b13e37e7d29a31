package pro.saleflex.office.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The bodies that are on their way, oldest first. Each has time by what has come of it, and all together have room for so many
 * and so many bytes. When there is no more room, the one that has waited longest is cut: a till's body is on its way for
 * milliseconds, so it is never a till's, however many send slowly from the same address.
 */
final class WaitingBodies {
    private static final Logger LOG = Logger.getLogger(WaitingBodies.class.getName());

    /** Longer than a till waits for a byte from us (10 s), and what Apache's mod_reqtimeout gives a body by default. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** Bytes that buy another second; also from there. */
    private static final int SLOWEST = 500;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    static final int MOST = 1_000;
    static final int MOST_OF_AN_ADDRESS = MOST / 2;

    private final LongSupplier nanos;
    private final long room;

    private final Map<Waiting, Progress> all = new LinkedHashMap<>();
    private long bytes;

    /**
     * Nobody looks at the clock by itself: see {@link #cutTheSlow}.
     *
     * @param nanos a clock that only goes forward
     * @param room bytes that all may have sent together
     */
    WaitingBodies(LongSupplier nanos, long room) {
        this.nanos = nanos;
        this.room = room;
    }

    /** Those of this server, looked through once a second as long as it runs. */
    static WaitingBodies watched() {
        WaitingBodies bodies =
                new WaitingBodies(System::nanoTime, Runtime.getRuntime().maxMemory() / 8);
        Thread watch = new Thread(bodies::watch, "office-waiting-bodies");
        watch.setDaemon(true);
        watch.start();
        return bodies;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(1_000);
                try {
                    cutTheSlow();
                } catch (RuntimeException e) {
                    LOG.log(Level.SEVERE, "Slow bodies could not be cut; tried again in a second", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void add(Waiting body) {
        List<Waiting> tooMany = new ArrayList<>();
        synchronized (all) {
            if (all.size() >= MOST) {
                tooMany.add(all.keySet().iterator().next());
            }
            List<Waiting> sameAddress = all.keySet().stream()
                    .filter(other -> other.address().equals(body.address()))
                    .toList();
            if (sameAddress.size() >= MOST_OF_AN_ADDRESS) {
                tooMany.add(sameAddress.get(0));
            }
            all.put(body, new Progress(nanos.getAsLong()));
        }
        tooMany.forEach(Waiting::cut);
    }

    /** So many bytes of this one have come by now. */
    void arrived(Waiting body, long count) {
        List<Waiting> tooMuch = new ArrayList<>();
        synchronized (all) {
            Progress progress = all.get(body);
            if (progress == null || progress.bytes == count) {
                return;
            }
            bytes += count - progress.bytes;
            progress.bytes = count;
            progress.last = nanos.getAsLong();
            long over = bytes - room;
            for (Iterator<Map.Entry<Waiting, Progress>> oldest = all.entrySet().iterator();
                    over > 0 && oldest.hasNext(); ) {
                Map.Entry<Waiting, Progress> next = oldest.next();
                over -= next.getValue().bytes;
                tooMuch.add(next.getKey());
            }
        }
        tooMuch.forEach(Waiting::cut);
    }

    /** Called for each that ended, in whatever way. */
    void remove(Waiting body) {
        synchronized (all) {
            Progress progress = all.remove(body);
            if (progress != null) {
                bytes -= progress.bytes;
            }
        }
    }

    /** Cuts those that came too slowly or stopped. */
    void cutTheSlow() {
        long now = nanos.getAsLong();
        List<Waiting> slow;
        synchronized (all) {
            slow = all.entrySet().stream()
                    .filter(entry -> entry.getValue().isSlow(now))
                    .map(Map.Entry::getKey)
                    .toList();
        }
        slow.forEach(Waiting::cut);
    }

    /** A body that is on its way. */
    interface Waiting {
        /** Of the peer. */
        String address();

        /** Ends it, which {@link #remove} is told; does nothing if it has ended. Throws nothing. */
        void cut();
    }

    private static final class Progress {
        final long start;
        long last;
        long bytes;

        Progress(long now) {
            start = now;
            last = now;
        }

        boolean isSlow(long now) {
            return now - last > LONGEST_PAUSE.toNanos()
                    || now - start > GRACE.plusSeconds(bytes / SLOWEST).toNanos();
        }
    }
}
