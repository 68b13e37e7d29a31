package pro.saleflex.office.sales;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.figures.FigureKind;
import pro.saleflex.office.figures.Sum;
import pro.saleflex.office.figures.TerminalFigures;
import pro.saleflex.office.figures.TerminalFigures.Money;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.Till;

/** The sample sale is for 55.00 GBP, paid with 100.00 in cash, change 45.00; the till's store is in Istanbul. */
@DatabaseTest
class TillFiguresDbTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    @Inject
    SalesReader sales;

    @Inject
    Receipts receipts;

    @Inject
    Till till;

    private TerminalFigures today() {
        return sales.figuresOfDay(till.terminal().id(), TODAY);
    }

    private static void assertSum(String amount, int without, Sum sum) {
        assertEquals(new BigDecimal(amount), sum.amount());
        assertEquals(without, sum.without().size());
    }

    @Test
    void aSaleAndItsReturnCancelOut() {
        till.sell(
                Document.sale(),
                Document.sale().with("/head/document_type", "RETURN_SLIP").with("/head/transaction_type", "return"));

        TerminalFigures today = today();
        Money money = today.money().get("GBP");
        assertEquals(1, today.sales());
        assertEquals(1, today.returns());
        assertSum("0.0000", 0, money.sum(FigureKind.TAKINGS));
        assertSum("-55.0000", 0, money.sum(FigureKind.RETURNS));
        assertSum("0.0000", 0, money.payments().get(TerminalFigures.CASH));
        assertSum("0.0000", 0, money.expectedCash(Sum.ZERO));
        assertEquals(2, today.countedOnArrival(), "they were completed before the till was set up");
    }

    @Test
    void eachSumThatLacksAnAmountReportsIt() {
        till.sell(
                Document.sale(),
                Document.sale().with("/head/total_discount_amount", "1e20"),
                Document.sale().with("/head/total_change_amount", "1e20").with("/payments/0/payment_total", "1e20"),
                Document.sale().with("/head/tip_amount", "1e20").with("/payments/0/is_cancel", true),
                Document.sale().with("/head/document_type", "POS_PAID_OUT").with("/head/total_amount", "much"));

        Money money = today().money().get("GBP");
        assertSum("165.0000", 1, money.sum(FigureKind.TAKINGS));
        assertSum("0.0000", 1, money.sum(FigureKind.DISCOUNTS));
        assertSum("0.0000", 1, money.sum(FigureKind.TIPS));
        assertSum("135.0000", 1, money.sum(FigureKind.CHANGE));
        assertSum("0", 1, money.sum(FigureKind.PAID_OUT));
        assertSum("200.0000", 1, money.payments().get(TerminalFigures.CASH));
        assertSum("65.0000", 2, money.expectedCash(Sum.ZERO));
        assertEquals(
                1,
                sales.dayFigures(java.util.Map.of(till.terminal().id(), TODAY))
                        .get(till.terminal().id())
                        .withoutAmount());
    }

    @Test
    void aPeriodHoldsItsDocumentsWhateverTheirDay() {
        till.sell(
                Document.sale().with("/head/closure_number", 3),
                Document.sale().with("/head/closure_number", 4).with("/head/base_currency", "eur"),
                Document.sale().with("/head/closure_number", 4));

        assertEquals(
                Set.of("EUR", "GBP"),
                sales.figuresOfPeriod(till.terminal().id(), 4).money().keySet());
        assertEquals(1, sales.figuresOfPeriod(till.terminal().id(), 3).sales());
        assertEquals(List.of(4L, 3L), sales.latestPeriods(till.terminal().id()));
        assertEquals(0, sales.figuresOfPeriod(till.terminal().id(), 5).sales());
    }

    @Test
    void aDocumentThatAwaitsItsRebuildIsInNoFigureAndBreaksNone() {
        till.sell(Document.sale());
        till.tamper(
                "update sales_document set counted_at = null, business_day = null, currency = null, net_amount = null"
                        + " where :mine");

        assertEquals(0, today().sales());
        assertEquals(0, sales.figuresOfPeriod(till.terminal().id(), 1).sales());
        assertEquals(1, receipts.latest(till.terminal().id(), 5).size());
        assertEquals(1, sales.lastDocumentAt(Set.of(till.terminal().id())).size());
    }
}
