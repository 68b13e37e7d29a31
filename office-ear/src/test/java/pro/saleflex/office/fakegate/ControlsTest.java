package pro.saleflex.office.fakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ControlsTest {
    private final FakeGate gate = FakeGate.start();
    private final Caller office = new Caller(gate);
    private final ObjectNode sale = Samples.transaction("transaction-cash-sale", 5);

    @AfterEach
    void close() {
        gate.close();
    }

    private int post(String path, String body) throws IOException {
        return office.control("POST", path, body).status();
    }

    @Test
    void showsEntriesRefusalsAndViolations() throws IOException {
        office.push(sale);
        office.push(sale);
        office.push(Samples.closure(7));
        office.push(sale.put("late", "no"));
        gate.refuse(Refusal.of("POS-001", 3));
        JsonNode seen = office.control("GET", "/_seen", "").body();

        assertEquals(
                "{\"documents\":2,\"first_entry_no\":5,\"last_entry_no\":7,\"repeats\":1,\"gaps\":[6],\"in_order\":true}",
                seen.path("terminals").path("STORE-001/POS-001").toString());
        assertEquals("well", seen.path("mode").path("mode").asString());
        assertEquals(1, seen.path("violations").size());
        assertEquals(3, seen.path("refusals").get(0).path("receipt_number").intValue());
        JsonNode entries = office.control("GET", "/_seen/POS-001", "").body();
        assertEquals(2, entries.size());
        assertEquals(sale.path("document"), entries.get(0).path("document"));
        assertEquals(
                entries, office.control("GET", "/_seen/STORE-001/POS-001", "").body());
        // The gate's own port serves it as well.
        assertEquals(seen, office.follow(gate.url() + "/_seen").body());
    }

    @Test
    void theControlPortTakesTheGateDownAndUpAgain() throws IOException {
        assertEquals(200, post("/_mode", "{\"mode\":\"down\"}"));
        assertThrows(IOException.class, () -> office.get("/health/"));
        assertEquals(200, post("/_mode", "{\"mode\":\"well\"}"));
        assertEquals(200, office.get("/health/").status());
    }

    @Test
    void modesAreGivenInLowerCase() throws IOException {
        assertEquals(
                200, post("/_mode", "{\"mode\":\"too_many\",\"retry_after\":5,\"next\":10,\"on\":\"/closures/\"}"));
        assertEquals(Mode.tooMany(5).next(10).on("/closures/"), gate.mode());
        assertEquals(200, post("/_mode", "{\"mode\":\"error\",\"status\":503,\"share\":0.5}"));
        assertEquals(Mode.error(503).share(0.5), gate.mode());
    }

    @Test
    void documentsAreRefusedUntilTheRefusalsAreCleared() throws IOException {
        assertEquals(
                200,
                post("/_mode", "{\"mode\":\"refuse\",\"document_id\":\"" + Delivery.id(sale) + "\",\"status\":400}"));
        assertEquals(400, office.push(sale).status());
        assertEquals(200, office.control("DELETE", "/_refusals", "").status());
        assertEquals(201, office.push(sale).status());
        assertEquals(Mode.well(), gate.mode());
    }

    @Test
    void suppliesRowsNotificationsAndPagesToPull() throws IOException {
        String id = "11111111-1111-4111-8111-111111111111";
        assertEquals(
                200,
                post("/_changes", "{\"resource\":\"products\",\"id\":\"" + id + "\",\"row\":{\"id\":\"" + id + "\"}}"));
        assertEquals(200, post("/_changes", "{\"resource\":\"coupons\",\"id\":\"" + id + "\"}"));
        assertEquals(200, post("/_notifications", "{\"body\":\"Tea?\"}"));
        assertEquals(200, post("/_pages", "{\"path\":\"/campaigns/active/\",\"page\":{\"results\":[]}}"));

        String query = "?office_code=O&store_code=S";
        assertEquals(
                1,
                office.get("/products/updates/" + query).body().path("results").size());
        assertEquals("{\"results\":[]}", office.raw("/campaigns/active/" + query));
        assertTrue(office.raw("/campaigns/active/" + query).contains("\"deleted\":true"));
        assertEquals(
                "Tea?",
                office.get("/notifications/?terminal_id=G-1")
                        .body()
                        .path("results")
                        .get(0)
                        .path("body")
                        .asString());
        assertEquals(200, office.control("DELETE", "/_tokens", "").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mode\":\"wel\"}",
                "{\"mode\":\"slow\",\"milis\":3}",
                "{\"mode\":\"error\",\"status\":200}",
                "{\"mode\":\"refuse\"}",
                "{}",
                "[]",
                "",
                "down"
            })
    void invalidModesAreRejected(String body) throws IOException {
        assertEquals(400, post("/_mode", body));
        assertEquals(Mode.well(), gate.mode());
        assertEquals(List.of(), gate.violations());
    }

    @Test
    void unknownControlPathsAreNotFound() throws IOException {
        assertEquals(404, post("/_moods", "{}"));
    }
}
