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
import pro.saleflex.office.gate.inbox.HeartbeatExchange;
import pro.saleflex.office.guard.TerminalGuard;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.wire.HeartbeatBody;
import pro.saleflex.office.wire.HeartbeatReply;
import pro.saleflex.office.wire.StrictText;

/** {@code POST /pos/status}: the heartbeat: a terminal reports its status, and the reply carries requests to it. */
@ApplicationScoped
@Path("pos/status")
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {
    @Inject
    TerminalGuard guard;

    @Inject
    HeartbeatExchange heartbeats;

    /** Public for JAX-RS. */
    public StatusResource() {}

    /** Records a heartbeat; an unreadable one is answered 400 but still counts as a contact. */
    @POST
    public HeartbeatReply heartbeat(@Context HttpServletRequest request, InputStream body) throws IOException {
        HeartbeatBody report = HeartbeatBody.of(StrictText.of(body));
        TerminalRef terminal = guard.identify(request, report.codes());
        HeartbeatBody.Said said = report.said();
        return HeartbeatReply.of(heartbeats.exchange(terminal, said.heartbeat(), said.confirmed()));
    }
}
