package pro.saleflex.office.intake;

import java.util.ArrayList;
import java.util.List;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.journal.Journal.Item;
import pro.saleflex.office.terminal.TerminalRef;

/** One request on its way to disk: its documents, made ready outside the transaction. */
final class PendingRequest {
    private final HandOver handOver;
    private final Projection<?> projection;
    private final List<Ready<?>> documents = new ArrayList<>();
    private final int weight;
    private final Thread thread = Thread.currentThread();
    private volatile Result result;

    /** What the shared transaction did with the request. */
    enum Result {
        STORED,
        /** The transaction failed, and some request of it may be why: this one has to be tried by itself. */
        TRY_ALONE,
        UNWELL
    }

    PendingRequest(HandOver handOver, Projection<?> projection, List<? extends Ready<?>> documents) {
        this.handOver = handOver;
        this.projection = projection;
        this.documents.addAll(documents);
        weight = 1
                + this.documents.stream()
                        .filter(document -> document.rows() != null)
                        .mapToInt(document ->
                                RecordBinding.objects(document.item().text().payload()))
                        .sum();
    }

    HandOver handOver() {
        return handOver;
    }

    TerminalRef terminal() {
        return handOver.terminal();
    }

    Projection<?> projection() {
        return projection;
    }

    List<Ready<?>> documents() {
        return documents;
    }

    /** How much there is to write: about as many rows. */
    int weight() {
        return weight;
    }

    Result result() {
        return result;
    }

    void done(Result with) {
        result = with;
        java.util.concurrent.locks.LockSupport.unpark(thread);
    }

    void wake() {
        java.util.concurrent.locks.LockSupport.unpark(thread);
    }

    /**
     * A document made ready.
     *
     * @param <P> its projection's rows
     * @param item what goes to the journal
     * @param rows its projection; null when none can be made
     * @param fault why none can be made; null when it can
     */
    record Ready<P>(Item item, P rows, String fault) {

        static <P> Ready<P> of(Item item, Projection<P> projection) {
            try {
                return new Ready<>(
                        item, projection.prepare(item.terminal(), item.text().payload()), null);
            } catch (RuntimeException e) { // whatever stands in a document, it is kept
                return new Ready<>(item, null, NotProjected.reason(item.terminal() + " " + item.text(), e));
            }
        }

        static Ready<?> without(Item item, String reason) {
            return new Ready<>(item, null, reason);
        }

        /** The same document without its projection. */
        Ready<P> bare(String reason) {
            return new Ready<>(item, null, reason);
        }
    }
}
