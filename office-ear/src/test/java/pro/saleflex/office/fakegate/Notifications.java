package pro.saleflex.office.fakegate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What GATE has to say to OFFICE, and what of it was read. */
final class Notifications {
    private final List<JsonNode> all = new ArrayList<>();
    private final Map<String, Reading> readings = new LinkedHashMap<>();
    private final int pageSize;
    private final Clock clock;

    Notifications(int pageSize, Clock clock) {
        this.pageSize = pageSize;
        this.clock = clock;
    }

    /**
     * Has it polled from now on; what is left out is null, its id is made up, and it is for all stores.
     *
     * @return its id
     */
    synchronized String add(JsonNode given) {
        ObjectNode notification = Json.object()
                .put("id", "n-" + (all.size() + 1))
                .put("type", "terminal_message")
                .put("created_at", clock.instant().toString());
        for (String member : List.of(
                "title", "body", "source_terminal_id", "store_code", "terminal_codes", "expires_at", "command")) {
            notification.putNull(member);
        }
        all.add(notification.setAll((ObjectNode) given));
        return notification.path("id").stringValue();
    }

    synchronized Page unread(Request request) {
        int from = Integer.parseInt(request.query().getOrDefault("cursor", "0"));
        List<JsonNode> results = new ArrayList<>();
        int at = from;
        while (at < all.size() && results.size() < pageSize) {
            JsonNode notification = all.get(at++);
            if (!readings.containsKey(notification.path("id").stringValue())) {
                results.add(notification);
            }
        }
        return new Page(results, at < all.size() ? Page.next(request, String.valueOf(at)) : null, clock.instant());
    }

    /** Marks one read; false when there is no such notification. */
    synchronized boolean read(String id, Reading reading) {
        boolean known = all.stream()
                .anyMatch(notification -> notification.path("id").stringValue().equals(id));
        if (known) {
            readings.putIfAbsent(id, reading);
        }
        return known;
    }

    /** By notification id, in the order of reading. */
    synchronized Map<String, Reading> readings() {
        return new LinkedHashMap<>(readings);
    }
}
