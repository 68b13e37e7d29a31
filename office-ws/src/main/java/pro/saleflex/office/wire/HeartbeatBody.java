package pro.saleflex.office.wire;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pro.saleflex.office.document.CardNumbers;
import pro.saleflex.office.status.Heartbeat;
import pro.saleflex.office.status.Heartbeat.Activity;
import pro.saleflex.office.status.Peripheral;
import pro.saleflex.office.terminal.TerminalCodes;

/**
 * Reads a heartbeat's body. Every member except the codes may be left out or null; one that is present must be valid.
 * Unknown members are kept. A string or list that is too long is cut and named in {@link Heartbeat#shortened}: one
 * terminal's long text must not hurt others, but is no reason to lose its status.
 */
public final class HeartbeatBody {
    private static final int MAX_BODY_LENGTH = 65_536;
    private static final int MAX_TEXT_LENGTH = 200;
    private static final int MAX_ENTRIES = 50;
    private static final long MAX_NUMBER = 1L << 53; // every JSON reader represents it exactly
    private static final int MAX_INTERVAL_SECONDS = 3600;
    private static final int MAX_YEAR = 9999;

    /** Stands for all unknown members in the list of shortened ones, because their names may be of any length. */
    private static final String OTHERS = "other";

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

    private final String json;
    private final JsonObject unmasked;
    private final Problem fault;
    private final Set<String> shortened = new TreeSet<>();
    private JsonObject body;

    private HeartbeatBody(String json, JsonObject unmasked, Problem fault) {
        this.json = json;
        this.unmasked = unmasked;
        this.fault = fault;
    }

    /** Parses a body, once. One that is not readable is reported by {@link #said()}, when its terminal is known. */
    public static HeartbeatBody of(String json) {
        if (json.length() > MAX_BODY_LENGTH) {
            return new HeartbeatBody(
                    json, null, Problem.of(400, "A heartbeat must not exceed " + MAX_BODY_LENGTH + " characters."));
        }
        try {
            return new HeartbeatBody(json, StrictObject.read(json), null);
        } catch (Problem e) {
            return new HeartbeatBody(json, null, e);
        }
    }

    /**
     * The codes by which the terminal identifies itself. A body with a fault may still have them: its call counts.
     *
     * @throws Problem 400 when one is missing or blank, or the body is not a JSON object
     */
    public TerminalCodes codes() {
        return fault == null
                ? Envelope.codes(code("office_code"), code("store_code"), code("terminal_code"))
                : Envelope.codesOnly(json);
    }

    private String code(String name) {
        return unmasked.get(name) instanceof JsonString text ? text.getString() : null;
    }

    /**
     * What the terminal says.
     *
     * @throws Problem 400 that names the invalid member
     */
    public Said said() {
        if (fault != null) {
            throw fault;
        }
        String masked = CardNumbers.mask(json);
        body = masked.equals(json) ? unmasked : StrictObject.read(masked); // the latter is rare
        return new Said(heartbeat(), NotificationIds.of(unmasked, "confirmed_notifications"));
    }

    private Heartbeat heartbeat() {
        Long interval = whole("interval_seconds", 1, MAX_INTERVAL_SECONDS);
        return new Heartbeat(
                time("sent_at"),
                activity(),
                cutText("cashier"),
                cutText("software_version"),
                whole("uptime_seconds", 0, MAX_NUMBER),
                interval == null ? null : interval.intValue(),
                whole("open_closure_number", 0, MAX_NUMBER),
                whole("last_receipt_number", 0, MAX_NUMBER),
                whole("waiting_documents", 0, MAX_NUMBER),
                whole("oldest_waiting_seconds", 0, Integer.MAX_VALUE),
                peripherals(),
                health(),
                isPresent("network_quality")
                        ? cut("network_quality", body.get("network_quality")).toString()
                        : null,
                other(),
                shortened.isEmpty() ? null : String.join(",", shortened)); // last: the calls above add to it
    }

