package pro.saleflex.office.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.figures.TerminalFigures.DocumentType;
import pro.saleflex.office.figures.TerminalFigures.Documents;
import pro.saleflex.office.figures.TerminalFigures.Money;
import pro.saleflex.office.figures.TerminalFigures.Payments;

/** Each group is one document with takings of 10, payments of 11, and 1 for every other amount in its head. */
class TerminalFiguresTest {

    private static Sum sum(String amount) {
        return new Sum(new BigDecimal(amount), Set.of());
    }

    private static Documents document(DocumentType type, String sign) {
        Map<FigureKind, Sum> signed = new EnumMap<>(FigureKind.class);
        Map<FigureKind, Sum> absolute = new EnumMap<>(FigureKind.class);
        for (FigureKind kind : FigureKind.values()) {
            String amount = kind == FigureKind.TAKINGS ? "10" : "1";
            signed.put(kind, sum(sign + amount));
            absolute.put(kind, sum(kind == FigureKind.ROUNDING ? "-1" : amount));
        }
        signed.remove(FigureKind.RETURNS);
        absolute.remove(FigureKind.RETURNS);
        signed.remove(FigureKind.PAID_OUT);
        absolute.remove(FigureKind.PAID_OUT);
        return new Documents(type, 1, 0, signed, absolute);
    }

    private static TerminalFigures figures(String documentType, String transactionType, String sign, String payment) {
        DocumentType type = new DocumentType(documentType, transactionType, false, "GBP");
        return TerminalFigures.of(
                List.of(document(type, sign)), List.of(new Payments(type, payment, sum(sign + "11"), sum("11"))));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                // document, transaction, sign, sales, returns, takings, returned, discounts, rounding, change, in, out,
                // paid, drawer
                "FISCAL_RECEIPT, sale,    '',  1, 0,  10,   0,  1,  1,  1, 0, 0,  11,  10",
                "RETURN_SLIP,    return,  '',  0, 1, -10, -10, -1, -1, -1, 0, 0, -11, -10",
                "RETURN_SLIP,    return,  '-', 0, 1, -10, -10, -1, -1, -1, 0, 0, -11, -10",
                "FISCAL_RECEIPT, layaway, '',  0, 0,   0,   0,  0,  0,  1, 0, 0,  11,  10",
                "POS_PAID_IN,    none,       '',  0, 0,   0,   0,  0,  0,  0, 1, 0,   0,   1",
                "POS_PAID_OUT,   none,       '-', 0, 0,   0,   0,  0,  0,  0, 0, 1,   0,  -1",
            })
    void eachTypeAffectsItsFigures(
            String document,
            String transaction,
            String sign,
            long sales,
            long returns,
            BigDecimal takings,
            BigDecimal returned,
            BigDecimal discounts,
            BigDecimal rounding,
            BigDecimal change,
            BigDecimal paidIn,
            BigDecimal paidOut,
            BigDecimal paid,
            BigDecimal drawer) {
        TerminalFigures figures = figures(document, transaction, sign, TerminalFigures.CASH);
        Money money = figures.money().get("GBP");
        assertEquals(sales, figures.sales());
        assertEquals(returns, figures.returns());
        assertEquals(takings, money.sum(FigureKind.TAKINGS).amount());
        assertEquals(returned, money.sum(FigureKind.RETURNS).amount());
        assertEquals(discounts, money.sum(FigureKind.DISCOUNTS).amount());
        assertEquals(rounding, money.sum(FigureKind.ROUNDING).amount());
        assertEquals(change, money.sum(FigureKind.CHANGE).amount());
        assertEquals(paidIn, money.sum(FigureKind.PAID_IN).amount());
        assertEquals(paidOut, money.sum(FigureKind.PAID_OUT).amount());
        assertEquals(
                paid,
                money.payments().getOrDefault(TerminalFigures.CASH, Sum.ZERO).amount());
        assertEquals(drawer, money.expectedCash(Sum.ZERO).amount());
        assertEquals(drawer.add(new BigDecimal(7)), money.expectedCash(sum("7")).amount());
    }

    @Test
    void unknownTypesAndDocumentsWithoutMoneyAreInNoSum() {
        assertTrue(figures("WAYBILL", null, "", "CASH_PAYMENT").money().isEmpty());
        TerminalFigures unknown = figures("TICKET", null, "", "CASH_PAYMENT");
        assertTrue(unknown.money().isEmpty());
        assertEquals(1, unknown.unknown());
    }

    @Test
    void onlyCashGoesIntoTheDrawerAndAPaymentWithoutATypeIsOther() {
        Money money = figures("FISCAL_RECEIPT", "sale", "", " ").money().get("GBP");
        assertEquals(Set.of("OTHER_PAYMENT"), money.payments().keySet());
        assertEquals(new BigDecimal("-1"), money.expectedCash(Sum.ZERO).amount());
    }

    @Test
    void aDocumentThatLacksTwoAmountsIsCountedAsLackingOnce() {
        Sum lacking = new Sum(BigDecimal.ZERO, Set.of(5L));
        assertEquals(
                Set.of(5L, 6L),
                lacking.plus(lacking).minus(new Sum(BigDecimal.ONE, Set.of(6L))).without());
    }
}
