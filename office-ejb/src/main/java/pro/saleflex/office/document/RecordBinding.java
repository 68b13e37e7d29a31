package pro.saleflex.office.document;

import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.math.BigDecimal;
import java.util.List;

/**
 * Binds a payload to a record: members in snake_case, unknown ones ignored, missing ones null, decimals from numbers
 * and strings alike. Leaves out members with a value of the wrong form and binds the rest.
 *
 * <p>Binds the payload, not the request: so the intake, a later projection and a rebuild make their rows by the same
 * code, and no record ever holds an unmasked card number.
 */
public final class RecordBinding {
    /** Built once, because building takes far longer than binding. */
    private static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig()
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
            .withAdapters(new WholeLong(), new WholeInteger(), new TrueOrFalse()));

    /** A receipt has some dozens; a document with more than this would hold up the terminals that wait behind it. */
    private static final int MAX_OBJECTS = 10_000;

    private RecordBinding() {}

    /**
     * Returns the number of JSON objects in a payload, an upper limit of its rows. Counts braces in texts, too, so it
     * may be too high.
     */
    public static int objects(String payload) {
        return (int) payload.chars().filter(c -> c == '{').count();
    }

    /**
     * Binds the payload to a record.
     *
     * @throws Unprojectable if it has more rows than can be stored in one go, or too many members of the wrong form;
     *     the message contains none of its values
     */
    public static <T extends Record> Bound<T> bind(String payload, Class<T> type) {
        if (objects(payload) > MAX_OBJECTS) {
            throw new Unprojectable("It has more than " + MAX_OBJECTS + " rows.", null);
        }
        try {
            return new Bound<>(JSONB.fromJson(payload, type), List.of());
        } catch (JsonbException e) {
            LenientBinding lenient = new LenientBinding(JSONB);
            T record = lenient.bind(payload, type);
            return new Bound<>(record, lenient.unread());
        }
    }

    /**
     * A record and the members that could not be read.
     *
     * @param record what could be read
     * @param unread the members that could not be read, each once, such as {@code payments.line_no}
     */
    public record Bound<T extends Record>(T record, List<String> unread) {

        public Bound {
            unread = List.copyOf(unread);
        }
    }

    /** Reads whole numbers exactly: never truncates a decimal or wraps an overflow. Public for the binding. */
    public static final class WholeLong implements JsonbAdapter<Long, BigDecimal> {
        @Override
        public BigDecimal adaptToJson(Long value) {
            return BigDecimal.valueOf(value);
        }

        @Override
        public Long adaptFromJson(BigDecimal number) {
            return number == null ? null : number.longValueExact();
        }
    }

    /** See {@link WholeLong}. */
    public static final class WholeInteger implements JsonbAdapter<Integer, BigDecimal> {
        @Override
        public BigDecimal adaptToJson(Integer value) {
            return BigDecimal.valueOf(value);
        }

        @Override
        public Integer adaptFromJson(BigDecimal number) {
            return number == null ? null : number.intValueExact();
        }
    }

    /**
     * Reads true and false, also as 1 and 0, and each of them as text; rejects anything else. Public for the binding.
     */
    public static final class TrueOrFalse implements JsonbAdapter<Boolean, JsonValue> {
        @Override
        public JsonValue adaptToJson(Boolean value) {
            return value ? JsonValue.TRUE : JsonValue.FALSE;
        }

        @Override
        public Boolean adaptFromJson(JsonValue value) {
            return switch (String.valueOf(value)) {
                case "true", "\"true\"", "1", "\"1\"" -> true;
                case "false", "\"false\"", "0", "\"0\"" -> false;
                case "null" -> null;
                default -> throw new IllegalArgumentException("neither true nor false");
            };
        }
    }
}
