package pro.saleflex.office.gate.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.zone.StoreZone;

class JsonWriterTest {
    private final JsonWriter json = new JsonWriter(new ColumnConverter(StoreZone.of("Europe/Istanbul")), 0);

    private JsonObject written() {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json.end()))) {
            return reader.readObject();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "{\"head\":{\"note\":\"a \\\\ b\"}}",
                "line\nbreak\ttab\r\b\f\u0001\u001f\u007f",
                "\u00e7ay \u015feker \u20ac \ud83e\udd56",
                "\"",
                "\\",
                "ends with {",
                "["
            })
    void aTextSurvivesWritingAndReading(String text) {
        JsonObject read = writtenAfter(text);
        assertEquals(text, read.getString("text"));
        assertEquals(7, read.getInt("after"));
    }

    private JsonObject writtenAfter(String text) {
        json.text("text", text).number("after", 7);
        return written();
    }

    @Test
    void charactersThatPostgresqlCannotStoreAreReplaced() {
        assertEquals("a\ufffdb\ufffd", writtenAfter("a\0b\ud83e").getString("text"));
    }

    @Test
    void membersWithoutAValueAreWrittenAsNull() {
        json.text("text", null)
                .number("number", null)
                .flag("flag", null)
                .money("money", null)
                .rate("rate", null)
                .id("id", "not an id")
                .time("time", "yesterday")
                .date("date", "2026-02-30");
        assertEquals(
                "{\"text\":null,\"number\":null,\"flag\":null,\"money\":null,\"rate\":null,\"id\":null,\"time\":null,"
                        + "\"date\":null}",
                new String(json.end(), StandardCharsets.UTF_8));
    }

    @Test
    void valuesHaveTheContractsForms() {
        json.number("number", -3)
                .flag("flag", true)
                .money("money", new BigDecimal("1E+2"))
                .rate("rate", new BigDecimal("0.5"))
                .id("id", "0F9619FF-8B86-D011-B42D-00CF4FC964FF")
                .time("time", "2026-11-22T06:16:43.157783")
                .date("date", "2026-11-22");
        assertEquals(
                "{\"number\":-3,\"flag\":true,\"money\":\"100.0000\",\"rate\":\"0.500000\","
                        + "\"id\":\"0f9619ff-8b86-d011-b42d-00cf4fc964ff\",\"time\":\"2026-11-22T03:16:43.157783Z\","
                        + "\"date\":\"2026-11-22\"}",
                new String(json.end(), StandardCharsets.UTF_8));
    }

    @Test
    void listsAndObjectsCanBeNested() {
        json.numbers("none", List.of())
                .numbers("some", List.of(1L, 2L))
                .list("rows", Arrays.asList("a", null, "b"), row -> json.text("name", row)
                        .object("inside", row, inside -> json.flag("deep", false)))
                .list("empty", null, row -> json.text("name", "x"));
        JsonObject read = written();
        assertEquals(JsonArray.EMPTY_JSON_ARRAY, read.getJsonArray("none"));
        assertEquals("[1,2]", read.getJsonArray("some").toString());
        assertEquals(
                "[{\"name\":\"a\",\"inside\":{\"deep\":false}},{\"name\":\"b\",\"inside\":{\"deep\":false}}]",
                read.getJsonArray("rows").toString());
        assertEquals(List.of("none", "some", "rows", "empty"), List.copyOf(read.keySet()));
    }

    @Test
    void aPeriodInTheRepeatedHourEndsAfterItsStart() {
        JsonWriter json = new JsonWriter(new ColumnConverter(StoreZone.of("Europe/London")), 0);
        json.time("started_at", "2026-10-25T01:50:00")
                .timeAfter("2026-10-25T01:50:00", "ended_at", "2026-10-25T01:10:00");

        assertEquals(
                "{\"started_at\":\"2026-10-25T00:50:00Z\",\"ended_at\":\"2026-10-25T01:10:00Z\"}",
                new String(json.end(), StandardCharsets.UTF_8));
    }
}
