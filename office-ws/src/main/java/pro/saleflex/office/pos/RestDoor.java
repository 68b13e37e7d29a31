package pro.saleflex.office.pos;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST door: {@code /api/v1}. */
@ApplicationPath("/v1")
public class RestDoor extends Application {

    /** Public for JAX-RS. */
    public RestDoor() {}
}
