package pro.saleflex.office.fakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PullTest {
    private static final String MINE = "?office_code=OFFICE-001&store_code=STORE-001";
    private static final String PRODUCTS = "/products/updates/" + MINE;

    private final FakeGate gate = FakeGate.start("--page-size", "2");
    private final Caller office = new Caller(gate);

    @AfterEach
    void close() {
        gate.close();
    }

    private static String id(int number) {
        return "11111111-1111-4111-8111-11111111111" + number;
    }

    private static String row(int number) {
        return "{\"id\":\"" + id(number) + "\",\"name\":\"Tea\"}";
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("results").forEach(result -> ids.add(result.path("id").asString()));
        return ids;
    }

    private JsonNode follow(JsonNode page) throws IOException {
        return office.follow(page.path("next").stringValue()).body();
    }

    @Test
    void aPullSinceTheLastOneBringsOnlyLaterChanges() throws IOException {
        gate.put("products", row(1));
        JsonNode first = office.get(PRODUCTS).body();
        assertEquals(
                "[{\"resource\":\"products\",\"id\":\"" + id(1) + "\",\"deleted\":false,\"row\":" + row(1) + "}]",
                first.path("results").toString());
        assertTrue(first.path("next").isNull());

        String since = PRODUCTS + "&since=" + first.path("server_time").asString();
        assertEquals(List.of(), ids(office.get(since).body()));
        gate.put("product_barcodes", null, id(2), null);
        JsonNode second = office.get(since).body();
        assertEquals(List.of(id(2)), ids(second));
        assertTrue(second.path("results").get(0).path("deleted").booleanValue());
        assertTrue(second.path("results").get(0).path("row").isNull());
        assertEquals(List.of(), gate.violations());
    }

    @Test
    void laterPagesOfAPullLeaveOutLaterChanges() throws IOException {
        for (int number = 1; number <= 5; number++) {
            gate.put("products", row(number));
        }
        JsonNode first = office.get(PRODUCTS).body();
        assertEquals(List.of(id(1), id(2)), ids(first));
        assertTrue(first.path("next").stringValue().startsWith(gate.url() + "/api/v1/products/updates/?"));
        // What changes between two pages comes with the next pull.
        gate.put("products", row(4));
        JsonNode second = follow(first);
        assertEquals(List.of(id(3), id(5)), ids(second));
        assertTrue(second.path("next").isNull());

        String since = PRODUCTS + "&since=" + first.path("server_time").asString();
        assertEquals(List.of(id(4)), ids(office.get(since).body()));
        assertEquals(List.of(), gate.violations());
    }

    @Test
    void eachResourceIsServedByItsOperation() throws IOException {
        gate.put("products", row(1));
        gate.put("campaign_rules", row(2));
        gate.put("vat_rates", row(3));
        assertEquals(List.of(id(1)), ids(office.get(PRODUCTS).body()));
        assertEquals(List.of(id(2)), ids(office.get("/campaigns/active/" + MINE).body()));
        String reference = "/reference/updates/" + MINE + "&resource=";
        assertEquals(List.of(id(3)), ids(office.get(reference + "vat_rates").body()));
        assertEquals(List.of(), ids(office.get(reference + "currencies").body()));
        assertEquals(List.of(), gate.violations());
        assertEquals(400, office.get(reference + "products").status());
        assertEquals(1, gate.violations().size());
    }

    @Test
    void rowsOfOtherStoresAreLeftOut() throws IOException {
        gate.put("products", "STORE-002", id(1), row(1));
        gate.put("products", "STORE-001", id(2), row(2));
        assertEquals(List.of(id(2)), ids(office.get(PRODUCTS).body()));
    }

    @Test
    void aPreparedPageIsServedOnce() throws IOException {
        gate.put("products", row(1));
        gate.nextPage("/products/updates/", "[\"no page\"]]");
        assertEquals("[\"no page\"]]", office.raw(PRODUCTS));
        assertEquals(List.of(id(1)), ids(office.get(PRODUCTS).body()));
    }

    @ParameterizedTest
    @CsvSource({
        "'/products/updates/?office_code=O', store_code is missing",
        "'/products/updates/?office_code=O&store_code=', store_code",
        "'/products/updates/?office_code=O&store_code=S&sinse=2026-11-22T06:17:57Z', no query parameter sinse",
        "'/products/updates/?office_code=O&store_code=S&since=yesterday', since",
        "'/reference/updates/?office_code=O&store_code=S', resource is missing",
        "'/notifications/', terminal_id is missing"
    })
    void aWrongQueryIsCaught(String path, String problem) throws IOException {
        assertEquals(400, office.get(path).status());
        assertEquals(1, gate.violations().size());
        assertTrue(gate.violations().get(0).contains(problem), gate.violations()::toString);
    }

    @Test
    void aNotificationIsPolledUntilItIsRead() throws IOException {
        String first = gate.notify("{\"body\":\"Paper is in the back office.\"}");
        gate.notify("""
                {"id": "a/b c", "type": "terminal_command", "terminal_codes": ["POS-001"], "store_code": "STORE-001",
                 "command": {"action": "resend", "closure_number": 7, "from": 30, "to": 33}}""");
        String third = gate.notify("{\"type\":\"price_change\"}");
        JsonNode page = office.get("/notifications/?terminal_id=G-1").body();
        assertEquals(List.of(first, "a/b c"), ids(page));
        assertEquals(List.of(third), ids(follow(page)));

        String confirmation = "{\"read_at\":\"2026-11-22T10:11:12.345Z\",\"confirmed_by\":[\"POS-001\"]}";
        assertEquals(
                200, office.post("/notifications/a%2Fb%20c/read/", confirmation).status());
        assertEquals(
                200, office.post("/notifications/a%2Fb%20c/read/", confirmation).status());
        assertEquals(
                Map.of("a/b c", new ReadConfirmation(Instant.parse("2026-11-22T10:11:12.345Z"), List.of("POS-001"))),
                gate.readConfirmations());
        assertEquals(
                List.of(first, third),
                ids(office.get("/notifications/?terminal_id=G-1").body()));
        assertEquals(404, office.post("/notifications/n-9/read/", confirmation).status());
        assertEquals(List.of(), gate.violations());
    }
}
