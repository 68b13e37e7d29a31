package pro.saleflex.office.platform;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.persistence.config.QueryHints;
import org.eclipse.persistence.config.ResultType;

/**
 * A statement in SQL with named parameters, whose rows are read by the names of their columns.
 *
 * <pre>{@code
 * Sql.query(em, "select id, received_at from journal_entry where terminal_id = :terminal")
 *         .set("terminal", terminalId)
 *         .map(row -> row.number("id"), row -> row.instant("received_at"));
 * }</pre>
 *
 * <p>A parameter is {@code :name}, outside quotes. PostgreSQL must know its type: where a comparison or a column does
 * not tell, and for every array, write {@code cast(:name as ...)}. Every selected expression needs a name of its own,
 * by {@code as} if necessary.
 *
 * <p>Runs as a native query of the entity manager and not on its JDBC connection: so it also works without a
 * transaction, sees the changes to entities that are not written yet, and cuts times to microseconds like all others.
 *
 * <p>Wrong names, of parameters or columns, and a null in a column that is read as a primitive are mistakes in the code
 * and throw an {@link IllegalStateException}. What the database refuses throws as it does for any other query.
 */
public final class Sql {
    /** A quoted text or name, a cast, or a parameter. Offsets of arrays are numbers, so {@code [1:2]} has none. */
    private static final Pattern TOKEN = Pattern.compile("'[^']*+'|\"[^\"]*+\"|::|:([a-zA-Z]\\w*+)");

    private final EntityManager em;
    private final String sql;
    private final Map<String, Object> values = new HashMap<>();

    private Sql(EntityManager em, String sql) {
        this.em = em;
        this.sql = sql;
    }

    /** A statement, to be run by one of the methods below. */
    public static Sql query(EntityManager em, String sql) {
        return new Sql(em, sql);
    }

    /**
     * Sets a parameter.
     *
     * @param value a text, number, boolean, UUID, enum constant (its name), time, byte array, or null; or a collection
     *     of such values, which becomes an array
     */
    public Sql set(String name, Object value) {
        if (values.containsKey(name)) {
            throw new IllegalStateException("Parameter " + name + " is set twice: " + sql);
        }
        values.put(name, value instanceof Collection<?> many ? array(many) : plain(value));
        return this;
    }

