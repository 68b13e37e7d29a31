package pro.saleflex.office.portal.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void prettyPrintsWithoutChangingAnyValue() {
        String formatted = JsonText.format(
                "{\"a\":{\"b\" :5.50E1,\t\"c\":[ 1.10,\"x, {y}: \\\"z\\\\\" ,null ]},\"d\":{ },\"e\":[]}");

        assertEquals("""
                {
                  "a": {
                    "b": 5.50E1,
                    "c": [
                      1.10,
                      "x, {y}: \\"z\\\\",
                      null
                    ]
                  },
                  "d": {},
                  "e": []
                }""", formatted);
        assertEquals(formatted, JsonText.format(formatted));
    }

    @Test
    void textThatIsNotJsonIsNotLost() {
        assertEquals("\"no end", JsonText.format("\"no end"));
        assertEquals("\"no end\\", JsonText.format("\"no end\\"));
        assertEquals("\n}\n]", JsonText.format("}]"));
    }
}
