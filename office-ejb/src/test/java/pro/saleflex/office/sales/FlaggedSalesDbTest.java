package pro.saleflex.office.sales;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.intake.IntakeResult;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** Which sales are flagged: values that do not fit their columns, sums that do not add up. */
@DatabaseTest
class FlaggedSalesDbTest {
    @Inject
    TestApplication app;

    @Inject
    Till till;

    // Values that do not fit

    @ParameterizedTest
    @CsvSource({
        "/head/total_vat_amount, 1000000000000000.00, head.total_vat_amount, total_vat_amount",
        "/head/total_vat_amount, -1000000000000000, head.total_vat_amount, total_vat_amount",
        "/head/exchange_rate, 10000000000000.0, head.exchange_rate, exchange_rate",
        "/head/transaction_date_time, 2026-13-45T06:17:56, head.transaction_date_time, local_time",
        "/head/transaction_date_time, yesterday, head.transaction_date_time, opened_at",
        "/head/transaction_date_time, 2026-02-30T06:17:56, head.transaction_date_time, opened_at",
        "/head/transaction_date_time, +123456-01-01T00:00:00, head.transaction_date_time, opened_at",
        "/head/created_at, 22.11.2026 06:17, head.created_at, completed_at",
        "/head/fk_cashier_create_id, 17, head.fk_cashier_create_id, cashier_id",
        "/head/fk_customer_id, not-a-uuid, head.fk_customer_id, customer_id",
        "/head/original_transaction_id, dcfd3213-8760-4090-9515-1315cfcfeb9, head.original_transaction_id, original_document_id"
    })
    void aValueThatDoesNotFitIsLeftOutAndFlaggedAndTheRestIsStored(
            String pointer, String value, String member, String column) {
        Document sale = till.sold(Document.sale().with(pointer, value));

        assertEquals(null, till.column(column, sale.id()));
        assertEquals("55.0000", till.column("total_amount", sale.id()));
        assertEquals(1, till.lines("sales_payment", "position", sale.id()).size());
        assertEquals(Map.of(Flag.VALUE_LEFT_OUT, "Left out of its column: " + member), till.flags(sale.id()));
    }

    @Test
    void everyMemberLeftOutIsNamed() {
        Document sale = till.sold(Document.sale()
                .with("/head/total_vat_amount", "1e20")
                .with("/payments/0/id", "none")
                .with("/payments/0/currency_exchange_rate", "10000000000000"));

        assertEquals(
                "Left out of its column: head.total_vat_amount, payments.id, payments.currency_exchange_rate",
                till.flags(sale.id()).get(Flag.VALUE_LEFT_OUT));
        assertEquals(
                Arrays.asList(null, "100.0000", null),
                till.lines("sales_payment", "row_id, payment_total, exchange_rate", sale.id())
                        .get(0));
    }

    @Test
    void aValueWithTooManyDecimalsIsRoundedAndFlagged() {
        Document sale = till.sold(Document.sale()
                .with("/head/total_vat_amount", "8.33335")
                .with("/payments/0/currency_exchange_rate", "0.12345678"));

        assertEquals("8.3334", till.column("total_vat_amount", sale.id()));
        assertEquals(List.of(List.of("0.123457")), till.lines("sales_payment", "exchange_rate", sale.id()));
        assertEquals(
                Map.of(
                        Flag.VALUE_ROUNDED,
                        "Rounded to its column's decimals: head.total_vat_amount, payments.currency_exchange_rate"),
                till.flags(sale.id()));
    }

    /** As sent by a till that adds up binary fractions; the journal keeps what it sent. */
    @Test
    void binaryFractionResidueIsRoundedWithoutAFlag() {
        Document sale = till.sold(Document.sale().withJson("/head/total_vat_amount", "24.299999999999997"));

        assertEquals("24.3000", till.column("total_vat_amount", sale.id()));
        assertEquals(Map.of(), till.flags(sale.id()));
        assertTrue(till.entry(sale.id()).payload().contains("24.299999999999997"));
    }

