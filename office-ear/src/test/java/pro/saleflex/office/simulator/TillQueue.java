package pro.saleflex.office.simulator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a till still has to hand over, oldest first. Documents and closures are two queues, as on the terminal. What was
 * delivered is forgotten, only counted: the terminal keeps it as {@code sent}, and never looks at it again.
 */
final class TillQueue {
    private static final int ERROR_LENGTH = 500;

    /** The states of the terminal's queue. */
    enum State {
        PENDING,
        SENT,
        FAILED
    }

    /** One thing to hand over; its state belongs to the queue. {@code document} is null for a closure. */
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

        /** Whether it was tried before, which makes the next try a re-send. */
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

    /** All pending and failed documents of this moment; what is queued during a flush waits for the next one. */
    synchronized List<Entry> documents() {
        return List.copyOf(documents);
    }

    /** All pending and failed closures of this moment. */
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

    /** A failure of any kind: it stays at its place, to be tried again at each flush, for ever. */
    synchronized void failed(Entry entry, String error) {
        entry.state = State.FAILED;
        entry.retries++;
        entry.error = error.substring(0, Math.min(ERROR_LENGTH, error.length()));
    }

    /** How many stand in that state. */
    synchronized int count(State state) {
        if (state == State.SENT) {
            return sent;
        }
        long inState = Stream.concat(documents.stream(), closures.stream())
                .filter(e -> e.state == state)
                .count();
        return Math.toIntExact(inState);
    }

    /** The document that has waited longest; null when none waits. */
    synchronized Documents.Document oldest() {
        return documents.isEmpty() ? null : documents.iterator().next().document;
    }

    synchronized int waiting() {
        return documents.size() + closures.size();
    }

    /** The oldest failure that is still waiting, for the person who looks at the run; null when there is none. */
    synchronized String oldestFailure() {
        return documents.stream()
                .filter(e -> e.state == State.FAILED)
                .findFirst()
                .map(e -> e.document.opened().uniqueId() + " tried " + e.retries + " times: " + e.error)
                .orElse(null);
    }
}
