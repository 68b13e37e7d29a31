package pro.saleflex.office.fakegate;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Everything a gate received so far and its state, answer to {@code GET /_seen}.
 *
 * @param terminals keyed by {@code store/terminal}
 * @param statuses the latest status of each terminal, keyed by {@code store/terminal}
 * @param read read confirmations, keyed by notification id
 */
record GateSnapshot(
        Mode mode,
        List<Refusal> refusals,
        Map<String, TerminalTally> terminals,
        List<String> violations,
        int statusReports,
        int statusDigests,
        Map<String, JsonNode> statuses,
        Map<String, ReadConfirmation> read) {

    static GateSnapshot of(CurrentMode currentMode, ContractEndpoint endpoint, GateMemory memory) {
        return new GateSnapshot(
                currentMode.mode(),
                List.copyOf(endpoint.refusals()),
                memory.deliveries().tallies(),
                memory.violations().all(),
                memory.statusReports().reports(),
                memory.statusReports().digests(),
                memory.statusReports().newest(),
                memory.notifications().readConfirmations());
    }
}
