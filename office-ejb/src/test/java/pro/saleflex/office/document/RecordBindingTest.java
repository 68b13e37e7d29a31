package pro.saleflex.office.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBindingTest {
    /** A document as small as can be. Public for the binding. */
    public record Slip(
            String uniqueId, BigDecimal totalAmount, Long receiptNumber, Boolean isCancel, List<Line> lines) {}

    /** A line of it. Public for the binding. */
    public record Line(Integer lineNo, BigDecimal unitPrice) {}

    private static Slip bind(String json) {
        return RecordBinding.bind(json, Slip.class);
    }

    @Test
    void bindsMembersInSnakeCase() {
        Slip slip = bind("{\"unique_id\":\"a\",\"total_amount\":\"55.0000\",\"receipt_number\":3,\"is_cancel\":true,"
                + "\"lines\":[{\"line_no\":1,\"unit_price\":27.5},{\"line_no\":2}]}");

        assertEquals(
                new Slip(
                        "a",
                        new BigDecimal("55.0000"),
                        3L,
                        true,
                        List.of(new Line(1, new BigDecimal("27.5")), new Line(2, null))),
                slip);
    }

    @Test
    void takesMissingMembersForNull() {
        assertEquals(new Slip(null, null, null, null, null), bind("{}"));
        assertEquals(
                new Slip(null, null, null, null, null),
                bind(
                        "{\"unique_id\":null,\"total_amount\":null,\"receipt_number\":null,\"is_cancel\":null,\"lines\":null}"));
    }

    @Test
    void leavesUnknownMembersAside() {
        Slip slip = bind("{\"x\":{\"total_amount\":[1,{}]},\"unique_id\":\"a\",\"y\":[[]],\"lines\":[{\"z\":null}]}");

        assertEquals(new Slip("a", null, null, null, List.of(new Line(null, null))), slip);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"55.0000\"', 55.0000",
        "55.0000, 55.0000",
        "55, 55",
        "'\"55\"', 55",
        "'\"-0.01\"', -0.01",
        "0.1, 0.1",
        "12345678901234567890.123456789, 12345678901234567890.123456789",
        "'\"12345678901234567890.123456789\"', 12345678901234567890.123456789"
    })
    void readsDecimalsExactlyFromNumbersAndFromStrings(String form, BigDecimal value) {
        assertEquals(0, value.compareTo(bind("{\"total_amount\":" + form + "}").totalAmount()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"total_amount\":\"4711 secret\"} | totalAmount | secret",
                "{\"total_amount\":{\"a\":4711}} | totalAmount | 4711",
                "{\"receipt_number\":\"secret\"} | receiptNumber | secret",
                "{\"receipt_number\":4711.5} | receiptNumber | 4711",
                "{\"receipt_number\":18446744073709551617} | receiptNumber | 18446744073709551617",
                "{\"lines\":[{\"line_no\":4294967297}]} | lines.lineNo | 4294967297",
                "{\"is_cancel\":4711} | isCancel | 4711",
                "{\"is_cancel\":\"secret\"} | isCancel | secret",
                "{\"lines\":[{},{\"unit_price\":\"secret\"}]} | lines.unitPrice | secret",
                "{\"lines\":[{\"line_no\":\"secret\"}]} | lines.lineNo | secret",
                "{\"lines\":\"secret\"} | lines | secret",
                "{\"lines\":{\"line_no\":4711}} | lines | 4711",
                "{\"unique_id\":{\"a\":4711}} | uniqueId | 4711"
            })
    void namesTheMemberThatCannotBeBoundWithoutItsValue(String json, String member, String value) {
        Unprojectable failure = assertThrows(Unprojectable.class, () -> bind(json));

        assertTrue(failure.getMessage().startsWith("Not of the form it should have: "), failure::getMessage);
        assertEquals(
                member.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT),
                failure.getMessage()
                        .replaceAll("^.*: |\\.$", "")
                        .replaceAll("([A-Z])", "_$1")
                        .toLowerCase(java.util.Locale.ROOT));
        assertFalse(failure.getMessage().contains(value));
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "'\"3\"', 3", "3.0, 3", "3e0, 3", "-3, -3", "null, "})
    void readsWholeNumbersFromNumbersAndFromStrings(String form, Long value) {
        assertEquals(value, bind("{\"receipt_number\":" + form + "}").receiptNumber());
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "1, true", "0, false", "'\"true\"', true", "null, "})
    void readsTrueAndFalse(String form, Boolean value) {
        assertEquals(value, bind("{\"is_cancel\":" + form + "}").isCancel());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"receipt_number\":1e1000000000}",
                "{\"receipt_number\":99999999999999999999}",
                "{\"lines\":[{\"line_no\":1e1000000000}]}",
                "{\"lines\":[{\"line_no\":99999999999}]}",
                "{\"lines\":[1]}",
                "{\"is_cancel\":\"perhaps\"}",
                "{\"is_cancel\":2}"
            })
    void neverBreaksOtherwise(String json) {
        try {
            bind(json);
        } catch (Unprojectable e) {
            assertTrue(e.getMessage().contains("Not of the form it should have: "));
        }
    }

    @Test
    void keepsALoneSurrogate() {
        assertEquals("\ud83d", bind("{\"unique_id\":\"\\ud83d\"}").uniqueId());
        assertNull(bind("{\"unique_id\":null}").uniqueId());
    }
}
