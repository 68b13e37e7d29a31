package pro.saleflex.office.document;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;

/** Makes JSON parsers; looking the provider up anew for each takes longer than a small document. */
public final class JsonParsers {
    private static final JsonParserFactory FACTORY = Json.createParserFactory(Map.of());

    private JsonParsers() {}

    /** A parser over a text, whose offsets count the text's characters. */
    public static JsonParser over(String json) {
        return FACTORY.createParser(new StringReader(json));
    }
}
