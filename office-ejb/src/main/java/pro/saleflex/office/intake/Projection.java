package pro.saleflex.office.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * How one kind of document is made searchable: sales and closures each have one.
 *
 * @param <P> the rows made of a document, before they know their entry
 */
public interface Projection<P> {

    /** The kind of document it projects. */
    EntryKind kind();

    /**
     * Makes the rows of a document; called outside any transaction.
     *
     * @throws RuntimeException it cannot be projected; the message says why, without repeating the document's values
     */
    P prepare(TerminalRef terminal, String payload);

    /** Stores rows in the running transaction, with the entries they belong to. */
    void store(List<Projected<P>> rows);

    /** Removes rows in the running transaction, to store others of the same entries. */
    void remove(List<Long> entryIds);

    /** Takes note of the counters and numbers of requests in the running transaction; they come ordered by terminal. */
    void count(List<Counted<P>> requests);

    /**
     * What a request says about its terminal's numbers.
     *
     * @param <P> the rows
     * @param terminal whose numbers
     * @param counters as pushed, by name
     * @param documents the rows of the documents handed over, known ones included
     */
    record Counted<P>(TerminalRef terminal, Map<String, Long> counters, List<P> documents) {}

    /**
     * Rows and their entry.
     *
     * @param <P> the rows
     * @param entryId the entry's id, which is the projection's too
     * @param receivedAt when the entry came
     * @param rows as prepared
     */
    record Projected<P>(long entryId, Instant receivedAt, P rows) {}
}
