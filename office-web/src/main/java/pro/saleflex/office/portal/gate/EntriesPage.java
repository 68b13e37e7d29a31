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
import pro.saleflex.office.portal.PageNotFound;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * A terminal's journal, and how far each entry is on its way to GATE: {@code gate-entries.xhtml?terminal=<id>}, with
 * {@code state}, {@code kind}, and {@code before} or {@code after} an entry; {@code entry} shows one with its document. For
 * those who see its store.
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

    private Map<String, String> asked;
    private TerminalRef till;
    private GateLabels words;
    private List<LaneEntry> found;
    private boolean later;
    private boolean earlier;
    private LaneEntry entry;
    private EntryView document;

    @PostConstruct
    void read() {
        asked = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        words = new GateLabels(currentUser, clock.instant());
        till = CurrentUser.id(asked.get("terminal"))
                .flatMap(this::find)
                .filter(found -> currentUser.getStores().contains(found.store()))
                .orElse(null); // open() answers that there is no such till
    }

    private Optional<TerminalRef> find(UUID id) {
        return terminals.refs().stream().filter(ref -> ref.id().equals(id)).findFirst();
    }

    /** Answers 404 when there is no such till in the stores that the visitor sees, or no such entry. */
    public void open() throws IOException {
        if (till == null || (asked("entry") > 0 && !isOne())) {
            PageNotFound.answer();
        }
    }

    private long asked(String name) {
        String number = asked.getOrDefault(name, "");
        return number.matches("[1-9]\\d{0,17}") ? Long.parseLong(number) : 0;
    }

    private static <E extends Enum<E>> Optional<E> one(E[] all, String name) {
        return Arrays.stream(all).filter(each -> each.name().equals(name)).findFirst();
    }

    /** Which till. */
    public TerminalRef getTill() {
        return till;
    }

    /** The entries on this page, the latest first. */
    public List<LaneEntry> getRows() {
        return found().stream().limit(ROWS).toList();
    }

    private List<LaneEntry> found() {
        if (found == null) {
            long before = asked("before");
            List<LaneEntry> read = entries.read(
                    Target.GATE,
                    till.id(),
                    new Asked(
                            one(State.values(), getState()),
                            one(EntryKind.values(), getKind()),
                            asked("after"),
                            before == 0 ? Long.MAX_VALUE : before,
                            ROWS + 1));
            // One more than is shown tells whether there are others in the direction that was gone.
            found = asked("after") > 0 && read.size() > ROWS ? read.subList(1, read.size()) : read;
            later = asked("after") > 0 ? read.size() > ROWS : before > 0;
            earlier = asked("after") > 0 || read.size() > ROWS;
        }
        return found;
    }

    /** Are there later ones? */
    public boolean isLater() {
        return !found().isEmpty() && later;
    }

    /** Are there earlier ones? */
    public boolean isEarlier() {
        return !found().isEmpty() && earlier;
    }

    /** The address of the later ones. */
    public String getLaterAddress() {
        return address("after", getRows().get(0).entryNo());
    }

    /** The address of the earlier ones. */
    public String getEarlierAddress() {
        return address("before", getRows().get(getRows().size() - 1).entryNo());
    }

    /** The address of one with its document. */
    public String address(LaneEntry row) {
        return address("entry", row.entryNo());
    }

    private String address(String name, long number) {
        return "?terminal=" + till.id() + "&state=" + getState() + "&kind=" + getKind() + "&" + name + "=" + number;
    }

    /** The address of the list around the entry that is shown. */
    public String getBackAddress() {
        return address("before", entry().entryNo() + 1);
    }

    /** Only in this state; empty: in any. */
    public String getState() {
        return one(State.values(), asked.get("state")).map(State::name).orElse("");
    }

    /** Only of this kind; empty: of any. */
    public String getKind() {
        return one(EntryKind.values(), asked.get("kind")).map(EntryKind::name).orElse("");
    }

    /** All states. */
    public List<State> getStates() {
        return List.of(State.values());
    }

    /** All kinds. */
    public List<EntryKind> getKinds() {
        return List.of(EntryKind.values());
    }

    /** A number as the viewer writes it. */
    public String number(long number) {
        return words.number(number);
    }

    /** The colour that goes with an entry's state: a class of {@code .tag}. */
    public String colour(LaneEntry row) {
        return switch (row.state()) {
            case WAITING -> "info";
            case DELIVERED -> "good";
            case PARKED -> "bad";
            case DISCARDED -> "calm";
        };
    }

    /** The sign that goes with it. */
    public String sign(LaneEntry row) {
        return switch (row.state()) {
            case WAITING -> "…";
            case DELIVERED -> "✓";
            case PARKED -> "✕";
            case DISCARDED -> "–";
        };
    }

    /** When an entry was taken, in the time of its store. */
    public String received(LaneEntry row) {
        return words.time(row.receivedAt(), till.store());
    }

    /** Is one entry asked for, and there? */
    public boolean isOne() {
        return asked("entry") > 0 && entry() != null;
    }

    /** The entry that is asked for. */
    public LaneEntry getEntry() {
        return entry();
    }

    private LaneEntry entry() {
        if (entry == null) {
            long number = asked("entry");
            entry = entries
                    .read(
                            Target.GATE,
                            till.id(),
                            new Asked(Optional.empty(), Optional.empty(), number - 1, number + 1, 1))
                    .stream()
                    .findFirst()
                    .orElse(null);
        }
        return entry;
    }

    private EntryView document() {
        if (document == null) {
            document = journal.read(till.id(), entry().entryNo() - 1, Optional.empty(), 1)
                    .get(0);
        }
        return document;
    }

    /** Its document, laid out over lines; numbers and strings are as they were taken, card numbers masked. */
    public String getDocument() {
        return JsonText.laidOut(document().masked().payload());
    }

    /** The document's hash in the journal. */
    public String getPayloadHash() {
        return HexFormat.of().formatHex(document().payloadSha256());
    }

    /** The hash that chains it to the entry before. */
    public String getChainHash() {
        return HexFormat.of().formatHex(document().chainHash());
    }
}
