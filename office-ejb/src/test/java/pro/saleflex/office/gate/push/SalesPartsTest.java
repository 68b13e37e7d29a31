package pro.saleflex.office.gate.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.Parsed;
import pro.saleflex.office.zone.StoreZone;

class SalesPartsTest {

    private static JsonObject written(Document sale) {
        JsonWriter to = new JsonWriter(new ColumnConverter(StoreZone.of("Europe/London")), 0);
        SalesParts.read(sale.text()).orElseThrow().write(to);
        return (JsonObject) Parsed.value(new String(to.end(), StandardCharsets.UTF_8));
    }

    @Test
    void everyPartOfAFullSaleIsSent() {
        Document sale = Document.sale("transaction-full-tree-sale.json");
        JsonObject written = written(sale);

        JsonObject line = sale.json().getJsonArray("products").getJsonObject(0);
        JsonObject sent = written.getJsonArray("lines").getJsonObject(0);
        assertEquals(line.getString("id"), sent.getString("line_id"));
        assertEquals(line.getString("unit_price"), sent.getString("unit_price"));
        assertEquals("20.000000", sent.getString("vat_rate"));
        assertEquals(line.getBoolean("is_voided"), sent.getBoolean("voided"));
        for (String list : List.of("payments", "discounts", "taxes")) {
            assertEquals(
                    sale.json().getJsonArray(list).size(),
                    written.getJsonArray(list).size(),
                    list);
        }
        assertEquals(
                List.of("head", "products", "payments", "taxes", "discounts", "changes", "refunds", "fiscal"),
                SalesPart.ALL.stream().map(SalesPart::name).toList());
    }

    @Test
    void aSaleWithoutLinesHasAnEmptyListAndNoRefunds() {
        JsonObject written = written(Document.sale());
        assertTrue(written.getJsonArray("lines").isEmpty());
        assertEquals(1, written.getJsonArray("changes").size());
        assertNull(written.get("refunds"));
        assertNull(written.get("fiscal"));
        assertEquals("2026-11-22T06:17:56.206544Z", written.getString("occurred_at"));
        assertEquals(JsonValue.NULL, written.get("cancel_reason"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "total_amount | 55 | \"55.0000\"",
                "total_amount | \"55.00\" | \"55.0000\"",
                "total_amount | 1e2 | \"100.0000\"",
                "total_amount | \"1.00001\" | \"1.0000\"",
                "total_amount | 24.299999999999997 | \"24.3000\"",
                "total_amount | 1e999999 | null",
                "total_amount | \"much\" | null",
                "total_amount | true | null",
                "total_amount | [1] | null",
                "closure_number | \"7\" | 7",
                "closure_number | 7.5 | null",
                "closure_number | 99999999999999999999 | null",
                "is_cancel | 1 | true",
                "is_cancel | \"false\" | false",
                "is_cancel | \"perhaps\" | null",
                "fk_customer_id | \"B4AACE1DE1014E9D96CC07AC605CF233\" | \"b4aace1d-e101-4e9d-96cc-07ac605cf233\"",
                "fk_customer_id | \"nobody\" | null",
                "transaction_date_time | \"yesterday\" | null",
                "transaction_date_time | \"2026-07-01T12:00:00\" | \"2026-07-01T11:00:00Z\"",
                "transaction_date_time | \"2026-07-01T12:00:00+02:00\" | \"2026-07-01T10:00:00Z\"",
                "cancel_reason | \"a\\u0000b\" | \"a\uFFFDb\"",
                "cancel_reason | {\"x\":[{}]} | null"
            })
    void everyValueHasTheContractsFormOrIsNull(String member, String value, String expected) {
        String as = SalesPart.ALL
                .get(0)
                .columns()
                .get(SalesPart.ALL.get(0).places().get(member))
                .as();
        assertEquals(
                Parsed.value(expected),
                written(Document.sale().withJson("/head/" + member, value)).get(as));
    }

    /** London's clocks show the hour from one to two twice. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-25T01:50:00, 2026-10-25T00:52:00, 2026-10-25T00:50:00Z",
        "2026-10-25T01:10:00, 2026-10-25T01:12:00, 2026-10-25T01:10:00Z"
    })
    void theCompletionTimeResolvesTheRepeatedHourInAutumn(String opened, String completed, String occurred) {
        JsonObject written = written(
                Document.sale().with("/head/transaction_date_time", opened).with("/head/created_at", completed));

        assertEquals(occurred, written.getString("occurred_at"));
        assertNull(written.get("created_at"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"head\":[]}",
                "{\"head\":null}",
                "{\"head\":{\"id\":\"x\"},\"products\":{}}",
                "{\"head\":{\"id\":\"x\"},\"payments\":[1]}",
                "{\"head\":{\"id\":\"x\"},\"fiscal\":[]}"
            })
    void aDocumentWithoutASalesStructureIsNotRead(String payload) {
        assertEquals(Optional.empty(), SalesParts.read(payload));
    }

    @Test
    void aNumberBeyondTheParsersLimitIsNotRead() {
        assertEquals(Optional.empty(), SalesParts.read("{\"head\":{\"total_amount\":" + "9".repeat(5000) + "}}"));
    }

    @Test
    void readsTheClosureNumber() {
        assertEquals(
                9L,
                SalesParts.read(Document.sale().with("/head/closure_number", 9).text())
                        .orElseThrow()
                        .closureNumber());
        assertNull(
                SalesParts.read(Document.sale().without("/head/closure_number").text())
                        .orElseThrow()
                        .closureNumber());
    }
}
