package pro.saleflex.office.reference;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A store's master data of one version, written out once for all its terminals. */
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

    private final long version;
    private final Map<String, String> full = new HashMap<>();
    private final Map<String, String> refresh = new HashMap<>();
    private final List<JsonObject> posSettings;
    private final ReferenceNumbers numbers;
    private final boolean suffices;

    Assembled(long version, Map<String, List<JsonObject>> rows) {
        this.version = version;
        this.posSettings = live(rows, Resource.POS_SETTINGS);
        this.numbers = numbers(rows);
        this.suffices = !live(rows, Resource.STORE).isEmpty()
                && rows.getOrDefault(Resource.CASHIERS, List.of()).stream().anyMatch(RowRules::isAdministrator);
        for (Resource resource : Resource.ALL) {
            List<JsonObject> found = resource.name().equals(Resource.STORE)
                    ? live(rows, Resource.STORE)
                    : rows.getOrDefault(resource.name(), List.of());
            String written = write(resource, found);
            full.put(resource.name(), written);
            refresh.put(
                    resource.name(),
                    resource.isLive()
                            ? "[]"
                            : resource.liveFields().isEmpty()
                                    ? written
                                    : write(
                                            resource,
                                            found.stream()
                                                    .map(row -> without(row, resource.liveFields()))
                                                    .toList()));
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
     * A resource as JSON.
     *
     * @param refreshing without the live values, which the terminal knows better
     */
    String resource(String name, boolean refreshing) {
        return (refreshing ? refresh : full).get(name);
    }

    private static String write(Resource resource, List<JsonObject> rows) {
        if (resource.name().equals(Resource.STORE)) {
            return rows.isEmpty() ? "null" : rows.get(0).toString();
        }
        StringBuilder json = new StringBuilder("[");
        for (JsonObject row : rows) {
            json.append(json.length() > 1 ? "," : "").append(row);
        }
        return json.append(']').toString();
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
