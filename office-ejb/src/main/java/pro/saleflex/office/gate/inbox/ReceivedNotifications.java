package pro.saleflex.office.gate.inbox;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A notification as received, cleaned up for storage and display: each text on one line and within its limit. Used only
 * inside this package.
 *
 * @param id GATE's id
 * @param type subject of the notification
 * @param title null: it has none
 * @param body null: it has none
 * @param source the terminal it comes from; null: unknown
 * @param createdAt by GATE's clock
 * @param storeCode null: all stores
 * @param terminalCodes null: all terminals
 * @param expiresAt null: never
 * @param command null: it has none, or an unknown one
 */
public record ReceivedNotifications(
        String id,
        NotificationType type,
        String title,
        String body,
        String source,
        Instant createdAt,
        String storeCode,
        List<String> terminalCodes,
        Instant expiresAt,
        NotificationCommand command) {
    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_BODY = 2000;
    private static final int MOST_TERMINALS = 10_000;

    /** Line breaks, characters that PostgreSQL rejects, and those that change the direction of the text behind them. */
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]+");

    /** Parses a notification; empty if it is malformed. */
    static Optional<ReceivedNotifications> of(JsonValue value) {
        try {
            return Optional.of(read((JsonObject) value));
        } catch (ClassCastException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty(); // a member is missing or has the wrong type or value
        }
    }

    private static ReceivedNotifications read(JsonObject object) {
        String id = required(object, "id", LONGEST_CODE);
        require(!id.isEmpty() && id.equals(((JsonString) object.get("id")).getString())); // it is returned unchanged
        NotificationType type = one(NotificationType.values(), required(object, "type", LONGEST_CODE))
                .orElseThrow(IllegalArgumentException::new);
        return new ReceivedNotifications(
                id,
                type,
                text(object, "title", LONGEST_TITLE),
                text(object, "body", LONGEST_BODY),
                text(object, "source_terminal_id", LONGEST_CODE),
                time(object, "created_at"),
                text(object, "store_code", LONGEST_CODE),
                codes(object),
                isNull(object, "expires_at") ? null : time(object, "expires_at"),
                type == NotificationType.TERMINAL_COMMAND ? command(object) : null);
    }

    /** Parses a time; its year must have at most four digits, so that PostgreSQL can store it. */
    private static Instant time(JsonObject object, String name) {
        OffsetDateTime time = OffsetDateTime.parse(required(object, name, LONGEST_CODE));
        require(time.getYear() >= 1 && time.getYear() <= 9999);
        return time.toInstant();
    }

    private static List<String> codes(JsonObject object) {
        if (isNull(object, "terminal_codes")) {
            return null;
        }
        JsonArray array = (JsonArray) object.get("terminal_codes");
        require(array.size() <= MOST_TERMINALS);
        List<String> codes = new ArrayList<>();
        array.forEach(code -> codes.add(fit(((JsonString) code).getString(), LONGEST_CODE)));
        return codes;
    }

    private static NotificationCommand command(JsonObject object) {
        if (isNull(object, "command")) {
            return null;
        }
        JsonObject command = (JsonObject) object.get("command");
        return one(NotificationCommand.Action.values(), required(command, "action", LONGEST_CODE))
                .map(action -> new NotificationCommand(
                        action, whole(command, "closure_number"), whole(command, "from"), whole(command, "to")))
                .orElse(null);
    }

    private static <E extends Enum<E>> Optional<E> one(E[] of, String wire) {
        return Arrays.stream(of)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(wire))
                .findFirst();
    }

    private static Long whole(JsonObject object, String name) {
        return isNull(object, name)
                        || !(object.get(name) instanceof JsonNumber number)
                        || !number.toString().matches("-?\\d{1,18}")
                ? null
                : Long.valueOf(number.toString());
    }

    private static boolean isNull(JsonObject object, String name) {
        return object.getOrDefault(name, JsonValue.NULL) == JsonValue.NULL;
    }

    private static String text(JsonObject object, String name, int longest) {
        return isNull(object, name) ? null : fit(((JsonString) object.get(name)).getString(), longest);
    }

    private static String required(JsonObject object, String name, int longest) {
        require(!isNull(object, name));
        return text(object, name, longest);
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }

    /** Puts a text on one line and shortens it to {@code longest} characters. */
    static String fit(String text, int longest) {
        String line = UNFIT.matcher(text).replaceAll(" ").strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end) + "…";
    }
}
