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
 * Binds a payload to a record: members in snake_case, unknown ones ignored, missing ones null, decimals from numbers and
 * strings alike. A member that is not what it should be is left out, and all else is there.
 *
 * <p>It binds the payload, not the request: the rows of intake, of a later projection and of a rebuild are made by one and
 * the same code, and no record ever holds an unmasked card number.
 */
public final class RecordBinding {
    /** Built once: building takes far longer than binding. */
    private static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig()
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
            .withAdapters(new WholeLong(), new WholeInteger(), new TrueOrFalse()));

    /** A receipt has some dozens; what has more than this would hold up the tills that wait behind it. */
    private static final int MOST_OBJECTS = 10_000;

    private RecordBinding() {}

    /** How many JSON objects a payload has, and so how many rows at most: braces in texts count, which only errs upwards. */
    public static int objects(String payload) {
        return (int) payload.chars().filter(c -> c == '{').count();
    }

    /**
     * The payload as a record.
     *
     * @throws Unprojectable there is more in it than can be stored in one go, or so much that is not of the form it should
     *     have that it is no such document; the message holds no value of it
     */
    public static <T extends Record> Bound<T> bind(String payload, Class<T> type) {
        if (objects(payload) > MOST_OBJECTS) {
            throw new Unprojectable("It has more than " + MOST_OBJECTS + " rows.", null);
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
     * A record and what could not be read of it.
     *
     * @param record what could
     * @param unread the members that could not, each once, such as {@code payments.line_no}
     */
    public record Bound<T extends Record>(T record, List<String> unread) {

        public Bound {
            unread = List.copyOf(unread);
        }
    }

    /** Whole numbers: never the whole part of another number, nor its last digits. Public for the binding. */
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

    /** True and false, also as 1 and 0, and all of them as text; nothing else is taken for false. Public for the binding. */
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
