package pro.saleflex.office.alert;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The parameters that an alert's texts are filled with. They leave the application by e-mail and webhook, so they are
 * made short, put on one line and freed of digits that may be a card number.
 */
final class AlertParameters {
    private static final int LONGEST = 200;
    private static final Pattern CARD_LIKE = Pattern.compile("\\d(?:[ -]?\\d){12,}");
    private static final Pattern BREAKS_A_LINE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private AlertParameters() {}

    static Map<String, String> clean(Map<String, String> parameters) {
        Map<String, String> clean = new TreeMap<>();
        parameters.forEach((name, value) -> clean.put(name, clean(value)));
        return Map.copyOf(clean);
    }

    private static String clean(String value) {
        String line = BREAKS_A_LINE.matcher(value).replaceAll(" ").strip();
        String safe = CARD_LIKE.matcher(line).replaceAll("***");
        return safe.codePointCount(0, safe.length()) <= LONGEST
                ? safe
                : safe.substring(0, safe.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    static String toText(Map<String, String> parameters) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        new TreeMap<>(parameters).forEach(object::add);
        return object.build().toString();
    }

    static Map<String, String> fromText(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            Map<String, String> parameters = new TreeMap<>();
            reader.readObject()
                    .forEach((name, value) -> parameters.put(name, ((jakarta.json.JsonString) value).getString()));
            return Map.copyOf(parameters);
        }
    }
}
