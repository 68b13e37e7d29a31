package pro.saleflex.office.reference;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changes of one resource come to, worked out before anything is changed. Rows are known by the ids of
 * {@link ReferenceRow#rowId}.
 *
 * <p>Terminals never learn that a row is gone, so a deleted one stays and says so. Where there is no mark for that it stays as
 * it was: without it here, new terminals would have other rows than those that got it.
 */
final class ChangePlan {
    private final Resource resource;
    private final Map<String, JsonObject> changed = new LinkedHashMap<>();
    private final List<String> undeletable = new ArrayList<>();

    /**
     * A plan.
     *
     * @param before the rows there are among those to be changed
     * @param changes sound by {@link RowRules#faults}
     */
    ChangePlan(Resource resource, Map<String, JsonObject> before, Collection<RowChange> changes, Instant now) {
        this.resource = resource;
        changes.forEach(change -> {
            String id = ReferenceRow.rowId(change.id());
            JsonObject old = before.get(id);
            if (change.deleted()) {
                if (old != null) {
                    delete(id, old, change.row() == null ? JsonValue.EMPTY_JSON_OBJECT : change.row(), now);
                }
            } else {
                become(id, old, whole(resource, change.row()));
            }
        });
    }

    private void delete(String id, JsonObject old, JsonObject told, Instant now) {
        if (!resource.marksDeletions()) {
            undeletable.add(RowRules.noMark(resource.name(), old.getString("id"), "deleted"));
            return;
        }
        become(id, old, deleted(resource, old, told, now));
    }

    /**
     * A row with its mark. A cashier is not active any more either, whatever a till looks at.
     *
     * @param told what is known of the deletion
     */
    static JsonObject deleted(Resource resource, JsonObject old, Map<String, JsonValue> told, Instant now) {
        JsonObjectBuilder row = Json.createObjectBuilder(old);
        if (RowRules.isLive(old)) {
            row.add(RowRules.DELETED, true)
                    .add("deleted_at", now.truncatedTo(ChronoUnit.SECONDS).toString());
            if (resource.name().equals(Resource.CASHIERS)) {
                row.add("is_active", false);
            }
        }
        RowRules.OF_A_DELETION.stream()
                .filter(name -> told.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL)
                .forEach(name -> row.add(name, told.get(name)));
        return row.build();
    }

    /** Says that the row is not deleted: a terminal that holds it as deleted would not learn it from a mark left out. */
    static JsonObject whole(Resource resource, JsonObject row) {
        return !resource.marksDeletions() || row.containsKey(RowRules.DELETED)
                ? row
                : Json.createObjectBuilder(row).add(RowRules.DELETED, false).build();
    }

    private void become(String id, JsonObject old, JsonObject row) {
        if (!row.equals(old)) {
            changed.put(id, row);
        }
    }

    /** Leaves a row as it is. */
    void leave(String id) {
        changed.remove(id);
    }

    /** Rows that are new or other than before. */
    Map<String, JsonObject> changed() {
        return changed;
    }

    /** Which rows were to be deleted and stay as they are, in words. */
    List<String> undeletable() {
        return undeletable;
    }

    int size() {
        return changed.size();
    }

    /**
     * Does it take away what terminals cannot do without?
     *
     * @param all all rows of the resource there are
     */
    List<String> faults(Map<String, JsonObject> all) {
        Map<String, JsonObject> after = new HashMap<>(all);
        after.putAll(changed);
        return switch (resource.name()) {
            case Resource.STORE ->
                stores(after) > 1 || (stores(after) == 0 && stores(all) > 0)
                        ? List.of(RowRules.STORE_FAULT)
                        : List.of();
            case Resource.CASHIERS ->
                administrated(all) && !administrated(after) ? List.of(RowRules.ADMINISTRATOR_FAULT) : List.of();
            default -> List.of();
        };
    }

    /** Is there a rule for the resource as a whole? */
    boolean concernsNeeds() {
        return size() > 0
                && (resource.name().equals(Resource.STORE) || resource.name().equals(Resource.CASHIERS));
    }

    private static long stores(Map<String, JsonObject> rows) {
        return rows.values().stream().filter(RowRules::isLive).count();
    }

    private static boolean administrated(Map<String, JsonObject> cashiers) {
        return cashiers.values().stream().anyMatch(RowRules::isAdministrator);
    }
}
