package pro.saleflex.office.fakegate;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Master data that OFFICE pulls: the last version of each row, in order of change. */
final class Changes {
    private final List<Row> rows = new ArrayList<>();
    private final int pageSize;
    private final Clock clock;
    private Instant last = Instant.EPOCH;

    /**
     * The last version of a row.
     *
     * @param store null for all stores
     * @param row null if deleted
     */
    private record Row(Instant at, String resource, String store, String id, JsonNode row) {
        JsonNode result() {
            return Json.object()
                    .put("resource", resource)
                    .put("id", id)
                    .put("deleted", row == null)
                    .set("row", row);
        }
    }

    Changes(int pageSize, Clock clock) {
        this.pageSize = pageSize;
        this.clock = clock;
    }

    synchronized void put(String resource, String store, String id, JsonNode row) {
        rows.removeIf(
                before -> before.resource().equals(resource) && before.id().equals(id));
        rows.add(new Row(tick(), resource, store, id, row));
    }

    /** Strictly increasing time, so that no change falls between two pulls. */
    private Instant tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
        return last;
    }

    /** One page of a pull. The cursor carries the start of the pull, so that later changes wait for the next one. */
    synchronized Page page(Predicate<String> resource, Request request) {
        String cursor = request.query().get("cursor");
        String since = request.query().getOrDefault("since", Instant.EPOCH.toString());
        Instant from = Instant.parse(cursor == null ? since : cursor.substring(cursor.indexOf('/') + 1));
        Instant until = cursor == null ? tick() : Instant.parse(cursor.substring(0, cursor.indexOf('/')));
        List<Row> found = rows.stream()
                .filter(row -> row.at().isAfter(from) && !row.at().isAfter(until))
                .filter(row -> resource.test(row.resource()))
                .filter(row -> row.store() == null
                        || row.store().equals(request.query().get("store_code")))
                .limit(pageSize + 1L)
                .toList();
        boolean more = found.size() > pageSize;
        List<Row> shown = more ? found.subList(0, pageSize) : found;
        return new Page(
                shown.stream().map(Row::result).toList(),
                more ? Page.next(request, until + "/" + shown.get(pageSize - 1).at()) : null,
                until);
    }
}
