package pro.saleflex.office.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The expected figures were calculated by hand, so that the test does not repeat the code. */
class PeriodTest {
    private static final LocalDateTime OPENED = LocalDateTime.of(2026, 11, 21, 23, 50, 0);
    private static final Instant OPENED_AT = Instant.parse("2026-11-21T22:50:00Z");

    private final Shop shop = CornerShop.at(1, 1);
    private final Ids ids = new Ids(1, "T0001");
    private final Period period = new Period(OPENED, OPENED_AT);

    /** Biscuit 1.99 with 0.33 VAT, coffee 7.46 (from 7.455) with 1.24 VAT. */
    private Basket.Line line(int product) {
        Shop.Product sold = shop.products().get(product);
        return new Basket.Line(sold, shop.vat(sold), BigDecimal.ONE);
    }

    private void add(int receipt, boolean lines, Basket basket) {
        Documents.Opened opened = new Documents.Opened(4, receipt, OPENED.plusMinutes(receipt));
        period.add(new Documents(ids, lines).finish(opened, basket, shop, OPENED_AT));
    }

    private static Basket paid(List<Basket.Line> lines, String discount, Basket.Tender... tenders) {
        return new Basket(lines, false, new BigDecimal(discount), 2, List.of(tenders), false);
    }

    private static Basket.Tender tender(String type, String amount) {
        return new Basket.Tender(type, new BigDecimal(amount));
    }

    private Map<String, Object> close(boolean lines) {
        add(1, lines, paid(List.of(line(0)), "0", tender(Basket.CASH, "5")));
        add(2, lines, paid(List.of(line(2)), "0.46", tender(Basket.CARD, "4"), tender(Basket.CASH, "10")));
        add(3, lines, new Basket(List.of(line(2), line(0)), true, BigDecimal.ZERO, 0, List.of(), false));
        return period.close(4, shop, ids, OPENED_AT.plusSeconds(600));
    }

    @Test
    void theClosureHasTheTerminalsFiguresQuirksIncluded() {
        Map<String, Object> closure = row(close(false), "closure");
        assertEquals("20261121-0004", closure.get("closure_unique_id"));
        assertEquals(4, closure.get("closure_number"));
        assertEquals("2026-11-21", closure.get("closure_date"));
        assertEquals("2026-11-21T23:51:00", closure.get("closure_start_time"));
        assertEquals("2026-11-21T23:53:00", closure.get("closure_end_time"));
        assertEquals("2026-11-21T22:50:00", closure.get("created_at"));
        assertEquals("pos-1", closure.get("fk_pos_id"));
        assertEquals("cashier-2", closure.get("fk_cashier_closed_id"));
        assertEquals(3, closure.get("total_document_count"));
        assertEquals(2, closure.get("valid_transaction_count"));
        assertEquals(1, closure.get("canceled_transaction_count"));
        // includes the cancelled document: 1.99 + 7.46 + 9.45, and its tax
        assertEquals("18.9000", closure.get("gross_sales_amount"));
        assertEquals("18.4400", closure.get("net_sales_amount"));
        assertEquals("3.1400", closure.get("total_tax_amount"));
        assertEquals("0.4600", closure.get("total_discount_amount"));
        // cash as tendered; expected cash covers all tenders, less change: 1.99 + 7.00
        assertEquals("15.0000", closure.get("closing_cash_amount"));
        assertEquals("8.9900", closure.get("expected_cash_amount"));
        assertEquals(3, closure.get("paid_in_count"));
        assertEquals("19.0000", closure.get("paid_in_total"));
    }

    @Test
    void theSummariesHaveTheTerminalsFigures() {
        Map<String, Object> item = close(false);
        assertEquals(List.of("15.0000", "4.0000"), column(item, "payment_type_summaries", "total_amount"));
        assertEquals(List.of(2, 1), column(item, "payment_type_summaries", "total_count"));
        assertEquals(
                List.of("payment-type-1", "payment-type-1"),
                column(item, "payment_type_summaries", "fk_payment_type_id"));
        assertEquals(List.of(1), column(item, "discount_summaries", "discount_count"));
        assertEquals(List.of("0.4600"), column(item, "discount_summaries", "total_discount_amount"));
        assertEquals(List.of("9.4500"), column(item, "document_type_summaries", "valid_amount"));
        assertEquals(List.of("9.4500"), column(item, "document_type_summaries", "canceled_amount"));
        assertEquals(List.of("18.9000"), column(item, "cashier_summaries", "total_sales_amount"));
        // 18.90 over the two valid documents
        assertEquals(List.of("9.4500"), column(item, "cashier_summaries", "average_transaction_amount"));
        assertEquals(List.of(), item.get("vat_summaries"));
        assertEquals(List.of(), item.get("department_summaries"));
    }

    @Test
    void vatIsSummedFromTaxRowsOnly() {
        Map<String, Object> item = close(true);
        assertEquals(List.of("1.5700"), column(item, "vat_summaries", "tax_amount"));
        assertEquals(List.of("7.8800"), column(item, "vat_summaries", "taxable_amount"));
        assertEquals(List.of(2), column(item, "vat_summaries", "transaction_count"));
        assertEquals(List.of("VAT 20%"), column(item, "vat_summaries", "tax_jurisdiction"));
    }

    @Test
    void aPeriodOfCancelledDocumentsHasNoAverage() {
        add(1, false, new Basket(List.of(line(0)), true, BigDecimal.ZERO, 0, List.of(), false));
        Map<String, Object> item = period.close(4, shop, ids, OPENED_AT);
        assertEquals(List.of("0.0000"), column(item, "cashier_summaries", "average_transaction_amount"));
        assertEquals(List.of(), item.get("payment_type_summaries"));
    }

    /** A made-up day of any size agrees with its documents. */
    @Test
    void aLongDayAgreesWithItsDocuments() {
        List<Documents.Document> documents = CornerShop.documents(500, Options.of());
        documents.forEach(period::add);
        Map<String, Object> closure = row(period.close(1, shop, ids, OPENED_AT), "closure");
        assertEquals(500, closure.get("total_document_count"));
        assertEquals(total(documents, "total_amount"), closure.get("gross_sales_amount"));
        assertEquals(total(documents, "total_vat_amount"), closure.get("total_tax_amount"));
        assertEquals(total(documents, "total_discount_amount"), closure.get("total_discount_amount"));
        assertEquals(total(documents, "total_payment_amount"), closure.get("paid_in_total"));
    }

    private static String total(List<Documents.Document> documents, String column) {
        Function<Documents.Document, BigDecimal> amount =
                document -> new BigDecimal((String) row(document.item(), "head").get(column));
        return Basket.sum(documents, amount).toPlainString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> row(Map<String, Object> item, String name) {
        return (Map<String, Object>) item.get(name);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> column(Map<String, Object> item, String rows, String column) {
        return ((List<Map<String, Object>>) item.get(rows))
                .stream().map(row -> row.get(column)).toList();
    }
}
