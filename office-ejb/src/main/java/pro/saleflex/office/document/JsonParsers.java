package pro.saleflex.office.document;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;

/**
 * Creates JSON parsers from one factory; looking up the provider each time takes longer than parsing a small document.
 */
public final class JsonParsers {
    private static final JsonParserFactory FACTORY = Json.createParserFactory(Map.of());

    private JsonParsers() {}

    /** A parser for a text; its offsets count the text's characters. */
    public static JsonParser over(String json) {
        return FACTORY.createParser(new StringReader(json));
    }
}
