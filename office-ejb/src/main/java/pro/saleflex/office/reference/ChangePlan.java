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
 * The effect of changes to one resource, computed before anything is written. Rows are keyed by
 * {@link ReferenceRow#rowId}.
 *
 * <p>Terminals never learn that a row has disappeared, so a deleted row stays and is marked as deleted. A row of a
 * resource without such a mark stays as it was: if it were removed, new terminals would have other rows than those
 * that already got it.
 */
final class ChangePlan {
    private final Resource resource;
    private final Map<String, JsonObject> changed = new LinkedHashMap<>();
    private final List<String> undeletable = new ArrayList<>();

    /**
     * Creates a plan.
     *
     * @param before the existing rows among those to be changed
     * @param changes changes without {@link RowRules#faults}
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
                replace(id, old, withDeletionMark(resource, change.row()));
            }
        });
    }

    private void delete(String id, JsonObject old, JsonObject details, Instant now) {
        if (!resource.marksDeletions()) {
            undeletable.add(RowRules.undeletable(resource.name(), old.getString("id"), "deleted"));
            return;
        }
        replace(id, old, deleted(resource, old, details, now));
    }

    /**
     * Returns the row marked as deleted. A cashier is also made inactive, because terminals may look at either member.
     *
     * @param details what is known about the deletion; only the members {@link RowRules#DELETION_DETAILS} are used
     */
    static JsonObject deleted(Resource resource, JsonObject old, Map<String, JsonValue> details, Instant now) {
        JsonObjectBuilder row = Json.createObjectBuilder(old);
        if (RowRules.isLive(old)) {
            row.add(RowRules.DELETED, true)
                    .add("deleted_at", now.truncatedTo(ChronoUnit.SECONDS).toString());
            if (resource.name().equals(Resource.CASHIERS)) {
                row.add("is_active", false);
            }
        }
        RowRules.DELETION_DETAILS.stream()
                .filter(name -> details.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL)
                .forEach(name -> row.add(name, details.get(name)));
        return row.build();
    }

    /** Adds an explicit "not deleted": a terminal that holds the row as deleted ignores a missing mark. */
    static JsonObject withDeletionMark(Resource resource, JsonObject row) {
        return !resource.marksDeletions() || row.containsKey(RowRules.DELETED)
                ? row
                : Json.createObjectBuilder(row).add(RowRules.DELETED, false).build();
    }

    private void replace(String id, JsonObject old, JsonObject row) {
        if (!row.equals(old)) {
            changed.put(id, row);
        }
    }

    /** Withdraws the change of a row. */
    void withdraw(String id) {
        changed.remove(id);
    }

    /** Returns the rows that are new or differ from before. */
    Map<String, JsonObject> changed() {
        return changed;
    }

    /** Returns a message for each row that was to be deleted but stays as it was, because it cannot be marked. */
    List<String> undeletable() {
        return undeletable;
    }

    int size() {
        return changed.size();
    }

    /**
     * Checks whether the plan takes away what terminals cannot do without.
     *
     * @param all all existing rows of the resource
     * @return the faults as text; empty if there are none
     */
    List<String> faults(Map<String, JsonObject> all) {
        Map<String, JsonObject> after = new HashMap<>(all);
        after.putAll(changed);
        return switch (resource.name()) {
            case Resource.STORE ->
                liveRows(after) > 1 || (liveRows(after) == 0 && liveRows(all) > 0)
                        ? List.of(RowRules.STORE_FAULT)
                        : List.of();
            case Resource.CASHIERS ->
                hasAdministrator(all) && !hasAdministrator(after) ? List.of(RowRules.ADMINISTRATOR_FAULT) : List.of();
            default -> List.of();
        };
    }

    /** Whether the plan changes a resource that terminals cannot do without. */
    boolean affectsRequiredResource() {
        return size() > 0
                && (resource.name().equals(Resource.STORE) || resource.name().equals(Resource.CASHIERS));
    }

    private static long liveRows(Map<String, JsonObject> rows) {
        return rows.values().stream().filter(RowRules::isLive).count();
    }

    private static boolean hasAdministrator(Map<String, JsonObject> cashiers) {
        return cashiers.values().stream().anyMatch(RowRules::isAdministrator);
    }
}
