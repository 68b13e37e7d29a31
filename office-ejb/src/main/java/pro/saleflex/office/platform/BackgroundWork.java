package pro.saleflex.office.platform;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Work on a thread of its own: never twice at once on this server, and ended before the application is. */
public final class BackgroundWork {
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final long END_LOOK_MILLIS = 20;

    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean ending;

    /** Starts the work, unless it is going on or the application is ending. */
    public void start(Executor executor, Runnable work) {
        if (ending || !running.compareAndSet(false, true)) {
            return;
        }
        boolean started = false;
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } finally {
                    running.set(false);
                }
            });
            started = true;
        } finally {
            if (!started) {
                running.set(false);
            }
        }
    }

    /** Whether the application is ending; the work should look often. */
    public boolean isEnding() {
        return ending;
    }

    /**
     * Ends the work for good, and waits for it up to ten seconds.
     *
     * @param wakeUp makes work that waits look whether it is to end
     */
    public void end(Runnable wakeUp) {
        ending = true;
        wakeUp.run();
        long until = System.nanoTime() + LONGEST_END.toNanos();
        try {
            while (running.get() && System.nanoTime() - until < 0) {
                Thread.sleep(END_LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
