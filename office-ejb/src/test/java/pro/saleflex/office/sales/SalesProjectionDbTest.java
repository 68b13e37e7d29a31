package pro.saleflex.office.sales;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.figures.ClosureTotals;
import pro.saleflex.office.figures.Sum;
import pro.saleflex.office.intake.Reprojection;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.EverySample;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** How a sale is projected to its tables, and what is read from them. */
@DatabaseTest
class SalesProjectionDbTest {
    private static final String ID = "dcfd3213-8760-4090-9515-1315cfcfeb9d";

    @Inject
    TestApplication app;

    @Inject
    Till till;

    // Projection

    @Test
    void theHeadIsProjectedToItsColumns() {
        Document sale = till.sold(Document.sale("transaction-full-tree-sale.json")
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
                till.columns(
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
                till.columns(
                        "exchange_rate, total_amount, total_vat_amount, total_discount_amount, total_surcharge_amount,"
                                + " total_payment_amount, total_change_amount, service_charge_amount, tip_amount,"
                                + " rounding_amount",
                        sale.id()));
        assertEquals(
                String.valueOf(till.entry(sale.id()).id()),
                till.column("id", sale.id()),
                "the id is that of the journal entry");
    }

    @Test
    void localTimesAreReadInTheStoresZoneAndCreatedAtAsUtc() {
        Document sale = till.sold(Document.sale());

        assertEquals(
                List.of("2026-11-22 06:17:56.206544", "2026-11-22 03:17:56.206544", "2026-11-22 06:17:56"),
                till.columns("local_time, opened_at at time zone 'UTC', completed_at at time zone 'UTC'", sale.id()));
    }

    @Test
    void theCompletionTimeDecidesWhichPassOfTheRepeatedHourIsMeant() {
        Till london = app.till(app.terminal(app.store(), 1));
        Document first = london.sold(Document.sale()
                .with("/head/transaction_date_time", "2026-10-25T01:50:00")
                .with("/head/created_at", "2026-10-25T00:52:00"));
        Document second = london.sold(Document.sale()
                .with("/head/transaction_date_time", "2026-10-25T01:10:00")
                .with("/head/created_at", "2026-10-25T01:12:00"));

        assertEquals(List.of("2026-10-25 00:50:00"), london.columns("opened_at at time zone 'UTC'", first.id()));
        assertEquals(List.of("2026-10-25 01:10:00"), london.columns("opened_at at time zone 'UTC'", second.id()));
    }

    @Test
    void theLastMomentOfADayStaysOnThatDay() {
        Document sale = till.sold(Document.sale().with("/head/transaction_date_time", "2026-11-28T23:59:59.999999999"));

        assertEquals(
                List.of("2026-11-28 23:59:59.999999", "2026-11-28 20:59:59.999999"),
                till.columns("local_time, opened_at at time zone 'UTC'", sale.id()));
    }

    @Test
    void aTimeThatNamesItsZoneIsConverted() {
        Document sale = till.sold(Document.sale().with("/head/transaction_date_time", "2026-11-22T23:30:00-05:00"));

        assertEquals(
                List.of("2026-11-23 07:30:00", "2026-11-23 04:30:00"),
                till.columns("local_time, opened_at at time zone 'UTC'", sale.id()));
    }

    @Test
    void thePartsOfASaleBecomeRows() {
        Document sale = till.sold(Document.sale("transaction-full-tree-sale.json"));
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
                app.value("select sum(payment_total) from sales_payment where document_id = "
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
    void aReturnHasARefundRowAndAFiscalRow() {
        Document refund = till.sold(Document.sale("transaction-return.json"));

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
        Document sale = till.sold(Document.sale().withJson("/" + list.strip(), "[null," + json + "]"));

        List<String> found =
                till.lines(table.strip(), "position, " + columns, sale.id()).get(0);

        assertEquals(
                Arrays.asList(("2," + expected.strip().replace("ID", ID)).split(",", -1)),
                found.stream().map(String::valueOf).toList());
        assertEquals(Map.of(), till.flags(sale.id()));
    }

    @Test
    void aPaymentIsProjectedToItsColumns() {
        Document sale = till.sold(Document.sale()
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

    @EverySample
    void realDocumentsAreProjectedWithoutAFlag(String sample) {
        Document document = till.sold(Document.sale(sample));

        assertEquals(Map.of(), till.flags(document.id()));
        assertEquals(1, till.count("sales_document"));
    }

    @Test
    void aPaidSaleWithoutLinesIsNormal() {
        Document sale = till.sold(Document.sale());

        assertEquals(Map.of(), till.flags(sale.id()));
        assertEquals(List.of(), till.lines("sales_product", "position", sale.id()));
    }

    // Rebuilding

    @Test
    void theProjectionCanBeRebuiltFromTheJournal() {
        Document sale = till.sold(Document.sale("transaction-full-tree-sale.json"));
        long entry = till.entry(sale.id()).id();
        String tables =
                "select string_agg(r, '|' order by r) from (select to_jsonb(d)::text r from sales_document d where id = "
                        + entry + " union all select to_jsonb(p)::text from sales_product p where document_id = "
                        + entry
                        + " union all select to_jsonb(p)::text from sales_payment p where document_id = " + entry
                        + " union all select to_jsonb(p)::text from sales_tax p where document_id = " + entry + ") x";
        String before = app.value(tables);
        app.tamper("delete from sales_product where document_id = " + entry
                + "; delete from sales_payment where document_id = " + entry
                + "; delete from sales_discount where document_id = "
                + entry + "; delete from sales_tax where document_id = " + entry
                + "; delete from sales_note where document_id = "
                + entry + "; delete from sales_change where document_id = " + entry
                + "; delete from sales_document where id = "
                + entry + "; delete from journal_flag where flag = 'NOT_PROJECTED'; insert into journal_flag values ("
                + entry
                + ", 'NOT_PROJECTED', 'for the test', now())");

        assertEquals(1, app.bean(Reprojection.class).retryAll().projected());

        assertEquals(before, app.value(tables));
        assertEquals(Map.of(), till.flags(sale.id()));
    }

    // Reading

    @Test
    void closureTotalsIncludeCancelledDocumentsAndReturns() {
        till.sold(Document.sale());
        till.sold(Document.sale()
                .with("/head/transaction_status", "cancelled")
                .with("/head/is_cancel", true)
                .with("/head/total_discount_amount", "5.00")
                .with("/head/total_surcharge_amount", "2.00"));
        Document withoutTotal =
                till.sold(Document.sale().with("/head/closure_number", 2).with("/head/total_amount", "1e20"));
        long unread = till.entry(withoutTotal.id()).id();
        till.sold(Document.sale().with("/head/closure_number", 2).with("/head/document_type", "RETURN_SLIP"));
        till.sold(Document.sale().with("/head/closure_number", 3).with("/head/base_currency", "EUR"));
        till.sold(Document.sale().with("/head/closure_number", 3).with("/head/base_currency", "JPY"));
        SalesReader reader = app.bean(SalesReader.class);
        UUID terminal = till.terminal().id();

        assertEquals(new ClosureTotals(2L, sum("110.0000"), sum("107.0000")), reader.closureTotals(terminal, 1));
        assertEquals(
                new ClosureTotals(2L, sum("55.0000", unread), sum("55.0000", unread)),
                reader.closureTotals(terminal, 2));
        assertEquals(
                new ClosureTotals(2L, null, null), reader.closureTotals(terminal, 3), "currencies are never added up");
        assertEquals(new ClosureTotals(0L, sum("0"), sum("0")), reader.closureTotals(terminal, 4));
    }

    private static Sum sum(String amount, Long... without) {
        return new Sum(new BigDecimal(amount), Set.of(without));
    }
}
