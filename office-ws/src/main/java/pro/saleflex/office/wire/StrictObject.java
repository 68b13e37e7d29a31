package pro.saleflex.office.wire;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import pro.saleflex.office.document.JsonParsers;

/** Reads a body that is one JSON object, nothing else, with no member repeated. */
final class StrictObject {
    /** Longer names are cut in messages. */
    private static final int MAX_SHOWN_NAME = 60;

    private StrictObject() {}

    /**
     * Reads the object.
     *
     * @throws Problem 400 when the body is anything else
     */
    static JsonObject read(String json) {
        Map<String, Object> members = new LinkedHashMap<>();
        try (JsonParser parser = JsonParsers.over(json)) {
            if (!parser.hasNext() || parser.next() != Event.START_OBJECT) {
                throw Problem.of(400, "The body must be a JSON object.");
            }
            while (parser.next() == Event.KEY_NAME) {
                String name = parser.getString();
                parser.next();
                JsonValue value = parser.getValue();
                if (members.put(name, value) != null) {
                    throw Problem.of(400, "'" + shown(name) + "' occurs twice.");
                }
            }
            if (parser.hasNext()) { // reads to the end of the text
                throw Problem.of(400, "The body continues after the JSON object.");
            }
            return Json.createObjectBuilder(members).build();
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) { // the parser's own limits, such as its depth, throw no JsonException
            throw Problem.of(400, "The body is not readable JSON.");
        }
    }

    private static String shown(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= MAX_SHOWN_NAME ? line : line.substring(0, MAX_SHOWN_NAME);
    }
}
