package pro.saleflex.office.reference;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A whole set of master data as {@code /pos/init} carries it, looked at before anything is changed.
 *
 * @param rows the rows by resource; a resource that is missing has none
 * @param faults what is wrong, in words; the snapshot is sound when there is none
 */
record Snapshot(Map<String, List<JsonObject>> rows, List<String> faults) {
    private static final int MOST_FAULTS = 20;

    static Snapshot read(String json) {
        Map<String, List<JsonObject>> rows = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            JsonValue root = reader.readValue();
            JsonValue data = root instanceof JsonObject object ? object.get("data") : null;
            if (data instanceof JsonObject resources) {
                Resource.ALL.forEach(resource -> {
                    List<JsonObject> found = rowsOf(resource, resources.get(resource.name()), faults);
                    found.forEach(row -> check(resource, row, faults));
                    checkIds(resource, found, faults);
                    rows.put(resource.name(), found);
                });
                checkWhatTerminalsNeed(rows, faults);
            } else {
                faults.add(
                        "There is no object named data: the reply of a /pos/init is needed, or a file of that form.");
            }
        } catch (RuntimeException e) { // no JsonException where the parser meets a limit of its own, such as its depth
            faults.add("It is not readable JSON.");
        }
        return new Snapshot(rows, faults.size() > MOST_FAULTS ? shortened(faults) : faults);
    }

    private static List<String> shortened(List<String> faults) {
        List<String> first = new ArrayList<>(faults.subList(0, MOST_FAULTS));
        first.add("... and " + (faults.size() - MOST_FAULTS) + " more.");
        return first;
    }

    private static List<JsonObject> rowsOf(Resource resource, JsonValue value, List<String> faults) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof JsonObject single && resource.name().equals(Resource.STORE)) {
            return List.of(single);
        }
        if (!(value instanceof JsonArray array)) {
            faults.add(resource.name() + " must be a list.");
            return List.of();
        }
        List<JsonObject> rows = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof JsonObject row) {
                rows.add(row);
            } else {
                faults.add(resource.name() + "[" + i + "] must be an object.");
            }
        }
        return rows;
    }

    private static void check(Resource resource, JsonObject row, List<String> faults) {
        resource.fields().forEach((name, field) -> field.fault(row.get(name))
                .ifPresent(fault -> faults.add(resource.name() + "[" + label(row) + "]." + name + " " + fault + ".")));
    }

    private static void checkIds(Resource resource, List<JsonObject> rows, List<String> faults) {
        Set<String> ids = new HashSet<>();
        rows.stream()
                .filter(row -> row.get("id") instanceof JsonString)
                .map(Snapshot::label)
                .filter(id -> !ids.add(id.replace("-", "").toLowerCase(java.util.Locale.ROOT)))
                .forEach(id -> faults.add(resource.name() + " has the id " + id + " twice."));
    }

    /** Source: master data reference, "What the terminal cannot do without", item 1, as far as it is the snapshot's. */
    private static void checkWhatTerminalsNeed(Map<String, List<JsonObject>> rows, List<String> faults) {
        if (rows.get(Resource.STORE).size() != 1) {
            faults.add("store must be exactly one.");
        }
        boolean administrator = rows.get(Resource.CASHIERS).stream()
                .anyMatch(row -> row.getOrDefault("is_administrator", JsonValue.FALSE) == JsonValue.TRUE
                        || "1".equals(String.valueOf(row.get("is_administrator"))));
        if (!administrator) {
            faults.add("cashiers must hold at least one administrator: without one no till can close its day.");
        }
    }

    private static String label(JsonObject row) {
        return row.get("id") instanceof JsonString id ? id.getString() : "without id";
    }
}
