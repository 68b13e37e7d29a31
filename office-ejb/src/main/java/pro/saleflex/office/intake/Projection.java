package pro.saleflex.office.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * Projects one kind of document from the journal to tables that can be queried; sales and closures each have one.
 *
 * @param <P> a document's rows, before they know their entry
 */
public interface Projection<P> {

    /** Returns the kind of document it projects. */
    EntryKind kind();

    /**
     * Prepares the rows of a document; called outside any transaction.
     *
     * @throws RuntimeException if it cannot be projected; the message says why, without the document's values
     */
    P prepare(TerminalRef terminal, String payload);

    /** Stores rows with the entries they belong to, in the running transaction. */
    void store(List<Projected<P>> rows);

    /** Removes the rows of these entries, in the running transaction, so that others can be stored in their place. */
    void remove(List<Long> entryIds);

    /** Records the counters and numbers of requests, ordered by terminal, in the running transaction. */
    void count(List<Counted<P>> requests);

    /**
     * What a request says about its terminal's numbers.
     *
     * @param <P> the rows
     * @param terminal the terminal
     * @param counters as pushed, by name
     * @param documents the rows of the documents handed over, known ones included
     */
    record Counted<P>(TerminalRef terminal, Map<String, Long> counters, List<P> documents) {}

    /**
     * Rows and their entry.
     *
     * @param <P> the rows
     * @param entryId the entry's id, which is the projection's too
     * @param receivedAt when the entry was received
     * @param rows as prepared
     */
    record Projected<P>(long entryId, Instant receivedAt, P rows) {}
}
