package pro.saleflex.office.wire;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pro.saleflex.office.status.Heartbeat;
import pro.saleflex.office.status.Heartbeat.Activity;
import pro.saleflex.office.status.Peripheral;

/**
 * Reads a heartbeat. Every member but the codes may be left out or null; one that is there must be what it should be.
 * Members we do not know are kept.
 */
public final class HeartbeatBody {
    private static final int LONGEST = 65_536;
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_DEVICES = 50;
    private static final long MOST = 1L << 53; // what every JSON reader holds exactly
    private static final int LONGEST_INTERVAL = 3600;
    private static final Set<String> CODES = Set.of("office_code", "store_code", "terminal_code", "pos_id");
    private static final Set<String> HEALTH = Set.of("disk_free_mb", "memory_free_mb");
    private static final Set<String> KNOWN = Set.of(
            "sent_at",
            "activity",
            "cashier",
            "software_version",
            "uptime_seconds",
            "interval_seconds",
            "open_closure_number",
            "last_receipt_number",
            "waiting_documents",
            "oldest_waiting_seconds",
            "peripherals",
            "network_quality",
            "confirmed_notifications");

    /** Looking the provider up anew for each takes longer than reading. */
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private final JsonObject body;

    private HeartbeatBody(JsonObject body) {
        this.body = body;
    }

    /**
     * Reads a body that {@link Envelope} could read.
     *
     * @throws Problem 400 with the member that is not what it should be
     */
    public static Said read(String json) {
        if (json.length() > LONGEST) {
            throw Problem.of(400, "A heartbeat has at most " + LONGEST + " characters.");
        }
        try (JsonReader reader = READERS.createReader(new StringReader(json))) {
            HeartbeatBody body = new HeartbeatBody(reader.readObject());
            return new Said(body.heartbeat(), NotificationIds.of(body.body, "confirmed_notifications"));
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) { // no JsonException where the reader meets a limit of its own
            throw Problem.of(400, "The body is not readable JSON.");
        }
    }

    private Heartbeat heartbeat() {
        Long interval = whole("interval_seconds", 1, LONGEST_INTERVAL);
        return new Heartbeat(
                time("sent_at"),
                activity(),
                text("cashier"),
                text("software_version"),
                whole("uptime_seconds", 0, MOST),
                interval == null ? null : interval.intValue(),
                whole("open_closure_number", 0, MOST),
                whole("last_receipt_number", 0, MOST),
                whole("waiting_documents", 0, MOST),
                whole("oldest_waiting_seconds", 0, Integer.MAX_VALUE),
                peripherals(),
                health(),
                isGiven("network_quality") ? body.get("network_quality").toString() : null,
                other());
    }

    private boolean isGiven(String name) {
        return body.get(name) != null && body.get(name) != JsonValue.NULL;
    }

    private String text(String name) {
        if (!isGiven(name)) {
            return null;
        }
        if (body.get(name) instanceof JsonString text && text.getString().length() <= LONGEST_TEXT) {
            return text.getString();
        }
        throw Problem.of(400, "'" + name + "' must be a text of at most " + LONGEST_TEXT + " characters.");
    }

    private Long whole(String name, long least, long most) {
        if (!isGiven(name)) {
            return null;
        }
        if (body.get(name) instanceof JsonNumber number && number.toString().matches("\\d{1,16}")) {
            long value = number.longValue();
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw Problem.of(400, "'" + name + "' must be a whole number from " + least + " to " + most + ".");
    }

    private Instant time(String name) {
        String text = text(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problem.of(400, "'" + name + "' must be a time with its zone, such as 2026-11-22T10:11:12.345Z.");
        }
    }

    private Activity activity() {
        String text = text("activity");
        if (text == null) {
            return null;
        }
        return Arrays.stream(Activity.values())
                .filter(activity -> activity.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.of(400, "'activity' must be selling, idle, closing or closed."));
    }

    private String peripherals() {
        if (!isGiven("peripherals")) {
            return null;
        }
        if (!(body.get("peripherals") instanceof JsonArray devices) || devices.size() > MOST_DEVICES) {
            throw Problem.of(400, "'peripherals' must be a list of at most " + MOST_DEVICES + " devices.");
        }
        devices.forEach(HeartbeatBody::requireDevice);
        return devices.toString();
    }

    private static void requireDevice(JsonValue value) {
        if (!(value instanceof JsonObject device)) {
            throw Problem.of(400, "Each of 'peripherals' must be an object.");
        }
        requireOneOf("type", Peripheral.TYPES, device);
        requireOneOf("state", Peripheral.STATES, device);
        JsonValue detail = device.getOrDefault("detail", JsonValue.NULL);
        if (detail != JsonValue.NULL && !(detail instanceof JsonString)) {
            throw Problem.of(400, "The 'detail' of a peripheral must be a text.");
        }
    }

    private static void requireOneOf(String name, Set<String> allowed, JsonObject device) {
        if (!(device.get(name) instanceof JsonString text) || !allowed.contains(text.getString())) {
            throw Problem.of(
                    400,
                    "The '" + name + "' of a peripheral must be one of "
                            + allowed.stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
    }

    private String health() {
        JsonObjectBuilder health = Json.createObjectBuilder();
        for (String name : HEALTH) {
            Long value = whole(name, 0, MOST);
            if (value != null) {
                health.add(name, value);
            }
        }
        return orNull(health);
    }

    private String other() {
        JsonObjectBuilder other = Json.createObjectBuilder();
        body.forEach((name, value) -> {
            if (!CODES.contains(name) && !HEALTH.contains(name) && !KNOWN.contains(name)) {
                other.add(name, value);
            }
        });
        return orNull(other);
    }

    private static String orNull(JsonObjectBuilder builder) {
        JsonObject object = builder.build();
        return object.isEmpty() ? null : object.toString();
    }

    /**
     * What a terminal said.
     *
     * @param heartbeat of itself
     * @param confirmed which notifications it has shown to its cashier
     */
    public record Said(Heartbeat heartbeat, List<String> confirmed) {}
}
