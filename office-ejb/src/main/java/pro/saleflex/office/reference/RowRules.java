package pro.saleflex.office.reference;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Validation rules for rows of master data from any source. Faults are text and never contain a field's value. */
final class RowRules {
    static final String DELETED = "is_deleted";

    /** The members that describe a deletion. */
    static final List<String> DELETION_DETAILS = List.of("deleted_at", "delete_description", "deleted_by");

    static final String STORE_FAULT = "store must have exactly one row.";
    static final String ADMINISTRATOR_FAULT =
            "cashiers must contain at least one administrator: without one, no till can close its day.";

    static final int MAX_FAULTS = 20;

    private RowRules() {}

    /** Checks every field of a row. */
    static void check(Resource resource, JsonObject row, List<String> faults) {
        resource.fields().keySet().forEach(name -> check(resource, row, name, faults));
    }

    private static void check(Resource resource, JsonObject row, String name, List<String> faults) {
        Field field = resource.fields().get(name);
        if (field != null) {
            field.fault(row.get(name))
                    .ifPresent(
                            fault -> faults.add(resource.name() + "[" + label(row) + "]." + name + " " + fault + "."));
        }
    }

    /** Checks changes without looking at existing rows. */
    static List<String> faults(List<RowChange> changes) {
        List<String> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (RowChange change : changes) {
            Resource resource =
                    Resource.named(change.resource()).filter(Resource::isShared).orElse(null);
            if (resource == null) {
                faults.add("Unknown resource, or one that each terminal has for itself.");
                continue;
            }
            if (change.id() == null || !Field.isId(change.id())) {
                faults.add(resource.name() + " has a change without an id.");
                continue;
            }
            if (!ids.add(resource.name() + " " + ReferenceRow.rowId(change.id()))) {
                faults.add(resource.name() + " contains the id " + change.id() + " twice.");
            }
            check(resource, change, faults);
        }
        return limited(faults);
    }

    private static void check(Resource resource, RowChange change, List<String> faults) {
        JsonObject row = change.row();
        if (row == null) {
            if (!change.deleted()) {
                faults.add(resource.name() + "[" + change.id() + "] has no row.");
            }
            return;
        }
        if (!(row.get("id") instanceof JsonString own)
                || !ReferenceRow.rowId(own.getString()).equals(ReferenceRow.rowId(change.id()))) {
            faults.add(resource.name() + "[" + change.id() + "] has a row with another id.");
        } else if (change.deleted()) {
            DELETION_DETAILS.forEach(name -> check(resource, row, name, faults));
        } else {
            check(resource, row, faults);
        }
    }

    /** Whether this cashier is a live administrator, who can close a period. */
    static boolean isAdministrator(JsonObject cashier) {
        return isTrue(cashier, "is_administrator") && isLive(cashier);
    }

    /** Whether the row is not deleted. */
    static boolean isLive(JsonObject row) {
        return !isTrue(row, DELETED);
    }

    private static boolean isTrue(JsonObject row, String name) {
        JsonValue value = row.getOrDefault(name, JsonValue.FALSE);
        return value == JsonValue.TRUE || "1".equals(value.toString());
    }

    /**
     * Describes why a row of a resource without a deletion mark cannot be deleted.
     *
     * @param problem {@code deleted} or {@code missing}
     */
    static String undeletable(String resource, String id, String problem) {
        return resource + "[" + id + "] is " + problem + ", but tills cannot be told that a row of " + resource
                + " is deleted: they would keep it for ever.";
    }

    /** Limits faults to the first twenty and the number of the others. */
    static List<String> limited(List<String> faults) {
        if (faults.size() <= MAX_FAULTS) {
            return faults;
        }
        List<String> first = new ArrayList<>(faults.subList(0, MAX_FAULTS));
        first.add("... and " + (faults.size() - MAX_FAULTS) + " more.");
        return first;
    }

    private static String label(JsonObject row) {
        return row.get("id") instanceof JsonString id ? id.getString() : "without id";
    }
}
