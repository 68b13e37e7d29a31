package pro.saleflex.office.wire;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import pro.saleflex.office.document.JsonParsers;

/** A body that is one JSON object and nothing else, each of its members once. */
final class StrictObject {
    private static final int LONGEST_NAME = 60;

    private StrictObject() {}

    /**
     * Reads it.
     *
     * @throws Problem 400 when it is not that
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
                    throw Problem.of(400, "'" + shown(name) + "' stands in it twice.");
                }
            }
            if (parser.hasNext()) { // reads on to the end: nothing may follow
                throw Problem.of(400, "Something follows the JSON object.");
            }
            return Json.createObjectBuilder(members).build();
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) { // no JsonException where the parser meets a limit of its own, such as its depth
            throw Problem.of(400, "The body is not readable JSON.");
        }
    }

    private static String shown(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME);
    }
}
