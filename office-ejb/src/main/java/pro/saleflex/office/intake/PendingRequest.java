package pro.saleflex.office.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.journal.Journal.Item;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * A terminal's request on its way to disk, its documents prepared outside the transaction. Belongs to the calling
 * thread.
 */
final class PendingRequest {
    private final HandOver handOver;
    private final Projection<?> projection;
    private final List<Ready<?>> documents = new ArrayList<>();
    private final int weight;
    private final Thread thread = Thread.currentThread();
    private volatile Result result;

    /** What became of the request in the shared transaction. */
    enum Result {
        STORED,
        /** The transaction failed, perhaps because of another request in it: try this one by itself. */
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

    /** Returns how much there is to write, roughly in rows. */
    int weight() {
        return weight;
    }

    Result result() {
        return result;
    }

    void done(Result with) {
        result = with;
        LockSupport.unpark(thread);
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    /**
     * A document prepared for storing.
     *
     * @param <P> its projection's rows
     * @param item what goes to the journal
     * @param rows its projection; null when it cannot be projected
     * @param fault why it cannot be projected; null when it can
     */
    record Ready<P>(Item item, P rows, String fault) {

        static <P> Ready<P> of(Item item, Projection<P> projection) {
            try {
                return new Ready<>(
                        item, projection.prepare(item.terminal(), item.text().payload()), null);
            } catch (RuntimeException e) { // a document is kept whatever it contains
                return new Ready<>(item, null, NotProjected.reason(item.terminal() + " " + item.text(), e));
            }
        }

        static Ready<?> unprojected(Item item, String reason) {
            return new Ready<>(item, null, reason);
        }

        /** Returns this document without its projection. */
        Ready<P> withoutRows(String reason) {
            return new Ready<>(item, null, reason);
        }
    }
}
