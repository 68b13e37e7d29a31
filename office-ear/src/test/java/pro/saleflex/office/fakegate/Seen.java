package pro.saleflex.office.fakegate;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * All there is to see of a gate, for {@code GET /_seen}.
 *
 * @param terminals by {@code store/terminal}
 * @param statuses the newest of each terminal, by {@code store/terminal}
 * @param read by notification id
 */
record Seen(
        Mode mode,
        List<Refusal> refusals,
        Map<String, TerminalTally> terminals,
        List<String> violations,
        int statusReports,
        int statusDigests,
        Map<String, JsonNode> statuses,
        Map<String, Reading> read) {

    static Seen of(Mood mood, Desk desk, Shelves shelves) {
        return new Seen(
                mood.mode(),
                List.copyOf(desk.refusals()),
                shelves.deliveries().tallies(),
                shelves.violations().all(),
                shelves.statusReports().reports(),
                shelves.statusReports().digests(),
                shelves.statusReports().newest(),
                shelves.notifications().readings());
    }
}
