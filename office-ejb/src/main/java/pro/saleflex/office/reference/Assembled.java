package pro.saleflex.office.reference;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.document.WireId;

/**
 * Cache entry: one version of a store's master data, serialized once for all its terminals. Large resources are not
 * cached; they are read and serialized for each request, some rows at a time.
 */
final class Assembled {
    /** The member of each resource that holds its public number or code. Source: the data set of {@code /pos/init}. */
    private static final Map<String, String> NUMBERED = Map.of(
            "payment_types",
            "type_no",
            "vat_rates",
            "no",
            Resource.CASHIERS,
            "no",
            "currencies",
            "currency_code",
            "department_main_groups",
            "code",
            "transaction_discount_types",
            "code");

    /** Resources that take more bytes than this are large. */
    static final int MAX_CACHED_BYTES = 256 * 1024;

    /** Resources that are always cached, however large. */
    static final Set<String> ALWAYS_CACHED = Stream.concat(
                    NUMBERED.keySet().stream(), Stream.of(Resource.STORE, Resource.POS_SETTINGS))
            .collect(Collectors.toUnmodifiableSet());

    private final long version;
    private final Map<String, String> full = new HashMap<>();
    private final Map<String, String> refresh = new HashMap<>();
    private final List<JsonObject> posSettings;
    private final ReferenceNumbers numbers;
    private final boolean complete;

    /**
     * Serializes the rows.
     *
     * @param rows rows by resource; resources without rows are absent
     * @param large the large resources, which are not cached
     */
    Assembled(long version, Map<String, List<JsonObject>> rows, Set<String> large) {
        this.version = version;
        this.posSettings = live(rows, Resource.POS_SETTINGS);
        this.numbers = numbers(rows);
        this.complete = !live(rows, Resource.STORE).isEmpty()
                && rows.getOrDefault(Resource.CASHIERS, List.of()).stream().anyMatch(RowRules::isAdministrator);
        for (Resource resource : Resource.ALL) {
            if (large.contains(resource.name())) {
                continue;
            }
            List<JsonObject> found = resource.name().equals(Resource.STORE)
                    ? live(rows, Resource.STORE)
                    : rows.getOrDefault(resource.name(), List.of());
            String json = write(resource, found, false);
            full.put(resource.name(), json);
            refresh.put(resource.name(), resource.liveFields().isEmpty() ? json : write(resource, found, true));
        }
    }

    private static List<JsonObject> live(Map<String, List<JsonObject>> rows, String resource) {
        return rows.getOrDefault(resource, List.of()).stream()
                .filter(RowRules::isLive)
                .toList();
    }

    /**
     * Whether the data contain what no terminal can do without: the store and an administrator. They may not while the
     * first pull from GATE is running.
     */
    boolean isComplete() {
        return complete;
    }

    long version() {
        return version;
    }

    List<JsonObject> posSettings() {
        return posSettings;
    }

    ReferenceNumbers numbers() {
        return numbers;
    }

    private static ReferenceNumbers numbers(Map<String, List<JsonObject>> rows) {
        Map<String, Map<String, String>> byResource = new HashMap<>();
        NUMBERED.forEach((resource, field) -> byResource.put(
                resource,
                rows.getOrDefault(resource, List.of()).stream()
                        .filter(row -> row.getOrDefault(field, JsonValue.NULL) != JsonValue.NULL)
                        .collect(Collectors.toMap(
                                row -> ReferenceRow.rowId(row.getString("id")),
                                row -> row.get(field) instanceof JsonString text
                                        ? text.getString()
                                        : row.get(field).toString()))));
        return new ReferenceNumbers(byResource, cashiers(rows));
    }

    private static List<ReferenceNumbers.Cashier> cashiers(Map<String, List<JsonObject>> rows) {
        return rows.getOrDefault(Resource.CASHIERS, List.of()).stream()
                .filter(row -> WireId.isId(row.getString("id")))
                .map(row -> new ReferenceNumbers.Cashier(
                        WireId.uuid(row.getString("id")),
                        (row.getString("name", "") + " " + row.getString("last_name", "")).strip()))
                .toList();
    }

    /**
     * Returns a resource as JSON; null if it is large.
     *
     * @param refreshing whether to leave out live values, which the terminal tracks itself
     */
    String resource(Resource resource, boolean refreshing) {
        return refreshing && resource.isLive() ? "[]" : (refreshing ? refresh : full).get(resource.name());
    }

    private static String write(Resource resource, List<JsonObject> rows, boolean refreshing) {
        if (resource.name().equals(Resource.STORE)) {
            return rows.isEmpty() ? "null" : rows.get(0).toString();
        }
        return rows.stream()
                .map(row -> (refreshing ? without(row, resource.liveFields()) : row).toString())
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Returns the JSON of a single row of a large resource. */
    static String row(Resource resource, String body, boolean refreshing) {
        return refreshing && !resource.liveFields().isEmpty()
                ? without(ReferenceRows.parse(body), resource.liveFields()).toString()
                : body;
    }

    private static JsonObject without(JsonObject row, List<String> fields) {
        JsonObjectBuilder rest = Json.createObjectBuilder();
        for (Map.Entry<String, JsonValue> member : row.entrySet()) {
            if (!fields.contains(member.getKey())) {
                rest.add(member.getKey(), member.getValue());
            }
        }
        return rest.build();
    }
}
