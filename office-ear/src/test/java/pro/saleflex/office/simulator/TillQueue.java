package pro.saleflex.office.simulator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Outbound queue of a till, oldest first. Documents and closures are two queues, as on the terminal. Delivered entries
 * are only counted: the terminal keeps them as {@code sent}, and never looks at them again.
 */
final class TillQueue {
    private static final int ERROR_LENGTH = 500;

    /** State of an entry, as in the terminal's queue. */
    enum State {
        PENDING,
        SENT,
        FAILED
    }

    /** A document or closure to hand over, guarded by the queue. {@code document} is null for a closure. */
    static final class Entry {
        private final Map<String, Object> item;
        private final Documents.Document document;
        private State state = State.PENDING;
        private int retries;
        private String error;

        private Entry(Map<String, Object> item, Documents.Document document) {
            this.item = item;
            this.document = document;
        }

        Map<String, Object> item() {
            return item;
        }

        Documents.Document document() {
            return document;
        }

        /** Whether an attempt was made before, so that the next one is a re-send. */
        boolean tried() {
            return state != State.PENDING;
        }
    }

    private final Set<Entry> documents = new LinkedHashSet<>();
    private final Set<Entry> closures = new LinkedHashSet<>();
    private int sent;

    synchronized void add(Documents.Document document) {
        documents.add(new Entry(document.item(), document));
    }

    synchronized void addClosure(Map<String, Object> item) {
        closures.add(new Entry(item, null));
    }

    /** Snapshot of all pending and failed documents; those queued during a flush wait for the next one. */
    synchronized List<Entry> documents() {
        return List.copyOf(documents);
    }

    /** Snapshot of all pending and failed closures. */
    synchronized List<Entry> closures() {
        return List.copyOf(closures);
    }

    synchronized void sent(Entry entry) {
        entry.state = State.SENT;
        entry.error = null;
        documents.remove(entry);
        closures.remove(entry);
        sent++;
    }

    /** Records a failure of any kind. The entry keeps its place and is retried with each flush, without limit. */
    synchronized void failed(Entry entry, String error) {
        entry.state = State.FAILED;
        entry.retries++;
        entry.error = error.substring(0, Math.min(ERROR_LENGTH, error.length()));
    }

    /** Number of entries in this state. */
    synchronized int count(State state) {
        if (state == State.SENT) {
            return sent;
        }
        long inState = Stream.concat(documents.stream(), closures.stream())
                .filter(e -> e.state == state)
                .count();
        return Math.toIntExact(inState);
    }

    /** The oldest waiting document; null if none waits. */
    synchronized Documents.Document oldest() {
        return documents.isEmpty() ? null : documents.iterator().next().document;
    }

    synchronized int waiting() {
        return documents.size() + closures.size();
    }

    /** The oldest document that failed and still waits, as text for the user; null if there is none. */
    synchronized String oldestFailure() {
        return documents.stream()
                .filter(e -> e.state == State.FAILED)
                .findFirst()
                .map(e -> e.document.opened().uniqueId() + " tried " + e.retries + " times: " + e.error)
                .orElse(null);
    }
}
