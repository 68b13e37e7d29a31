package pro.saleflex.office.reference;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A field of a resource's rows, with the rule that a terminal applies to its value (master data reference, "Value
 * rules").
 *
 * @param name its name
 * @param type its type, see {@code resources.txt}
 * @param required whether the terminal skips a row in which the field is absent or null
 * @param notNull whether the terminal skips a row in which the field is null
 */
record Field(String name, String type, boolean required, boolean notNull) {
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-?\\p{XDigit}{4}){3}-?\\p{XDigit}{12}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?");

    static Field parse(String text) {
        String[] parts = text.split(" ", 2);
        char mark = parts[1].charAt(parts[1].length() - 1);
        String type = mark == '!' || mark == '~' ? parts[1].substring(0, parts[1].length() - 1) : parts[1];
        return new Field(parts[0], type, mark == '!', mark == '!' || mark == '~');
    }

    /** Returns what is wrong with a value, if anything, without the value itself, which may be a cashier's code. */
    Optional<String> fault(JsonValue value) {
        if (value == null || value.getValueType() == JsonValue.ValueType.NULL) {
            boolean missing = value == null ? required : notNull;
            return missing ? Optional.of("is required") : Optional.empty();
        }
        return fits(value) ? Optional.empty() : Optional.of("must be " + expectation());
    }

    /** Whether a text is a valid row id. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private boolean fits(JsonValue value) {
        String text = value instanceof JsonString string ? string.getString() : null;
        return switch (type) {
            case "uuid" -> text != null && isId(text);
            case "str" -> text != null;
            case "int" -> text != null ? WHOLE.matcher(text).matches() : isWhole(value);
            case "num", "dec" -> text != null ? NUMBER.matcher(text).matches() : value instanceof JsonNumber;
            case "bool" -> isBoolean(value);
            case "date" -> text != null && parses(() -> LocalDate.parse(text));
            case "dt" -> text != null && parses(() -> DateTimeFormatter.ISO_DATE_TIME.parse(text));
            case "time" -> text != null && TIME.matcher(text).matches() && parses(() -> LocalTime.parse(text));
            default -> throw new IllegalStateException("resources.txt names an unknown type: " + type);
        };
    }

    private static boolean isWhole(JsonValue value) {
        return value instanceof JsonNumber number && number.isIntegral();
    }

    private static boolean isBoolean(JsonValue value) {
        return value.getValueType() == JsonValue.ValueType.TRUE
                || value.getValueType() == JsonValue.ValueType.FALSE
                || (isWhole(value) && isZeroOrOne(((JsonNumber) value).bigDecimalValue()));
    }

    private static boolean isZeroOrOne(BigDecimal number) {
        return number.signum() == 0 || number.compareTo(BigDecimal.ONE) == 0;
    }

    private static boolean parses(Runnable parser) {
        try {
            parser.run();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private String expectation() {
        return switch (type) {
            case "uuid" -> "a UUID";
            case "str" -> "a text";
            case "int" -> "a whole number";
            case "num", "dec" -> "a number";
            case "bool" -> "true or false";
            case "date" -> "a date YYYY-MM-DD";
            case "dt" -> "a date and time in ISO 8601";
            default -> "a time HH:MM:SS without zone";
        };
    }
}
