package pro.saleflex.office.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;

/** What JSON texts stand for. */
public final class Parsed {
    private Parsed() {}

    /** Any value. */
    public static JsonValue value(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }

    /** An object. */
    public static JsonObject object(String json) {
        return value(json).asJsonObject();
    }
}
