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
    /** Goods of 100, a discount of 10, 70 by card and 40 in cash, 20 back. */
    private static final String SALE = "{\"head\":{\"transaction_status\":\"completed\",\"total_amount\":\"100.0000\","
            + "\"total_discount_amount\":\"10.0000\",\"total_payment_amount\":\"110.0000\","
            + "\"total_change_amount\":\"20.0000\",\"is_cancel\":false},"
            + "\"payments\":[{\"payment_total\":\"70.0000\"},{\"payment_total\":\"40.0000\",\"is_cancel\":false},"
            + "{\"payment_total\":\"5.0000\",\"is_cancel\":true},null,{\"payment_total\":null}],"
            + "\"discounts\":[{\"discount_amount\":\"10.0000\"},{\"discount_amount\":\"7.0000\",\"is_cancel\":true}],"
            + "\"changes\":[{\"change_amount\":\"20.00\"}]}";

    private static String fault(String json) {
        return DocumentSumCheck.fault(RecordBinding.bind(json, Transaction.class).record());
    }

    @EverySample
    void findsNothingInRealDocuments(String sample) {
        assertNull(fault(Samples.item(sample)));
    }

    @Test
    void findsNothingInASaleThatAddsUp() {
        assertNull(fault(SALE));
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
    void saysWhatDoesNotAddUp(String right, String wrong, String fault) {
        assertTrue(SALE.contains(right));
        assertEquals(fault, fault(SALE.replace(right, wrong)));
    }

    @Test
    void saysAllThatDoesNotAddUp() {
        assertEquals(
                "amount due is 100.0000, payments - change is 0;"
                        + " sum of the payment lines is 110.0000, total_payment_amount is 0;"
                        + " sum of the live discounts is 10.0000, total_discount_amount is 0;"
                        + " sum of the changes is 20.00, total_change_amount is 0",
                fault(SALE.replaceAll("\"total_(discount|payment|change)_amount\":\"[0-9.]*\",", "")));
    }

    @Test
    void lacksRowsWhereTheHeadSaysThereAreSome() {
        assertEquals(
                "sum of the payment lines is 0, total_payment_amount is 5",
                fault(
                        "{\"head\":{\"transaction_status\":\"completed\",\"total_amount\":5,\"total_payment_amount\":5}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.0100", "99.9900", "100.00999999"})
    void doesNotMindACent(String total) {
        String fault = fault(SALE.replace("\"100.0000\"", '"' + total + '"'));

        assertNull(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.0101", "99.9899"})
    void mindsMoreThanACent(String total) {
        assertTrue(fault(SALE.replace("\"100.0000\"", '"' + total + '"')).startsWith("amount due"));
    }

    @ParameterizedTest
    @CsvSource({
        // total, what else is due, paid, given back
        "10.02, rounding_amount, -0.02, 10.00, 0",
        "9.98, rounding_amount, 0.02, 20.00, 10.00",
        "40, tip_amount, 6, 46, 0",
        "40, service_charge_amount, 5, 50, 5",
        "40, total_surcharge_amount, 1.5, 41.5, 0"
    })
    void addsUpWhatElseIsDue(String total, String member, String also, String paid, String back) {
        String sale = "{\"head\":{\"transaction_status\":\"completed\",\"total_amount\":" + total + ",\"" + member
                + "\":\""
                + also + "\",\"total_payment_amount\":" + paid + ",\"total_change_amount\":" + back
                + "},\"payments\":[{\"payment_total\":" + paid + "}],\"changes\":[{\"change_amount\":" + back + "}]}";

        assertNull(fault(sale));
        assertTrue(fault(sale.replace(member, "unknown_amount")).startsWith("amount due is " + total));
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
    void doesNotMindASmallestUnitOfTheCurrency(String currency, String little, String much) {
        String sale = "{\"head\":{\"transaction_status\":\"completed\",\"base_currency\":\"" + currency
                + "\",\"total_amount\":100,\"total_discount_amount\":0,\"total_payment_amount\":PAID},"
                + "\"payments\":[{\"payment_total\":PAID}]}";

        assertNull(fault(sale.replace(
                "PAID", new BigDecimal(100).subtract(new BigDecimal(little)).toString())));
        assertTrue(fault(sale.replace(
                        "PAID",
                        new BigDecimal(100).subtract(new BigDecimal(much)).toString()))
                .startsWith("amount due is 100,"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"cancelled\"", "\"draft\"", "null"})
    void doesNotAddUpWhatWasNotPaid(String status) {
        assertNull(fault(SALE.replace("\"completed\"", status).replace("110.0000", "1")));
    }

    @Test
    void doesNotAddUpWhatWasCancelled() {
        assertNull(fault(SALE.replace("110.0000", "1").replace("\"is_cancel\":false}", "\"is_cancel\":true}")));
    }

    @Test
    void addsUpWhateverTheCaseOfTheStatus() {
        assertTrue(fault(SALE.replace("completed", "COMPLETED").replace("110.0000", "1"))
                .contains("payments"));
    }

    /** Written out, such a number would fill the memory. */
    @Test
    void doesNotBreakOnAnAmountBeyondAllUse() {
        for (String amount : new String[] {"1E+900000000", "1E-900000000", "1E+100000000", "-9E+2147483647"}) {
            assertEquals(
                    "amount due is -10.0000, payments - change is 90.0000",
                    assertTimeoutPreemptively(
                            Duration.ofSeconds(10), () -> fault(SALE.replace("\"100.0000\"", '"' + amount + '"'))));
            assertTrue(
                    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> fault(SALE.replace("\"70.0000\"", amount)))
                            .startsWith("sum of the payment lines is 40.0000"));
        }
    }
}
