package pro.saleflex.office.gate.push;

import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.document.JsonParsers;
import pro.saleflex.office.gate.push.SalesPart.Column;

/**
 * The values of a sales document that GATE gets as separate members, parsed in one pass over its text. Every document
 * passes through here, and binding to records takes three times as long.
 */
final class SalesParts {
    private static final Map<String, SalesPart> BY_NAME =
            SalesPart.ALL.stream().collect(Collectors.toMap(SalesPart::name, Function.identity()));
    private static final SalesPart HEAD = BY_NAME.get(SalesPart.HEAD);

    /** Rows by the part's name; values in the order of its columns: String, BigDecimal, Boolean or null. */
    private final Map<String, List<Object[]>> rows = new HashMap<>();

    private SalesParts() {}

    /** Parses a document; empty if its parts do not have the expected structure. */
    static Optional<SalesParts> read(String payload) {
        return read(payload, BY_NAME);
    }

    private static Optional<SalesParts> read(String payload, Map<String, SalesPart> byName) {
        SalesParts parts = new SalesParts();
        try (JsonParser parser = JsonParsers.over(payload)) {
            parser.next();
            while (parser.next() == Event.KEY_NAME) {
                SalesPart part = byName.get(parser.getString());
                Event value = parser.next();
                if (part == null) {
                    skip(parser, value);
                } else if (!parts.part(parser, part, value)) {
                    return Optional.empty();
                }
            }
        } catch (RuntimeException e) { // a limit of the parser, such as a number's length
            return Optional.empty();
        }
        return parts.rows.containsKey(HEAD.name()) ? Optional.of(parts) : Optional.empty();
    }

    private boolean part(JsonParser parser, SalesPart part, Event value) {
        List<Object[]> read = new ArrayList<>();
        if (value == Event.START_OBJECT && !part.list()) {
            read.add(row(parser, part));
        } else if (value == Event.START_ARRAY && part.list()) {
            for (Event item = parser.next(); item != Event.END_ARRAY; item = parser.next()) {
                if (item == Event.START_OBJECT) {
                    read.add(row(parser, part));
                } else if (item != Event.VALUE_NULL) {
                    return false;
                }
            }
        } else if (value != Event.VALUE_NULL) {
            return false;
        }
        if (!read.isEmpty()) {
            rows.put(part.name(), read);
        }
        return true;
    }

    private static Object[] row(JsonParser parser, SalesPart part) {
        Object[] row = new Object[part.columns().size()];
        while (parser.next() == Event.KEY_NAME) {
            Integer place = part.places().get(parser.getString());
            Event value = parser.next();
            if (place != null) {
                row[place] = scalar(parser, value);
            }
            skip(parser, value);
        }
        return row;
    }

    private static Object scalar(JsonParser parser, Event value) {
        return switch (value) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> parser.getBigDecimal();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** Skips to the end of the value. */
    private static void skip(JsonParser parser, Event value) {
        int depth = value == Event.START_OBJECT || value == Event.START_ARRAY ? 1 : 0;
        while (depth > 0) {
            switch (parser.next()) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                default -> {
                    // inside the value
                }
            }
        }
    }

    /** Returns the number of its period; null: it has none. */
    Long closureNumber() {
        return ofHead("closure_number");
    }

    private Long ofHead(String number) {
        return whole(rows.get(HEAD.name()).get(0)[HEAD.places().get(number)]);
    }

    void write(JsonWriter to) {
        for (SalesPart part : SalesPart.ALL) {
            List<Object[]> read = rows.getOrDefault(part.name(), List.of());
            if (part.as().isEmpty()) {
                write(to, part, read.get(0));
            } else if (part.list() && (part.always() || !read.isEmpty())) {
                to.list(part.as(), read, row -> write(to, part, row));
            } else if (!read.isEmpty()) {
                to.object(part.as(), read.get(0), row -> write(to, part, row));
            }
        }
    }

    private static void write(JsonWriter to, SalesPart part, Object[] row) {
        for (int i = 0; i < row.length; i++) {
            Column column = part.columns().get(i);
            switch (column.form()) {
                case TEXT -> to.text(column.as(), text(row[i]));
                case NUMBER -> to.number(column.as(), whole(row[i]));
                case FLAG -> to.flag(column.as(), flag(row[i]));
                case MONEY -> to.money(column.as(), decimal(row[i]));
                case RATE -> to.rate(column.as(), decimal(row[i]));
                case ID -> to.id(column.as(), text(row[i]));
                case TIME -> to.timeBefore(completed(part, row), column.as(), text(row[i]));
                case UNSENT -> {
                    // used by another member
                }
            }
        }
    }

    private static String completed(SalesPart part, Object[] row) {
        Integer place = part.places().get(SalesPart.COMPLETED);
        return place == null ? null : text(row[place]);
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof String text) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                return null; // not a valid value: GATE has it in the document
            }
        }
        return value instanceof BigDecimal number ? number : null;
    }

    private static Long whole(Object value) {
        BigDecimal number = decimal(value);
        try {
            return number == null ? null : number.longValueExact();
        } catch (ArithmeticException e) {
            return null; // not a valid value: GATE has it in the document
        }
    }

    private static Boolean flag(Object value) {
        return switch (String.valueOf(value)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }
}
