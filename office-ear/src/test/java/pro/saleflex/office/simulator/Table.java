package pro.saleflex.office.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of the terminal: its columns in order, with a default value each. The terminal sends every column of a row,
 * so a row starts with all defaults and only the interesting values are set.
 *
 * <p>Columns are written as {@code name} (null), {@code name=value} (a text, number or boolean), {@code name:4} (a
 * decimal with four decimals, zero) or {@code name:4?} (such a decimal, null). The audit columns are appended.
 */
final class Table {
    private static final Pattern COLUMN = Pattern.compile("(\\w+)(?::(\\d)(\\?)?)?(?:=(\\S+))?");
    private static final Pattern INTEGER = Pattern.compile("-?\\d+");
    private static final String AUDIT = """
        fk_cashier_create_id fk_cashier_update_id created_at updated_at is_deleted=false delete_description
        deleted_at deleted_by\
        """;

    private final Map<String, Object> defaults = new LinkedHashMap<>();
    private final Map<String, Integer> decimals = new LinkedHashMap<>();

    private Table() {}

    static Table of(String columns) {
        Table table = new Table();
        Matcher column = COLUMN.matcher(columns + " " + AUDIT);
        while (column.find()) {
            table.add(column.group(1), column.group(2), column.group(3) != null, column.group(4));
        }
        return table;
    }

    private void add(String name, String scale, boolean nullable, String value) {
        if (scale != null) {
            decimals.put(name, Integer.valueOf(scale));
            defaults.put(name, nullable ? null : WireForm.decimal(BigDecimal.ZERO, Integer.parseInt(scale)));
        } else if (value == null) {
            defaults.put(name, null);
        } else if (value.equals("true") || value.equals("false")) {
            defaults.put(name, Boolean.valueOf(value));
        } else {
            defaults.put(name, INTEGER.matcher(value).matches() ? (Object) Integer.valueOf(value) : value);
        }
    }

    /** A new row created at this instant; the creating cashier is null, as on the terminal. */
    Row row(String id, Instant createdAt) {
        return new Row().set("id", id).set("created_at", createdAt).set("updated_at", createdAt);
    }

    /** A row being filled. */
    final class Row {
        private final Map<String, Object> values = new LinkedHashMap<>(defaults);

        /**
         * Sets a column, converted to its wire form.
         *
         * @throws IllegalArgumentException if the table has no such column
         */
        Row set(String column, Object value) {
            if (!values.containsKey(column)) {
                throw new IllegalArgumentException("no column " + column);
            }
            values.put(column, wire(column, value));
            return this;
        }

        private Object wire(String column, Object value) {
            if (value instanceof BigDecimal decimal) {
                return WireForm.decimal(decimal, decimals.get(column));
            }
            if (value instanceof LocalDateTime time) {
                return WireForm.local(time);
            }
            if (value instanceof Instant instant) {
                return WireForm.utc(instant);
            }
            return value instanceof LocalDate date ? date.toString() : value;
        }

        /** The finished row, with columns in the terminal's order. */
        Map<String, Object> values() {
            return values;
        }
    }
}
