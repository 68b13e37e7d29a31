package pro.saleflex.office.portal.gate;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.lane.LaneEntries;
import pro.saleflex.office.lane.LaneEntries.Asked;
import pro.saleflex.office.lane.LaneEntry;
import pro.saleflex.office.lane.LaneEntry.State;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.PageNotFound;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * A terminal's journal with the delivery state of each entry, {@code gate-entries.xhtml?terminal=<id>}: its address
 * takes {@code state}, {@code kind}, and {@code before} or {@code after} an entry number to page; {@code entry} shows
 * one entry with its document. For those who see its store.
 */
@Named
@RequestScoped
public class EntriesPage {
    private static final int ROWS = 25;

    @Inject
    Terminals terminals;

    @Inject
    LaneEntries entries;

    @Inject
    Journal journal;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    private Map<String, String> parameters;
    private TerminalRef terminal;
    private GateLabels labels;
    private List<LaneEntry> found;
    private boolean later;
    private boolean earlier;
    private LaneEntry entry;
    private EntryView document;

    @PostConstruct
    void read() {
        parameters = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        labels = new GateLabels(currentUser, clock.instant());
        terminal = CurrentUser.id(parameters.get("terminal"))
                .flatMap(this::find)
                .filter(found -> currentUser.getStores().contains(found.store()))
                .orElse(null); // open() then answers 404
    }

    private Optional<TerminalRef> find(UUID id) {
        return terminals.refs().stream().filter(ref -> ref.id().equals(id)).findFirst();
    }

    /** Answers 404 when the viewer's stores have no such terminal, or it has no such entry. */
    public void open() throws IOException {
        if (terminal == null || (longParameter("entry") > 0 && !isSingle())) {
            PageNotFound.answer();
        }
    }

    private long longParameter(String name) {
        String number = parameters.getOrDefault(name, "");
        return number.matches("[1-9]\\d{0,17}") ? Long.parseLong(number) : 0;
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] all, String name) {
        return Arrays.stream(all).filter(each -> each.name().equals(name)).findFirst();
    }

    /** Returns the terminal. */
    public TerminalRef getTerminal() {
        return terminal;
    }

    /** Returns the entries on this page, latest first. */
    public List<LaneEntry> getRows() {
        return found().stream().limit(ROWS).toList();
    }

    private List<LaneEntry> found() {
        if (found == null) {
            long before = longParameter("before");
            List<LaneEntry> read = entries.read(
                    Target.GATE,
                    terminal.id(),
                    new Asked(
                            constant(State.values(), getState()),
                            constant(EntryKind.values(), getKind()),
                            longParameter("after"),
                            before == 0 ? Long.MAX_VALUE : before,
                            ROWS + 1));
            // One more than is shown tells whether there are others in the direction of paging.
            found = longParameter("after") > 0 && read.size() > ROWS ? read.subList(1, read.size()) : read;
            later = longParameter("after") > 0 ? read.size() > ROWS : before > 0;
            earlier = longParameter("after") > 0 || read.size() > ROWS;
        }
        return found;
    }

    /** Whether there are later entries. */
    public boolean isLater() {
        return !found().isEmpty() && later;
    }

    /** Whether there are earlier entries. */
    public boolean isEarlier() {
        return !found().isEmpty() && earlier;
    }

    /** Returns the address of the later entries. */
    public String getLaterAddress() {
        return address("after", getRows().get(0).entryNo());
    }

    /** Returns the address of the earlier entries. */
    public String getEarlierAddress() {
        return address("before", getRows().get(getRows().size() - 1).entryNo());
    }

    /** Returns the address of an entry with its document. */
    public String address(LaneEntry row) {
        return address("entry", row.entryNo());
    }

    private String address(String name, long number) {
        return "?terminal=" + terminal.id() + "&state=" + getState() + "&kind=" + getKind() + "&" + name + "=" + number;
    }

    /** Returns the address of the list that starts with the entry shown. */
    public String getBackAddress() {
        return address("before", entry().entryNo() + 1);
    }

    /** Returns the only state shown; empty: any. */
    public String getState() {
        return constant(State.values(), parameters.get("state"))
                .map(State::name)
                .orElse("");
    }

    /** Returns the only kind shown; empty: any. */
    public String getKind() {
        return constant(EntryKind.values(), parameters.get("kind"))
                .map(EntryKind::name)
                .orElse("");
    }

    /** Returns all states. */
    public List<State> getStates() {
        return List.of(State.values());
    }

    /** Returns all kinds. */
    public List<EntryKind> getKinds() {
        return List.of(EntryKind.values());
    }

    /** Formats a number as the viewer writes it. */
    public String number(long number) {
        return labels.number(number);
    }

    /** Returns the CSS class of an entry's state, besides {@code .tag}. */
    public String colour(LaneEntry row) {
        return switch (row.state()) {
            case WAITING -> "info";
            case DELIVERED -> "good";
            case PARKED -> "bad";
            case DISCARDED -> "calm";
        };
    }

    /** Returns the sign of an entry's state. */
    public String sign(LaneEntry row) {
        return switch (row.state()) {
            case WAITING -> "…";
            case DELIVERED -> "✓";
            case PARKED -> "✕";
            case DISCARDED -> "–";
        };
    }

    /** Returns when an entry was received, in store time. */
    public String received(LaneEntry row) {
        return labels.time(row.receivedAt(), terminal.store());
    }

    /** Whether a single entry is shown. */
    public boolean isSingle() {
        return longParameter("entry") > 0 && entry() != null;
    }

    /** Returns the single entry. */
    public LaneEntry getEntry() {
        return entry();
    }

    private LaneEntry entry() {
        if (entry == null) {
            long entryNo = longParameter("entry");
            entry = entries
                    .read(
                            Target.GATE,
                            terminal.id(),
                            new Asked(Optional.empty(), Optional.empty(), entryNo - 1, entryNo + 1, 1))
                    .stream()
                    .findFirst()
                    .orElse(null);
        }
        return entry;
    }

    private EntryView document() {
        if (document == null) {
            document = journal.read(terminal.id(), entry().entryNo() - 1, Optional.empty(), 1)
                    .get(0);
        }
        return document;
    }

    /** Returns its document, pretty-printed; numbers and strings are as received, card numbers masked. */
    public String getDocument() {
        return JsonText.format(document().masked().payload());
    }

    /** Returns the document's hash in the journal. */
    public String getPayloadHash() {
        return HexFormat.of().formatHex(document().payloadSha256());
    }

    /** Returns the entry's hash in the journal's chain. */
    public String getChainHash() {
        return HexFormat.of().formatHex(document().chainHash());
    }
}
