package pro.saleflex.office.wire;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/** How records become JSON and back: members in snake_case, null members left out. */
@Provider
public class JsonForm implements ContextResolver<Jsonb> {
    /** Built once: building takes far longer than writing. */
    private static final Jsonb JSONB = JsonbBuilder.create(
            new JsonbConfig().withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES));

    /** Public for JAX-RS. */
    public JsonForm() {}

    /** The same form, for what JAX-RS does not write. */
    static String written(Object record) {
        return JSONB.toJson(record);
    }

    @Override
    public Jsonb getContext(Class<?> type) {
        return JSONB;
    }
}