    private boolean isPresent(String name) {
        return body.get(name) != null && body.get(name) != JsonValue.NULL;
    }

    private String text(String name) {
        if (!isPresent(name)) {
            return null;
        }
        if (body.get(name) instanceof JsonString text) {
            return text.getString();
        }
        throw Problem.of(400, "'" + name + "' must be a string.");
    }

    private String cutText(String name) {
        String text = text(name);
        return text == null ? null : cut(name, text);
    }

    private String cut(String name, String text) {
        if (text.codePointCount(0, text.length()) <= MAX_TEXT_LENGTH) {
            return text;
        }
        shortened.add(name);
        return text.substring(0, text.offsetByCodePoints(0, MAX_TEXT_LENGTH - 1)) + "…";
    }

    /** Cuts a value of any type; one that is too long becomes a string with the start of its text. */
    private JsonValue cut(String name, JsonValue value) {
        String text = value instanceof JsonString string ? string.getString() : value.toString();
        String cut = cut(name, text);
        return cut.equals(text) ? value : Json.createValue(cut);
    }

    private Long whole(String name, long least, long most) {
        if (!isPresent(name)) {
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
        if (text == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() > 0 && time.getYear() <= MAX_YEAR) { // beyond, differences between times overflow
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // reported below
        }
        throw Problem.of(400, "'" + name + "' must be a time with its zone, such as 2026-11-22T10:11:12.345Z.");
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
        if (!isPresent("peripherals")) {
            return null;
        }
        if (!(body.get("peripherals") instanceof JsonArray devices)) {
            throw Problem.of(400, "'peripherals' must be a list.");
        }
        if (devices.size() > MAX_ENTRIES) {
            shortened.add("peripherals");
        }
        JsonArrayBuilder kept = Json.createArrayBuilder();
        devices.stream().limit(MAX_ENTRIES).map(this::device).forEach(kept::add);
        return kept.build().toString();
    }

    private JsonObject device(JsonValue value) {
        if (!(value instanceof JsonObject device)) {
            throw Problem.of(400, "Each of 'peripherals' must be an object.");
        }
        requireOneOf("type", Peripheral.TYPES, device);
        requireOneOf("state", Peripheral.STATES, device);
        JsonValue detail = device.getOrDefault("detail", JsonValue.NULL);
        if (detail != JsonValue.NULL && !(detail instanceof JsonString)) {
            throw Problem.of(400, "The 'detail' of a peripheral must be a string.");
        }
        return device.containsKey("detail")
                ? Json.createObjectBuilder(device)
                        .add("detail", cut("peripherals", detail))
                        .build()
                : device;
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
            Long value = whole(name, 0, MAX_NUMBER);
            if (value != null) {
                health.add(name, value);
            }
        }
        return orNull(health);
    }

    private String other() {
        List<Map.Entry<String, JsonValue>> unknown = body.entrySet().stream()
                .filter(member -> !CODES.contains(member.getKey())
                        && !HEALTH.contains(member.getKey())
                        && !KNOWN.contains(member.getKey()))
                .toList();
        if (unknown.size() > MAX_ENTRIES) {
            shortened.add(OTHERS);
        }
        JsonObjectBuilder other = Json.createObjectBuilder();
        unknown.stream()
                .limit(MAX_ENTRIES)
                .forEach(member -> other.add(cut(OTHERS, member.getKey()), cut(OTHERS, member.getValue())));
        return orNull(other);
    }

    private static String orNull(JsonObjectBuilder builder) {
        JsonObject object = builder.build();
        return object.isEmpty() ? null : object.toString();
    }

    /**
     * The contents of a heartbeat's body.
     *
     * @param heartbeat the terminal's status
     * @param confirmed ids of the notifications it has shown to its cashier
     */
    public record Said(Heartbeat heartbeat, List<String> confirmed) {}
}
