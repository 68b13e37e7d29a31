package pro.saleflex.office.fakegate;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Strict JSON: duplicate members, unknown members and trailing content are errors. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** Detecting duplicate members takes a third of the parsing time. */
    private static final JsonMapper QUICK = MAPPER.rebuild()
            .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /**
     * Parses JSON.
     *
     * @throws JacksonException if it is not JSON
     * @throws IllegalArgumentException if it is empty
     */
    static JsonNode read(byte[] text) {
        return read(MAPPER, text);
    }

    /** The same without the check for duplicate members. */
    static JsonNode readQuickly(byte[] text) {
        return read(QUICK, text);
    }

    private static JsonNode read(JsonMapper mapper, byte[] text) {
        JsonNode parsed = mapper.readTree(text);
        if (parsed.isMissingNode()) {
            throw new IllegalArgumentException("the text is empty");
        }
        return parsed;
    }

    /** @throws JacksonException if it is not JSON */
    static JsonNode read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws JacksonException if a member is unknown or has the wrong type */
    static <T> T read(JsonNode from, Class<T> type) {
        return MAPPER.treeToValue(from, type);
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static JsonNode text(String value) {
        return MAPPER.getNodeFactory().stringNode(value);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
