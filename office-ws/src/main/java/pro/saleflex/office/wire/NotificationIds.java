package pro.saleflex.office.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/** Reads the ids of notifications that a terminal has shown to its cashier. */
public final class NotificationIds {
    private static final int MAX_IDS = 100;
    private static final int MAX_LENGTH = 200;

    private NotificationIds() {}

    /**
     * Reads {@code ids} from a body that {@link Envelope} has accepted.
     *
     * @throws Problem 400 when the member is missing or invalid
     */
    public static List<String> read(String json) {
        JsonObject body = StrictObject.read(json);
        if (!body.containsKey("ids")) {
            throw Problem.of(400, "'ids' is missing.");
        }
        return of(body, "ids");
    }

    /** Returns the ids in a member; empty when it is missing or null. */
    static List<String> of(JsonObject body, String member) {
        JsonValue value = body.getOrDefault(member, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return List.of();
        }
        if (value instanceof JsonArray ids && ids.stream().allMatch(JsonString.class::isInstance)) {
            return of(ids.getValuesAs(JsonString::getString), member);
        }
        throw invalid(member);
    }

    /**
     * Checks ids and returns them unchanged.
     *
     * @throws Problem 400 when there are too many, or one is too long
     */
    public static List<String> of(List<String> ids, String member) {
        if (ids.size() > MAX_IDS || ids.stream().anyMatch(id -> id.length() > MAX_LENGTH)) {
            throw invalid(member);
        }
        return ids;
    }

    private static Problem invalid(String member) {
        return Problem.of(
                400,
                "'" + member + "' must be a list of at most " + MAX_IDS + " strings of at most " + MAX_LENGTH
                        + " characters.");
    }
}
