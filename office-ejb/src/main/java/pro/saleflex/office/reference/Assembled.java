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

/**
 * A store's master data of one version, written out once for all its terminals, but for large resources: those are read and
 * written anew for each, some rows at a time.
 */
final class Assembled {
    /** Where the numbers and codes stand that others know things by. Source: the data set of {@code /pos/init}. */
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
    static final int LARGEST = 256 * 1024;

    /** Always at hand, however large. */
    static final Set<String> NEEDED = Stream.concat(
                    NUMBERED.keySet().stream(), Stream.of(Resource.STORE, Resource.POS_SETTINGS))
            .collect(Collectors.toUnmodifiableSet());

    private final long version;
    private final Map<String, String> full = new HashMap<>();
    private final Map<String, String> refresh = new HashMap<>();
    private final List<JsonObject> posSettings;
    private final ReferenceNumbers numbers;
    private final boolean suffices;

    /**
     * Of rows.
     *
     * @param rows by resource; one without rows is missing
     * @param large the resources that are large
     */
    Assembled(long version, Map<String, List<JsonObject>> rows, Set<String> large) {
        this.version = version;
        this.posSettings = live(rows, Resource.POS_SETTINGS);
        this.numbers = numbers(rows);
        this.suffices = !live(rows, Resource.STORE).isEmpty()
                && rows.getOrDefault(Resource.CASHIERS, List.of()).stream().anyMatch(RowRules::isAdministrator);
        for (Resource resource : Resource.ALL) {
            if (large.contains(resource.name())) {
                continue;
            }
            List<JsonObject> found = resource.name().equals(Resource.STORE)
                    ? live(rows, Resource.STORE)
                    : rows.getOrDefault(resource.name(), List.of());
            String written = write(resource, found, false);
            full.put(resource.name(), written);
            refresh.put(resource.name(), resource.liveFields().isEmpty() ? written : write(resource, found, true));
        }
    }

    private static List<JsonObject> live(Map<String, List<JsonObject>> rows, String resource) {
        return rows.getOrDefault(resource, List.of()).stream()
                .filter(RowRules::isLive)
                .toList();
    }

    /** Is there what no terminal can do without? Not while the first pull from outside is under way. */
    boolean suffices() {
        return suffices;
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
        return new ReferenceNumbers(byResource);
    }

    /**
     * A resource as JSON; null when it is large.
     *
     * @param refreshing without the live values, which the terminal knows better
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

    /** A single row of a large resource, of which it is the body. */
    static String written(Resource resource, String body, boolean refreshing) {
        return refreshing && !resource.liveFields().isEmpty()
                ? without(ReferenceRows.parsed(body), resource.liveFields()).toString()
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
