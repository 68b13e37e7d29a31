package pro.saleflex.office.reference;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.counter.DocumentNumber;
import pro.saleflex.office.document.NameBasedId;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * The rows that each terminal has for itself: its settings and its counters.
 *
 * <p>Their ids must be the same in every reply, for ever: a terminal that gets another id would keep two rows of a
 * counter.
 */
final class TerminalRows {
    private static final String NUMBER = "pos_no_in_store";

    /** Members that identify one machine and must not be copied to another. */
    private static final List<String> MACHINE = List.of("device_serial_number", "mac_address");

    private TerminalRows() {}

    /**
     * Returns exactly one row: the one imported for the terminal's number, or a copy of the first with the terminal's
     * values.
     */
    static String posSettings(TerminalRef terminal, List<JsonObject> imported) {
        for (JsonObject row : imported) {
            if (row.get(NUMBER) instanceof JsonNumber number && number.longValue() == terminal.number()) {
                return "[" + row + "]";
            }
        }
        JsonObjectBuilder own = Json.createObjectBuilder();
        Resource resource = Resource.ALL.stream()
                .filter(candidate -> candidate.name().equals(Resource.POS_SETTINGS))
                .findFirst()
                .orElseThrow();
        JsonObject model = imported.isEmpty() ? JsonValue.EMPTY_JSON_OBJECT : imported.get(0);
        for (Map.Entry<String, Field> field : resource.fields().entrySet()) {
            own.add(field.getKey(), model.getOrDefault(field.getKey(), empty(field.getValue())));
        }
        MACHINE.forEach(own::addNull);
        own.add("id", id(terminal, Resource.POS_SETTINGS));
        own.add(NUMBER, terminal.number());
        own.add("name", terminal.code());
        return "[" + own.build() + "]";
    }

    /** Returns the two counters, in the order in which the terminal stores them. */
    static String sequences(TerminalRef terminal, DocumentNumber numbers) {
        return "["
                + sequence(terminal, Counters.RECEIPT_NUMBER, numbers.receiptNumber(), "Number of the next document")
                + ","
                + sequence(terminal, Counters.CLOSURE_NUMBER, numbers.closureNumber(), "Number of the open period")
                + "]";
    }

    private static JsonObject sequence(TerminalRef terminal, String name, long value, String description) {
        JsonObjectBuilder row = Json.createObjectBuilder()
                .add("id", id(terminal, name))
                .add("name", name)
                .add("value", value)
                .add("description", description);
        for (String member : List.of("fk_cashier_create_id", "fk_cashier_update_id", "created_at", "updated_at")) {
            row.addNull(member);
        }
        row.add("is_deleted", false);
        for (String member : List.of("delete_description", "deleted_at", "deleted_by")) {
            row.addNull(member);
        }
        return row.build();
    }

    private static JsonValue empty(Field field) {
        if (!field.notNull()) {
            return JsonValue.NULL;
        }
        return switch (field.type()) {
            case "bool" -> JsonValue.FALSE;
            case "int" -> Json.createValue(0);
            default -> backend();
        };
    }

    /** Returns the value of {@code backend_type}, the only text besides the name that must not be null. */
    private static JsonString backend() {
        return Json.createValue("GATE");
    }

    private static String id(TerminalRef terminal, String name) {
        UUID id = NameBasedId.of(terminal.id(), name.getBytes(StandardCharsets.UTF_8));
        return id.toString();
    }
}
