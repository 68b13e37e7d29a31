package pro.saleflex.office.pos;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import pro.saleflex.office.gate.inbox.GateNotifications;
import pro.saleflex.office.guard.TerminalGuard;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.wire.Envelope;
import pro.saleflex.office.wire.NotificationIds;
import pro.saleflex.office.wire.NotificationsReply;
import pro.saleflex.office.wire.NotificationsReply.Confirmed;
import pro.saleflex.office.wire.StrictText;

/** {@code /pos/notifications}: GATE's notifications, for terminals that send no heartbeats. */
@ApplicationScoped
@Path("pos/notifications")
@Produces(MediaType.APPLICATION_JSON)
public class NotificationsResource {
    @Inject
    TerminalGuard guard;

    @Inject
    GateNotifications notifications;

    /** Public for JAX-RS. */
    public NotificationsResource() {}

    /** Returns the notifications that the terminal has not confirmed yet. */
    @GET
    public NotificationsReply open(
            @Context HttpServletRequest request,
            @QueryParam("office_code") String officeCode,
            @QueryParam("store_code") String storeCode,
            @QueryParam("terminal_code") String terminalCode) {
        TerminalRef terminal = guard.identify(request, Envelope.codes(officeCode, storeCode, terminalCode));
        return NotificationsReply.of(notifications.openFor(terminal.id()));
    }

    /** Confirms notifications that the terminal has shown to its cashier; idempotent. */
    @POST
    @Path("confirm")
    public Confirmed confirm(@Context HttpServletRequest request, InputStream body) throws IOException {
        String json = StrictText.of(body);
        TerminalRef terminal = guard.identify(request, Envelope.codesOnly(json));
        return new Confirmed("ok", notifications.confirm(terminal.id(), NotificationIds.read(json)));
    }
}
