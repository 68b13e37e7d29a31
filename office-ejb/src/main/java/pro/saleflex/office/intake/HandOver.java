package pro.saleflex.office.intake;

import java.util.List;
import java.util.Map;
import pro.saleflex.office.journal.Source;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * The documents and counters that a terminal hands over in one request.
 *
 * @param terminal the terminal
 * @param source the API it used
 * @param items the documents, each character for character as in the request
 * @param counters the counters pushed with it, by name; the highest value if a name occurs twice
 * @param unreadCounters how many pushed counters could not be read; the request's new documents are flagged
 */
public record HandOver(
        TerminalRef terminal, Source source, List<String> items, Map<String, Long> counters, int unreadCounters) {

    /** Creates a hand-over whose counters could all be read. */
    public HandOver(TerminalRef terminal, Source source, List<String> items, Map<String, Long> counters) {
        this(terminal, source, items, counters, 0);
    }

    @Override
    public String toString() {
        return items.size() + " items of " + terminal; // never the payloads
    }
}
