package pro.saleflex.office.sales;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.figures.DocumentEffect;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.sales.ReceiptQuery.Page;
import pro.saleflex.office.sales.ReceiptView.Adjustment;
import pro.saleflex.office.sales.ReceiptView.Tax;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.Till;

/** The samples are of one till in one morning: sale 1, sale 2 in two payments, a cancelled 3, sale 101, return 102. */
@DatabaseTest
class ReceiptsDbTest {
    private static final Page ALL = new Page(0, 0, 100);

    @Inject
    Receipts receipts;

    @Inject
    Till till;

    private LocalDate today;

    @BeforeEach
    void sell() {
        till.sell(
                Document.sale(),
                Document.sale("transaction-split-payment-with-campaign.json"),
                Document.sale("transaction-cancelled.json"),
                Document.sale("transaction-full-tree-sale.json"),
                Document.sale("transaction-return.json"));
        StoreRef store = till.terminal().store();
        today = store.businessDay(till.entries().get(0).receivedAt().toInstant());
    }

    /** A query with some conditions, by the names of its components. */
    private ReceiptQuery query(Map<String, Object> conditions) throws ReflectiveOperationException {
        RecordComponent[] components = ReceiptQuery.class.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> component.getType() == Collection.class
                        ? List.of(till.terminal().id())
                        : Optional.ofNullable(conditions.get(component.getName())))
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return ReceiptQuery.class.getDeclaredConstructor(types).newInstance(values);
    }

    private List<Long> found(String name, Object value) throws ReflectiveOperationException {
        return numbers(query(Map.of(name, value)), ALL);
    }

    private List<Long> numbers(ReceiptQuery query, Page page) {
        return receipts.find(query, page).stream().map(Receipt::number).toList();
    }

    private Receipt receipt(long number) throws ReflectiveOperationException {
        return receipts.find(query(Map.of("number", number)), ALL).get(0);
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }

    @Test
    void eachConditionFindsWhatMeetsIt() throws ReflectiveOperationException {
        assertEquals(List.of(102L, 101L, 3L, 2L, 1L), numbers(query(Map.of()), ALL), "the latest first");
        assertEquals(List.of(101L), found("number", 101L));
        assertEquals(List.of(), found("period", 2L));
        assertEquals(List.of(101L, 2L), found("payment", "CREDIT_PAYMENT"));
        assertEquals(List.of(102L), found("type", "RETURN_SLIP"));
        assertEquals(List.of(3L), found("state", Receipt.State.CANCELLED));
        assertEquals(List.of(102L, 101L, 2L, 1L), found("state", Receipt.State.COMPLETED));
        assertEquals(List.of(), found("state", Receipt.State.OTHER));
        assertEquals(List.of(102L, 101L), found("cashier", UUID.fromString("f0fc046a-e3e3-4e3a-a753-726e77cf9c97")));
        assertEquals(5, found("from", today).size());
        assertEquals(List.of(), found("from", today.plusDays(1)));
        assertEquals(5, found("until", today).size());
        assertEquals(List.of(), found("until", today.minusDays(1)));
    }

    @Test
    void anAmountIsFoundBeforeAndAfterDiscounts() throws ReflectiveOperationException {
        assertEquals(
                List.of(2L), numbers(query(Map.of("least", money("945"), "most", money("945.00"))), ALL), "the total");
        assertEquals(List.of(2L), numbers(query(Map.of("least", money("660"), "most", money("660"))), ALL), "due");
        assertEquals(List.of(2L), found("least", money("315.01")));
        assertEquals(List.of(102L, 1L), found("most", money("55")));
    }

    @Test
    void theNumberThatTheTillGaveFindsItsReceipt() throws ReflectiveOperationException {
        Document sale = Document.sale().with("/head/receipt_number", 7).with("/head/document_type", " fiscal_receipt");
        till.sell(sale);

        assertEquals(List.of(7L), found("uniqueId", "unique " + sale.id()));
        assertTrue(found("type", "FISCAL_RECEIPT").contains(7L), "in any spelling");
    }

    @Test
    void aFlaggedReceiptIsFoundByItsFlag() throws ReflectiveOperationException {
        till.sell(Document.sale().with("/head/receipt_number", 7).with("/head/total_amount", "56.0000"));

        assertEquals(List.of(7L), found("flag", Flag.DOES_NOT_ADD_UP));
    }

    @Test
    void aSuspendedDocumentIsNeitherCompletedNorCancelled() throws ReflectiveOperationException {
        till.sell(
                Document.sale().with("/head/receipt_number", 8).with("/head/transaction_status", "hold"),
                Document.sale().with("/head/receipt_number", 9).without("/head/transaction_status"));

        assertEquals(List.of(9L, 8L), found("state", Receipt.State.OTHER));
    }

    @Test
    void pagesLeadThroughAllAndBack() throws ReflectiveOperationException {
        ReceiptQuery all = query(Map.of());
        List<Receipt> first = receipts.find(all, new Page(0, 0, 2));
        List<Receipt> second = receipts.find(all, new Page(first.get(1).entryId(), 0, 2));
        List<Receipt> third = receipts.find(all, new Page(second.get(1).entryId(), 0, 2));
        List<Long> seen = new ArrayList<>();
        List.of(first, second, third).forEach(page -> page.forEach(receipt -> seen.add(receipt.number())));

        assertEquals(List.of(102L, 101L, 3L, 2L, 1L), seen);
        assertEquals(second, receipts.find(all, new Page(0, third.get(0).entryId(), 2)));
        assertEquals(first, receipts.find(all, new Page(0, second.get(0).entryId(), 2)));
    }

    @Test
    void receiptsOfOtherTillsAreNotFound() {
        assertEquals(List.of(), receipts.find(ReceiptQuery.all(List.of()), ALL));
        assertEquals(List.of(), receipts.find(ReceiptQuery.all(List.of(UUID.randomUUID())), ALL));
        assertEquals(
                5,
                receipts.find(ReceiptQuery.all(List.of(till.terminal().id())), ALL)
                        .size());
        assertTrue(receipts.read(UUID.randomUUID(), 1).isEmpty());
    }

    @Test
    void aReceiptIsReadInFull() throws ReflectiveOperationException {
        Receipt listed = receipt(101);
        ReceiptView sale = receipts.read(till.terminal().id(), listed.entryNo()).orElseThrow();

        assertEquals(listed, sale.receipt());
        assertEquals(money("315.0000"), listed.total());
        assertEquals(money("299.2500"), listed.due());
        assertEquals("GBP", listed.currency());
        assertEquals(List.of("CASH_PAYMENT", "CREDIT_PAYMENT"), listed.payments());
        assertEquals(
                List.of("Baguette", "Apple", "Banana"),
                sale.lines().stream().map(ReceiptView.Line::name).toList());
        assertEquals(money("2.0000"), sale.lines().get(1).quantity());
        assertEquals(List.of(new Adjustment("MGR5", money("15.7500"), false)), sale.discounts());
        assertEquals(
                List.of(money("150.0000"), money("200.0000")),
                sale.payments().stream().map(ReceiptView.Payment::amount).toList());
        assertEquals(money("50.7500"), sale.changes().get(0).amount());
        assertEquals(money("52.5000"), sale.totals().vat());
        assertEquals(1, sale.notes().size());
        assertEquals(money("18.3300"), sale.vat().get(0).amount(), "the terminal's own tax row");
    }

    @Test
    void vatIsAddedUpByRateWhereATillSendsNoTaxes() throws ReflectiveOperationException {
        till.sell(Document.sale("transaction-full-tree-sale.json")
                .with("/head/receipt_number", 103)
                .withJson("/taxes", "[]")
                .with("/products/0/vat_rate", "1.00")
                .with("/products/2/is_voided", true));

        ReceiptView sale =
                receipts.read(till.terminal().id(), receipt(103).entryNo()).orElseThrow();
        assertEquals(
                List.of(
                        new Tax(null, money("1.000000"), money("110.0000"), money("18.3300")),
                        new Tax(null, money("20.000000"), money("110.0000"), money("18.3300"))),
                sale.vat());
        assertTrue(sale.lines().get(2).dropped());
    }

    @Test
    void aReturnIsToldFromASale() throws ReflectiveOperationException {
        assertEquals(DocumentEffect.RETURN, receipt(102).effect());
        assertEquals(DocumentEffect.SALE, receipt(1).effect());
    }

    @Test
    void aClosureIsNoReceipt() {
        till.close(Document.closure());

        assertEquals(6, till.entries().size());
        assertTrue(receipts.read(till.terminal().id(), 6).isEmpty());
        assertTrue(receipts.read(till.terminal().id(), 5).isPresent());
    }
}
