package pro.saleflex.office.reference;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What rows of master data must be like, wherever they come from. Faults are words; they never repeat a value. */
final class RowRules {
    static final String DELETED = "is_deleted";

    /** What may be told of a deletion. */
    static final List<String> OF_A_DELETION = List.of("deleted_at", "delete_description", "deleted_by");

    static final String STORE_FAULT = "store must be exactly one.";
    static final String ADMINISTRATOR_FAULT =
            "cashiers must hold at least one administrator: without one no till can close its day.";

    static final int MOST_FAULTS = 20;

    private RowRules() {}

    /** Looks at every field of a row. */
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

    /** What is wrong with changes by themselves. */
    static List<String> faults(List<RowChange> changes) {
        List<String> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (RowChange change : changes) {
            Resource resource =
                    Resource.named(change.resource()).filter(Resource::isShared).orElse(null);
            if (resource == null) {
                faults.add("There is no resource of that name, or it is each terminal's own.");
                continue;
            }
            if (change.id() == null || !Field.isId(change.id())) {
                faults.add(resource.name() + " has a change without an id.");
                continue;
            }
            if (!ids.add(resource.name() + " " + ReferenceRow.rowId(change.id()))) {
                faults.add(resource.name() + " has the id " + change.id() + " twice.");
            }
            check(resource, change, faults);
        }
        return shortened(faults);
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
            OF_A_DELETION.forEach(name -> check(resource, row, name, faults));
        } else {
            check(resource, row, faults);
        }
    }

    /** Can this cashier close a period? Without one who can, no till can close its day. */
    static boolean isAdministrator(JsonObject cashier) {
        return isTrue(cashier, "is_administrator") && isLive(cashier);
    }

    /** Is it not deleted? */
    static boolean isLive(JsonObject row) {
        return !isTrue(row, DELETED);
    }

    private static boolean isTrue(JsonObject row, String name) {
        JsonValue value = row.getOrDefault(name, JsonValue.FALSE);
        return value == JsonValue.TRUE || "1".equals(value.toString());
    }

    /** Why a row stays that came as gone. */
    static String noMark(String resource, String id, String gone) {
        return resource + "[" + id + "] is " + gone + ", and tills have no mark for a deleted row of " + resource
                + ": they would keep it for ever.";
    }

    /** The first twenty, and how many more there are. */
    static List<String> shortened(List<String> faults) {
        if (faults.size() <= MOST_FAULTS) {
            return faults;
        }
        List<String> first = new ArrayList<>(faults.subList(0, MOST_FAULTS));
        first.add("... and " + (faults.size() - MOST_FAULTS) + " more.");
        return first;
    }

    private static String label(JsonObject row) {
        return row.get("id") instanceof JsonString id ? id.getString() : "without id";
    }
}
