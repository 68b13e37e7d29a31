package pro.saleflex.office.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final int MANY = 2000;

    @Test
    void figuresOfPaidSalesAddUp() {
        for (Documents.Document document : CornerShop.documents(MANY, Options.of("--cancel", "0"))) {
            Map<String, Object> item = document.item();
            BigDecimal due = head(item, "total_amount").subtract(head(item, "total_discount_amount"));
            BigDecimal kept = head(item, "total_payment_amount").subtract(head(item, "total_change_amount"));
            assertEquals(due, kept);
            assertTrue(due.signum() > 0 && head(item, "total_change_amount").signum() >= 0);
            assertEquals(head(item, "total_payment_amount"), sum(rows(item, "payments"), "payment_total"));
            assertEquals(head(item, "total_discount_amount"), sum(rows(item, "discounts"), "discount_amount"));
            BigDecimal change = sum(rows(item, "changes"), "change_amount");
            assertEquals(0, head(item, "total_change_amount").compareTo(change));
        }
    }

    @Test
    void allKindsOfSalesAreGenerated() {
        List<Map<String, Object>> items = items(Options.of());
        assertTrue(items.stream().anyMatch(i -> rows(i, "payments").size() == 2));
        assertTrue(items.stream().anyMatch(i -> rows(i, "changes").size() == 1));
        assertTrue(items.stream().anyMatch(i -> rows(i, "discounts").size() > 1));
        long cancelled =
                items.stream().filter(i -> !rows(i, "products").isEmpty()).count();
        assertTrue(cancelled > MANY * 0.03 && cancelled < MANY * 0.07, () -> cancelled + " cancelled");
    }

    @Test
    void onlyTheLastCampaignRowIsNotCancelled() {
        for (Map<String, Object> item : items(Options.of())) {
            List<Map<String, Object>> discounts = rows(item, "discounts");
            for (Map<String, Object> discount : discounts) {
                assertEquals(!discount.get("line_no").equals(discounts.size()), discount.get("is_cancel"));
                assertEquals("discount-2", discount.get("fk_discount_type_id"));
            }
        }
    }

    @Test
    void paidSalesHaveNoLinesAndCancelledOnesHave() {
        for (Documents.Document document : CornerShop.documents(MANY, Options.of("--cancel", "0.5"))) {
            Map<String, Object> item = document.item();
            boolean cancelled = document.basket().cancelled();
            assertEquals(cancelled, !rows(item, "products").isEmpty());
            assertEquals(cancelled, rows(item, "payments").isEmpty());
            assertTrue(rows(item, "taxes").isEmpty());
            if (cancelled) {
                assertEquals("cancelled", head(item).get("transaction_status"));
                assertEquals("Canceled by cashier: m.jones", head(item).get("cancel_reason"));
                assertTrue(rows(item, "discounts").isEmpty()
                        && rows(item, "changes").isEmpty());
                assertEquals(head(item, "total_amount"), sum(rows(item, "products"), "total_price"));
            }
        }
    }

    @Test
    void fullTreesHaveLinesAndTaxesThatAddUp() {
        for (Map<String, Object> item : items(Options.of("--lines", "--cancel", "0"))) {
            assertEquals(head(item, "total_amount"), sum(rows(item, "products"), "total_price"));
            assertEquals(head(item, "total_vat_amount"), sum(rows(item, "products"), "total_vat"));
            BigDecimal tax = sum(rows(item, "taxes"), "tax_amount");
            assertEquals(head(item, "total_vat_amount"), tax);
            assertEquals(head(item, "total_amount"), tax.add(sum(rows(item, "taxes"), "taxable_amount")));
        }
    }

    @Test
    void theHeadHasTerminalTimesAndNumbers() {
        Map<String, Object> head = head(items(Options.of()).get(41));
        assertEquals("20261122-0001-000042", head.get("transaction_unique_id"));
        assertEquals(42, head.get("receipt_number"));
        assertEquals(7, head.get("pos_id"));
        assertEquals("GBP", head.get("base_currency"));
        assertEquals("1.000000", head.get("exchange_rate"));
        assertEquals("2026-11-22T11:11:12.123456", head.get("transaction_date_time"));
        assertEquals("2026-11-22T10:11:12", head.get("created_at"));
    }

    @Test
    void theSeedDeterminesTheBasketsAndTheRunTheIds() {
        List<Documents.Document> first = CornerShop.documents(100, Options.of("--run", "1"));
        List<Documents.Document> again = CornerShop.documents(100, Options.of("--run", "1"));
        List<Documents.Document> later = CornerShop.documents(100, Options.of("--run", "2"));
        assertEquals(first, again);
        assertEquals(baskets(first), baskets(later));
        assertFalse(later.stream().anyMatch(d -> ids(first).contains(d.id())));
        assertNotEquals(baskets(first), baskets(CornerShop.documents(100, Options.of("--seed", "2"))));
        assertNotEquals(Options.of().run(), Options.of().run());
    }

    private static List<Basket> baskets(List<Documents.Document> documents) {
        return documents.stream().map(Documents.Document::basket).toList();
    }

    private static Set<String> ids(List<Documents.Document> documents) {
        return documents.stream().map(Documents.Document::id).collect(Collectors.toSet());
    }

    private static List<Map<String, Object>> items(Options options) {
        return CornerShop.documents(MANY, options).stream()
                .map(Documents.Document::item)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> head(Map<String, Object> item) {
        return (Map<String, Object>) item.get("head");
    }

    private static BigDecimal head(Map<String, Object> item, String column) {
        return new BigDecimal((String) head(item).get(column));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Map<String, Object> item, String name) {
        return (List<Map<String, Object>>) item.get(name);
    }

    /** Sum over the rows not cancelled, with four decimals. */
    private static BigDecimal sum(List<Map<String, Object>> rows, String column) {
        return rows.stream()
                .filter(row -> !Boolean.TRUE.equals(row.get("is_cancel")))
                .map(row -> new BigDecimal((String) row.get(column)))
                .reduce(new BigDecimal("0.0000"), BigDecimal::add);
    }
}
