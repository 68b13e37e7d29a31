package pro.saleflex.office.gate.push;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import pro.saleflex.office.document.ColumnConverter;

/**
 * Writes a push body as JSON in the contract's forms: decimals as strings, times in UTC, ids in lower case, null for
 * values that are missing or malformed.
 *
 * <p>Written by hand because every document passes through with its whole text, and a JSON generator takes three times
 * as long.
 */
final class JsonWriter {
    private static final int USUAL_LENGTH = 4 * 1024;
    private static final String ESCAPED = "\"\\";

    private final StringBuilder json;
    private final ColumnConverter columns;

    /**
     * Starts an object.
     *
     * @param columns converts values as for the projections
     * @param document length of the document, which the object contains once as text and once in parts
     */
    JsonWriter(ColumnConverter columns, int document) {
        this.columns = columns;
        json = new StringBuilder(USUAL_LENGTH + 2 * document).append('{');
    }

    /** Ends the object; returns it in UTF-8. */
    byte[] end() {
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private StringBuilder member(String name) {
        return next().append('"').append(name).append("\":");
    }

    /** Adds a comma, except before the first member or item. */
    private StringBuilder next() {
        char before = json.charAt(json.length() - 1);
        return before == '{' || before == '[' ? json : json.append(',');
    }

    JsonWriter text(String name, String value) {
        String clean = columns.text(value);
        member(name);
        if (clean == null) {
            json.append("null");
        } else {
            quoted(clean);
        }
        return this;
    }

    private void quoted(String text) {
        json.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
                json.append(text, from, i);
                if (c < ' ') {
                    json.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                } else {
                    json.append('\\').append(c);
                }
                from = i + 1;
            }
        }
        json.append(text, from, text.length()).append('"');
    }

    JsonWriter number(String name, Number value) {
        member(name).append(value == null ? "null" : Long.toString(value.longValue()));
        return this;
    }

    JsonWriter flag(String name, Boolean value) {
        member(name).append(value);
        return this;
    }

    JsonWriter money(String name, BigDecimal value) {
        return decimal(name, columns.money(name, value));
    }

    JsonWriter rate(String name, BigDecimal value) {
        return decimal(name, columns.rate(name, value));
    }

    private JsonWriter decimal(String name, BigDecimal value) {
        return text(name, value == null ? null : value.toPlainString());
    }

    JsonWriter id(String name, String value) {
        var id = columns.id(name, value);
        return text(name, id == null ? null : id.toString());
    }

    /** Writes a time that the terminal gave in its store's time zone. */
    JsonWriter time(String name, String value) {
        return time(name, columns.instant(name, value));
    }

    /**
     * Writes a time in the store's time zone that is not before {@code start}; that resolves the repeated hour in
     * autumn.
     */
    JsonWriter timeAfter(String start, String name, String value) {
        return time(name, columns.instantAfter(columns.instant(name, start), name, value));
    }

    /**
     * Writes a time in the store's time zone that is not after {@code end}, which is in UTC; that resolves the repeated
     * hour in autumn.
     */
    JsonWriter timeBefore(String end, String name, String value) {
        return time(name, columns.instantBefore(columns.utc(name, end), name, value));
    }

    private JsonWriter time(String name, OffsetDateTime time) {
        return time(name, time == null ? null : time.toInstant());
    }

    JsonWriter time(String name, Instant value) {
        return text(name, value == null ? null : value.toString());
    }

    JsonWriter date(String name, String value) {
        LocalDate date = columns.date(name, value);
        return text(name, date == null ? null : date.toString());
    }

    JsonWriter numbers(String name, List<Long> values) {
        member(name).append('[');
        values.forEach(value -> next().append(value));
        json.append(']');
        return this;
    }

    /** Writes a list of objects; null rows are left out. */
    <T> JsonWriter list(String name, List<T> rows, Consumer<T> members) {
        member(name).append('[');
        for (T row : rows == null ? List.<T>of() : rows) {
            if (row != null) {
                next().append('{');
                members.accept(row);
                json.append('}');
            }
        }
        json.append(']');
        return this;
    }

    <T> JsonWriter object(String name, T row, Consumer<T> members) {
        member(name).append('{');
        members.accept(row);
        json.append('}');
        return this;
    }
}
