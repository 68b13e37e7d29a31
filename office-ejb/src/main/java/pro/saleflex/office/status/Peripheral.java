package pro.saleflex.office.status;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A peripheral device as its terminal reported it.
 *
 * @param type one of {@link #TYPES}
 * @param state one of {@link #STATES}
 * @param detail the terminal's own text; null: none
 */
public record Peripheral(String type, String state, String detail) {
    /** The types that a heartbeat may name. */
    public static final Set<String> TYPES =
            Set.of("receipt_printer", "cash_drawer", "scanner", "scale", "customer_display", "payment_device");

    /** The states that a heartbeat may name. */
    public static final Set<String> STATES = Set.of("ok", "warning", "error", "absent");

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    /** Reads a JSON array that was validated on receipt; empty for null. */
    static List<Peripheral> list(String json) {
        if (json == null) {
            return List.of();
        }
        try (JsonReader reader = READERS.createReader(new StringReader(json))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(device -> new Peripheral(
                            device.getString("type"), device.getString("state"), device.getString("detail", null)))
                    .toList();
        }
    }
}
