package pro.saleflex.office.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private static final String ID = "0a1b2c3d-0000-4000-8000-0123456789ab";

    /** Has a member of every supported type. */
    record Body(String storeName, Integer number, Boolean isBlocked, List<String> networks, List<UUID> stores) {}

    private static Body read(String json) {
        return RecordReader.read(json, Body.class);
    }

    @Test
    void readsKnownMembersAndIgnoresUnknownOnes() {
        assertEquals(
                new Body("A \u20ac", 42, false, List.of("10.0.0.0/8"), List.of(UUID.fromString(ID))),
                read("{\"store_name\":\"A \u20ac\",\"number\":42,\"is_blocked\":false,\"networks\":[\"10.0.0.0/8\"],"
                        + "\"stores\":[\"" + ID.toUpperCase(java.util.Locale.ROOT) + "\"],\"mood\":{\"a\":[1]}}"));
        assertEquals(new Body(null, null, null, null, null), read("{\"number\":null,\"mood\":1} "));
        assertEquals(42, read("{\"number\":42.0}").number());
        assertEquals(-2147483648, read("{\"number\":-2147483648}").number());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is_blocked | 1",
                "is_blocked | 0",
                "is_blocked | \"true\"",
                "is_blocked | []",
                "number | 99999999999",
                "number | 2147483648",
                "number | 2.9",
                "number | \"4\"",
                "number | true",
                "number | 1e999999999",
                "store_name | 7",
                "store_name | {}",
                "store_name | \"a\\u0000b\"",
                "store_name | \"\\ud83d\"",
                "networks | \"10.0.0.0/8\"",
                "networks | [1]",
                "networks | [null]",
                "stores | [\"no id\"]",
                "stores | [\"1-1-1-1-1\"]",
                "stores | {}"
            })
    void namesTheInvalidMember(String member, String value) {
        Problem problem = assertThrows(Problem.class, () -> read("{\"" + member + "\":" + value + "}"));

        assertEquals(400, problem.getResponse().getStatus());
        assertTrue(problem.getMessage().startsWith("'" + member + "' "), problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "{",
                "{\"number\":1}{\"number\":2}",
                "{\"number\":1} x",
                "{\"number\":1,}",
                "{\"number\":1,\"number\":2}",
                "{\"number\":1,\"number\":1}"
            })
    void rejectsAnythingButOneObjectWithoutRepeatedMembers(String json) {
        assertEquals(
                400, assertThrows(Problem.class, () -> read(json)).getResponse().getStatus());
    }

    @Test
    void survivesExcessiveNesting() {
        String deep = "{\"x\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";

        assertEquals(
                400, assertThrows(Problem.class, () -> read(deep)).getResponse().getStatus());
    }
}
