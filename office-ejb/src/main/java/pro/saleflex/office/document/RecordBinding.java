package pro.saleflex.office.document;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.config.PropertyNamingStrategy;

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

    private RecordBinding() {}

    /**
     * The payload as a record.
     *
     * @throws JsonbException a member has not the form it should have
     */
    public static <T> T bind(String payload, Class<T> type) {
        return JSONB.fromJson(payload, type);
    }
}
