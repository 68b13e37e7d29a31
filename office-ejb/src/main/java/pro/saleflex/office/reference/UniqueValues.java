package pro.saleflex.office.reference;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import pro.saleflex.office.document.Sha256;

/**
 * The values of a row that no other row of the resource may have, by the unique keys of a terminal's database. A
 * deleted row keeps its values there, so it keeps them here too.
 */
final class UniqueValues {
    /** Longer values are replaced by their hash; no real code is this long. */
    private static final int MAX_LENGTH = 200;

    private UniqueValues() {}

    /** Returns each as {@code member=value}; for a key of several members as {@code one+other=value|value}. */
    static List<String> of(Resource resource, JsonObject row) {
        List<String> values = new ArrayList<>();
        for (List<String> members : resource.uniqueKeys()) {
            if (members.stream().allMatch(name -> row.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL)) {
                String value = members.stream()
                        .map(name -> value(resource.fields().get(name), row.get(name)))
                        .collect(Collectors.joining("|"));
                values.add(String.join("+", members) + "=" + shortened(value));
            }
        }
        return values;
    }

    /** Returns the key of a unique value: {@code member} or {@code one+other}. */
    static String members(String value) {
        return value.substring(0, value.indexOf('='));
    }

    /** Returns the part after the key. */
    static String shown(String value) {
        return value.substring(value.indexOf('=') + 1);
    }

    private static String value(Field field, JsonValue value) {
        String text = value instanceof JsonString string ? string.getString() : value.toString();
        return switch (field.type()) {
            case "uuid" -> ReferenceRow.rowId(text);
            case "int" ->
                (value instanceof JsonNumber number ? number.bigDecimalValue() : new BigDecimal(text))
                        .toBigInteger()
                        .toString();
            default -> text;
        };
    }

    private static String shortened(String value) {
        return value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)
                ? HexFormat.of().formatHex(Sha256.of(value))
                : value;
    }
}
