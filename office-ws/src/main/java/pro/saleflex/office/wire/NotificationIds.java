package pro.saleflex.office.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/** Ids of notifications that a terminal has shown to its cashier. */
public final class NotificationIds {
    private static final int MOST = 100;
    private static final int LONGEST = 200;

    private NotificationIds() {}

    /**
     * Reads the {@code ids} of a body that {@link Envelope} could read.
     *
     * @throws Problem 400 when there are none, or they are not what they should be
     */
    public static List<String> read(String json) {
        JsonObject body = StrictObject.read(json);
        if (!body.containsKey("ids")) {
            throw Problem.of(400, "'ids' is missing.");
        }
        return of(body, "ids");
    }

    /** The ids in a member; none when it is left out or null. */
    static List<String> of(JsonObject body, String member) {
        JsonValue value = body.getOrDefault(member, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return List.of();
        }
        if (value instanceof JsonArray ids && ids.stream().allMatch(JsonString.class::isInstance)) {
            return of(ids.getValuesAs(JsonString::getString), member);
        }
        throw wrong(member);
    }

    /**
     * The ids as they came.
     *
     * @throws Problem 400 when they are too many or too long
     */
    public static List<String> of(List<String> ids, String member) {
        if (ids.size() > MOST || ids.stream().anyMatch(id -> id.length() > LONGEST)) {
            throw wrong(member);
        }
        return ids;
    }

    private static Problem wrong(String member) {
        return Problem.of(
                400,
                "'" + member + "' must be a list of at most " + MOST + " texts of at most " + LONGEST + " characters.");
    }
}
