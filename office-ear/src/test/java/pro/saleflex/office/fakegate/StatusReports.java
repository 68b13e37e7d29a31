package pro.saleflex.office.fakegate;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The latest reported status of every terminal. */
final class StatusReports {
    private final Map<String, JsonNode> newest = new TreeMap<>();
    private int reports;
    private int digests;

    synchronized void take(JsonNode report) {
        reports++;
        digests += report.path("digest").booleanValue() ? 1 : 0;
        for (JsonNode terminal : report.path("terminals")) {
            newest.put(
                    terminal.path("store_code").stringValue() + "/"
                            + terminal.path("terminal_code").stringValue(),
                    terminal);
        }
    }

    /** Keyed by {@code store/terminal}. */
    synchronized Map<String, JsonNode> newest() {
        return new TreeMap<>(newest);
    }

    synchronized int reports() {
        return reports;
    }

    /** Number of reports that covered all terminals. */
    synchronized int digests() {
        return digests;
    }
}
