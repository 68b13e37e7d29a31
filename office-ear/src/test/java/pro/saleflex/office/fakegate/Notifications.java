package pro.saleflex.office.fakegate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Notifications for OFFICE to poll, and the read confirmations OFFICE sent. */
final class Notifications {
    private final List<JsonNode> all = new ArrayList<>();
    private final Map<String, ReadConfirmation> readConfirmations = new LinkedHashMap<>();
    private final int pageSize;
    private final Clock clock;

    Notifications(int pageSize, Clock clock) {
        this.pageSize = pageSize;
        this.clock = clock;
    }

    /**
     * Adds a notification. Missing members are null, so that it is for all stores; a missing id is generated.
     *
     * @return its id
     */
    synchronized String add(JsonNode members) {
        ObjectNode notification = Json.object()
                .put("id", "n-" + (all.size() + 1))
                .put("type", "terminal_message")
                .put("created_at", clock.instant().toString());
        for (String member : List.of(
                "title", "body", "source_terminal_id", "store_code", "terminal_codes", "expires_at", "command")) {
            notification.putNull(member);
        }
        all.add(notification.setAll((ObjectNode) members));
        return notification.path("id").stringValue();
    }

    /** One page of the notifications that are not read yet; the cursor is an index into all of them. */
    synchronized Page unread(Request request) {
        int from = Integer.parseInt(request.query().getOrDefault("cursor", "0"));
        List<JsonNode> results = new ArrayList<>();
        int at = from;
        while (at < all.size() && results.size() < pageSize) {
            JsonNode notification = all.get(at++);
            if (!readConfirmations.containsKey(notification.path("id").stringValue())) {
                results.add(notification);
            }
        }
        return new Page(results, at < all.size() ? Page.next(request, String.valueOf(at)) : null, clock.instant());
    }

    /** Marks a notification read, once; returns false if there is none with this id. */
    synchronized boolean read(String id, ReadConfirmation confirmation) {
        boolean known = all.stream()
                .anyMatch(notification -> notification.path("id").stringValue().equals(id));
        if (known) {
            readConfirmations.putIfAbsent(id, confirmation);
        }
        return known;
    }

    /** By notification id, in the order in which they were read. */
    synchronized Map<String, ReadConfirmation> readConfirmations() {
        return new LinkedHashMap<>(readConfirmations);
    }
}
