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
import java.util.List;
import pro.saleflex.office.gate.inbox.GateNotifications;
import pro.saleflex.office.gate.inbox.GateNotifications.Given;
import pro.saleflex.office.guard.TerminalGuard;
import pro.saleflex.office.status.Contacts;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.wire.Envelope;
import pro.saleflex.office.wire.HeartbeatBody;
import pro.saleflex.office.wire.HeartbeatReply;
import pro.saleflex.office.wire.StrictText;

/** {@code POST /pos/status}: a terminal says how it is doing, and hears what it is asked to do. */
@ApplicationScoped
@Path("pos/status")
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {
    @Inject
    TerminalGuard guard;

    @Inject
    Contacts contacts;

    @Inject
    GateNotifications notifications;

    /** Public for JAX-RS. */
    public StatusResource() {}

    /** A heartbeat; one that cannot be read is answered 400, and is a contact all the same. */
    @POST
    public HeartbeatReply heartbeat(@Context HttpServletRequest request, InputStream body) throws IOException {
        String json = StrictText.of(body);
        TerminalRef terminal = guard.identify(request, Envelope.codesOnly(json));
        HeartbeatBody.Said said = HeartbeatBody.read(json);
        notifications.confirm(terminal.id(), said.confirmed());
        List<Given> open = notifications.openFor(terminal.id()); // first: what the heartbeat delivers, it delivers once
        return HeartbeatReply.of(contacts.heartbeat(terminal, said.heartbeat()), open);
    }
}
