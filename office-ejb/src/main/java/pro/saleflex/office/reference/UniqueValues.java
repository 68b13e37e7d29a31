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
 * The values of a row that a till's database lets no second row of the resource have. A deleted row keeps its values there,
 * so it keeps them here.
 */
final class UniqueValues {
    /** Longer ones are told apart by their hash: no till has a code of this length. */
    private static final int LONGEST = 200;

    private UniqueValues() {}

    /** Each as {@code member=value}, several members that are unique together as {@code one+other=value|value}. */
    static List<String> of(Resource resource, JsonObject row) {
        List<String> values = new ArrayList<>();
        for (List<String> members : resource.unique()) {
            if (members.stream().allMatch(name -> row.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL)) {
                String value = members.stream()
                        .map(name -> value(resource.fields().get(name), row.get(name)))
                        .collect(Collectors.joining("|"));
                values.add(String.join("+", members) + "=" + kept(value));
            }
        }
        return values;
    }

    /** Where a value stands: {@code member} or {@code one+other}. */
    static String members(String value) {
        return value.substring(0, value.indexOf('='));
    }

    /** The value of a value. */
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

    private static String kept(String value) {
        return value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)
                ? HexFormat.of().formatHex(Sha256.of(value))
                : value;
    }
}
