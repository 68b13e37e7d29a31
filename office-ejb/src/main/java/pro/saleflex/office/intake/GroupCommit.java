package pro.saleflex.office.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Group commit: requests that wait at the same time share one transaction, with its round trips and its flush to disk.
 *
 * <p>Has no thread of its own. A caller's thread that gets one of the writer permits takes the queued requests, its own
 * among them, and writes them; the other callers sleep until their request is done. A terminal that calls alone waits
 * for nobody.
 */
final class GroupCommit {
    /** Documents in one transaction; larger groups save nothing more. */
    private static final int MAX_DOCUMENTS = 64;

    /** Rows in one transaction shared by several requests, so that a small request never waits for more than these. */
    private static final int MAX_ROWS = 5_000;

    /** How long a thread sleeps before it checks again, in case a wake-up was missed. */
    private static final long RECHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Queue<PendingRequest> queue = new ConcurrentLinkedQueue<>();
    private final Semaphore writerPermits;

    GroupCommit(int writers) {
        writerPermits = new Semaphore(writers);
    }

    /**
     * Returns once the request has been written, by this thread or another; {@code write} sets the results. An
     * interrupt does not end the wait, since the request may already be on its way to disk; the interrupt flag is set
     * again on return.
     */
    void submit(PendingRequest request, Consumer<List<PendingRequest>> write) {
        queue.add(request);
        boolean interrupted = false;
        try {
            while (request.result() == null) {
                // Clears the flag: while it is set, park returns at once and the loop would spin.
                interrupted |= Thread.interrupted();
                // An empty queue means that another writer has this request: sleep instead of spinning.
                if (!queue.isEmpty() && writerPermits.tryAcquire()) {
                    try {
                        writeGroup(write);
                    } finally {
                        writerPermits.release();
                        wakeNext();
                    }
                } else {
                    LockSupport.parkNanos(this, RECHECK_NANOS);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void writeGroup(Consumer<List<PendingRequest>> write) {
        List<PendingRequest> group = new ArrayList<>();
        int documents = 0;
        int rows = 0;
        while (documents < MAX_DOCUMENTS && (rows == 0 || rows + weightOfNext() <= MAX_ROWS)) {
            PendingRequest next = queue.poll();
            if (next == null) {
                break;
            }
            group.add(next);
            documents += next.documents().size();
            rows += next.weight();
        }
        if (group.isEmpty()) {
            return;
        }
        try {
            write.accept(group);
        } finally {
            // If the writer itself fails, nobody is left asleep.
            group.stream()
                    .filter(waiting -> waiting.result() == null)
                    .forEach(waiting -> waiting.done(PendingRequest.Result.UNWELL));
        }
    }

    private int weightOfNext() {
        PendingRequest next = queue.peek();
        return next == null ? 0 : next.weight();
    }

    private void wakeNext() {
        PendingRequest next = queue.peek();
        if (next != null) {
            next.wake();
        }
    }
}
