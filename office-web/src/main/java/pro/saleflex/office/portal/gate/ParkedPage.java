package pro.saleflex.office.portal.gate;

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
import pro.saleflex.office.lane.ParkedEntries;
import pro.saleflex.office.lane.ParkedEntry;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.live.LiveGate;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * Parked entries (dead letters) on {@code gate.xhtml}, and what people do about them. The facade checks neither roles
 * nor stores; this bean does with each action, whatever the page showed.
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

    /** Returns the parked and discarded entries of the stores shown: first those to decide about, then the latest. */
    public List<ParkedRow> getRows() {
        if (rows == null) {
            rows = readRows();
        }
        return rows;
    }

    private List<ParkedRow> readRows() {
        Map<UUID, TerminalRef> terminals = shownTerminals();
        List<ParkedEntry> found = parked.list(Target.GATE, terminals.keySet(), SHOWN);
        Map<Place, LaneEntry> documents = entries.ofParked(Target.GATE, found).stream()
                .collect(
                        Collectors.toMap(entry -> new Place(entry.terminalId(), entry.entryNo()), Function.identity()));
        GateLabels labels = new GateLabels(currentUser, clock.instant());
        return found.stream()
                .filter(each -> documents.containsKey(new Place(each.terminalId(), each.entryNo())))
                .map(each -> row(
                        each,
                        terminals.get(each.terminalId()),
                        documents.get(new Place(each.terminalId(), each.entryNo())),
                        labels))
                .toList();
    }

    private ParkedRow row(ParkedEntry found, TerminalRef terminal, LaneEntry document, GateLabels labels) {
        StoreRef store = terminal.store();
        return new ParkedRow(
                found,
                terminal,
                document,
                labels.number(found.entryNo()),
                labels.time(found.parkedAt(), store),
                labels.time(found.discardAskedAt(), store),
                labels.time(found.discardedAt(), store),
                currentUser.getName().equals(found.discardAskedBy()));
    }

    private Map<UUID, TerminalRef> shownTerminals() {
        return terminals(currentUser.getShownStores());
    }

    private Map<UUID, TerminalRef> terminals(List<StoreRef> stores) {
        return live.whole().terminals().values().stream()
                .filter(terminal -> stores.contains(terminal.store()))
                .collect(Collectors.toMap(TerminalRef::id, Function.identity()));
    }

    /** Whether there are more than are shown. */
    public boolean isMore() {
        return getRows().size() == SHOWN;
    }

    /** Returns how many are still to be decided about, including those not shown. */
    public long getStanding() {
        Set<UUID> terminals = shownTerminals().keySet();
        return live.whole().lanes().stream()
                .filter(lane -> terminals.contains(lane.terminalId()))
                .mapToLong(LaneView::parked)
                .sum();
    }

    /** Describes an entry in one line, with the request about it: the subject of a dialog. */
    public String subject(ParkedRow row) {
        GateLabels labels = new GateLabels(currentUser, clock.instant());
        return row.terminal().code() + " · " + labels.text("gate.entry.no") + " " + row.entryNo() + " · "
                + labels.text("gate.kind." + row.entry().kind())
                + (row.parked().discardAskedBy() == null
                        ? ""
                        : " · “" + row.parked().discardReason() + "”, "
                                + labels.text("gate.by", row.parked().discardAskedBy()));
    }

    /** Sends the entry {@link #getId()} again. */
    public String retry() {
        return act(
                "gate.retried",
                place -> parked.retry(Target.GATE, place.terminalId(), place.entryNo(), currentUser.getName()));
    }

    /** Sends again all entries of the stores that the page showed, whichever store is chosen by now. */
    public String retryAll() {
        if (!currentUser.isActing()) {
            return result("gate.denied");
        }
        List<String> shown = List.of(getShownStores().split(" "));
        List<StoreRef> stores = currentUser.getStores().stream()
                .filter(store -> shown.contains(store.id().toString()))
                .toList();
        int asked = parked.retryAll(Target.GATE, terminals(stores).keySet(), currentUser.getName());
        live.invalidate();
        return result(asked > 0 ? "gate.retried.all" : "gate.gone");
    }

    /** Requests that the entry not be sent. */
    public String ask() {
        Optional<String> valid = ParkedEntries.reason(reason);
        if (valid.isEmpty()) {
            return result("gate.noreason");
        }
        return act(
                "gate.asked",
                place -> parked.askDiscard(
                        Target.GATE, place.terminalId(), place.entryNo(), valid.get(), currentUser.getName()));
    }

    /** Confirms what somebody else requested. */
    public String confirm() {
        boolean own = place().flatMap(place -> parked.find(Target.GATE, place.terminalId(), place.entryNo()))
                .filter(found -> currentUser.getName().equals(found.discardAskedBy()))
                .isPresent();
        return own
                ? result("gate.own")
                : act(
                        "gate.discarded",
                        place -> parked.confirmDiscard(
                                Target.GATE, place.terminalId(), place.entryNo(), currentUser.getName()));
    }

    /** Withdraws the request not to send the entry, or undoes it after it was confirmed. */
    public String undo() {
        return act(
                "gate.undone",
                place -> parked.undoDiscard(Target.GATE, place.terminalId(), place.entryNo(), currentUser.getName()));
    }

    /** Checks again who acts: the page may have been open since before the user's role or stores changed. */
    private String act(String done, Predicate<Place> action) {
        Optional<Place> place = place();
        if (!currentUser.isActing() || place.isEmpty()) {
            return result("gate.denied");
        }
        boolean changed = action.test(place.get());
        live.invalidate();
        return result(changed ? done : "gate.gone");
    }

    /** Returns the entry that the browser sent, if it belongs to one of the user's stores. */
    private Optional<Place> place() {
        String[] parts = id == null ? new String[0] : id.split("\\.", -1);
        return parts.length == 2 && parts[1].matches("\\d{1,18}")
                ? CurrentUser.id(parts[0])
                        .filter(terminals(currentUser.getStores())::containsKey)
                        .map(terminal -> new Place(terminal, Long.parseLong(parts[1])))
                : Optional.empty();
    }

    /**
     * Returns the address of the page with the result of an action: in the address, not in the flash: a live refresh
     * under way would consume it.
     */
    private String result(String done) {
        return "/gate.xhtml?faces-redirect=true&show=" + page.getShow() + "&done=" + done;
    }

    /**
     * Returns the ids of the stores that the page shows, sent back with the form so that an action covers what was
     * seen.
     */
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

    /** Returns the entry to act on. */
    public String getId() {
        return id;
    }

    /** Sets the entry to act on. */
    public void setId(String id) {
        this.id = id;
    }

    /** Returns why it is not to be sent. */
    public String getReason() {
        return reason;
    }

    /** Sets why it is not to be sent. */
    public void setReason(String reason) {
        this.reason = reason == null ? "" : reason;
    }

    /** Returns the greatest length of a reason, in characters. */
    public int getLongestReason() {
        return ParkedEntries.LONGEST_REASON;
    }

    private record Place(UUID terminalId, long entryNo) {}
}
