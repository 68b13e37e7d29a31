package pro.saleflex.office.wire;

import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import pro.saleflex.office.document.JsonParsers;
import pro.saleflex.office.terminal.TerminalCodes;

/**
 * The envelope that a terminal posts: its codes, its items, its counters. The items keep their exact characters: they
 * are cut out of the body, not written again.
 */
public final class Envelope {
    private final String json;
    private final Map<String, String> codes = new LinkedHashMap<>();
    private final PushedCounters counters;
    private String posId;
    private List<String> items;

    private Envelope(String json, PushedCounters counters) {
        this.json = json;
        this.counters = counters;
    }

    /**
     * Reads an envelope with a list of items.
     *
     * @param json the request's body
     * @param list the name of the member that holds the items
     * @param maxItems maximum number of items
     * @throws Problem 400 when it does not have that form, 413 when there are too many items
     */
    public static Envelope withItems(String json, String list, int maxItems) {
        Envelope envelope = read(json, list, maxItems, PushedCounters.besideDocuments());
        if (envelope.items == null) {
            throw Problem.of(400, "'" + list + "' must be a list.");
        }
        return envelope;
    }

    /**
     * Reads an envelope that contains only counters.
     *
     * @param json the request's body
     * @throws Problem 400 when it does not have that form, 413 when there are too many counters
     */
    public static Envelope withCounters(String json) {
        Envelope envelope = read(json, "", 0, PushedCounters.alone());
        requirePosId(envelope.posId);
        return envelope;
    }

    /**
     * Reads only the terminal's codes.
     *
     * @param json the request's body
     * @throws Problem 400 when it is not a JSON object with all three codes
     */
    public static TerminalCodes codesOnly(String json) {
        return read(json, "", 0, PushedCounters.besideDocuments()).codes();
    }

    /**
     * Returns the codes by which the terminal identifies itself.
     *
     * @throws Problem 400 when one is missing or blank
     */
    public TerminalCodes codes() {
        return codes(codes.get("office_code"), codes.get("store_code"), codes.get("terminal_code"));
    }

    /** Returns the items, each with its exact characters. */
    public List<String> items() {
        return items;
    }

    /** Returns the pushed counters. */
    public PushedCounters counters() {
        return counters;
    }

    /**
     * Requires the terminal's number in its store, which accompanies counters that are pushed on their own.
     *
     * @param posId as it was sent; null when it was not
     * @throws Problem 400 when it is missing or not a whole number
     */
    public static void requirePosId(String posId) {
        if (posId == null) {
            throw Problem.of(400, "'pos_id' is missing.");
        }
        if (PushedCounters.whole(posId) == null) {
            throw Problem.of(400, "'pos_id' must be a whole number.");
        }
    }

    /**
     * Checks codes that came from elsewhere, such as query parameters.
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

    private static Envelope read(String json, String list, int maxItems, PushedCounters counters) {
        Envelope envelope = new Envelope(json, counters);
        try (JsonParser parser = JsonParsers.over(json)) {
            if (!parser.hasNext() || parser.next() != Event.START_OBJECT) {
                throw Problem.of(400, "The body must be a JSON object.");
            }
            while (parser.next() == Event.KEY_NAME) {
                envelope.readMember(parser, parser.getString(), list, maxItems);
            }
            if (parser.hasNext()) { // reads to the end of the text
                throw Problem.of(400, "The body continues after the JSON object.");
            }
            return envelope;
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) { // the parser's own limits, such as its depth, throw no JsonException
            throw Problem.of(400, "The body is not readable JSON.");
        }
    }

    private void readMember(JsonParser parser, String name, String list, int maxItems) {
        Event value = parser.next();
        switch (name) {
            case "office_code", "store_code", "terminal_code" -> {
                if (value == Event.VALUE_STRING) {
                    codes.put(name, parser.getString());
                } else {
                    JsonParsers.skip(parser, value);
                }
            }
            case "pos_id" -> {
                String number = numberOrText(parser, value);
                posId = value == Event.VALUE_NULL ? null : Objects.requireNonNullElse(number, "");
            }
            case "sequences" -> {
                if (value == Event.START_ARRAY) {
                    readCounters(parser);
                } else {
                    JsonParsers.skip(parser, value);
                    if (value != Event.VALUE_NULL) {
                        counters.rejectNonList();
                    }
                }
            }
            default -> {
                if (name.equals(list) && value == Event.START_ARRAY) {
                    items = readItems(parser, maxItems);
                } else {
                    JsonParsers.skip(parser, value);
                }
            }
        }
    }

    private List<String> readItems(JsonParser parser, int maxItems) {
        List<String> found = new ArrayList<>();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            if (found.size() == maxItems) {
                throw Problem.of(413, "More than " + maxItems + " items in one request. Send them in several.");
            }
            found.add(
                    switch (event) {
                        case START_OBJECT, START_ARRAY -> JsonParsers.cut(json, parser, event);
                        case VALUE_NUMBER -> parser.getString(); // its value may exceed what the parser can compute
                        default -> parser.getValue().toString();
                    });
        }
        return found;
    }

    private void readCounters(JsonParser parser) {
        for (Event entry = parser.next(); entry != Event.END_ARRAY; entry = parser.next()) {
            String name = null;
            String value = null;
            if (entry == Event.START_OBJECT) {
                while (parser.next() == Event.KEY_NAME) {
                    String member = parser.getString();
                    Event given = parser.next();
                    String text = numberOrText(parser, given);
                    if (member.equals("name")) {
                        name = given == Event.VALUE_STRING ? text : null;
                    } else if (member.equals("value")) {
                        value = text;
                    }
                }
            } else {
                JsonParsers.skip(parser, entry);
            }
            counters.add(name, value);
        }
    }

    /**
     * Returns the characters of a string or a number (whose value may exceed what the parser can compute); null
     * otherwise.
     */
    private static String numberOrText(JsonParser parser, Event value) {
        JsonParsers.skip(parser, value);
        return value == Event.VALUE_NUMBER || value == Event.VALUE_STRING ? parser.getString() : null;
    }
}
