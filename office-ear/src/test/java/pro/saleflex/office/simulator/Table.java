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
 * One table of the terminal: its columns in order, with what stands in each when nothing is set. The terminal sends
 * every column of a row, so a row starts complete and only the interesting values are set.
 *
 * <p>Columns are written as {@code name} (null), {@code name=value} (a text, number or boolean), {@code name:4} (a
 * decimal with four decimals, zero) or {@code name:4?} (such a decimal, null). The audit columns follow by themselves.
 */
final class Table {
    private static final Pattern COLUMN = Pattern.compile("(\\w+)(?::(\\d)(\\?)?)?(?:=(\\S+))?");
    private static final Pattern INTEGER = Pattern.compile("-?\\d+");
    private static final String AUDIT = """
        fk_cashier_create_id fk_cashier_update_id created_at updated_at is_deleted=false delete_description
        deleted_at deleted_by\
        """;

    private final Map<String, Object> blank = new LinkedHashMap<>();
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
            blank.put(name, nullable ? null : WireForm.decimal(BigDecimal.ZERO, Integer.parseInt(scale)));
        } else if (value == null) {
            blank.put(name, null);
        } else if (value.equals("true") || value.equals("false")) {
            blank.put(name, Boolean.valueOf(value));
        } else {
            blank.put(name, INTEGER.matcher(value).matches() ? (Object) Integer.valueOf(value) : value);
        }
    }

    /** A new row made at that moment; the creating cashier is null, as the terminal leaves it. */
    Row row(String id, Instant createdAt) {
        return new Row().set("id", id).set("created_at", createdAt).set("updated_at", createdAt);
    }

    /** A row being filled. */
    final class Row {
        private final Map<String, Object> values = new LinkedHashMap<>(blank);

        /** Sets one column in its wire form; a column the table does not have is a mistake of the caller. */
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

        /** The finished row, columns in the terminal's order. */
        Map<String, Object> values() {
            return values;
        }
    }
}
