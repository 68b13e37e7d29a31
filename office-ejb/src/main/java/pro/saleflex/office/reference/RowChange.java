package pro.saleflex.office.reference;

import jakarta.json.JsonObject;

/**
 * A change to one row of master data, from another system.
 *
 * @param resource the resource's key in {@code /pos/init}
 * @param id the row's id, in any spelling
 * @param deleted whether the row is deleted
 * @param row the whole row as terminals get it; for a deletion, null or what is known about the deletion
 */
public record RowChange(String resource, String id, boolean deleted, JsonObject row) {

    @Override
    public String toString() {
        return resource + "[" + id + "]" + (deleted ? " deleted" : ""); // never the row: it may hold a cashier's code
    }
}
