package pro.saleflex.office.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.figures.DayFigures.Group;

class DayFiguresTest {
    private static Group group(String document, String transaction, String currency, long documents, String net) {
        BigDecimal amount = new BigDecimal(net);
        return new Group(document, transaction, false, currency, documents, 0, amount, amount.abs());
    }

    @Test
    void aReturnCancelsOutItsSale() {
        DayFigures day = DayFigures.of(List.of(
                group("FISCAL_RECEIPT", "sale", "TRY", 1, "55.0000"),
                group("RETURN_SLIP", "return", "TRY", 1, "55.0000")));

        assertEquals(1, day.sales());
        assertEquals(1, day.returns());
        assertEquals(0, day.takings("TRY").signum());
    }

    @Test
    void aReturnIsSubtractedWhateverItsSign() {
        DayFigures day = DayFigures.of(List.of(
                group("FISCAL_RECEIPT", "sale", "TRY", 2, "80"), group("RETURN_SLIP", "return", "TRY", 1, "-30")));

        assertEquals(new BigDecimal("50"), day.takings("TRY"));
    }

    @Test
    void documentsThatOnlyMoveTheDrawerAreNotSales() {
        DayFigures day = DayFigures.of(List.of(
                group("POS_PAID_IN", "sale", "TRY", 1, "100"),
                group("POS_PAID_OUT", "sale", "TRY", 2, "30"),
                group("EXPENSE_SLIP", "sale", "TRY", 1, "5"),
                group("WAYBILL", "sale", "TRY", 1, "70"),
                group("FISCAL_RECEIPT", "layaway", "TRY", 1, "40"),
                group("FISCAL_RECEIPT", "quote", "TRY", 1, "40")));

        assertEquals(DayFigures.EMPTY, day);
    }

    @Test
    void currenciesAreNotAddedUp() {
        DayFigures day = DayFigures.of(List.of(
                group("FISCAL_RECEIPT", "sale", "TRY", 1, "55"),
                group("INVOICE", "sale", "TRY", 1, "5"),
                group("FISCAL_RECEIPT", "sale", "EUR", 3, "12.5")));

        assertEquals(5, day.sales());
        assertEquals(Map.of("TRY", new BigDecimal("60"), "EUR", new BigDecimal("12.5")), day.takings());
    }

    @Test
    void documentsThatAreInNoSumAreCounted() {
        DayFigures day = DayFigures.of(List.of(
                new Group("FISCAL_RECEIPT", "sale", false, "TRY", 3, 1, new BigDecimal("20"), new BigDecimal("20")),
                new Group("RETURN_SLIP", "return", false, "TRY", 1, 1, BigDecimal.ZERO, BigDecimal.ZERO),
                group("TICKET", "sale", "TRY", 4, "99")));

        assertEquals(3, day.sales());
        assertEquals(2, day.withoutAmount());
        assertEquals(4, day.unknown());
        assertEquals(new BigDecimal("20"), day.takings("TRY"));
        assertEquals(BigDecimal.ZERO, day.takings("USD"));
    }
}
