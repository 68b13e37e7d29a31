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
 * The request bodies that are still arriving, oldest first. Each must keep a minimum rate; their number and their total
 * size are limited. At the limit, the one that has waited longest is cut off. That is never a terminal's, because its
 * body arrives within milliseconds, however many slow callers share its address.
 */
final class WaitingBodies {
    private static final Logger LOG = Logger.getLogger(WaitingBodies.class.getName());

    /** Longer than a terminal waits for a byte from us (10 s); the default of Apache's mod_reqtimeout for a body. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** This many bytes extend the time by a second; also the default of mod_reqtimeout. */
    private static final int MINIMUM_BYTES_PER_SECOND = 500;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    static final int MAX_BODIES = 1_000;
    static final int MAX_BODIES_PER_ADDRESS = MAX_BODIES / 2;

    private final LongSupplier nanos;
    private final long maxBytes;

    private final Map<Waiting, Progress> all = new LinkedHashMap<>();
    private long bytes;

    /**
     * Time limits are enforced only by calls to {@link #cutTheSlow}.
     *
     * @param nanos a monotonic clock
     * @param maxBytes bytes that all bodies together may have received
     */
    WaitingBodies(LongSupplier nanos, long maxBytes) {
        this.nanos = nanos;
        this.maxBytes = maxBytes;
    }

    /** Returns the instance for this server, checked once a second as long as the server runs. */
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
                    LOG.log(Level.SEVERE, "Slow bodies could not be cut off; trying again in a second", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void add(Waiting body) {
        List<Waiting> tooMany = new ArrayList<>();
        synchronized (all) {
            if (all.size() >= MAX_BODIES) {
                tooMany.add(all.keySet().iterator().next());
            }
            List<Waiting> sameAddress = all.keySet().stream()
                    .filter(other -> other.address().equals(body.address()))
                    .toList();
            if (sameAddress.size() >= MAX_BODIES_PER_ADDRESS) {
                tooMany.add(sameAddress.get(0));
            }
            all.put(body, new Progress(nanos.getAsLong()));
        }
        tooMany.forEach(Waiting::cut);
    }

    /**
     * Records the progress of a body.
     *
     * @param count bytes received so far
     */
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
            long over = bytes - maxBytes;
            for (Iterator<Map.Entry<Waiting, Progress>> oldest = all.entrySet().iterator();
                    over > 0 && oldest.hasNext(); ) {
                Map.Entry<Waiting, Progress> next = oldest.next();
                over -= next.getValue().bytes;
                tooMuch.add(next.getKey());
            }
        }
        tooMuch.forEach(Waiting::cut);
    }

    /** Removes a body that ended; must be called for every one, however it ended. */
    void remove(Waiting body) {
        synchronized (all) {
            Progress progress = all.remove(body);
            if (progress != null) {
                bytes -= progress.bytes;
            }
        }
    }

    /** Cuts off bodies that are too slow or have stopped. */
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

    /** A body that is still arriving. */
    interface Waiting {
        /** Returns the peer's address. */
        String address();

        /** Ends it and calls {@link #remove}; does nothing if it has already ended. Throws nothing. */
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
                    || now - start
                            > GRACE.plusSeconds(bytes / MINIMUM_BYTES_PER_SECOND)
                                    .toNanos();
        }
    }
}
