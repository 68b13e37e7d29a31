package pro.saleflex.office.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of {@code server-config/docs/figures.md}. */
class DocumentEffectTest {
    @ParameterizedTest
    @CsvSource({
        "FISCAL_RECEIPT, sale, SALE",
        "ELECTRONIC_RECEIPT, sale, SALE",
        "NONE_FISCAL_RECEIPT, sale, SALE",
        "INVOICE, sale, SALE",
        "ELECTRONIC_INVOICE, sale, SALE",
        "ELECTRONIC_CORPORATE_INVOICE, sale, SALE",
        "ELECTRONIC_INDIVIDUAL_INVOICE, sale, SALE",
        "DIPLOMATIC_INVOICE, sale, SALE",
        "NONE_FISCAL_INVOICE, sale, SALE",
        "NONE_FISCAL_E_INVOICE, sale, SALE",
        "NONE_FISCAL_E_ARCHIVE_INVOICE, sale, SALE",
        "NONE_FISCAL_DIPLOMATIC_RECEIPT, sale, SALE",
        "fiscal_receipt, SALE, SALE",
        "FISCAL_RECEIPT, exchange, SALE",
        "FISCAL_RECEIPT, return, RETURN",
        "FISCAL_RECEIPT, order, DEPOSIT",
        "FISCAL_RECEIPT, layaway, DEPOSIT",
        "FISCAL_RECEIPT, reservation, DEPOSIT",
        "FISCAL_RECEIPT, quote, NONE",
        "FISCAL_RECEIPT, , SALE",
        "FISCAL_RECEIPT, barter, UNKNOWN",
        "RETURN_SLIP, return, RETURN",
        "RETURN_SLIP, sale, RETURN",
        "NONE_FISCAL_RETURN, , RETURN",
        "POS_PAID_IN, sale, PAID_IN",
        "NONE_FISCAL_CASH_IN_FLOW, sale, PAID_IN",
        "POS_PAID_OUT, sale, PAID_OUT",
        "NONE_FISCAL_CASH_OUT_FLOW, sale, PAID_OUT",
        "NONE_FISCAL_SELF_BILLING_INVOICE, sale, PAID_OUT",
        "WAYBILL, sale, NONE",
        "NONE_FISCAL_WAYBILL, sale, NONE",
        "NONE_FISCAL_DELIVERY_NOTE, sale, NONE",
        "NONE, sale, SALE",
        ", sale, SALE",
        ", return, RETURN",
        ", , SALE",
        "NONE, , SALE",
        "TICKET, sale, UNKNOWN",
        // The Turkish upper case of i has a dot; type names must not be read as Turkish.
        "invoice, sale, SALE"
    })
    void theTypesDecideTheEffect(String document, String transaction, DocumentEffect effect) {
        assertEquals(effect, DocumentEffect.of(document, transaction, false));
    }

    @ParameterizedTest
    @CsvSource({"sale, true, RETURN", "sale, false, PAID_OUT", "return, false, RETURN", ", false, PAID_OUT"})
    void anExpenseSlipIsAReturnOnlyIfItTakesASaleBack(String transaction, boolean original, DocumentEffect effect) {
        assertEquals(effect, DocumentEffect.of("EXPENSE_SLIP", transaction, original));
    }
}
