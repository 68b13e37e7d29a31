package pro.saleflex.office.gate.push;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import pro.saleflex.office.document.Columns;

/**
 * Writes the members of what is pushed, in the contract's forms: decimals as strings, times in UTC, ids in lower case, null
 * for what is missing or has not the form it should have.
 */
final class Members {
    /** Looking the provider up anew for each takes longer than writing. */
    private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
    private final JsonGenerator json = GENERATORS.createGenerator(bytes);
    private final Columns columns;

    /** An object's members; values are read as they are for the projections. */
    Members(Columns columns) {
        this.columns = columns;
        json.writeStartObject();
    }

    /** The whole object. */
    byte[] end() {
        json.writeEnd().close();
        return bytes.toByteArray();
    }

    Members text(String name, String value) {
        String clean = columns.text(value);
        if (clean == null) {
            json.writeNull(name);
        } else {
            json.write(name, clean);
        }
        return this;
    }

    Members number(String name, Number value) {
        if (value == null) {
            json.writeNull(name);
        } else {
            json.write(name, value.longValue());
        }
        return this;
    }

    Members flag(String name, Boolean value) {
        if (value == null) {
            json.writeNull(name);
        } else {
            json.write(name, value);
        }
        return this;
    }

    Members money(String name, BigDecimal value) {
        return decimal(name, columns.money(name, value));
    }

    Members rate(String name, BigDecimal value) {
        return decimal(name, columns.rate(name, value));
    }

    private Members decimal(String name, BigDecimal value) {
        return text(name, value == null ? null : value.toPlainString());
    }

    Members id(String name, String value) {
        var id = columns.id(name, value);
        return text(name, id == null ? null : id.toString());
    }

    /** A time that the terminal wrote in its store's zone. */
    Members time(String name, String value) {
        var time = columns.instant(name, value);
        return text(name, time == null ? null : time.toInstant().toString());
    }

    Members time(String name, Instant value) {
        return text(name, value == null ? null : value.toString());
    }

    Members date(String name, String value) {
        LocalDate date = columns.date(name, value);
        return text(name, date == null ? null : date.toString());
    }

    Members numbers(String name, List<Long> values) {
        json.writeStartArray(name);
        values.forEach(json::write);
        json.writeEnd();
        return this;
    }

    /** A list of objects; a row that is null is left out. */
    <T> Members list(String name, List<T> rows, Consumer<T> members) {
        json.writeStartArray(name);
        for (T row : rows == null ? List.<T>of() : rows) {
            if (row != null) {
                json.writeStartObject();
                members.accept(row);
                json.writeEnd();
            }
        }
        json.writeEnd();
        return this;
    }

    /** The same, left out when there is none. */
    <T> Members listIfAny(String name, List<T> rows, Consumer<T> members) {
        return rows == null || rows.isEmpty() ? this : list(name, rows, members);
    }

    <T> Members object(String name, T row, Consumer<T> members) {
        json.writeStartObject(name);
        members.accept(row);
        json.writeEnd();
        return this;
    }
}
