package pro.saleflex.office.intake;

import java.util.List;
import java.util.Map;
import pro.saleflex.office.journal.Source;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * What one request of a terminal hands over.
 *
 * @param terminal who hands over
 * @param source through which door
 * @param items the documents, each exactly as it stood in the request
 * @param counters the counters pushed with it, by name; the highest value where a name came twice
 * @param unreadCounters counters pushed with it that cannot be taken note of; its new documents are flagged
 */
public record HandOver(
        TerminalRef terminal, Source source, List<String> items, Map<String, Long> counters, int unreadCounters) {

    /** One whose counters are all as they should be. */
    public HandOver(TerminalRef terminal, Source source, List<String> items, Map<String, Long> counters) {
        this(terminal, source, items, counters, 0);
    }

    @Override
    public String toString() {
        return items.size() + " items of " + terminal; // never the payloads
    }
}
