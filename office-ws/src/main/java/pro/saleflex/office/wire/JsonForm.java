package pro.saleflex.office.wire;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/** The JSON mapping of records: members in snake_case, null members left out. */
@Provider
public class JsonForm implements ContextResolver<Jsonb> {
    /** Built once, because building takes far longer than writing. */
    private static final Jsonb JSONB = JsonbBuilder.create(
            new JsonbConfig().withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES));

    /** Public for JAX-RS. */
    public JsonForm() {}

    /** Writes a record with the same mapping, outside JAX-RS. */
    static String write(Object record) {
        return JSONB.toJson(record);
    }

    @Override
    public Jsonb getContext(Class<?> type) {
        return JSONB;
    }
}
