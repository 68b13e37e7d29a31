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
 * Makes what is sent of a journal entry: the exact document with its hashes, and what GATE wants to know of it without
 * reading it. A document that has not the form for that goes all the same.
 */
@ApplicationScoped
public class PushMapper {
    private static final String SCHEMA_VERSION = "1.0";

    /** What is sent of a terminal itself never changes, so it is read once. */
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

    /** Reads an entry as far as its place in the order and its push need it. */
    Bound bind(EntryView entry) {
        EntryKind kind = entry.kind();
        UUID conflictsWith = null;
        if (kind == EntryKind.CONFLICT) {
            kind = EntryKind.TRANSACTION;
            if (DocumentText.read(kind, entry.payload()) instanceof DocumentText.Identifiable sale) {
                conflictsWith = sale.text().documentId();
            } else {
                kind = EntryKind.CLOSURE;
                conflictsWith = DocumentText.read(kind, entry.payload()) instanceof DocumentText.Identifiable closure
                        ? closure.text().documentId()
                        : null;
            }
        }
        return kind == EntryKind.TRANSACTION
                ? new Bound(entry, SalesParts.read(entry.payload()).orElse(null), null, kind, conflictsWith)
                : new Bound(entry, null, closure(entry.payload()), kind, conflictsWith);
    }

    private static ClosureRecord closure(String payload) {
        try {
            return RecordBinding.bind(payload, ClosureRecord.class).record();
        } catch (Unprojectable e) { // it stands in the journal, flagged, and GATE gets it without these members
            return null;
        }
    }

    /**
     * The push of an entry.
     *
     * @param late a sales document whose period was closed before it
     * @param shortage a closure: what GATE does not have of its period
     */
    Push push(Bound bound, boolean late, MissingDocuments shortage) {
        TerminalRef terminal = terminal(bound.entry().terminalId());
        ColumnConverter columns = new ColumnConverter(zone(terminal, bound.entry()));
        JsonWriter to = new JsonWriter(columns, bound.entry().payload().length());
        envelope(to, bound, terminal);
        if (bound.kind() == EntryKind.TRANSACTION) {
            to.text("transaction_id", bound.entry().documentId().toString()).flag("late", late);
            if (bound.projected()) {
                bound.sale().write(to);
            }
        } else {
            to.text("closure_id", bound.entry().documentId().toString());
            if (shortage.documents() > 0) {
                to.number("missing_documents", shortage.documents()).numbers("missing_receipts", shortage.receipts());
            }
            if (bound.projected()) {
                new ClosureMapper(to, reference.numbers(terminal.store()))
                        .write(
                                bound.closure(),
                                closures.cumulated(terminal.id(), bound.entry().id()));
            }
        }
        return new Push(
                bound.kind() == EntryKind.TRANSACTION ? "/transactions/" : "/closures/",
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
        if (bound.conflictsWith() != null) {
            to.text("conflicts_with", bound.conflictsWith().toString());
        }
        to.flag("projected", bound.projected());
    }

    /** The zone that the store had when the document came, as its projection was made. */
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

    /** As in a path: a code may hold a slash, or characters that no header may. */
    private static String encoded(String code) {
        return URLEncoder.encode(code, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * An entry that was read.
     *
     * @param entry the entry
     * @param sale what is in it; null: it is a closure, or has not the form
     * @param closure what is in it; null: it is a sales document, or has not the form
     * @param kind a sales document or a closure, also of a conflict
     * @param conflictsWith the id it carries itself; null unless it is a conflict
     */
    record Bound(EntryView entry, SalesParts sale, ClosureRecord closure, EntryKind kind, UUID conflictsWith) {

        /** Could what is in it be read? */
        boolean projected() {
            return sale != null || (closure != null && closure.closure() != null);
        }

        /** The period it belongs to; null: it does not say. */
        Long closureNumber() {
            if (!projected()) {
                return null;
            }
            return sale != null ? sale.closureNumber() : closure.closure().closureNumber();
        }
    }
}
