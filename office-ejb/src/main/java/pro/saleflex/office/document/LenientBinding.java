package pro.saleflex.office.document;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Binds what it can of a payload that cannot be bound as a whole. Tries each part with the regular binding, so that
 * every part is read exactly as in a faultless document.
 */
final class LenientBinding {
    /**
     * A payload with more faults is not such a document; examining each would hold up the terminals that wait behind
     * it.
     */
    private static final int MAX_FAULTS = 100;

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Jsonb binding;
    private final Set<String> unread = new LinkedHashSet<>();
    private int faults;

    LenientBinding(Jsonb binding) {
        this.binding = binding;
    }

    List<String> unread() {
        return List.copyOf(unread);
    }

    /** @throws Unprojectable if it is not an object or has too many faults */
    <T extends Record> T bind(String payload, Class<T> type) {
        try (JsonReader reader = READERS.createReader(new StringReader(payload))) {
            JsonObject readable = object(reader.readObject(), type, "");
            return binding.fromJson(readable.toString(), type);
        } catch (JsonException
                | UnsupportedOperationException e) { // the latter: a number longer than the parser computes
            throw new Unprojectable("Not in the expected form: the document.", e);
        }
    }

    private JsonObject object(JsonObject object, Class<?> type, String path) {
        JsonObjectBuilder readable = JSON.createObjectBuilder();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = snakeCase(component.getName());
            JsonValue value = object.get(name);
            if (value != null) {
                member(component.getGenericType(), type, name, value, path, readable);
            }
        }
        return readable.build();
    }

    private void member(
            Type type, Class<?> owner, String name, JsonValue value, String path, JsonObjectBuilder readable) {
        if (isBindable(JSON.createObjectBuilder().add(name, value).build(), owner)) {
            readable.add(name, value);
        } else if (type instanceof Class<?> part && part.isRecord() && value instanceof JsonObject object) {
            readable.add(name, object(object, part, path + name + "."));
        } else if (type instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> row
                && value instanceof JsonArray rows) {
            readable.add(name, rows(rows, row, path + name));
        } else {
            leaveOut(path + name);
        }
    }

    private JsonArray rows(JsonArray rows, Class<?> type, String path) {
        JsonArrayBuilder readable = JSON.createArrayBuilder();
        for (JsonValue row : rows) {
            if (!(row instanceof JsonObject object)) {
                if (row != JsonValue.NULL) {
                    leaveOut(path);
                }
                readable.addNull(); // so that the others keep their positions
            } else {
                readable.add(isBindable(object, type) ? object : object(object, type, path + "."));
            }
        }
        return readable.build();
    }

    private boolean isBindable(JsonObject part, Class<?> type) {
        try {
            return binding.fromJson(part.toString(), type) != null;
        } catch (JsonbException e) {
            return false; // the caller then looks for the faulty part and names it
        }
    }

    private void leaveOut(String member) {
        unread.add(member);
        faults++;
        if (faults > MAX_FAULTS) {
            throw new Unprojectable("Not in the expected form: " + String.join(", ", unread) + ".", null);
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
