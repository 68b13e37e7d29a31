package pro.saleflex.office.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.testing.Samples;

class SnapshotReaderTest {
    private static final String ID = "5d922786-3aad-59f2-9cd2-f040f557ae9f";
    private static final String OTHER = "d725bbf5-a6f9-582d-b0f4-443b92f0643d";
    private static final String STORE = "\"store\":{\"id\":\"" + ID + "\"}";
    private static final String CASHIER = "{\"id\":\"" + ID + "\",\"no\":1,\"user_name\":\"a\",\"name\":\"b\","
            + "\"last_name\":\"c\",\"password\":\"9001\",\"identity_number\":\"d\",\"description\":\"e\","
            + "\"is_administrator\":true}";
    private static final String COUNTRY = "{\"id\":\"" + ID + "\",\"name\":\"N\",\"iso_alpha2\":\"NN\"}";

    private static Result data(String... resources) {
        return read("{\"data\":{" + String.join(",", resources) + "}}");
    }

    private static Result read(String json) {
        Map<String, List<JsonObject>> rows = new HashMap<>();
        List<String> faults = SnapshotReader.read(new StringReader(json), (resource, row) -> rows.computeIfAbsent(
                        resource.name(), name -> new ArrayList<>())
                .add(row));
        return new Result(rows, faults);
    }

    private record Result(Map<String, List<JsonObject>> rows, List<String> faults) {}

    /** Returns the faults of one resource in an otherwise valid snapshot. */
    private static List<String> faults(String resource) {
        return data(STORE, "\"cashiers\":[" + CASHIER + "]", resource).faults();
    }

    @Test
    void isValidWithAStoreAndAnAdministrator() {
        Result snapshot = data(STORE, "\"cashiers\":[" + CASHIER + "]");

        assertEquals(List.of(), snapshot.faults());
        assertEquals(Set.of("store", "cashiers"), snapshot.rows().keySet());
        assertEquals(1, snapshot.rows().get("store").size());
    }

    @Test
    void isValidAsSentByAnotherServer() {
        Result snapshot = read(Samples.body("pos-init.json"));

        assertEquals(List.of(), snapshot.faults());
        assertEquals(44, snapshot.rows().values().stream().mapToInt(List::size).sum());
    }

    @Test
    void acceptsTheDemoData() {
        Result snapshot = read(DemoData.snapshot());

        assertEquals(List.of(), snapshot.faults());
        assertEquals(50, snapshot.rows().get("products").size());
        for (String needed : List.of(
                "cashiers",
                "currencies",
                "payment_types",
                "vat_rates",
                "department_main_groups",
                "department_sub_groups",
                "product_barcodes",
                "transaction_document_types",
                "transaction_discount_types",
                "forms",
                "form_controls",
                "label_values",
                "pos_virtual_keyboards")) {
            assertFalse(snapshot.rows().get(needed).isEmpty(), needed);
        }
    }

