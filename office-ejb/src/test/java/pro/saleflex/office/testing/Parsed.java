package pro.saleflex.office.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;

/** Parses JSON text. */
public final class Parsed {
    private Parsed() {}

    /** Parses any JSON value. */
    public static JsonValue value(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }

    /** Parses a JSON object. */
    public static JsonObject object(String json) {
        return value(json).asJsonObject();
    }
}
