package pro.saleflex.office.pos;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The REST door: {@code /api/v1}. */
@ApplicationPath("/v1")
public class RestDoor extends Application {

    /** Public for JAX-RS. */
    public RestDoor() {}

    /** No machine's description beside our own, openapi.yaml. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
