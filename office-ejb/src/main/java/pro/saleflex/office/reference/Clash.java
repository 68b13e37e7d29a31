package pro.saleflex.office.reference;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row would get a unique value that another one has: a till would drop one of them.
 *
 * @param changed the row that would get it
 * @param words who has what
 */
record Clash(String changed, String words) {

    /**
     * The first of them, if there is one.
     *
     * @param before what rows were before, by id; missing: they are new
     * @param changed what they would be
     * @param others rows there are that may hold such a value, changed or not
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
            had(resource, before.get(id)).stream()
                    .filter(UniqueValues.of(resource, row)::contains)
                    .forEach(value -> holders.putIfAbsent(value, id)); // who had it has it
        });
        for (Map.Entry<String, JsonObject> change : changed.entrySet()) {
            String id = change.getKey();
            List<String> had = had(resource, before.get(id));
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

    private static List<String> had(Resource resource, JsonObject before) {
        return before == null ? List.of() : UniqueValues.of(resource, before);
    }
}
