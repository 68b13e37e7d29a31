package pro.saleflex.office.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.document.RecordBinding.Bound;

class RecordBindingTest {
    /** A minimal document. Public for the binding. */
    public record Slip(
            String uniqueId,
            BigDecimal totalAmount,
            Long receiptNumber,
            Boolean isCancel,
            List<Line> lines,
            Fiscal fiscal) {}

    /** A line of the slip. Public for the binding. */
    public record Line(Integer lineNo, BigDecimal unitPrice) {}

    /** A part of the slip. Public for the binding. */
    public record Fiscal(Integer counter, String code) {}

    private static Slip bind(String json) {
        Bound<Slip> bound = RecordBinding.bind(json, Slip.class);
        assertEquals(List.of(), bound.unread());
        return bound.record();
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
                        List.of(new Line(1, new BigDecimal("27.5")), new Line(2, null)),
                        null),
                slip);
    }

    @Test
    void readsMissingMembersAsNull() {
        assertEquals(new Slip(null, null, null, null, null, null), bind("{}"));
        assertEquals(
                new Slip(null, null, null, null, null, null),
                bind(
                        "{\"unique_id\":null,\"total_amount\":null,\"receipt_number\":null,\"is_cancel\":null,\"lines\":null}"));
    }

    @Test
    void ignoresUnknownMembers() {
        Slip slip = bind("{\"x\":{\"total_amount\":[1,{}]},\"unique_id\":\"a\",\"y\":[[]],\"lines\":[{\"z\":null}]}");

        assertEquals(new Slip("a", null, null, null, List.of(new Line(null, null)), null), slip);
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
                "'total_amount':'55,0000' | total_amount",
                "'total_amount':{'a':4711} | total_amount",
                "'receipt_number':'abc' | receipt_number",
                "'receipt_number':4711.5 | receipt_number",
                "'receipt_number':18446744073709551617 | receipt_number",
                "'receipt_number':1e1000000000 | receipt_number",
                "'is_cancel':4711 | is_cancel",
                "'is_cancel':'perhaps' | is_cancel",
                "'lines':'none' | lines",
                "'lines':{'line_no':4711} | lines",
                "'fiscal':17 | fiscal"
            })
    void leavesOutAMemberWithAValueOfTheWrongForm(String member, String name) {
        String json = ("{'unique_id':'a'," + member + ",'x':[{}]}").replace('\'', '"');

        Bound<Slip> bound = RecordBinding.bind(json, Slip.class);

        assertEquals(List.of(name), bound.unread());
        assertEquals(new Slip("a", null, null, null, null, null), bound.record());
    }

    @Test
    void leavesOutOnlyTheFaultyMembersOfARow() {
        Bound<Slip> bound = RecordBinding.bind(
                "{\"total_amount\":\"55.0000\",\"receipt_number\":\"abc\",\"fiscal\":{\"counter\":1.5,\"code\":\"F\"},"
                        + "\"lines\":[{\"line_no\":4294967297,\"unit_price\":\"1.50\"},null,7,{\"line_no\":4},"
                        + "{\"line_no\":\"five\",\"unit_price\":\"dear\"}]}",
                Slip.class);

        assertEquals(
                List.of("receipt_number", "lines.line_no", "lines", "lines.unit_price", "fiscal.counter"),
                bound.unread());
        assertEquals(
                new Slip(
                        null,
                        new BigDecimal("55.0000"),
                        null,
                        null,
                        Arrays.asList(
                                new Line(null, new BigDecimal("1.50")),
                                null,
                                null,
                                new Line(4, null),
                                new Line(null, null)),
                        new Fiscal(null, "F")),
                bound.record());
    }

    @Test
    void rejectsAPayloadThatIsNotSuchADocument() {
        String faults = "{\"line_no\":\"secret\"},".repeat(101);
        Unprojectable tooMany = assertThrows(
                Unprojectable.class, () -> RecordBinding.bind("{\"lines\":[" + faults + "{}]}", Slip.class));
        assertEquals("Not in the expected form: lines.line_no.", tooMany.getMessage());
        assertThrows(Unprojectable.class, () -> RecordBinding.bind("[]", Slip.class));
        assertThrows(Unprojectable.class, () -> RecordBinding.bind("{\"unique_id\":\"a", Slip.class));
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

    @Test
    void keepsALoneSurrogate() {
        assertEquals("\ud83d", bind("{\"unique_id\":\"\\ud83d\"}").uniqueId());
        assertNull(bind("{\"unique_id\":null}").uniqueId());
    }
}
