package pro.saleflex.office.sales;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.testing.EverySample;
import pro.saleflex.office.testing.Samples;

class DocumentSumCheckTest {
    /** Goods for 100, a discount of 10, paid with 70 by card and 40 in cash, change 20. */
    private static final String SALE = "{\"head\":{\"transaction_status\":\"completed\",\"total_amount\":\"100.0000\","
            + "\"total_discount_amount\":\"10.0000\",\"total_payment_amount\":\"110.0000\","
            + "\"total_change_amount\":\"20.0000\",\"is_cancel\":false},"
            + "\"payments\":[{\"payment_total\":\"70.0000\"},{\"payment_total\":\"40.0000\",\"is_cancel\":false},"
            + "{\"payment_total\":\"5.0000\",\"is_cancel\":true},null,{\"payment_total\":null}],"
            + "\"discounts\":[{\"discount_amount\":\"10.0000\"},{\"discount_amount\":\"7.0000\",\"is_cancel\":true}],"
            + "\"changes\":[{\"change_amount\":\"20.00\"}]}";

    private static String mismatch(String json) {
        return DocumentSumCheck.mismatch(
                RecordBinding.bind(json, Transaction.class).record());
    }

    @EverySample
    void findsNothingInRealDocuments(String sample) {
        assertNull(mismatch(Samples.item(sample)));
    }

    @Test
    void findsNothingInASaleThatAddsUp() {
        assertNull(mismatch(SALE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"total_amount\":\"100.0000\" | \"total_amount\":\"100.0200\""
                        + "| amount due is 90.0200, payments - change is 90.0000",
                "\"payment_total\":\"40.0000\" | \"payment_total\":\"39.9800\""
                        + "| sum of the payment lines is 109.9800, total_payment_amount is 110.0000",
                "\"discount_amount\":\"10.0000\" | \"discount_amount\":null"
                        + "| sum of the live discounts is 0, total_discount_amount is 10.0000",
                "\"discount_amount\":\"7.0000\",\"is_cancel\":true | \"discount_amount\":\"7.0000\",\"is_cancel\":false"
                        + "| sum of the live discounts is 17.0000, total_discount_amount is 10.0000",
                "\"change_amount\":\"20.00\" | \"change_amount\":\"-20.00\""
                        + "| sum of the changes is -20.00, total_change_amount is 20.0000"
            })
    void reportsWhatDoesNotAddUp(String right, String wrong, String expected) {
        assertTrue(SALE.contains(right));
        assertEquals(expected, mismatch(SALE.replace(right, wrong)));
    }

    @Test
    void reportsEverythingThatDoesNotAddUp() {
        assertEquals(
                "amount due is 100.0000, payments - change is 0;"
                        + " sum of the payment lines is 110.0000, total_payment_amount is 0;"
                        + " sum of the live discounts is 10.0000, total_discount_amount is 0;"
                        + " sum of the changes is 20.00, total_change_amount is 0",
                mismatch(SALE.replaceAll("\"total_(discount|payment|change)_amount\":\"[0-9.]*\",", "")));
    }

    @Test
    void reportsMissingPaymentLines() {
        assertEquals(
                "sum of the payment lines is 0, total_payment_amount is 5",
                mismatch("{\"head\":{\"transaction_status\":\"completed\",\"total_amount\":5,"
                        + "\"total_payment_amount\":5}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.0100", "99.9900", "100.00999999"})
    void toleratesACent(String total) {
        String result = mismatch(SALE.replace("\"100.0000\"", '"' + total + '"'));

        assertNull(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.0101", "99.9899"})
    void reportsMoreThanACent(String total) {
        assertTrue(mismatch(SALE.replace("\"100.0000\"", '"' + total + '"')).startsWith("amount due"));
    }

    @ParameterizedTest
    @CsvSource({
        // total, what else is due, paid, change
        "10.02, rounding_amount, -0.02, 10.00, 0",
        "9.98, rounding_amount, 0.02, 20.00, 10.00",
        "40, tip_amount, 6, 46, 0",
        "40, service_charge_amount, 5, 50, 5",
        "40, total_surcharge_amount, 1.5, 41.5, 0"
    })
    void includesEverythingElseThatIsDue(String total, String member, String extra, String paid, String change) {
        String sale = "{\"head\":{\"transaction_status\":\"completed\",\"total_amount\":" + total + ",\"" + member
                + "\":\""
                + extra + "\",\"total_payment_amount\":" + paid + ",\"total_change_amount\":" + change
                + "},\"payments\":[{\"payment_total\":" + paid + "}],\"changes\":[{\"change_amount\":" + change + "}]}";

        assertNull(mismatch(sale));
        assertTrue(mismatch(sale.replace(member, "unknown_amount")).startsWith("amount due is " + total));
    }

    @ParameterizedTest
    @CsvSource({
        "JPY, 1, 1.1",
        "KWD, 0.001, 0.002",
        "TRY, 0.01, 0.02",
        "XXX, 0.01, 0.02",
        "949, 0.01, 0.02",
        "try, 0.01, 0.02"
    })
    void toleratesTheSmallestUnitOfTheCurrency(String currency, String tolerated, String tooMuch) {
        String sale = "{\"head\":{\"transaction_status\":\"completed\",\"base_currency\":\"" + currency
                + "\",\"total_amount\":100,\"total_discount_amount\":0,\"total_payment_amount\":PAID},"
                + "\"payments\":[{\"payment_total\":PAID}]}";

        assertNull(mismatch(sale.replace(
                "PAID", new BigDecimal(100).subtract(new BigDecimal(tolerated)).toString())));
        assertTrue(mismatch(sale.replace(
                        "PAID",
                        new BigDecimal(100).subtract(new BigDecimal(tooMuch)).toString()))
                .startsWith("amount due is 100,"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"cancelled\"", "\"draft\"", "null"})
    void ignoresDocumentsThatWereNotPaid(String status) {
        assertNull(mismatch(SALE.replace("\"completed\"", status).replace("110.0000", "1")));
    }

    @Test
    void ignoresCancelledDocuments() {
        assertNull(mismatch(SALE.replace("110.0000", "1").replace("\"is_cancel\":false}", "\"is_cancel\":true}")));
    }

    @Test
    void readsTheStatusInUpperOrLowerCase() {
        assertTrue(mismatch(SALE.replace("completed", "COMPLETED").replace("110.0000", "1"))
                .contains("payments"));
    }

    /** Such a number, written out, would exhaust the memory. */
    @Test
    void copesWithAbsurdlyLargeAmounts() {
        for (String amount : new String[] {"1E+900000000", "1E-900000000", "1E+100000000", "-9E+2147483647"}) {
            assertEquals(
                    "amount due is -10.0000, payments - change is 90.0000",
                    assertTimeoutPreemptively(
                            Duration.ofSeconds(10), () -> mismatch(SALE.replace("\"100.0000\"", '"' + amount + '"'))));
            assertTrue(assertTimeoutPreemptively(
                            Duration.ofSeconds(10), () -> mismatch(SALE.replace("\"70.0000\"", amount)))
                    .startsWith("sum of the payment lines is 40.0000"));
        }
    }
}
