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
 */
public record HandOver(TerminalRef terminal, Source source, List<String> items, Map<String, Long> counters) {

    @Override
    public String toString() {
        return items.size() + " items of " + terminal; // never the payloads
    }
}
