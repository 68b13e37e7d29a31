package pro.saleflex.office.sales;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.intake.Reprojection;
import pro.saleflex.office.intake.Taken;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.House;
import pro.saleflex.office.testing.Till;

class SalesProjectionDbTest {
    private static final String ID = "dcfd3213-8760-4090-9515-1315cfcfeb9d";

    @TempDir
    static Path home;

    static House house;

    Till till;

    @BeforeAll
    static void open() {
        house = new House(home);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newTill() {
        till = house.till();
    }

    private Document sold(Document document) {
        assertEquals(new Taken.Done(1, 0), till.sell(document));
        assertEquals(document.text(), till.entry(document.id()).payload());
        return document;
    }

    private List<String> head(String columns, UUID id) {
        return house.rows("select " + columns + " from sales_document where document_id = '" + id + "'")
                .get(0);
    }

    // What a document becomes

    @Test
    void theHeadHasItsColumns() {
        Document sale = sold(Document.sale("transaction-full-tree-sale.json")
                .with("/head/original_transaction_id", ID)
                .with("/head/loyalty_points_earned", 12)
                .with("/head/loyalty_points_redeemed", 5)
                .with("/head/fiscal_receipt_number", "F-1")
                .with("/head/cancel_reason", "none")
                .with("/head/exchange_rate", "1.234567"));

        assertEquals(
                List.of(
                        "unique " + sale.id(),
                        "FISCAL_RECEIPT",
                        "sale",
                        "completed",
                        "1",
                        "101",
                        "f0fc046a-e3e3-4e3a-a753-726e77cf9c97",
                        "b4aace1d-e101-4e9d-96cc-07ac605cf233",
                        ID,
                        "GBP",
                        "12",
                        "5",
                        "F-1",
                        "f",
                        "none"),
                head(
                        "transaction_unique_id, document_type, transaction_type, transaction_status, closure_number,"
                                + " receipt_number, cashier_id, customer_id, original_document_id, base_currency,"
                                + " loyalty_points_earned, loyalty_points_redeemed, fiscal_receipt_number, cancelled,"
                                + " cancel_reason",
                        sale.id()));
        assertEquals(
                List.of(
                        "1.234567",
                        "315.0000",
                        "52.5000",
                        "15.7500",
                        "0.0000",
                        "350.0000",
                        "50.7500",
                        "0.0000",
                        "0.0000",
                        "0.0000"),
                head(
                        "exchange_rate, total_amount, total_vat_amount, total_discount_amount, total_surcharge_amount,"
                                + " total_payment_amount, total_change_amount, service_charge_amount, tip_amount,"
                                + " rounding_amount",
                        sale.id()));
        assertEquals(
                String.valueOf(till.entry(sale.id()).id()),
                till.column("id", sale.id()),
                "the id is the journal entry's");
    }

    @Test
    void localTimesAreReadInTheStoresZoneAndCreatedAtAsUtc() {
        Document sale = sold(Document.sale());

        assertEquals(
                List.of("2026-11-22 06:17:56.206544", "2026-11-22 03:17:56.206544", "2026-11-22 06:17:56"),
                head("local_time, opened_at at time zone 'UTC', completed_at at time zone 'UTC'", sale.id()));
    }

    @Test
    void aTimeThatNamesItsZoneIsConverted() {
        Document sale = sold(Document.sale().with("/head/transaction_date_time", "2026-11-22T23:30:00-05:00"));

        assertEquals(
                List.of("2026-11-23 07:30:00", "2026-11-23 04:30:00"),
                head("local_time, opened_at at time zone 'UTC'", sale.id()));
    }

    @Test
    void theLinesTendersTaxesDiscountsNotesAndChangesOfASaleAreItsRows() {
        Document sale = sold(Document.sale("transaction-full-tree-sale.json"));
        UUID id = sale.id();

        assertEquals(
                List.of(
                        "1",
                        "48790f12-3a55-44e1-bd05-6ac7c45ca4e6",
                        "1",
                        "9f376784-e585-4f8c-a287-53cc56aa2c50",
                        "b92324f3-0f10-4a26-a424-79009343988d",
                        "a3cba3ed-20be-416f-823c-9ba5516f5916",
                        "1",
                        "Baguette",
                        "EA",
                        "1.0000",
                        "110.0000",
                        "20.000000",
                        "110.0000",
                        "18.3300",
                        "f",
                        "f"),
                till.lines(
                                "sales_product",
                                "position, row_id, line_no, product_id, department_main_group_id,"
                                        + " department_sub_group_id, product_code, product_name, unit_of_measure, quantity,"
                                        + " unit_price, vat_rate, total_price, total_vat, cancelled, voided",
                                id)
                        .get(0));
        assertEquals(3, till.lines("sales_product", "position", id).size());
        assertEquals(
                texts(sale, "payments", "id", "payment_type", "currency_code", "payment_status"),
                till.lines("sales_payment", "row_id, payment_type, currency_code, payment_status", id));
        assertEquals(
                "350.0000",
                house.value("select sum(payment_total) from sales_payment where document_id = "
                        + till.entry(id).id()));
        assertEquals(
                texts(sale, "discounts", "id", "fk_discount_type_id", "discount_amount"),
                till.lines("sales_discount", "row_id, discount_type_id, discount_amount", id));
        assertEquals(
                texts(sale, "taxes", "id", "tax_type", "tax_code", "tax_name", "taxable_amount", "tax_amount"),
                till.lines("sales_tax", "row_id, tax_type, tax_code, tax_name, taxable_amount, tax_amount", id));
        assertEquals(
                texts(sale, "notes", "id", "note_type", "note_text"),
                till.lines("sales_note", "row_id, note_type, note_text", id));
        assertEquals(List.of(List.of("50.7500", "GBP")), till.lines("sales_change", "change_amount, currency", id));
    }

    private static List<List<String>> texts(Document document, String list, String... members) {
        return document.json().getJsonArray(list).stream()
                .map(row -> Arrays.stream(members)
                        .map(member -> row.asJsonObject().getString(member))
                        .toList())
                .toList();
    }

    @Test
    void aReturnHasItsRefundAndItsFiscalPart() {
        Document refund = sold(Document.sale("transaction-return.json"));

        assertEquals(
                texts(
                        refund,
                        "refunds",
                        "id",
                        "fk_original_transaction_id",
                        "refund_type",
                        "refund_reason",
                        "refund_amount"),
                till.lines(
                        "sales_refund",
                        "row_id, original_document_id, refund_type, refund_reason, refund_amount",
                        refund.id()));
        var fiscal = refund.json().getJsonObject("fiscal");
        assertEquals(
                List.of(List.of(fiscal.getString("id"), fiscal.getString("country_code"))),
                till.lines("sales_fiscal", "row_id, country_code", refund.id()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "departments | {'id':'ID','line_no':3,'fk_department_main_group_id':'ID','fk_department_sub_group_id':null,"
                        + "'vat_rate':'8.00','total_department':'12.3400','total_department_vat':'0.9100'}"
                        + " | sales_department | row_id, line_no, department_main_group_id, department_sub_group_id, vat_rate,"
                        + " total_department, total_department_vat | ID,3,ID,null,8.000000,12.3400,0.9100",
                "tips | {'id':'ID','tip_type':'cash','tip_amount':'2.5000','tip_percentage':'10.00','tax_amount':'0.1000'}"
                        + " | sales_tip | row_id, tip_type, tip_amount, tip_percentage, tax_amount"
                        + " | ID,cash,2.5000,10.000000,0.1000",
                "surcharges | {'id':'ID','surcharge_type':'bag','surcharge_name':'Bag','surcharge_amount':'0.1000',"
                        + "'surcharge_rate':'1.50','tax_amount':'0.0100'}"
                        + " | sales_surcharge | row_id, surcharge_type, surcharge_name, surcharge_amount, surcharge_rate,"
                        + " tax_amount | ID,bag,Bag,0.1000,1.500000,0.0100",
                "loyalty | {'id':'ID','fk_loyalty_member_id':'ID','points_earned':7,'points_redeemed':2,"
                        + "'redemption_amount':'0.2000'}"
                        + " | sales_loyalty | row_id, loyalty_member_id, points_earned, points_redeemed, redemption_amount"
                        + " | ID,ID,7,2,0.2000",
                "deliveries | {'id':'ID','delivery_number':'D1','delivery_type':'bike','delivery_status':'pending',"
                        + "'delivery_fee':'3.0000','tracking_number':'T1','is_cancelled':false}"
                        + " | sales_delivery | row_id, delivery_number, delivery_type, delivery_status, delivery_fee,"
                        + " tracking_number, cancelled | ID,D1,bike,pending,3.0000,T1,f",
                "kitchen_orders | {'id':'ID','order_number':'K1','kitchen_order_status':'ready','quantity':1.5,"
                        + "'is_cancelled':true}"
                        + " | sales_kitchen_order | row_id, order_number, kitchen_order_status, quantity, cancelled"
                        + " | ID,K1,ready,1.5000,t",
                "discounts | {'id':'ID','line_no':2,'fk_discount_type_id':'ID','discount_code':'C1','discount_amount':'1.0000',"
                        + "'fk_transaction_product_id':'ID','is_cancel':true}"
                        + " | sales_discount | row_id, line_no, discount_type_id, discount_code, discount_amount,"
                        + " product_row_id, cancelled | ID,2,ID,C1,1.0000,ID,t",
                "taxes | {'id':'ID','tax_type':'VAT','tax_code':'S','tax_name':'Std','tax_rate':'20.00',"
                        + "'taxable_amount':'5.0000','tax_amount':'1.0000','is_exempt':true}"
                        + " | sales_tax | row_id, tax_type, tax_code, tax_name, tax_rate, taxable_amount, tax_amount, exempt"
                        + " | ID,VAT,S,Std,20.000000,5.0000,1.0000,t",
                "refunds | {'id':'ID','fk_original_transaction_id':'ID','refund_type':'full','refund_reason':'defective',"
                        + "'refund_amount':'9.0000','refund_quantity':'1.0000','restocking_fee':'0.5000'}"
                        + " | sales_refund | row_id, original_document_id, refund_type, refund_reason, refund_amount,"
                        + " refund_quantity, restocking_fee | ID,ID,full,defective,9.0000,1.0000,0.5000"
            })
    void everyKindOfRowHasItsTable(String list, String row, String table, String columns, String expected) {
        String json = row.strip().replace('\'', '"').replace("ID", ID);
        Document sale = sold(Document.sale().withJson("/" + list.strip(), "[null," + json + "]"));

        List<String> found =
                till.lines(table.strip(), "position, " + columns, sale.id()).get(0);

        assertEquals(
                Arrays.asList(("2," + expected.strip().replace("ID", ID)).split(",", -1)),
                found.stream().map(String::valueOf).toList());
        assertEquals(Map.of(), till.flags(sale.id()));
    }

    @Test
    void aTenderHasAllItsColumns() {
        Document sale = sold(Document.sale()
                .with("/payments/0/card_type", "VISA")
                .with("/payments/0/authorization_code", "A1")
                .with("/payments/0/installment_count", 3)
                .with("/payments/0/tip_amount", "1.0000")
                .with("/payments/0/refunded_amount", "2.0000"));

        assertEquals(
                List.of(
                        "1",
                        "CASH_PAYMENT",
                        "100.0000",
                        "GBP",
                        "100.0000",
                        "1.000000",
                        "3",
                        "VISA",
                        "A1",
                        "approved",
                        "1.0000",
                        "2.0000",
                        "f"),
                till.lines(
                                "sales_payment",
                                "line_no, payment_type, payment_total, currency_code, currency_total, exchange_rate,"
                                        + " installment_count, card_type, authorization_code, payment_status, tip_amount,"
                                        + " refunded_amount, cancelled",
                                sale.id())
                        .get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transaction-cash-sale.json",
                "transaction-full-tree-sale.json",
                "transaction-split-payment-with-campaign.json",
                "transaction-cancelled.json",
                "transaction-return.json"
            })
    void whatTerminalsReallySendIsProjectedWithoutAFlag(String sample) {
        Document document = sold(Document.sale(sample));

        assertEquals(Map.of(), till.flags(document.id()));
        assertEquals(1, till.count("sales_document"));
    }

    @Test
    void aPaidSaleWithoutLinesIsNormal() {
        Document sale = sold(Document.sale());

        assertEquals(Map.of(), till.flags(sale.id()));
        assertEquals(List.of(), till.lines("sales_product", "position", sale.id()));
    }

    // What does not fit

    @ParameterizedTest
    @CsvSource({
        "/head/total_vat_amount, 1.23456, head.total_vat_amount, total_vat_amount",
        "/head/total_vat_amount, 1000000000000000.00, head.total_vat_amount, total_vat_amount",
        "/head/total_vat_amount, -1000000000000000, head.total_vat_amount, total_vat_amount",
        "/head/total_vat_amount, 0.00001, head.total_vat_amount, total_vat_amount",
        "/head/exchange_rate, 1.0000001, head.exchange_rate, exchange_rate",
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
    void aValueThatDoesNotFitIsLeftOutAndFlaggedAndAllElseIsThere(
            String pointer, String value, String member, String column) {
        Document sale = sold(Document.sale().with(pointer, value));

        assertEquals(null, till.column(column, sale.id()));
        assertEquals("55.0000", till.column("total_amount", sale.id()));
        assertEquals(1, till.lines("sales_payment", "position", sale.id()).size());
        assertEquals(Map.of(Flag.VALUE_LEFT_OUT, "Left out of its column: " + member), till.flags(sale.id()));
    }

    @Test
    void everyMemberThatWasLeftOutIsNamed() {
        Document sale = sold(Document.sale()
                .with("/head/total_vat_amount", "0.123456")
                .with("/payments/0/id", "none")
                .with("/payments/0/currency_exchange_rate", "0.12345678"));

        assertEquals(
                "Left out of its column: head.total_vat_amount, payments.id, payments.currency_exchange_rate",
                till.flags(sale.id()).get(Flag.VALUE_LEFT_OUT));
        assertEquals(
                Arrays.asList(null, "100.0000", null),
                till.lines("sales_payment", "row_id, payment_total, exchange_rate", sale.id())
                        .get(0));
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
    void whatFitsIsKeptExactly(String sent, String held) {
        Document sale = sold(Document.sale().with("/head/total_vat_amount", new BigDecimal(sent)));
        assertEquals(held, till.column("total_vat_amount", sale.id()));
        assertEquals(Map.of(), till.flags(sale.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+100000000", "-1E+100000000", "1E-100000000", "9E+2000000000"})
    void hugeNumbersAreLeftOutAndCostNoTime(String huge) {
        Document sale = Document.sale()
                .withJson("/head/total_amount", huge)
                .withJson("/payments/0/payment_total", huge)
                .withJson("/head/unknown", huge);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> sold(sale));

        assertEquals(null, till.column("total_amount", sale.id()));
        assertEquals("100.0000", till.column("total_payment_amount", sale.id()));
        String detail = till.flags(sale.id()).get(Flag.VALUE_LEFT_OUT);
        assertTrue(detail.contains("head.total_amount") && detail.contains("payments.payment_total"), detail);
    }

    @Test
    void aNumberOfAThousandDigitsIsLeftOut() {
        Document sale = sold(Document.sale().withJson("/head/total_vat_amount", "9".repeat(1000)));

        assertEquals(null, till.column("total_vat_amount", sale.id()));
        assertFalse(till.flags(sale.id()).isEmpty());
    }

    /** A whole number that no column holds: whether left out or not projected, it is never another number. */
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
        Document sale = sold(Document.sale().withJson(pointer, value));

        assertFalse(till.flags(sale.id()).isEmpty(), "flagged");
        assertEquals(
                "0",
                house.value("select count(*) from sales_document d left join sales_payment p on p.document_id = d.id"
                        + " where d.document_id = '" + sale.id()
                        + "' and (d.receipt_number <> 1 or d.closure_number <> 1"
                        + " or d.loyalty_points_earned <> 0 or p.line_no <> 1 or p.installment_count <> 1)"));
        assertEquals(
                "t",
                house.value("select coalesce(max(receipt_number), 2) <= 2 and coalesce(max(closure_number), 1) = 1"
                        + " from counter where terminal_id = '"
                        + till.terminal().id() + "'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/head/is_cancel=3", "/head/is_cancel=\"yes\"", "/payments/0/is_cancel=\"no\""})
    void whatIsNeitherTrueNorFalseIsNotTakenForOne(String change) {
        String[] parts = change.split("=", 2);
        Document sale = sold(Document.sale().withJson(parts[0], parts[1]));

        assertEquals(Set.of(Flag.NOT_PROJECTED), till.flags(sale.id()).keySet());
        assertEquals(0, till.count("sales_document"));
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

        assertEquals(new Taken.Done(1, 0), till.sell(item));
        assertEquals(new Taken.Done(1, 0), till.sell(item));

        assertEquals(item, till.entry(plain.id()).payload());
        assertEquals(List.of("a\uFFFDb", "\uFFFDx\uFFFD"), head("cancel_reason, transaction_unique_id", plain.id()));
        assertEquals(List.of(List.of("\uD83D\uDE00 \uFFFD")), till.lines("sales_note", "note_text", plain.id()));
        assertEquals(Map.of(), till.flags(plain.id()));
        assertTrue(till.verify().clean());
    }

    @Test
    void nulInMemberNamesAndUnknownMembersDoesNoHarm() {
        Document sale = Document.sale();
        String item = sale.text().replaceFirst("\\{", "{\"a\\\\u0000\\\\ud800\":\"\\\\u0000\",");

        assertEquals(new Taken.Done(1, 0), till.sell(item));

        assertEquals(item, till.entry(sale.id()).payload());
        assertEquals("55.0000", till.column("total_amount", sale.id()));
    }

    // Sums

    @ParameterizedTest
    @CsvSource({
        "/head/total_amount, 55.02, total - discounts",
        "/head/total_payment_amount, 100.02, sum of the payment lines",
        "/head/total_discount_amount, 0.02, sum of the live discounts",
        "/head/total_change_amount, 45.02, sum of the changes",
        "/payments/0/payment_total, 99.98, sum of the payment lines",
        "/payments/0/is_cancel, true, sum of the payment lines",
        "/changes/0/change_amount, 44.98, sum of the changes"
    })
    void aSaleThatDoesNotAddUpIsStoredAndFlaggedWithTheFigures(String pointer, String value, String reason) {
        Document sale = sold(
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
        Document sale = sold(Document.sale().with(pointer, value));

        assertEquals(Map.of(), till.flags(sale.id()));
    }

    @Test
    void supersededDiscountsDoNotCount() {
        Document sale =
                sold(Document.sale().withJson("/discounts", "[{\"discount_amount\":\"99.0000\",\"is_cancel\":true}]"));

        assertEquals(Map.of(), till.flags(sale.id()));
        assertEquals(
                List.of(List.of("99.0000", "t")),
                till.lines("sales_discount", "discount_amount, cancelled", sale.id()));
    }

    @Test
    void aDocumentThatWasNotPaidNeedNotAddUp() {
        Document cancelled = sold(Document.sale()
                .with("/head/transaction_status", "cancelled")
                .with("/head/is_cancel", true)
                .with("/head/total_amount", "70.00"));
        Document active =
                sold(Document.sale().with("/head/transaction_status", "active").with("/head/total_amount", "70.00"));

        assertEquals(Map.of(), till.flags(cancelled.id()));
        assertEquals(Map.of(), till.flags(active.id()));
        assertEquals("t", till.column("cancelled", cancelled.id()));
    }

    // Masking at the door

    @Test
    void cardNumbersAreMaskedBeforeAnythingIsKept() {
        Document sale = Document.sale()
                .with("/payments/0/card_number_masked", "4111-1111-1111-1111")
                .with("/head/description", "paid with 5555 5555 5555 4444, thanks")
                .with("/head/unknown", 378282246310005L)
                .withJson("/notes", "[{\"note_text\":\"card 4111111111111111\",\"note_type\":\"x\"}]");

        assertEquals(new Taken.Done(1, 0), till.sell(sale));
        assertEquals(new Taken.Done(1, 0), till.sell(sale));

        String payload = till.entry(sale.id()).payload();
        assertEquals(
                sale.text()
                        .replace("4111-1111-1111-1111", "4111-11**-****-1111")
                        .replace("5555 5555 5555 4444", "5555 55** **** 4444")
                        .replace("378282246310005", "378282000000005")
                        .replace("card 4111111111111111", "card 411111******1111"),
                payload);
        assertEquals(List.of(List.of("card 411111******1111")), till.lines("sales_note", "note_text", sale.id()));
        assertEquals(1, till.entries().size());
        assertEquals(
                "0",
                house.value(
                        "select count(*) from journal_entry where payload ~ '4111.?1111.?1111|5555.?5555.?5555|3782822463'"));
        assertTrue(till.verify().clean());
    }

    @Test
    void idsNumbersAndCodesAreNeverMasked() {
        Document sale = Document.sale("transaction-full-tree-sale.json")
                .with("/products/0/product_code", "4111111111111111")
                .with("/payments/0/gift_card_number", "4111111111111111")
                .with("/payments/0/payment_gateway_transaction_id", "4111111111111111")
                .with("/head/fiscal_qr_code", "4111111111111111");

        sold(sale);

        assertEquals(
                "4111111111111111",
                till.lines("sales_product", "product_code", sale.id()).get(0).get(0));
    }

    // Rebuilding

    @Test
    void theProjectionCanBeMadeAnewFromTheJournal() {
        Document sale = sold(Document.sale("transaction-full-tree-sale.json"));
        long entry = till.entry(sale.id()).id();
        String tables =
                "select string_agg(r, '|' order by r) from (select to_jsonb(d)::text r from sales_document d where id = "
                        + entry + " union all select to_jsonb(p)::text from sales_product p where document_id = "
                        + entry
                        + " union all select to_jsonb(p)::text from sales_payment p where document_id = " + entry
                        + " union all select to_jsonb(p)::text from sales_tax p where document_id = " + entry + ") x";
        String before = house.value(tables);
        house.tamper("delete from sales_product where document_id = " + entry
                + "; delete from sales_payment where document_id = " + entry
                + "; delete from sales_discount where document_id = "
                + entry + "; delete from sales_tax where document_id = " + entry
                + "; delete from sales_note where document_id = "
                + entry + "; delete from sales_change where document_id = " + entry
                + "; delete from sales_document where id = "
                + entry + "; delete from journal_flag where flag = 'NOT_PROJECTED'; insert into journal_flag values ("
                + entry
                + ", 'NOT_PROJECTED', 'for the test', now())");

        assertEquals(1, house.door(Reprojection.class).again(10));

        assertEquals(before, house.value(tables));
        assertEquals(Map.of(), till.flags(sale.id()));
    }

    // Reading

    @Test
    void thePeriodsSumCountsCancelledDocumentsToo() {
        sold(Document.sale());
        sold(Document.sale().with("/head/transaction_status", "cancelled").with("/head/is_cancel", true));
        sold(Document.sale().with("/head/closure_number", 2));
        SalesReader reader = house.door(SalesReader.class);

        assertEquals(
                new PeriodSums(2, new BigDecimal("110.0000")),
                reader.period(till.terminal().id(), 1));
        assertEquals(
                new PeriodSums(1, new BigDecimal("55.0000")),
                reader.period(till.terminal().id(), 2));
        PeriodSums none = reader.period(till.terminal().id(), 3);
        assertEquals(0, none.documents());
        assertEquals(0, none.total().signum());
    }
}
