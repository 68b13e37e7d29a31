package pro.saleflex.office.gate.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.closure.ClosureReader;
import pro.saleflex.office.closure.ClosureRecord;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.document.DocumentText;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.document.Unprojectable;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.zone.StoreZone;

/**
 * Maps a journal entry to its push: the exact document with its hashes, plus the values that GATE needs without parsing
 * the document. A document from which those values cannot be read is sent without them.
 */
@ApplicationScoped
public class PushMapper {
    private static final String SCHEMA_VERSION = "1.0";

    /** The terminal's values in a push never change, so they are read once. */
    private final Map<UUID, TerminalRef> terminals = new ConcurrentHashMap<>();

    private Terminals directory;
    private ReferenceData reference;
    private ClosureReader closures;

    /** Public for the container. */
    public PushMapper() {}

    @Inject
    PushMapper(Terminals directory, ReferenceData reference, ClosureReader closures) {
        this.directory = directory;
        this.reference = reference;
        this.closures = closures;
    }

    /** Parses an entry as far as its delivery needs it. */
    Bound bind(EntryView entry) {
        return entry.documentKind() == EntryKind.TRANSACTION
                ? new Bound(entry, SalesParts.read(entry.payload()).orElse(null), null)
                : new Bound(entry, null, closure(entry.payload()));
    }

    private static ClosureRecord closure(String payload) {
        try {
            return RecordBinding.bind(payload, ClosureRecord.class).record();
        } catch (Unprojectable e) { // the journal has it, flagged; GATE gets it without these members
            return null;
        }
    }

    /**
     * Builds the push of an entry.
     *
     * @param late it is a sales document whose period was closed before it
     * @param missing for a closure, the documents of its period that GATE does not have
     */
    Push push(Bound bound, boolean late, MissingDocuments missing) {
        TerminalRef terminal = terminal(bound.entry().terminalId());
        ColumnConverter columns = new ColumnConverter(zone(terminal, bound.entry()));
        JsonWriter to = new JsonWriter(columns, bound.entry().payload().length());
        envelope(to, bound, terminal);
        if (bound.entry().documentKind() == EntryKind.TRANSACTION) {
            to.text("transaction_id", bound.entry().documentId().toString()).flag("late", late);
            if (bound.projected()) {
                bound.sale().write(to);
            }
        } else {
            to.text("closure_id", bound.entry().documentId().toString());
            if (missing.documents() > 0) {
                to.number("missing_documents", missing.documents()).numbers("missing_receipts", missing.receipts());
            }
            if (bound.projected()) {
                new ClosureMapper(to, reference.numbers(terminal.store()))
                        .write(
                                bound.closure(),
                                closures.cumulated(terminal.id(), bound.entry().id()));
            }
        }
        return new Push(
                bound.entry().documentKind() == EntryKind.TRANSACTION ? "/transactions/" : "/closures/",
                encoded(terminal.store().storeCode()) + "/" + encoded(terminal.code()) + "/"
                        + bound.entry().documentId(),
                to.end());
    }

    private static void envelope(JsonWriter to, Bound bound, TerminalRef terminal) {
        EntryView entry = bound.entry();
        to.text("schema_version", SCHEMA_VERSION)
                .text("office_code", terminal.store().officeCode())
                .text("store_code", terminal.store().storeCode())
                .text("terminal_code", terminal.code())
                .number("pos_id", terminal.number())
                .number("entry_no", entry.entryNo())
                .text("kind", entry.kind().name())
                .text("source", entry.source().name())
                .time("received_at", entry.receivedAt().toInstant())
                .text("document", entry.payload())
                .text("payload_sha256", HexFormat.of().formatHex(entry.payloadSha256()))
                .text("chain_hash", HexFormat.of().formatHex(entry.chainHash()));
        if (entry.kind() == EntryKind.CONFLICT
                && DocumentText.read(entry.documentKind(), entry.payload())
                        instanceof DocumentText.Identifiable document) {
            to.text("conflicts_with", document.text().documentId().toString());
        }
        to.flag("projected", bound.projected());
    }

    /** Returns the store's time zone when the document was received, by which it was projected. */
    private StoreZone zone(TerminalRef terminal, EntryView entry) {
        return directory.asOf(terminal, entry.receivedAt().toInstant()).store().zone();
    }

    private TerminalRef terminal(UUID id) {
        TerminalRef known = terminals.get(id);
        if (known == null) {
            terminals.putAll(directory.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity())));
            known = terminals.get(id);
        }
        return known;
    }

    /** Percent-encodes a code, because it may contain a slash, or characters that a header may not. */
    private static String encoded(String code) {
        return URLEncoder.encode(code, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * A parsed entry.
     *
     * @param entry the journal entry
     * @param sale its content; null: it is a closure, or cannot be parsed
     * @param closure its content; null: it is a sales document, or cannot be parsed
     */
    record Bound(EntryView entry, SalesParts sale, ClosureRecord closure) {

        /** Whether its content could be parsed. */
        boolean projected() {
            return sale != null || (closure != null && closure.closure() != null);
        }

        /** Returns the number of its period; null: it has none. */
        Long closureNumber() {
            if (!projected()) {
                return null;
            }
            return sale != null ? sale.closureNumber() : closure.closure().closureNumber();
        }
    }
}
