package pro.saleflex.office.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertParametersTest {

    @ParameterizedTest
    @CsvSource({
        "POS-001, POS-001",
        "paper out, paper out",
        "'a\r\nBcc: x', a Bcc: x",
        "'a\u2028b\u202Ec', a b c",
        "card 4111 1111 1111 1111 used, card *** used",
        "4111-1111-1111-1111, ***",
        "41111111111111111111, ***",
        "'17, 20-22', '17, 20-22'",
        "123456789012, 123456789012"
    })
    void makesAValueFitForAMessage(String value, String clean) {
        assertEquals(Map.of("detail", clean), AlertParameters.clean(Map.of("detail", value)));
    }

    @Test
    void truncatesALongValue() {
        String cut = AlertParameters.clean(Map.of("detail", "x".repeat(201))).get("detail");

        assertEquals(200, cut.length());
        assertEquals('…', cut.charAt(199));
    }

    @Test
    void keepsParametersAsTheyAre() {
        Map<String, String> parameters = Map.of("terminal", "Ka\"sse\\ 1", "store", "");

        assertEquals(parameters, AlertParameters.fromText(AlertParameters.toText(parameters)));
    }

    @Test
    void aCauseWithoutTheParametersOfItsTextsIsRejected() {
        String fault = assertThrows(
                        IllegalArgumentException.class,
                        () -> Cause.server(AlertKind.ARCHIVE_FAILING, Severity.WARNING, Map.of()))
                .getMessage();
        assertEquals("ARCHIVE_FAILING needs the parameter \"reason\".", fault);
        assertThrows(
                IllegalArgumentException.class,
                () -> Cause.server(
                        AlertKind.GATE_LINK_DOWN, Severity.WARNING, Map.of("number", "1", "wording", "other")));
    }
}
