package pro.saleflex.office.reference;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole set of master data as {@code /pos/init} carries it, looked at before anything is changed.
 *
 * @param rows the rows by resource; a resource that is missing has none
 * @param faults what is wrong, in words; the snapshot is sound when there is none
 */
record Snapshot(Map<String, List<JsonObject>> rows, List<String> faults) {
    static Snapshot read(String json) {
        Map<String, List<JsonObject>> rows = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            JsonValue root = reader.readValue();
            JsonValue data = root instanceof JsonObject object ? object.get("data") : null;
            if (data instanceof JsonObject resources) {
                Resource.ALL.forEach(resource -> {
                    List<JsonObject> found = rowsOf(resource, resources.get(resource.name()), faults);
                    found.forEach(row -> RowRules.check(resource, row, faults));
                    RowRules.checkIds(resource, found, faults);
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
        return new Snapshot(rows, RowRules.shortened(faults));
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

    /** Source: master data reference, "What the terminal cannot do without", item 1, as far as it is the snapshot's. */
    private static void checkWhatTerminalsNeed(Map<String, List<JsonObject>> rows, List<String> faults) {
        if (rows.get(Resource.STORE).stream().filter(RowRules::isLive).count() != 1) {
            faults.add(RowRules.STORE_FAULT);
        }
        if (rows.get(Resource.CASHIERS).stream().noneMatch(RowRules::isAdministrator)) {
            faults.add(RowRules.ADMINISTRATOR_FAULT);
        }
    }
}
