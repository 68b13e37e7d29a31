package pro.saleflex.office.document;

import jakarta.json.stream.JsonParser;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The canonical content of a document, independent of its spelling: two texts with the same content are the same
 * document sent twice.
 *
 * <p>Writes content with sorted members. Leaves out members that are null or an empty list, because a document without
 * such a list says the same, and members that the terminal changes when it sends again
 * ({@link MemberRules#changesOnResend}). Values are equal when the schema reads the same value from them, by the type
 * of their member ({@link MemberRules#type}): ids, numbers, booleans and times in all their spellings, as JSON values
 * or as text. Rows with an {@code id} are a set: their order in an array does not count; other arrays keep their order.
 *
 * <p>The hash of what PyPOS writes never changes. Documents stored in another spelling may have a hash by the
 * {@linkplain #former former rules}.
 */
final class DocumentContent {
    /** Longer numbers are compared character by character: parsing them would cost too much time. */
    private static final int LONGEST_NUMBER = 60;

    private final JsonParser parser;
    private final String identifyingPart;
    private final boolean former;
    private String id;
    private byte[] sha256;

    private DocumentContent(JsonParser parser, String identifyingPart, boolean former) {
        this.parser = parser;
        this.identifyingPart = identifyingPart;
        this.former = former;
    }

    /** Reads a JSON object; {@code identifyingPart} is the member whose {@code id} is the document's. */
    static DocumentContent of(String json, String identifyingPart) {
        return read(json, identifyingPart, false);
    }

    /**
     * Reads by the rules until 29 November 2026, which knew fewer spellings; conflicts stored until then have ids from
     * them.
     */
    static DocumentContent former(String json, String identifyingPart) {
        return read(json, identifyingPart, true);
    }

    private static DocumentContent read(String json, String identifyingPart, boolean former) {
        try (JsonParser parser = JsonParsers.over(json)) {
            DocumentContent content = new DocumentContent(parser, identifyingPart, former);
            parser.next();
            StringBuilder text = new StringBuilder(json.length());
            content.object(text, 0, "");
            content.sha256 = Sha256.of(text.toString());
            return content;
        }
    }

    byte[] sha256() {
        return sha256.clone();
    }

    /** Returns the document's id as written, if there is one. */
    Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** Writes the object that the parser is in, members sorted; true when it has an id. */
    private boolean object(StringBuilder out, int depth, String name) {
        List<Part> members = new ArrayList<>();
        boolean hasId = false;
        boolean identifies = depth == 1 && name.equals(identifyingPart);
        out.append('{');
        int start = out.length();
        for (JsonParser.Event event = parser.next(); event != JsonParser.Event.END_OBJECT; event = parser.next()) {
            String member = parser.getString();
            JsonParser.Event value = parser.next();
            boolean isId = value == JsonParser.Event.VALUE_STRING && member.equals("id");
            hasId |= isId;
            if (isId && identifies) {
                id = parser.getString();
            }
            if (value == JsonParser.Event.VALUE_NULL) {
                continue;
            }
            int from = out.length();
            string(out, member);
            out.append(':');
            value(out, value, depth + 1, member);
            out.append(',');
            boolean emptyList = value == JsonParser.Event.START_ARRAY && out.charAt(out.length() - 3) == '[';
            if (emptyList || MemberRules.changesOnResend(member)) {
                out.setLength(from);
            } else {
                members.add(new Part(member, from, out.length()));
            }
        }
        arrange(out, start, members); // stable, so members of the same name keep their order
        out.append('}');
        return hasId;
    }

    /** Writes the array that the parser is in; sorted when all elements are rows with an id. */
    private void array(StringBuilder out, int depth, String name) {
        List<Part> elements = new ArrayList<>();
        boolean rows = true;
        out.append('[');
        int start = out.length();
        for (JsonParser.Event event = parser.next(); event != JsonParser.Event.END_ARRAY; event = parser.next()) {
            int from = out.length();
            rows &= value(out, event, depth + 1, name);
            elements.add(new Part(
                    rows ? out.substring(from) : "", from, out.append(',').length()));
        }
        if (rows) {
            arrange(out, start, elements);
        }
        out.append(']');
    }

    /** Sorts the parts written from {@code start} to the end by their keys. */
    private static void arrange(StringBuilder out, int start, List<Part> parts) {
        if (parts.size() < 2) {
            return;
        }
        String unsorted = out.substring(start);
        parts.sort(Comparator.comparing(Part::key));
        out.setLength(start);
        parts.forEach(part -> out.append(unsorted, part.from() - start, part.to() - start));
    }

    /** Writes a value; true when it is an object with an id. */
    private boolean value(StringBuilder out, JsonParser.Event event, int depth, String name) {
        switch (event) {
            case START_OBJECT -> {
                return object(out, depth, name);
            }
            case START_ARRAY -> array(out, depth, name);
            case VALUE_STRING -> text(out, name, parser.getString());
            case VALUE_NUMBER -> number(out, name, parser.getString());
            case VALUE_TRUE -> out.append("true");
            case VALUE_FALSE -> out.append("false");
            default -> out.append("null");
        }
        return false;
    }

    private void text(StringBuilder out, String name, String value) {
        if (WireId.isCanonical(value)) { // a shortcut: written the same whatever its type, and a quarter of all values
            out.append('"').append(value).append('"');
            return;
        }
        if (value.isEmpty() || value.length() > LONGEST_NUMBER || isWord(value)) {
            string(out, value);
            return;
        }
        switch (former ? MemberRules.formerType(name) : MemberRules.type(name)) {
            case ID -> id(out, value);
            case CODE -> code(out, value);
            case NUMBER -> decimal(out, name, value);
            case TRUTH -> truth(out, name, value);
            case TIME -> open(out, name, WireTime.withT(value));
            case DAY -> open(out, name, WireTime.withoutZone(value));
            case TEXT -> string(out, value);
            case OPEN -> open(out, name, value);
        }
    }

    /** Whether it can only be text, whatever its type. A quick test, since nearly all texts are plain words. */
    private static boolean isWord(String value) {
        return !startsLikeNumber(value)
                && value.length() < WireId.SHORTEST
                && !value.equals("true")
                && !value.equals("false");
    }

    /** Whether it starts like a number or a time. */
    private static boolean startsLikeNumber(String value) {
        char first = value.charAt(0);
        return isDigit(first) || first == '-' || first == '+' || first == '.';
    }

    private static void id(StringBuilder out, String value) {
        if (WireId.isId(value)) {
            out.append('"').append(WireId.uuid(value)).append('"');
        } else {
            code(out, value);
        }
    }

    /** Writes a text; whole numbers as numbers, so that a code keeps the hash it had before it was given a type. */
    private static void code(StringBuilder out, String value) {
        if (isNumber(value) && value.indexOf('.') < 0 && value.charAt(0) != '-') {
            number(out, value);
        } else {
            string(out, value);
        }
    }

    /**
     * Writes a number given as text: anything the schema reads as one, also with a sign, leading zeros or an exponent.
     */
    private static void decimal(StringBuilder out, String name, String value) {
        if (!startsLikeNumber(value) || !writeNumber(out, value)) {
            open(out, name, value);
        }
    }

    private static void truth(StringBuilder out, String name, String value) {
        switch (value) {
            case "true", "1" -> out.append("true");
            case "false", "0" -> out.append("false");
            default -> open(out, name, value);
        }
    }

    private static void open(StringBuilder out, String name, String value) {
        if (isNumber(value)) {
            number(out, value);
        } else if (!WireTime.looksLike(value) || !time(out, name, value)) {
            string(out, value);
        }
    }

    /** Whether it is a number as in JSON, without exponent. With leading zeros it is a code. */
    private static boolean isNumber(String value) {
        int i = value.charAt(0) == '-' ? 1 : 0;
        int first = i;
        while (i < value.length() && isDigit(value.charAt(i))) {
            i++;
        }
        boolean whole = i > first && (i == first + 1 || value.charAt(first) != '0');
        if (!whole || i == value.length()) {
            return whole;
        }
        int point = i;
        do {
            i++;
        } while (i < value.length() && isDigit(value.charAt(i)));
        return value.charAt(point) == '.' && i == value.length() && i > point + 1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void number(StringBuilder out, String name, String digits) {
        boolean one = digits.equals("1");
        boolean bit = one || digits.equals("0");
        if (bit && !former && MemberRules.type(name) == MemberRules.Type.TRUTH) {
            out.append(one);
        } else if (bit) {
            out.append(digits);
        } else {
            number(out, digits);
        }
    }

    private static void number(StringBuilder out, String digits) {
        if (digits.length() > LONGEST_NUMBER) {
            out.append(digits);
            return;
        }
        if (!writeNumber(out, digits)) { // an absurd exponent
            out.append(digits);
        }
    }

    /** Writes a number by its value; writes nothing and returns false when it cannot be calculated with. */
    private static boolean writeNumber(StringBuilder out, String digits) {
        try {
            BigDecimal value = new BigDecimal(digits);
            out.append(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
            return true;
        } catch (NumberFormatException | ArithmeticException e) {
            return false;
        }
    }

    /** Normalises times without a zone, nearly all there are, as text, which is far quicker than parsing them. */
    private static boolean time(StringBuilder out, String name, String value) {
        try {
            if (WireTime.isZoned(value)) {
                out.append(OffsetDateTime.parse(value).toInstant());
            } else if (!WireTime.isLocal(value)) {
                return false;
            } else {
                out.append(WireTime.normalised(value)).append(MemberRules.isUtc(name) ? "Z" : "");
            }
            return true;
        } catch (DateTimeException e) {
            return false; // looks like a time, but there is no such day or hour: text
        }
    }

    private static void string(StringBuilder out, String value) {
        out.append('"');
        if (isPlain(value)) { // nearly all: in one go instead of character by character
            out.append(value).append('"');
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) { // escaped, because lone surrogates have no UTF-8 form
                out.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\' || c < ' ' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** A written member or element: its sort key and where it starts and ends. */
    private record Part(String key, int from, int to) {}
}
