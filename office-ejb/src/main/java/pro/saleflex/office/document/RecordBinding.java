package pro.saleflex.office.document;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Binds a payload to a record: members in snake_case, unknown ones ignored, missing ones null, decimals from numbers and
 * strings alike.
 *
 * <p>It binds the payload, not the request: the rows of intake, of a later projection and of a rebuild are made by one and
 * the same code, and no record ever holds an unmasked card number.
 */
public final class RecordBinding {
    /** Built once: building takes far longer than binding. */
    private static final Jsonb JSONB = JsonbBuilder.create(
            new JsonbConfig().withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES));

    /** How the binding names the members on the way to the one that failed. */
    private static final Pattern MEMBER = Pattern.compile("property '(\\w+)'");

    private RecordBinding() {}

    /**
     * The payload as a record.
     *
     * @throws Unprojectable a member has not the form it should have; the message names it, without its value
     */
    public static <T> T bind(String payload, Class<T> type) {
        try {
            return JSONB.fromJson(payload, type);
        } catch (JsonbException e) {
            String member = MEMBER.matcher(String.valueOf(e.getMessage()))
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.joining("."));
            throw new Unprojectable(
                    "Not of the form it should have: " + (member.isEmpty() ? "the document" : member) + ".", e);
        }
    }
}
