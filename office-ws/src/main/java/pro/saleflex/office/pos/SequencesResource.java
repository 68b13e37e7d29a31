package pro.saleflex.office.pos;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.guard.TerminalGuard;
import pro.saleflex.office.wire.Envelope;
import pro.saleflex.office.wire.PosReply.Counted;
import pro.saleflex.office.wire.StrictText;

/** {@code POST /pos/sequences}: a terminal pushes its counters on their own, without documents. */
@ApplicationScoped
@Path("pos/sequences")
@Produces(MediaType.APPLICATION_JSON)
public class SequencesResource {
    @Inject
    TerminalGuard guard;

    @Inject
    Counters counters;

    /** Public for JAX-RS. */
    public SequencesResource() {}

    /** Records the counters, never lowering one, and answers how many. */
    @POST
    public Counted push(@Context HttpServletRequest request, InputStream body) throws IOException {
        Envelope envelope = Envelope.withCounters(StrictText.of(body));
        Map<String, Long> pushed = envelope.counters().values();
        counters.push(guard.identify(request, envelope.codes()), pushed);
        return new Counted("ok", pushed.size());
    }
}
