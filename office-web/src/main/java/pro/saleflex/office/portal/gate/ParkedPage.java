package pro.saleflex.office.portal.gate;

import pro.saleflex.office.portal.live.LiveGate;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import pro.saleflex.office.lane.LaneEntries;
import pro.saleflex.office.lane.LaneEntry;
import pro.saleflex.office.lane.LaneView;
import pro.saleflex.office.lane.Parked;
import pro.saleflex.office.lane.ParkedEntries;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * What GATE did not take, on {@code gate.xhtml}, and what people do about it. The door does not look at roles and stores;
 * here they are looked at with each click, whatever the page showed.
 */
@Named
@RequestScoped
public class ParkedPage {
    private static final int SHOWN = 200;

    @Inject
    ParkedEntries parked;

    @Inject
    LaneEntries entries;

    @Inject
    LiveGate live;

    @Inject
    GatePage page;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    private List<ParkedRow> rows;
    private String id;
    private String reason = "";

    /** What is parked or discarded of the stores that are shown: first what is to be looked at, then the latest. */
    public List<ParkedRow> getRows() {
        if (rows == null) {
            rows = readRows();
        }
        return rows;
    }

    private List<ParkedRow> readRows() {
        Map<UUID, TerminalRef> tills = shownTills();
        List<Parked> found = parked.list(Target.GATE, tills.keySet(), SHOWN);
        Map<Place, LaneEntry> documents = entries.ofParked(Target.GATE, found).stream()
                .collect(
                        Collectors.toMap(entry -> new Place(entry.terminalId(), entry.entryNo()), Function.identity()));
        GateLabels words = new GateLabels(currentUser, clock.instant());
        return found.stream()
                .filter(each -> documents.containsKey(new Place(each.terminalId(), each.entryNo())))
                .map(each -> row(
                        each,
                        tills.get(each.terminalId()),
                        documents.get(new Place(each.terminalId(), each.entryNo())),
                        words))
                .toList();
    }

    private ParkedRow row(Parked found, TerminalRef till, LaneEntry document, GateLabels words) {
        StoreRef store = till.store();
        return new ParkedRow(
                found,
                till,
                document,
                words.number(found.entryNo()),
                words.time(found.parkedAt(), store),
                words.time(found.discardAskedAt(), store),
                words.time(found.discardedAt(), store),
                currentUser.getName().equals(found.discardAskedBy()));
    }

    private Map<UUID, TerminalRef> shownTills() {
        return tills(currentUser.getShownStores());
    }

    private Map<UUID, TerminalRef> tills(List<StoreRef> stores) {
        return live.whole().tills().values().stream()
                .filter(till -> stores.contains(till.store()))
                .collect(Collectors.toMap(TerminalRef::id, Function.identity()));
    }

    /** Is there more than is shown? */
    public boolean isMore() {
        return getRows().size() == SHOWN;
    }

    /** How many are to be looked at, those that are not shown included. */
    public long getStanding() {
        Set<UUID> tills = shownTills().keySet();
        return live.whole().lanes().stream()
                .filter(lane -> tills.contains(lane.terminalId()))
                .mapToLong(LaneView::parked)
                .sum();
    }

    /** An entry in one line, with what is asked about it: what a dialog is about. */
    public String subject(ParkedRow row) {
        GateLabels words = new GateLabels(currentUser, clock.instant());
        return row.terminal().code() + " · " + words.text("gate.entry.no") + " " + row.entryNo() + " · "
                + words.text("gate.kind." + row.entry().kind())
                + (row.parked().discardAskedBy() == null
                        ? ""
                        : " · “" + row.parked().discardReason() + "”, "
                                + words.text("gate.by", row.parked().discardAskedBy()));
    }

    /** Sends the entry {@link #getId()} again. */
    public String retry() {
        return act(
                "gate.retried",
                place -> parked.retry(Target.GATE, place.terminalId(), place.entryNo(), currentUser.getName()));
    }

    /** Sends all of the stores again that the page showed, whichever store was chosen elsewhere meanwhile. */
    public String retryAll() {
        if (!currentUser.isActing()) {
            return again("gate.denied");
        }
        List<String> shown = List.of(getShownStores().split(" "));
        List<StoreRef> stores = currentUser.getStores().stream()
                .filter(store -> shown.contains(store.id().toString()))
                .toList();
        int asked = parked.retryAll(Target.GATE, tills(stores).keySet(), currentUser.getName());
        live.acted();
        return again(asked > 0 ? "gate.retried.all" : "gate.gone");
    }

    /** Asks that the entry is not sent. */
    public String ask() {
        Optional<String> why = ParkedEntries.reason(reason);
        if (why.isEmpty()) {
            return again("gate.noreason");
        }
        return act(
                "gate.asked",
                place -> parked.askDiscard(
                        Target.GATE, place.terminalId(), place.entryNo(), why.get(), currentUser.getName()));
    }

    /** Confirms what somebody else asked for. */
    public String confirm() {
        boolean own = place().flatMap(place -> parked.find(Target.GATE, place.terminalId(), place.entryNo()))
                .filter(found -> currentUser.getName().equals(found.discardAskedBy()))
                .isPresent();
        return own
                ? again("gate.own")
                : act(
                        "gate.discarded",
                        place -> parked.confirmDiscard(
                                Target.GATE, place.terminalId(), place.entryNo(), currentUser.getName()));
    }

    /** Takes back that the entry is not to be sent, or that somebody asks for that. */
    public String undo() {
        return act(
                "gate.undone",
                place -> parked.undoDiscard(Target.GATE, place.terminalId(), place.entryNo(), currentUser.getName()));
    }

    /** Who acts is looked at again: the page may have been open since before the visitor's role or stores changed. */
    private String act(String done, Predicate<Place> action) {
        Optional<Place> place = place();
        if (!currentUser.isActing() || place.isEmpty()) {
            return again("gate.denied");
        }
        boolean changed = action.test(place.get());
        live.acted();
        return again(changed ? done : "gate.gone");
    }

    /** The entry that the browser named, if it is of one of the visitor's stores. */
    private Optional<Place> place() {
        String[] parts = id == null ? new String[0] : id.split("\\.", -1);
        return parts.length == 2 && parts[1].matches("\\d{1,18}")
                ? CurrentUser.id(parts[0])
                        .filter(tills(currentUser.getStores())::containsKey)
                        .map(terminal -> new Place(terminal, Long.parseLong(parts[1])))
                : Optional.empty();
    }

    /** In the address, not in the flash: the page's own call that is under way would take the message from there. */
    private String again(String done) {
        return "/gate.xhtml?faces-redirect=true&show=" + page.getShow() + "&done=" + done;
    }

    /** The stores that the page shows, by their ids: what was clicked on is what was seen. */
    public String getShownStores() {
        String sent = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("stores");
        return sent != null
                ? sent
                : currentUser.getShownStores().stream()
                        .map(store -> store.id().toString())
                        .collect(Collectors.joining(" "));
    }

    /** The entry to act on. */
    public String getId() {
        return id;
    }

    /** The entry to act on. */
    public void setId(String id) {
        this.id = id;
    }

    /** Why it is not to be sent. */
    public String getReason() {
        return reason;
    }

    /** Why it is not to be sent. */
    public void setReason(String reason) {
        this.reason = reason == null ? "" : reason;
    }

    /** The most characters a reason has. */
    public int getLongestReason() {
        return ParkedEntries.LONGEST_REASON;
    }

    private record Place(UUID terminalId, long entryNo) {}
}
