package pro.saleflex.office.sales;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.intake.IntakeResult;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.Samples;
import pro.saleflex.office.testing.Till;

/** What is stored of a document: what was sent, once, with card numbers masked. */
@DatabaseTest
class SalesIntakeDbTest {
    @Inject
    Till till;

    @Test
    void storesADocumentOnceHoweverOftenItIsSent() {
        String item = Samples.item("transaction-full-tree-sale.json");

        assertEquals(new IntakeResult.Done(1, List.of()), till.sell(item));
        assertEquals(new IntakeResult.Done(1, List.of()), till.sell(item));

        assertEquals(List.of(item), till.payloads());
        assertEquals(List.of(List.of("315.0000")), till.rows("select total_amount from sales_document where :mine"));
    }

    @Test
    void cardNumbersAreMaskedBeforeAnythingIsStored() {
        Document sale = Document.sale()
                .with("/payments/0/card_number_masked", "4111-1111-1111-1111")
                .with("/head/description", "paid with 5555 5555 5555 4444, thanks")
                .with("/head/unknown", 378282246310005L)
                .withJson("/notes", "[{\"note_text\":\"card 4111111111111111\",\"note_type\":\"x\"}]");

        assertEquals(new IntakeResult.Done(1, List.of()), till.sell(sale));
        assertEquals(new IntakeResult.Done(1, List.of()), till.sell(sale));

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
                till.value("select count(*) from journal_entry where :mine"
                        + " and payload ~ '4111.?1111.?1111|5555.?5555.?5555|3782822463'"));
        assertTrue(till.verify().clean());
    }

    @Test
    void idsNumbersAndCodesAreNeverMasked() {
        Document sale = Document.sale("transaction-full-tree-sale.json")
                .with("/products/0/product_code", "4111111111111111")
                .with("/payments/0/gift_card_number", "7111111111111111")
                .with("/payments/0/payment_gateway_transaction_id", "4111111111111111")
                .with("/head/fiscal_qr_code", "4111111111111111");

        till.sold(sale);

        assertEquals(
                "4111111111111111",
                till.lines("sales_product", "product_code", sale.id()).get(0).get(0));
    }
}
