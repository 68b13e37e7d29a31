package pro.saleflex.office.reference;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A uniqueness violation: a changed row would get a unique value that another row has, so a terminal would drop one of
 * them.
 *
 * @param changed id of the changed row
 * @param message which two rows share which value
 */
record Clash(String changed, String message) {

    /**
     * Finds the first clash, if there is one.
     *
     * @param before the changed rows as they were, by id; new rows are absent
     * @param changed the changed rows as they would be
     * @param others existing rows that may hold one of the values, whether changed or not
     */
    static Optional<Clash> first(
            Resource resource,
            Map<String, JsonObject> before,
            Map<String, JsonObject> changed,
            Map<String, JsonObject> others) {
        Map<String, JsonObject> after = new HashMap<>(others);
        Map<String, String> holders = new HashMap<>();
        after.keySet().removeAll(changed.keySet());
        after.forEach((id, row) -> UniqueValues.of(resource, row).forEach(value -> holders.put(value, id)));
        changed.forEach((id, row) -> {
            after.put(id, row);
            valuesOf(resource, before.get(id)).stream()
                    .filter(UniqueValues.of(resource, row)::contains)
                    .forEach(value -> holders.putIfAbsent(value, id)); // a row that had the value before keeps it
        });
        for (Map.Entry<String, JsonObject> change : changed.entrySet()) {
            String id = change.getKey();
            List<String> had = valuesOf(resource, before.get(id));
            for (String value : UniqueValues.of(resource, change.getValue())) {
                String holder = holders.putIfAbsent(value, id);
                if (holder != null
                        && !had.contains(value)
                        && (RowRules.isLive(change.getValue()) || RowRules.isLive(after.get(holder)))) {
                    return Optional.of(new Clash(id, StagedRows.clash(resource.name(), value, holder, id, false)));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> valuesOf(Resource resource, JsonObject before) {
        return before == null ? List.of() : UniqueValues.of(resource, before);
    }
}
