package pro.saleflex.office.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Binds a JSON body strictly to a record: data about users, stores and terminals is taken exactly as written or
 * rejected. Members are named in snake_case; a missing or null member is null, an unknown one is ignored.
 *
 * <p>The platform's own binding converts silently: it reads 1 as false, 99999999999 as 1215752191, 2.9 as 2, and stops
 * at the closing brace.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class RecordReader implements MessageBodyReader<Record> {

    /** Public for JAX-RS. */
    public RecordReader() {}

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Record readFrom(
            Class<Record> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(StrictText.of(body), type);
    }

    /**
     * Reads a record.
     *
     * @throws Problem 400 that names the invalid member
     */
    static <T extends Record> T read(String json, Class<T> type) {
        if (json.isBlank()) {
            throw Problem.of(400, "The body is missing.");
        }
        JsonObject body = StrictObject.read(json);
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> member(component, body))
                .toArray();
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be constructed from its members", e);
        }
    }

    private static Object member(RecordComponent component, JsonObject body) {
        String name =
                component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        JsonValue value = body.getOrDefault(name, JsonValue.NULL);
        return value == JsonValue.NULL ? null : value(name, component.getGenericType(), value);
    }

    private static Object value(String name, Type type, JsonValue value) {
        if (type == String.class) {
            return text(name, value);
        }
        if (type == UUID.class) {
            return id(name, value);
        }
        if (type == Boolean.class) {
            return trueOrFalse(name, value);
        }
        if (type == Integer.class) {
            return whole(name, value);
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return list(name, list.getActualTypeArguments()[0], value);
        }
        throw new IllegalStateException("Members of type " + type + " are not supported");
    }

    private static String text(String name, JsonValue value) {
        if (!(value instanceof JsonString text)) {
            throw Problem.of(400, "'" + name + "' must be a string.");
        }
        if (text.getString().codePoints().anyMatch(RecordReader::isUnstorable)) {
            throw Problem.of(400, "'" + name + "' contains an invalid character.");
        }
        return text.getString();
    }

    /** Whether it is NUL or an unpaired surrogate: nobody types them, and no column can store them. */
    private static boolean isUnstorable(int character) {
        return character == 0 || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }

    private static UUID id(String name, JsonValue value) {
        try {
            UUID id = UUID.fromString(text(name, value));
            if (id.toString().equals(text(name, value).toLowerCase(Locale.ROOT))) { // fromString accepts 1-1-1-1-1 too
                return id;
            }
        } catch (IllegalArgumentException e) {
            // reported below
        }
        throw Problem.of(400, "'" + name + "' must be a UUID.");
    }

    private static Boolean trueOrFalse(String name, JsonValue value) {
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            throw Problem.of(400, "'" + name + "' must be true or false.");
        }
        return value == JsonValue.TRUE;
    }

    private static Integer whole(String name, JsonValue value) {
        Long number = value instanceof JsonNumber ? PushedCounters.whole(value.toString()) : null;
        if (number == null || number != number.intValue()) {
            throw Problem.of(
                    400,
                    "'" + name + "' must be a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE
                            + ".");
        }
        return number.intValue();
    }

    private static List<?> list(String name, Type type, JsonValue value) {
        if (!(value instanceof JsonArray elements)) {
            throw Problem.of(400, "'" + name + "' must be a list.");
        }
        return elements.stream().map(element -> value(name, type, element)).toList();
    }
}
