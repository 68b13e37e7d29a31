package pro.saleflex.office.portal.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void laysOutOverLinesAndChangesNoValue() {
        String laidOut = JsonText.laidOut(
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
                }""", laidOut);
        assertEquals(laidOut, JsonText.laidOut(laidOut));
    }

    @Test
    void whatIsNoJsonIsNotLost() {
        assertEquals("\"no end", JsonText.laidOut("\"no end"));
        assertEquals("\"no end\\", JsonText.laidOut("\"no end\\"));
        assertEquals("\n}\n]", JsonText.laidOut("}]"));
    }
}
