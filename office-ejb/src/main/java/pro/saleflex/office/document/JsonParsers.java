package pro.saleflex.office.document;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;

/**
 * Creates JSON parsers from one factory; looking up the provider each time takes longer than parsing a small document.
 */
public final class JsonParsers {
    private static final JsonParserFactory FACTORY = Json.createParserFactory(Map.of());

    private JsonParsers() {}

    /** Creates a parser for a text; its offsets count the text's characters. */
    public static JsonParser over(String json) {
        return FACTORY.createParser(new StringReader(json));
    }

    /**
     * Cuts the parser's current value out of its text, as written there. The value is not parsed, so it may contain
     * numbers that the parser cannot compute.
     *
     * @param json the text that the parser reads
     * @param value the parser's latest event: the start of an object or a list
     */
    public static String cut(String json, JsonParser parser, Event value) {
        int start = (int) parser.getLocation().getStreamOffset() - 1; // just after the brace
        skip(parser, value);
        return json.substring(start, (int) parser.getLocation().getStreamOffset());
    }

    /**
     * Reads to the end of a value; the parser's own skip methods never return from a truncated text.
     *
     * @param value the parser's latest event
     */
    public static void skip(JsonParser parser, Event value) {
        int depth = value == Event.START_OBJECT || value == Event.START_ARRAY ? 1 : 0;
        while (depth > 0) {
            switch (parser.next()) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                default -> {
                    // a scalar or a key
                }
            }
        }
    }
}
