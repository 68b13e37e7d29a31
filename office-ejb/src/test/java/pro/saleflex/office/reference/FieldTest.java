package pro.saleflex.office.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.testing.Parsed;

/** Source: master data reference, "Value rules". */
class FieldTest {

    private static Optional<String> fault(String type, String value) {
        return Field.parse("f " + type).fault(Parsed.value(value));
    }

    @Test
    void parsesItsRules() {
        assertEquals(new Field("id", "uuid", true, true), Field.parse("id uuid!"));
        assertEquals(new Field("is_deleted", "bool", false, true), Field.parse("is_deleted bool~"));
        assertEquals(new Field("iso_3166_2", "str", false, false), Field.parse("iso_3166_2 str"));
    }

    @Test
    void isRequiredOnlyWhereATerminalNeedsIt() {
        assertEquals(Optional.of("is required"), Field.parse("f str!").fault(null));
        assertEquals(Optional.of("is required"), Field.parse("f str!").fault(JsonValue.NULL));
        assertEquals(Optional.empty(), Field.parse("f bool~").fault(null));
        assertEquals(Optional.of("is required"), Field.parse("f bool~").fault(JsonValue.NULL));
        assertEquals(Optional.empty(), Field.parse("f str").fault(null));
        assertEquals(Optional.empty(), Field.parse("f str").fault(JsonValue.NULL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uuid | \"5d922786-3aad-59f2-9cd2-f040f557ae9f\"",
                "uuid | \"5D9227863AAD59F29CD2F040F557AE9F\"",
                "str | \"\"",
                "str | \"0055\"",
                "int | 7",
                "int | -7",
                "int | \"7\"",
                "num | 7.25",
                "num | 1E2",
                "num | \"7.25\"",
                "dec | \"-7.2500\"",
                "dec | 0",
                "bool | true",
                "bool | false",
                "bool | 1",
                "bool | 0",
                "date | \"2026-11-22\"",
                "dt | \"2026-11-22T06:16:43\"",
                "dt | \"2026-11-22T06:16:43.123456789\"",
                "dt | \"2026-11-22T06:16\"",
                "dt | \"2026-11-22T06:16:43Z\"",
                "dt | \"2026-11-22T06:16:43+03:00\"",
                "time | \"06:16\"",
                "time | \"06:16:43\"",
                "time | \"23:59:59.123456\""
            })
    void acceptsWhatATerminalAccepts(String type, String value) {
        assertEquals(Optional.empty(), fault(type, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uuid | \"7\" | a UUID",
                "uuid | 7 | a UUID",
                "uuid | \"5d922786-3aad-59f2-9cd2-f040f557ae9\" | a UUID",
                "str | 7 | a text",
                "str | {} | a text",
                "str | true | a text",
                "int | 7.5 | a whole number",
                "int | \"7.0\" | a whole number",
                "int | \"seven\" | a whole number",
                "int | \"\" | a whole number",
                "int | true | a whole number",
                "int | \"9999999999999999999\" | a whole number",
                "num | \"7,25\" | a number",
                "num | \"NaN\" | a number",
                "num | [7] | a number",
                "dec | \"1E2\" | a number",
                "dec | \"\" | a number",
                "bool | \"true\" | true or false",
                "bool | 2 | true or false",
                "bool | -1 | true or false",
                "bool | 0.5 | true or false",
                "date | \"22.11.2026\" | a date YYYY-MM-DD",
                "date | \"2026-02-29\" | a date YYYY-MM-DD",
                "date | 20261122 | a date YYYY-MM-DD",
                "dt | \"2026-11-22\" | a date and time in ISO 8601",
                "dt | 1795328203 | a date and time in ISO 8601",
                "dt | \"2026-11-22T25:16:43\" | a date and time in ISO 8601",
                "time | \"06:16:43Z\" | a time HH:MM:SS without zone",
                "time | \"24:16\" | a time HH:MM:SS without zone",
                "time | \"06:16:43.123456789\" | a time HH:MM:SS without zone",
                "time | \"6:16\" | a time HH:MM:SS without zone",
                "time | 6 | a time HH:MM:SS without zone"
            })
    void saysWhatTheValueMustBe(String type, String value, String expectation) {
        assertEquals(Optional.of("must be " + expectation), fault(type, value));
    }

    @Test
    void failsForAnUnknownType() {
        assertThrows(IllegalStateException.class, () -> fault("money", "1"));
    }
}
