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
 * What a terminal posts: who it is, its items, its counters. The items keep their exact characters: they are cut out of the
 * text, not written anew.
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
     * @param list the member that holds the items
     * @param most items allowed
     * @throws Problem 400 when it is not of that form, 413 when there are too many items
     */
    public static Envelope withItems(String json, String list, int most) {
        Envelope envelope = read(json, list, most, PushedCounters.besideDocuments());
        if (envelope.items == null) {
            throw Problem.of(400, "'" + list + "' must be a list.");
        }
        return envelope;
    }

    /**
     * Reads an envelope that holds nothing but counters.
     *
     * @param json the request's body
     * @throws Problem 400 when it is not of that form, 413 when there are too many counters
     */
    public static Envelope withCounters(String json) {
        Envelope envelope = read(json, "", 0, PushedCounters.alone());
        requirePosId(envelope.posId);
        return envelope;
    }

    /**
     * Reads nothing but who the terminal says it is.
     *
     * @param json the request's body
     * @throws Problem 400 when it is not a JSON object with all three codes
     */
    public static TerminalCodes codesOnly(String json) {
        return read(json, "", 0, PushedCounters.besideDocuments()).codes();
    }

    /** Who the terminal says it is. */
    public TerminalCodes codes() {
        return codes(codes.get("office_code"), codes.get("store_code"), codes.get("terminal_code"));
    }

    /** The items, each exactly as it stands in the body. */
    public List<String> items() {
        return items;
    }

    /** The counters. */
    public PushedCounters counters() {
        return counters;
    }

    /**
     * The terminal's number in its store, which goes with counters that come by themselves.
     *
     * @param posId as it was sent; null: it was not
     * @throws Problem 400 when it is missing or no whole number
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

    private static Envelope read(String json, String list, int most, PushedCounters counters) {
        Envelope envelope = new Envelope(json, counters);
        try (JsonParser parser = JsonParsers.over(json)) {
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
                String number = numberOrText(parser, value);
                posId = value == Event.VALUE_NULL ? null : Objects.requireNonNullElse(number, "");
            }
            case "sequences" -> {
                if (value == Event.START_ARRAY) {
                    readCounters(parser);
                } else {
                    skip(parser, value);
                    if (value != Event.VALUE_NULL) {
                        counters.addNoList();
                    }
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
                    switch (event) {
                        case START_OBJECT, START_ARRAY -> cut(parser, event);
                        case VALUE_NUMBER -> parser.getString(); // it may be longer than the parser can count
                        default -> parser.getValue().toString();
                    });
        }
        return found;
    }

    /** The parser's offsets count characters of the text; at the start of an object it stands just behind the brace. */
    private String cut(JsonParser parser, Event value) {
        int start = (int) parser.getLocation().getStreamOffset() - 1;
        skip(parser, value);
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
                skip(parser, entry);
            }
            counters.add(name, value);
        }
    }

    /** The characters of a text, or of a number, which may be longer than the parser can count; null for all else. */
    private static String numberOrText(JsonParser parser, Event value) {
        skip(parser, value);
        return value == Event.VALUE_NUMBER || value == Event.VALUE_STRING ? parser.getString() : null;
    }
}
