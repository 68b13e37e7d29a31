package pro.saleflex.office.reference;

import jakarta.json.JsonObject;

/**
 * A change of one row of master data from outside.
 *
 * @param resource the key on the wire of {@code /pos/init}
 * @param id the row's id, in whatever spelling
 * @param deleted it is not to be used any more
 * @param row the whole row as terminals get it; when deleted, null or what is known of the deletion
 */
public record RowChange(String resource, String id, boolean deleted, JsonObject row) {

    @Override
    public String toString() {
        return resource + "[" + id + "]" + (deleted ? " deleted" : ""); // never the row: it may hold a cashier's code
    }
}