    /** Ids that one resource takes from another must exist there. */
    @Test
    void theDemoDataReferToExistingRowsOnly() {
        Result snapshot = read(DemoData.snapshot());
        Set<String> ids = new HashSet<>();
        snapshot.rows().values().forEach(rows -> rows.forEach(row -> ids.add(row.getString("id"))));

        for (JsonObject barcode : snapshot.rows().get("product_barcodes")) {
            assertTrue(ids.contains(barcode.getString("fk_product_id")), barcode::toString);
        }
        for (JsonObject control : snapshot.rows().get("form_controls")) {
            assertTrue(ids.contains(control.getString("fk_form_id")), control::toString);
        }
        for (JsonObject group : snapshot.rows().get("department_sub_groups")) {
            assertTrue(ids.contains(group.getString("main_group_id")), group::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,", "{\"data\":{\"store\":}}", "data"})
    void reportsInvalidJson(String json) {
        assertEquals(List.of("It is not valid JSON."), read(json).faults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "\"data\"", "{}", "{\"data\":null}", "{\"data\":[]}"})
    void reportsMissingData(String json) {
        assertEquals(
                List.of("There is no object named 'data'. Import the reply of a /pos/init call or a file of the same"
                        + " form."),
                read(json).faults());
    }

    @Test
    void needsAStoreAndAnAdministrator() {
        assertEquals(
                List.of(
                        "store must have exactly one row.",
                        "cashiers must contain at least one administrator: without one, no till can close its day."),
                data().faults());
        assertEquals(
                List.of("store must have exactly one row."),
                data("\"cashiers\":[" + CASHIER + "]", "\"store\":[{\"id\":\"" + ID + "\"},{\"id\":\"" + OTHER + "\"}]")
                        .faults());
        assertEquals(
                List.of(),
                data("\"store\":[{\"id\":\"" + ID + "\"}]", "\"cashiers\":[" + CASHIER.replace("true", "1") + "]")
                        .faults());
        assertEquals(
                List.of("cashiers must contain at least one administrator: without one, no till can close its day."),
                data(STORE, "\"cashiers\":[" + CASHIER.replace("true", "false") + "]")
                        .faults());
    }

    @Test
    void reportsAResourceThatIsNotAList() {
        assertEquals(List.of("products must be a list."), faults("\"products\":{}"));
        assertEquals(List.of("products must be a list."), faults("\"products\":null"));
        assertEquals(List.of("products must be a list."), faults("\"products\":\"none\""));
    }

    @Test
    void reportsARowThatIsNotAnObject() {
        assertEquals(
                List.of("countries[0] must be an object.", "countries[2] must be an object."),
                faults("\"countries\":[1," + COUNTRY + ",[]]"));
    }

    @Test
    void namesEveryInvalidField() {
        assertEquals(
                List.of(
                        "countries[" + ID + "].name is required.",
                        "countries[" + ID + "].iso_alpha2 must be a text.",
                        "countries[" + ID + "].iso_numeric must be a whole number."),
                faults("\"countries\":[{\"id\":\"" + ID + "\",\"iso_alpha2\":7,\"iso_numeric\":\"x\"}]"));
    }

    @Test
    void namesRowsWithoutAnId() {
        assertEquals(
                List.of("countries[without id].id is required.", "countries[without id].id must be a UUID."),
                faults("\"countries\":[" + COUNTRY.replace("\"id\":\"" + ID + "\",", "") + ","
                        + COUNTRY.replace('"' + ID + '"', "7") + "]"));
    }

    @Test
    void reportsADuplicateId() {
        String again = COUNTRY.replace(ID, "5D9227863AAD59F29CD2F040F557AE9F");

        assertEquals(
                List.of("countries contains the id 5D9227863AAD59F29CD2F040F557AE9F twice."),
                faults("\"countries\":[" + COUNTRY + "," + again + "]"));
    }

    @Test
    void ignoresUnknownResourcesAndFields() {
        assertEquals(
                List.of(), faults("\"receipt_headers\":7,\"countries\":[" + COUNTRY.replace("}", ",\"x\":{}}") + "]"));
    }

    @Test
    void doesNotShowValues() {
        List<String> faults = data(STORE, "\"cashiers\":[" + CASHIER.replace("\"9001\"", "9001") + "]")
                .faults();

        assertEquals(List.of("cashiers[" + ID + "].password must be a text."), faults);
    }

    @Test
    void stopsAtTwentyFaults() {
        List<String> faults = faults("\"countries\":[" + "1,".repeat(29) + "1]");

        assertEquals(21, faults.size());
        assertEquals("countries[19] must be an object.", faults.get(19));
        assertEquals("... and 10 more.", faults.get(20));
    }

    @Test
    void copesWithExcessiveNesting() {
        String json = "{\"data\":{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}}";

        assertEquals(List.of("It is not valid JSON."), read(json).faults());
    }

    @Test
    void limitsTheLengthOfARow() {
        String tooLong = COUNTRY.replace("\"N\"", '"' + "x".repeat(6_000_000) + '"');

        assertEquals(List.of(RowSource.TOO_LONG), faults("\"countries\":[" + tooLong + "]"));
    }

    @Test
    void reportsAResourceThatAppearsTwice() {
        assertEquals(List.of("countries appears twice."), faults("\"countries\":[" + COUNTRY + "],\"countries\":[]"));
    }

    @Test
    void rejectsTextAfterTheEnd() {
        assertEquals(List.of("It is not valid JSON."), read("{\"data\":{}} x").faults());
    }
}
