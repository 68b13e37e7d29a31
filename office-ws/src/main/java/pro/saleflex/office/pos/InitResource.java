package pro.saleflex.office.pos;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import pro.saleflex.office.guard.TerminalGuard;
import pro.saleflex.office.reference.InitData;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.wire.Compressed;
import pro.saleflex.office.wire.Envelope;
import pro.saleflex.office.wire.Problem;

/** {@code GET /pos/init}: a terminal pulls its master data and the counters that it resumes with. */
@ApplicationScoped
@Path("pos/init")
@Produces(MediaType.APPLICATION_JSON)
public class InitResource {
    @Inject
    TerminalGuard guard;

    @Inject
    ReferenceData reference;

    /** Public for JAX-RS. */
    public InitResource() {}

    /** Answers with all 43 resources, or 304 when the caller already has them. */
    @GET
    @Compressed
    public Response init(
            @Context HttpServletRequest request,
            @Context Request conditions,
            @QueryParam("office_code") String officeCode,
            @QueryParam("store_code") String storeCode,
            @QueryParam("terminal_code") String terminalCode) {
        TerminalCodes codes = Envelope.codes(officeCode, storeCode, terminalCode);
        InitData data = reference.init(guard.identify(request, codes));
        if (data instanceof InitData.NotAllowed refused) {
            throw Problem.of(403, refused.message());
        }
        if (data instanceof InitData.Empty empty) {
            throw Problem.of(404, empty.message());
        }
        InitData.Ready ready = (InitData.Ready) data;
        EntityTag tag = new EntityTag(ready.entityTag(), true);
        Response.ResponseBuilder unchanged = conditions.evaluatePreconditions(tag);
        return unchanged != null
                ? unchanged.build()
                : Response.ok(stream(codes, ready)).tag(tag).build();
    }

    private static StreamingOutput stream(TerminalCodes codes, InitData.Ready ready) {
        return out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write("{\"status\":\"ok\",\"office_code\":" + Json.createValue(codes.officeCode())
                    + ",\"store_code\":" + Json.createValue(codes.storeCode())
                    + ",\"terminal_code\":" + Json.createValue(codes.terminalCode()) + ",\"data\":");
            char separator = '{';
            for (String resource : ready.names()) {
                writer.append(separator).append('"').append(resource).append("\":");
                ready.rows().write(resource, writer);
                separator = ',';
            }
            writer.write("}}");
            writer.flush();
        };
    }
}
