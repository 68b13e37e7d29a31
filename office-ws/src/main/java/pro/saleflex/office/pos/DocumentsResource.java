package pro.saleflex.office.pos;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.HexFormat;
import java.util.List;
import pro.saleflex.office.guard.TerminalGuard;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.wire.Compressed;
import pro.saleflex.office.wire.Envelope;
import pro.saleflex.office.wire.JournalPage;

/**
 * {@code GET /pos/documents}: a terminal reads its own journal back, in order, each payload as it was accepted, with
 * card numbers masked by the current rules.
 *
 * <p>Paged: a page holds at most {@code limit} entries, {@code next_after} is the {@code after} of the next page, and
 * an empty page is the last. Entries are read and written in small batches, so a page needs no more memory than one
 * batch.
 */
@ApplicationScoped
@Path("pos/documents")
@Produces(MediaType.APPLICATION_JSON)
public class DocumentsResource {
    private static final int BATCH = 50;
    private static final int DEFAULT_LIMIT = 200;
    private static final int MAX_LIMIT = 1000;

    @Inject
    TerminalGuard guard;

    @Inject
    Journal journal;

    /** Public for JAX-RS. */
    public DocumentsResource() {}

    /** Returns the entries after number {@code after}, of one kind or of all kinds. */
    @GET
    @Compressed
    public StreamingOutput documents(
            @Context HttpServletRequest request,
            @QueryParam("office_code") String officeCode,
            @QueryParam("store_code") String storeCode,
            @QueryParam("terminal_code") String terminalCode,
            @QueryParam("after") String after,
            @QueryParam("kind") String kind,
            @QueryParam("limit") String limit) {
        TerminalRef terminal = guard.identify(request, Envelope.codes(officeCode, storeCode, terminalCode));
        JournalPage page = JournalPage.of(after, kind, limit, DEFAULT_LIMIT, MAX_LIMIT);
        int pageLimit = page.limit();
        List<EntryView> first = journal.read(terminal.id(), page.after(), page.kind(), Math.min(BATCH, pageLimit));
        return out -> {
            try (JsonGenerator json = Json.createGenerator(out)) {
                json.writeStartObject().write("status", "ok").writeStartArray("documents");
                long last = page.after();
                int written = 0;
                for (List<EntryView> batch = first;
                        !batch.isEmpty();
                        batch = journal.read(terminal.id(), last, page.kind(), Math.min(BATCH, pageLimit - written))) {
                    batch.forEach(entry -> write(json, entry.masked()));
                    last = batch.get(batch.size() - 1).entryNo();
                    written += batch.size();
                    if (written >= pageLimit) {
                        break;
                    }
                }
                json.writeEnd().write("next_after", last).writeEnd();
            }
        };
    }

    private static void write(JsonGenerator json, EntryView entry) {
        json.writeStartObject()
                .write("entry_no", entry.entryNo())
                .write("kind", entry.kind().name())
                .write("document_id", entry.documentId().toString())
                .write("received_at", entry.receivedAt().toInstant().toString())
                .write("payload_sha256", HexFormat.of().formatHex(entry.payloadSha256()))
                .write("payload", entry.payload())
                .writeEnd();
    }
}
