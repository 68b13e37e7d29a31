package pro.saleflex.office.pos;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import pro.saleflex.office.closure.ClosureIntake;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.guard.TerminalGuard;
import pro.saleflex.office.intake.HandOver;
import pro.saleflex.office.journal.Source;
import pro.saleflex.office.sales.SalesIntake;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.wire.Envelope;
import pro.saleflex.office.wire.PosReply;
import pro.saleflex.office.wire.PushedCounters;
import pro.saleflex.office.wire.StrictText;

/**
 * {@code POST /pos/transactions} and {@code POST /pos/closures}: a terminal hands over its documents. Answers once
 * every accepted document is on disk.
 */
@ApplicationScoped
@Path("pos")
@Produces(MediaType.APPLICATION_JSON)
public class HandOverResource {
    @Inject
    TerminalGuard guard;

    @Inject
    SalesIntake sales;

    @Inject
    ClosureIntake closures;

    @Inject
    OfficeConfig config;

    /** Public for JAX-RS. */
    public HandOverResource() {}

    /** Accepts sales documents. */
    @POST
    @Path("transactions")
    public Response transactions(@Context HttpServletRequest request, InputStream body) throws IOException {
        return PosReply.of(sales.accept(handOver(request, body, "transactions")));
    }

    /** Accepts closures. */
    @POST
    @Path("closures")
    public Response closures(@Context HttpServletRequest request, InputStream body) throws IOException {
        return PosReply.of(closures.accept(handOver(request, body, "closures")));
    }

    private HandOver handOver(HttpServletRequest request, InputStream body, String list) throws IOException {
        Envelope envelope = Envelope.withItems(StrictText.of(body), list, config.itemsLimit());
        TerminalRef terminal = guard.identify(request, envelope.codes());
        PushedCounters counters = envelope.counters();
        return new HandOver(terminal, Source.REST, envelope.items(), counters.values(), counters.skipped());
    }
}
