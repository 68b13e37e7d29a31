package pro.saleflex.office.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pro.saleflex.office.document.Parsers;
import pro.saleflex.office.terminal.TerminalCodes;

/**
 * What a terminal posts: who it is, its items, its counters. The items keep their exact characters: they are cut out of the
 * text, not written anew.
 */
public final class Envelope {
    private final String json;
    private final Map<String, String> codes = new LinkedHashMap<>();
    private boolean hasPosId;
    private List<String> items;
    private Map<String, Long> counters = Map.of();

    private Envelope(String json) {
        this.json = json;
    }

    /**
     * Reads an envelope with a list of items.
     *
     * @param json the request's body
     * @param list the member that holds the items
     * @param most items allowed
     * @throws Problem 400 when it is not of that form, 413 when there are too many items
     */
    public static Envelope withItems(String json, String list, int most) {
        Envelope envelope = read(json, list, most);
        if (envelope.items == null) {
            throw Problem.of(400, "'" + list + "' must be a list.");
        }
        return envelope;
    }

    /**
     * Reads an envelope that holds nothing but counters.
     *
     * @param json the request's body
     * @throws Problem 400 when it is not of that form
     */
    public static Envelope withCounters(String json) {
        Envelope envelope = read(json, "", 0);
        if (!envelope.hasPosId) {
            throw Problem.of(400, "'pos_id' is missing.");
        }
        return envelope;
    }

    /**
     * Reads nothing but who the terminal says it is.
     *
     * @param json the request's body
     * @throws Problem 400 when it is not a JSON object with all three codes
     */
    public static TerminalCodes codesOnly(String json) {
        return read(json, "", 0).codes();
    }

    /** Who the terminal says it is. */
    public TerminalCodes codes() {
        return codes(codes.get("office_code"), codes.get("store_code"), codes.get("terminal_code"));
    }

    /** The items, each exactly as it stands in the body. */
    public List<String> items() {
        return items;
    }

    /** The counters by name, the highest value of each; entries without a name or a whole number are left out. */
    public Map<String, Long> counters() {
        return counters;
    }

    /**
     * Codes from anywhere.
     *
     * @throws Problem 400 when one is missing or blank
     */
    public static TerminalCodes codes(String officeCode, String storeCode, String terminalCode) {
        requireCode("office_code", officeCode);
        requireCode("store_code", storeCode);
        requireCode("terminal_code", terminalCode);
        return new TerminalCodes(officeCode, storeCode, terminalCode);
    }

    private static void requireCode(String name, String code) {
        if (code == null || code.isBlank()) {
            throw Problem.of(400, "'" + name + "' is missing or blank. Check the terminal's settings.");
        }
    }

    private static Envelope read(String json, String list, int most) {
        Envelope envelope = new Envelope(json);
        try (JsonParser parser = Parsers.over(json)) {
            if (!parser.hasNext() || parser.next() != Event.START_OBJECT) {
                throw Problem.of(400, "The body must be a JSON object.");
            }
            while (parser.next() == Event.KEY_NAME) {
                envelope.member(parser, parser.getString(), list, most);
            }
            if (parser.hasNext()) { // reads on to the end: nothing may follow
                throw Problem.of(400, "Something follows the JSON object.");
            }
            return envelope;
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) { // no JsonException where the parser meets a limit of its own, such as its depth
            throw Problem.of(400, "The body is not readable JSON.");
        }
    }

    private void member(JsonParser parser, String name, String list, int most) {
        Event value = parser.next();
        switch (name) {
            case "office_code", "store_code", "terminal_code" -> {
                if (value == Event.VALUE_STRING) {
                    codes.put(name, parser.getString());
                } else {
                    skip(parser, value);
                }
            }
            case "pos_id" -> {
                hasPosId = value != Event.VALUE_NULL;
                skip(parser, value);
            }
            case "sequences" -> {
                if (value == Event.START_ARRAY) {
                    counters = counters(parser.getArray());
                } else {
                    skip(parser, value);
                }
            }
            default -> {
                if (name.equals(list) && value == Event.START_ARRAY) {
                    items = items(parser, most);
                } else {
                    skip(parser, value);
                }
            }
        }
    }

    private List<String> items(JsonParser parser, int most) {
        List<String> found = new ArrayList<>();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            if (found.size() == most) {
                throw Problem.of(413, "More than " + most + " items in one request. Send them in several.");
            }
            found.add(
                    event == Event.START_OBJECT
                            ? cut(parser)
                            : parser.getValue().toString());
        }
        return found;
    }

    /** The parser's offsets count characters of the text; at the start of an object it stands just behind the brace. */
    private String cut(JsonParser parser) {
        int start = (int) parser.getLocation().getStreamOffset() - 1;
        skip(parser, Event.START_OBJECT);
        return json.substring(start, (int) parser.getLocation().getStreamOffset());
    }

    /** Reads on to the value's end; the parser's own skipping never comes back from a body that was cut off. */
    private static void skip(JsonParser parser, Event value) {
        int depth = value == Event.START_OBJECT || value == Event.START_ARRAY ? 1 : 0;
        while (depth > 0) {
            switch (parser.next()) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                default -> {
                    // inside
                }
            }
        }
    }

    private static Map<String, Long> counters(JsonArray sequences) {
        PushedCounters counters = new PushedCounters();
        for (JsonValue entry : sequences) {
            if (entry instanceof JsonObject sequence && sequence.get("name") instanceof JsonString name) {
                counters.add(name.getString(), digits(sequence.get("value")));
            }
        }
        return counters.values();
    }

    private static String digits(JsonValue value) {
        return value instanceof JsonNumber
                ? value.toString()
                : value instanceof JsonString text ? text.getString().strip() : null;
    }
}
