package pro.saleflex.office.portal.alert;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import pro.saleflex.office.alert.MaintenanceSpec;
import pro.saleflex.office.alert.MaintenanceView;
import pro.saleflex.office.alert.MaintenanceWindows;
import pro.saleflex.office.portal.Texts;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.zone.StoreZone;

/** Maintenance windows on the page of alerts: those that are not over, and a form to plan one. */
@Named
@RequestScoped
public class MaintenancePage {
    private static final int LONGEST_REASON = 200;
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    @Inject
    MaintenanceWindows windows;

    @Inject
    AlertScope scope;

    @Inject
    CurrentUser currentUser;

    private List<Line> lines;
    private List<Place> places;
    private String place;
    private String from;
    private String until;
    private String reason;
    private String id;

    @PostConstruct
    void offer() {
        LocalDateTime now = currentUser.getZone().local(scope.now().toInstant());
        place = "";
        from = FIELD.format(now);
        until = FIELD.format(now.plus(Duration.ofHours(1)));
        reason = "";
    }

    /** Reads what is shown; called whenever it is about to be drawn. */
    public void read() {
        lines = windows.openOrUpcoming(scope.storeIds()).stream().map(this::line).toList();
    }

    private Line line(MaintenanceView window) {
        String where = getPlaces().stream()
                .filter(each -> each.store().id().equals(window.storeId()) && each.is(window.terminalId()))
                .map(Place::label)
                .findFirst()
                .orElse("");
        return new Line(
                window,
                scope.store(window.storeId()),
                where,
                !window.from().isAfter(scope.now()),
                scope.mayActOn(window.storeId()));
    }

    /** The windows that are not over, by their begin. */
    public List<Line> getLines() {
        return lines;
    }

    /** What a window can be for: each store as a whole, then its terminals. */
    public List<Place> getPlaces() {
        if (places == null) {
            boolean zones =
                    scope.getStores().stream().map(StoreRef::zone).distinct().count() > 1;
            places = scope.getStores().stream()
                    .flatMap(store -> {
                        String end = zones ? " (" + store.zone().name() + ")" : "";
                        String whole = Texts.of(currentUser.getLocale(), "maintenance.whole", store.name()) + end;
                        return Stream.concat(
                                Stream.of(new Place(store, null, whole)),
                                scope.getTerminals().stream()
                                        .filter(till -> till.store().equals(store))
                                        .map(till -> new Place(store, till, store.name() + ": " + till.code() + end)));
                    })
                    .toList();
        }
        return places;
    }

    /** The zone that the form's times are in; null when it depends on the store. */
    public String getZone() {
        return scope.getStores().stream().map(StoreRef::zone).distinct().count() > 1 ? null : currentUser.getZoneName();
    }

    /** Plans the window that the form describes. */
    public void plan() {
        Optional<Place> where =
                getPlaces().stream().filter(each -> each.key().equals(place)).findFirst();
        if (where.isEmpty() || !scope.mayActOn(where.get().store().id())) {
            refuse("maintenance.noplace");
            return;
        }
        StoreZone zone = where.get().store().zone();
        Optional<OffsetDateTime> begin = moment(from, zone);
        Optional<OffsetDateTime> end = moment(until, zone);
        if (begin.isEmpty() || end.isEmpty()) {
            refuse("maintenance.notime");
        } else if (!begin.get().isBefore(end.get())) {
            refuse("maintenance.order");
        } else if (!end.get().isAfter(scope.now())) {
            refuse("maintenance.past");
        } else if (reason.length() > LONGEST_REASON) {
            refuse("maintenance.longreason");
        } else {
            UUID terminal = where.get().terminal() == null
                    ? null
                    : where.get().terminal().id();
            windows.plan(
                    new MaintenanceSpec(where.get().store().id(), terminal, begin.get(), end.get(), reason.strip()),
                    currentUser.getName());
            Texts.tell(FacesMessage.SEVERITY_INFO, "maintenance.done");
            offer();
        }
    }

    private static void refuse(String key) {
        Texts.tell(FacesMessage.SEVERITY_ERROR, key);
    }

    /** What a field says, as the store's clock shows it; nothing when it says no time. */
    private static Optional<OffsetDateTime> moment(String text, StoreZone zone) {
        try {
            return Optional.of(zone.at(zone.instant(LocalDateTime.parse(text))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Ends the window {@link #getId()}, or takes it back. Only one that the visitor sees and may act on. */
    public void end() {
        boolean ended = CurrentUser.id(id)
                .filter(wanted -> windows.openOrUpcoming(scope.storeIds()).stream()
                        .anyMatch(window -> window.id().equals(wanted) && scope.mayActOn(window.storeId())))
                .filter(wanted -> windows.end(wanted, currentUser.getName()))
                .isPresent();
        Texts.tell(
                ended ? FacesMessage.SEVERITY_INFO : FacesMessage.SEVERITY_ERROR,
                ended ? "maintenance.ended" : "maintenance.gone");
    }

    /** What the new window is for: the key of a {@link Place}. */
    public String getPlace() {
        return place;
    }

    /** What the new window is for: the key of a {@link Place}. */
    public void setPlace(String place) {
        this.place = place;
    }

    /** The new window's begin, as the store's clock shows it. */
    public String getFrom() {
        return from;
    }

    /** The new window's begin, as the store's clock shows it. */
    public void setFrom(String from) {
        this.from = from == null ? "" : from;
    }

    /** The new window's end, as the store's clock shows it. */
    public String getUntil() {
        return until;
    }

    /** The new window's end, as the store's clock shows it. */
    public void setUntil(String until) {
        this.until = until == null ? "" : until;
    }

    /** Why; may be empty. */
    public String getReason() {
        return reason;
    }

    /** Why; may be empty. */
    public void setReason(String reason) {
        this.reason = reason == null ? "" : reason;
    }

    /** The most characters a reason has. */
    public int getLongestReason() {
        return LONGEST_REASON;
    }

    /** The window to end. */
    public String getId() {
        return id;
    }

    /** The window to end. */
    public void setId(String id) {
        this.id = id;
    }

    /**
     * What a window can be for.
     *
     * @param store the store
     * @param terminal the terminal; null: the whole store
     * @param label for people
     */
    public record Place(StoreRef store, TerminalRef terminal, String label) {
        /** Tells it from all others. */
        public String key() {
            return (terminal == null ? store.id() : terminal.id()).toString();
        }

        boolean is(UUID terminalId) {
            return terminal == null ? terminalId == null : terminal.id().equals(terminalId);
        }
    }

    /**
     * A window as the page shows it.
     *
     * @param window the window
     * @param store its store
     * @param place what it is for, in words
     * @param open it has begun
     * @param mine the visitor may end it
     */
    public record Line(MaintenanceView window, StoreRef store, String place, boolean open, boolean mine) {}
}