    private static Object plain(Object value) {
        if (value instanceof Instant time) {
            return time.atOffset(ZoneOffset.UTC);
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    /** The driver sends arrays of ids and whole numbers as such, others as text. */
    private static Object[] array(Collection<?> many) {
        if (!many.isEmpty() && many.stream().allMatch(value -> value == null || value instanceof UUID)) {
            return many.toArray(UUID[]::new);
        }
        if (!many.isEmpty() && many.stream().allMatch(value -> value == null || value instanceof Long)) {
            return many.toArray(Long[]::new);
        }
        return many.stream().map(Sql::element).toArray(String[]::new);
    }

    private static String element(Object value) {
        if (value instanceof Instant time) {
            return time.truncatedTo(ChronoUnit.MICROS).toString();
        }
        if (value instanceof OffsetDateTime time) {
            return time.truncatedTo(ChronoUnit.MICROS).toString();
        }
        return value == null ? null : plain(value).toString();
    }

    /** All rows, in their order. */
    public <T> List<T> list(Function<Row, T> reader) {
        return rows().map(reader).toList();
    }

    /** The first row, if there is one and what is read from it is not null. */
    public <T> Optional<T> first(Function<Row, T> reader) {
        return rows().findFirst().map(reader);
    }

    /** The only row. Throws if there are none or several. */
    public <T> T single(Function<Row, T> reader) {
        List<Row> rows = rows().toList();
        if (rows.size() != 1) {
            throw new IllegalStateException(rows.size() + " rows instead of one: " + sql);
        }
        return reader.apply(rows.get(0));
    }

    /** All rows by a key, in their order. Throws if two have the same. */
    public <K, V> Map<K, V> map(Function<Row, K> key, Function<Row, V> value) {
        Map<K, V> map = new LinkedHashMap<>();
        rows().forEach(row -> {
            K of = key.apply(row);
            if (map.containsKey(of)) {
                throw new IllegalStateException("Two rows are of " + of + ": " + sql);
            }
            map.put(of, value.apply(row));
        });
        return map;
    }

    /** All rows in groups that share a key, in their order. */
    public <K, V> Map<K, List<V>> groups(Function<Row, K> key, Function<Row, V> value) {
        Map<K, List<V>> groups = new LinkedHashMap<>();
        rows().forEach(row ->
                groups.computeIfAbsent(key.apply(row), of -> new ArrayList<>()).add(value.apply(row)));
        return groups;
    }

    /** Runs a statement that returns no rows, in the running transaction; returns how many rows it changed. */
    public int update() {
        return query().executeUpdate();
    }

    private Stream<Row> rows() {
        List<?> found = query().setHint(QueryHints.RESULT_TYPE, ResultType.Map).getResultList();
        if (found.isEmpty()) {
            return Stream.of();
        }
        Map<String, Integer> columns = columns((Map<?, ?>) found.get(0));
        return found.stream()
                .map(row -> new Row(columns, ((Map<?, ?>) row).values().toArray()));
    }

    private Map<String, Integer> columns(Map<?, ?> row) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (Object name : row.keySet()) {
            if (columns.put(name.toString(), columns.size()) != null) {
                throw new IllegalStateException("Two columns are named " + name + ": " + sql);
            }
        }
        return columns;
    }

    private Query query() {
        List<String> names = new ArrayList<>();
        // EclipseLink reads on to the next blank or bracket.
        Query query = em.createNativeQuery(TOKEN.matcher(sql)
                .replaceAll(token -> token.group(1) == null ? "$0" : "?" + position(token.group(1), names) + " "));
        if (names.size() < values.size()) {
            throw new IllegalStateException("Parameters " + values.keySet() + " are set, " + names + " are in: " + sql);
        }
        for (int i = 0; i < names.size(); i++) {
            query.setParameter(i + 1, values.get(names.get(i)));
        }
        return query;
    }

    private int position(String name, List<String> names) {
        if (!values.containsKey(name)) {
            throw new IllegalStateException("Parameter " + name + " is not set: " + sql);
        }
        if (!names.contains(name)) {
            names.add(name);
        }
        return names.indexOf(name) + 1;
    }

    /** A row of a result. What an SQL null gives is said for each type. */
    public static final class Row {
        private final Map<String, Integer> columns;
        private final Object[] values;

        private Row(Map<String, Integer> columns, Object[] values) {
            this.columns = columns;
            this.values = values;
        }

        /** An id; null for null. */
        public UUID id(String column) {
            return value(column, UUID.class);
        }

        /** A text; null for null. */
        public String text(String column) {
            return value(column, String.class);
        }

        /** A whole number. */
        public long number(String column) {
            return notNull(column, numberOrNull(column));
        }

        /** A whole number; null for null. */
        public Long numberOrNull(String column) {
            Number number = value(column, Number.class);
            return number == null ? null : number.longValue();
        }

        /** A whole number that fits. */
        public int integer(String column) {
            return Math.toIntExact(number(column));
        }

        /** A whole number that fits; null for null. */
        public Integer integerOrNull(String column) {
            Long number = numberOrNull(column);
            return number == null ? null : Integer.valueOf(Math.toIntExact(number));
        }

        /** A decimal; null for null. */
        public BigDecimal amount(String column) {
            return value(column, BigDecimal.class);
        }

        /** A truth value. */
        public boolean flag(String column) {
            return notNull(column, value(column, Boolean.class));
        }

        /** A point in time, to the microsecond; null for null. */
        public Instant instant(String column) {
            Timestamp time = value(column, Timestamp.class);
            return time == null ? null : time.toInstant();
        }

        /** A point in time, in UTC; null for null. */
        public OffsetDateTime utc(String column) {
            Instant time = instant(column);
            return time == null ? null : time.atOffset(ZoneOffset.UTC);
        }

        /** A date; null for null. */
        public LocalDate day(String column) {
            java.sql.Date day = value(column, java.sql.Date.class);
            return day == null ? null : day.toLocalDate();
        }

        /** A hash; null for null. */
        public byte[] bytes(String column) {
            return value(column, byte[].class);
        }

        private <T> T value(String column, Class<T> type) {
            Integer index = columns.get(column);
            if (index == null) {
                throw new IllegalStateException("No column " + column + ", there are " + columns.keySet());
            }
            Object value = values[index];
            if (value != null && !type.isInstance(value)) {
                throw new IllegalStateException("Column " + column + " holds a "
                        + value.getClass().getSimpleName() + ", not a " + type.getSimpleName());
            }
            return type.cast(value);
        }

        private static <T> T notNull(String column, T value) {
            if (value == null) {
                throw new IllegalStateException("Column " + column + " is null");
            }
            return value;
        }
    }
}
