package pro.saleflex.office.pos;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The JAX-RS application: everything under {@code /api/v1}. */
@ApplicationPath("/v1")
public class RestApplication extends Application {

    /** Public for JAX-RS. */
    public RestApplication() {}

    /** Disables the generated WADL: openapi.yaml is the only description. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
