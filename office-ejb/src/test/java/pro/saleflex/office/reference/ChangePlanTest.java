package pro.saleflex.office.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.testing.Parsed;

class ChangePlanTest {
    private static final String ID = "5d922786-3aad-59f2-9cd2-f040f557ae9f";
    private static final String KEY = "5d9227863aad59f29cd2f040f557ae9f";
    private static final String OTHER = "d725bbf5-a6f9-582d-b0f4-443b92f0643d";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

    private static JsonObject row(String more) {
        return Parsed.object("{\"id\":\"" + ID + "\"" + more + "}");
    }

    private static ChangePlan plan(String resource, JsonObject before, RowChange... changes) {
        return new ChangePlan(
                Resource.named(resource).orElseThrow(),
                before == null ? Map.of() : Map.of(KEY, before),
                List.of(changes),
                NOW);
    }

    private static RowChange change(String resource, JsonObject row) {
        return new RowChange(resource, ID, false, row);
    }

    @Test
    void anEqualRowIsNoChangeWhateverTheOrderOfItsMembers() {
        JsonObject before = row(",\"name\":\"a\",\"is_deleted\":false");
        JsonObject same = Parsed.object("{\"is_deleted\":false,\"name\":\"a\",\"id\":\"" + ID + "\"}");

        assertEquals(0, plan("warehouses", before, change("warehouses", same)).size());
        assertEquals(1, plan("warehouses", null, change("warehouses", same)).size());
    }

    @Test
    void aRowWithoutADeletionMarkIsNotDeleted() {
        JsonObject before = row(",\"is_deleted\":true");

        assertEquals(
                Map.of(KEY, row(",\"is_deleted\":false")),
                plan("warehouses", before, change("warehouses", row(""))).changed());
        assertEquals(
                Map.of(KEY, row("")),
                plan("countries", null, change("countries", row(""))).changed(),
                "countries have no deletion mark");
    }

    @Test
    void aDeletedRowStaysAndIsMarked() {
        JsonObject before = row(",\"name\":\"a\",\"deleted_at\":null");
        RowChange deletion = new RowChange("warehouses", ID, true, null);
        JsonObject deleted = row(",\"name\":\"a\",\"deleted_at\":\"2026-11-22T10:00:00Z\",\"is_deleted\":true");

        assertEquals(Map.of(KEY, deleted), plan("warehouses", before, deletion).changed());
        assertEquals(0, plan("warehouses", deleted, deletion).size());
        assertEquals(0, plan("warehouses", null, deletion).size());
        assertEquals(
                "gone",
                plan(
                                "warehouses",
                                deleted,
                                new RowChange("warehouses", ID, true, row(",\"delete_description\":\"gone\"")))
                        .changed()
                        .get(KEY)
                        .getString("delete_description"));
    }

    @Test
    void aDeletedRowStaysAsItWasIfItCannotBeMarked() {
        RowChange deletion = new RowChange("cities", ID, true, null);
        ChangePlan plan = plan("cities", row(""), deletion);

        assertEquals(0, plan.size());
        assertEquals(
                List.of("cities[" + ID + "] is deleted, but tills cannot be told that a row of cities is deleted: they"
                        + " would keep it for ever."),
                plan.undeletable());
        assertEquals(List.of(), plan("cities", null, deletion).undeletable(), "no terminal has it");
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, false, 0",
        "true, false, false, 1",
        "true, true, true, 1",
        "false, false, false, 0",
        "1, false, false, 1",
        "1, 1, false, 0",
        "true, true, 1, 1"
    })
    void theLastAdministratorCannotBeTakenAway(String before, String after, String deleted, int faults) {
        JsonObject old = row(",\"is_administrator\":" + before);
        JsonObject next = row(",\"name\":\"n\",\"is_administrator\":" + after + ",\"is_deleted\":" + deleted);
        ChangePlan plan = plan("cashiers", old, change("cashiers", next));

        assertTrue(plan.affectsRequiredResource());
        assertEquals(faults, plan.faults(Map.of(KEY, old)).size());
        assertEquals(
                0,
                plan.faults(Map.of(KEY, old, "other", row(",\"is_administrator\":true")))
                        .size());
    }

    @Test
    void thereIsAlwaysExactlyOneStore() {
        JsonObject own = row("");
        JsonObject another = Parsed.object("{\"id\":\"" + OTHER + "\"}");
        RowChange deletion = new RowChange("store", ID, true, null);
        RowChange addition = new RowChange("store", OTHER, false, another);

        assertEquals(1, plan("store", own, deletion).faults(Map.of(KEY, own)).size());
        assertEquals(1, plan("store", null, addition).faults(Map.of(KEY, own)).size());
        assertEquals(
                0,
                plan("store", own, deletion, addition).faults(Map.of(KEY, own)).size());
        assertEquals(0, plan("store", null, addition).faults(Map.of()).size(), "there was none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transaction_sequences | " + ID + " | true | 1",
                "tables | " + ID + " | true | 1",
                "countries | x | true | 1",
                "countries | " + ID + " | false | 1",
                "countries | " + ID + " | true | 0"
            })
    void aChangeNeedsAResourceAnIdAndARow(String resource, String id, boolean deleted, int faults) {
        assertEquals(
                faults,
                RowRules.faults(List.of(new RowChange(resource, id, deleted, null)))
                        .size());
    }

    @Test
    void theRowOfAChangeIsValidatedLikeThatOfAnImport() {
        JsonObject country = Parsed.object("{\"id\":\"" + KEY + "\",\"name\":\"N\",\"iso_alpha2\":\"NN\"}");

        assertEquals(List.of(), RowRules.faults(List.of(new RowChange("countries", ID, false, country))));
        assertEquals(
                List.of("countries[" + OTHER + "] has a row with another id."),
                RowRules.faults(List.of(new RowChange("countries", OTHER, false, country))));
        assertEquals(
                List.of("countries[" + ID + "].name is required.", "countries[" + ID + "].iso_alpha2 is required."),
                RowRules.faults(List.of(new RowChange("countries", ID, false, row("")))));
        assertEquals(
                List.of("countries contains the id " + KEY + " twice."),
                RowRules.faults(List.of(
                        new RowChange("countries", ID, false, country), new RowChange("countries", KEY, true, null))));
        assertEquals(
                List.of("warehouses[" + ID + "].deleted_at must be a date and time in ISO 8601."),
                RowRules.faults(List.of(new RowChange("warehouses", ID, true, row(",\"deleted_at\":7")))));
    }

    @Test
    void theTextOfAChangeDoesNotShowItsRow() {
        RowChange change = new RowChange("cashiers", ID, false, row(",\"password\":\"4711\""));

        assertEquals("cashiers[" + ID + "]", change.toString());
    }
}