    @ParameterizedTest
    @CsvSource({
        "999999999999999.9999, 999999999999999.9999",
        "-999999999999999.9999, -999999999999999.9999",
        "1.23450000000000, 1.2345",
        "1E+3, 1000.0000",
        "0E+30, 0.0000",
        "-0, 0.0000"
    })
    void aValueThatFitsIsStoredExactly(String sent, String stored) {
        Document sale = till.sold(Document.sale().with("/head/total_vat_amount", new BigDecimal(sent)));
        assertEquals(stored, till.column("total_vat_amount", sale.id()));
        assertEquals(Map.of(), till.flags(sale.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+100000000", "-1E+100000000", "1E-100000000", "9E+2000000000"})
    void hugeNumbersAreLeftOutQuickly(String huge) {
        Document sale = Document.sale()
                .withJson("/head/total_amount", huge)
                .withJson("/payments/0/payment_total", huge)
                .withJson("/head/unknown", huge);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> till.sold(sale));

        assertEquals(null, till.column("total_amount", sale.id()));
        assertEquals("100.0000", till.column("total_payment_amount", sale.id()));
        String detail = till.flags(sale.id()).get(Flag.VALUE_LEFT_OUT);
        assertTrue(detail.contains("head.total_amount") && detail.contains("payments.payment_total"), detail);
    }

    @Test
    void aNumberOfAThousandDigitsIsLeftOut() {
        Document sale = till.sold(Document.sale().withJson("/head/total_vat_amount", "9".repeat(1000)));

        assertEquals(null, till.column("total_vat_amount", sale.id()));
        assertFalse(till.flags(sale.id()).isEmpty());
    }

    /**
     * A whole number too large for its column may be left out or not projected, but is never stored as another number.
     */
    @ParameterizedTest
    @CsvSource({
        "/head/receipt_number, 18446744073709551617",
        "/head/receipt_number, 1.5",
        "/head/receipt_number, 1E+30",
        "/head/closure_number, 99999999999999999999",
        "/head/loyalty_points_earned, 0.5",
        "/payments/0/line_no, 4294967297",
        "/payments/0/line_no, 2.5",
        "/payments/0/installment_count, -4294967295"
    })
    void aWholeNumberThatDoesNotFitIsNeverTurnedIntoAnother(String pointer, String value) {
        Document sale = till.sold(Document.sale().withJson(pointer, value));

        assertFalse(till.flags(sale.id()).isEmpty(), "flagged");
        assertEquals(
                "0",
                app.value("select count(*) from sales_document d left join sales_payment p on p.document_id = d.id"
                        + " where d.document_id = '" + sale.id()
                        + "' and (d.receipt_number <> 1 or d.closure_number <> 1"
                        + " or d.loyalty_points_earned <> 0 or p.line_no <> 1 or p.installment_count <> 1)"));
        assertEquals(
                "t",
                till.value("select coalesce(max(receipt_number), 2) <= 2 and coalesce(max(closure_number), 1) = 1"
                        + " from counter where :mine"));
    }

    @ParameterizedTest
    @CsvSource({
        "/head/is_cancel, 3, head.is_cancel, cancelled",
        "/head/is_cancel, '\"yes\"', head.is_cancel, cancelled",
        "/head/closure_number, 12345678901234567890, head.closure_number, closure_number",
        "/head/receipt_number, '\"abc\"', head.receipt_number, receipt_number",
        "/head/total_vat_amount, '\"9,1700\"', head.total_vat_amount, total_vat_amount",
        "/head/document_type, '{\"a\":1}', head.document_type, document_type"
    })
    void anUnreadableMemberIsLeftOutAndFlaggedAndTheRestIsStored(
            String pointer, String json, String member, String column) {
        Document sale = till.sold(Document.sale().withJson(pointer, json));

        assertEquals(null, till.column(column, sale.id()));
        assertEquals("55.0000", till.column("total_amount", sale.id()));
        assertEquals(1, till.lines("sales_payment", "position", sale.id()).size());
        assertEquals(Map.of(Flag.VALUE_LEFT_OUT, "Left out of its column: " + member), till.flags(sale.id()));
    }

    @Test
    void nulAndLoneSurrogatesAreReplacedInColumnsAndKeptInThePayload() {
        Document plain = Document.sale()
                .with("/head/cancel_reason", "REASON")
                .with("/head/transaction_unique_id", "UNIQUE")
                .withJson("/notes", "[{\"note_text\":\"NOTE\",\"note_type\":null}]");
        String item = plain.text()
                .replace("REASON", "a\\u0000b")
                .replace("UNIQUE", "\\ud83dx\\ude00")
                .replace("NOTE", "\\ud83d\\ude00 \\uDC00");

        assertEquals(new IntakeResult.Done(1, List.of()), till.sell(item));
        assertEquals(new IntakeResult.Done(1, List.of()), till.sell(item));

        assertEquals(item, till.entry(plain.id()).payload());
        assertEquals(
                List.of("a\uFFFDb", "\uFFFDx\uFFFD"), till.columns("cancel_reason, transaction_unique_id", plain.id()));
        assertEquals(List.of(List.of("\uD83D\uDE00 \uFFFD")), till.lines("sales_note", "note_text", plain.id()));
        assertEquals(Map.of(), till.flags(plain.id()));
        assertTrue(till.verify().clean());
    }

    @Test
    void nulInMemberNamesAndUnknownMembersIsHarmless() {
        Document sale = Document.sale();
        String item = sale.text().replaceFirst("\\{", "{\"a\\\\u0000\\\\ud800\":\"\\\\u0000\",");

        assertEquals(new IntakeResult.Done(1, List.of()), till.sell(item));

        assertEquals(item, till.entry(sale.id()).payload());
        assertEquals("55.0000", till.column("total_amount", sale.id()));
    }

    // Sums

    @ParameterizedTest
    @CsvSource({
        "/head/total_amount, 55.02, amount due",
        "/head/total_payment_amount, 100.02, sum of the payment lines",
        "/head/total_discount_amount, 0.02, sum of the live discounts",
        "/head/total_change_amount, 45.02, sum of the changes",
        "/payments/0/payment_total, 99.98, sum of the payment lines",
        "/payments/0/is_cancel, true, sum of the payment lines",
        "/changes/0/change_amount, 44.98, sum of the changes"
    })
    void aSaleThatDoesNotAddUpIsStoredAndFlaggedWithTheFigures(String pointer, String value, String reason) {
        Document sale = till.sold(
                value.equals("true")
                        ? Document.sale().with(pointer, true)
                        : Document.sale().with(pointer, value));

        assertEquals(1, till.count("sales_document"));
        assertEquals(Set.of(Flag.DOES_NOT_ADD_UP), till.flags(sale.id()).keySet());
        String detail = till.flags(sale.id()).get(Flag.DOES_NOT_ADD_UP);
        assertTrue(detail.contains(reason), detail);
        assertTrue(detail.contains(value.equals("true") ? "0" : value), detail);
    }

    @ParameterizedTest
    @CsvSource({"/head/total_amount, 55.01", "/head/total_amount, 54.99", "/payments/0/payment_total, 100.01"})
    void aCentIsTolerated(String pointer, String value) {
        Document sale = till.sold(Document.sale().with(pointer, value));

        assertEquals(Map.of(), till.flags(sale.id()));
    }

    @Test
    void supersededDiscountsDoNotCount() {
        Document sale = till.sold(
                Document.sale().withJson("/discounts", "[{\"discount_amount\":\"99.0000\",\"is_cancel\":true}]"));

        assertEquals(Map.of(), till.flags(sale.id()));
        assertEquals(
                List.of(List.of("99.0000", "t")),
                till.lines("sales_discount", "discount_amount, cancelled", sale.id()));
    }

    @Test
    void aDocumentThatWasNotPaidIsNotChecked() {
        Document cancelled = till.sold(Document.sale()
                .with("/head/transaction_status", "cancelled")
                .with("/head/is_cancel", true)
                .with("/head/total_amount", "70.00"));
        Document active = till.sold(
                Document.sale().with("/head/transaction_status", "active").with("/head/total_amount", "70.00"));

        assertEquals(Map.of(), till.flags(cancelled.id()));
        assertEquals(Map.of(), till.flags(active.id()));
        assertEquals("t", till.column("cancelled", cancelled.id()));
    }
}
