package pro.saleflex.office.document;

import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Binds a payload to a record: members in snake_case, unknown ones ignored, missing ones null, decimals from numbers and
 * strings alike.
 *
 * <p>It binds the payload, not the request: the rows of intake, of a later projection and of a rebuild are made by one and
 * the same code, and no record ever holds an unmasked card number.
 */
public final class RecordBinding {
    /** Built once: building takes far longer than binding. */
    private static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig()
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
            .withAdapters(new WholeLong(), new WholeInteger(), new TrueOrFalse()));

    /** How the binding names the members on the way to the one that failed. */
    private static final Pattern MEMBER = Pattern.compile("property '(\\w+)'");

    private RecordBinding() {}

    /**
     * The payload as a record.
     *
     * @throws Unprojectable a member has not the form it should have; the message names it, without its value
     */
    public static <T> T bind(String payload, Class<T> type) {
        try {
            return JSONB.fromJson(payload, type);
        } catch (JsonbException e) {
            String member = MEMBER.matcher(String.valueOf(e.getMessage()))
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.joining("."));
            throw new Unprojectable(
                    "Not of the form it should have: " + (member.isEmpty() ? "the document" : member) + ".", e);
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

    /** True and false, also as 1 and 0 and as text; nothing else is taken for false. Public for the binding. */
    public static final class TrueOrFalse implements JsonbAdapter<Boolean, JsonValue> {
        @Override
        public JsonValue adaptToJson(Boolean value) {
            return value ? JsonValue.TRUE : JsonValue.FALSE;
        }

        @Override
        public Boolean adaptFromJson(JsonValue value) {
            return switch (String.valueOf(value)) {
                case "true", "\"true\"", "1" -> true;
                case "false", "\"false\"", "0" -> false;
                case "null" -> null;
                default -> throw new IllegalArgumentException("neither true nor false");
            };
        }
    }
}
