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
 * Lets requests that wait at the same time share one transaction, so that they share its round trips and its flush to disk.
 *
 * <p>There is no thread of its own: a request's thread that finds a free writer's place takes what waits, its own request
 * included, and writes it; the others sleep until theirs is done. A till that calls alone waits for nobody.
 */
final class GroupCommit {
    /** Documents in one transaction: beyond this, more of them save nothing. */
    private static final int MOST_DOCUMENTS = 64;

    /** Rows in one transaction of several requests: a small one does not wait for so many. */
    private static final int MOST_ROWS = 5_000;

    /** A sleeping thread looks again after this long, should a wake-up ever be missed. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Queue<PendingRequest> queue = new ConcurrentLinkedQueue<>();
    private final Semaphore places;

    GroupCommit(int writers) {
        places = new Semaphore(writers);
    }

    /** Returns when the request was written, by this thread or another; {@code write} sets the results. */
    void submit(PendingRequest request, Consumer<List<PendingRequest>> write) {
        queue.add(request);
        while (request.result() == null) {
            // With nothing left to take, its request is with another writer: sleep, or it would only turn in circles.
            if (!queue.isEmpty() && places.tryAcquire()) {
                try {
                    writeGroup(write);
                } finally {
                    places.release();
                    wakeNext();
                }
            } else {
                LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
            }
        }
    }

    private void writeGroup(Consumer<List<PendingRequest>> write) {
        List<PendingRequest> group = new ArrayList<>();
        int documents = 0;
        int rows = 0;
        while (documents < MOST_DOCUMENTS && (rows == 0 || rows + weightOfNext() <= MOST_ROWS)) {
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
            // Should writing itself break, nobody is left asleep.
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
