package pro.saleflex.office.pos;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.guard.TerminalGuard;
import pro.saleflex.office.intake.HandOver;
import pro.saleflex.office.journal.Source;
import pro.saleflex.office.sales.SalesIntake;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.wire.Envelope;
import pro.saleflex.office.wire.PosReply;
import pro.saleflex.office.wire.StrictText;

/** {@code POST /pos/transactions}: a terminal hands over sales documents. */
@Path("pos/transactions")
@Produces(MediaType.APPLICATION_JSON)
public class TransactionsResource {
    @Inject
    TerminalGuard guard;

    @Inject
    SalesIntake intake;

    @Inject
    OfficeConfig config;

    /** Public for JAX-RS. */
    public TransactionsResource() {}

    /** Answers when every accepted document is on disk. */
    @POST
    public Response take(InputStream body) throws IOException {
        Envelope envelope = Envelope.withItems(StrictText.of(body), "transactions", config.itemsLimit());
        TerminalRef terminal = guard.identify(envelope.codes());
        return PosReply.of(intake.accept(new HandOver(terminal, Source.REST, envelope.items(), envelope.counters())));
    }
}
