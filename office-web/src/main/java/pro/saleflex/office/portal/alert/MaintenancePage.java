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
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Texts;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.zone.StoreZone;

/** Maintenance windows on the alerts page: those that are not over, and a form to plan one. */
@Named
@RequestScoped
public class MaintenancePage {
    private static final int LONGEST_REASON = 200;
    private static final DateTimeFormatter FIELD_FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

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
    void resetForm() {
        LocalDateTime now = currentUser.getZone().local(scope.now().toInstant());
        place = "";
        from = FIELD_FORMAT.format(now);
        until = FIELD_FORMAT.format(now.plus(Duration.ofHours(1)));
        reason = "";
    }

    /** Reads the windows; called before they are rendered. */
    public void read() {
        lines = windows.openOrUpcoming(scope.storeIds()).stream()
                .map(this::line)
                .toList();
    }

    private Line line(MaintenanceView window) {
        String label = getPlaces().stream()
                .filter(each -> each.store().id().equals(window.storeId()) && each.is(window.terminalId()))
                .map(Place::label)
                .findFirst()
                .orElse("");
        return new Line(
                window,
                scope.store(window.storeId()),
                label,
                !window.from().isAfter(scope.now()),
                scope.mayActOn(window.storeId()));
    }

    /** Returns the windows that are not over, in order of their start. */
    public List<Line> getLines() {
        return lines;
    }

    /** Returns what a window can be for: each store as a whole, then its terminals. */
    public List<Place> getPlaces() {
        if (places == null) {
            boolean zones =
                    scope.getStores().stream().map(StoreRef::zone).distinct().count() > 1;
            places = scope.getStores().stream()
                    .flatMap(store -> {
                        String suffix = zones ? " (" + store.zone().name() + ")" : "";
                        String whole = Texts.of(currentUser.getLocale(), "maintenance.whole", store.name()) + suffix;
                        return Stream.concat(
                                Stream.of(new Place(store, null, whole)),
                                scope.getTerminals().stream()
                                        .filter(terminal -> terminal.store().equals(store))
                                        .map(terminal -> new Place(
                                                store, terminal, store.name() + ": " + terminal.code() + suffix)));
                    })
                    .toList();
        }
        return places;
    }

    /** Returns the time zone of the form; null when it depends on the store chosen. */
    public String getZone() {
        return scope.getStores().stream().map(StoreRef::zone).distinct().count() > 1 ? null : currentUser.getZoneName();
    }

    /** Plans the window that the form describes. */
    public void plan() {
        Optional<Place> chosen =
                getPlaces().stream().filter(each -> each.key().equals(place)).findFirst();
        if (chosen.isEmpty() || !scope.mayActOn(chosen.get().store().id())) {
            refuse("maintenance.noplace");
            return;
        }
        StoreZone zone = chosen.get().store().zone();
        Optional<OffsetDateTime> start = moment(from, zone);
        Optional<OffsetDateTime> end = moment(until, zone);
        if (start.isEmpty() || end.isEmpty()) {
            refuse("maintenance.notime");
        } else if (!start.get().isBefore(end.get())) {
            refuse("maintenance.order");
        } else if (!end.get().isAfter(scope.now())) {
            refuse("maintenance.past");
        } else if (reason.length() > LONGEST_REASON) {
            refuse("maintenance.longreason");
        } else {
            UUID terminal = chosen.get().terminal() == null
                    ? null
                    : chosen.get().terminal().id();
            windows.plan(
                    new MaintenanceSpec(chosen.get().store().id(), terminal, start.get(), end.get(), reason.strip()),
                    currentUser.getName());
            Texts.tell(FacesMessage.SEVERITY_INFO, "maintenance.done");
            resetForm();
        }
    }

    private static void refuse(String key) {
        Texts.tell(FacesMessage.SEVERITY_ERROR, key);
    }

    /** Parses a field's value in store time; empty when it is not a time. */
    private static Optional<OffsetDateTime> moment(String text, StoreZone zone) {
        try {
            return Optional.of(zone.at(zone.instant(LocalDateTime.parse(text))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Ends the window {@link #getId()}, or withdraws it before it starts; only one that the user sees and may act on.
     */
    public void end() {
        boolean ended = CurrentUser.id(id)
                .filter(sent -> windows.openOrUpcoming(scope.storeIds()).stream()
                        .anyMatch(window -> window.id().equals(sent) && scope.mayActOn(window.storeId())))
                .filter(sent -> windows.end(sent, currentUser.getName()))
                .isPresent();
        Texts.tell(
                ended ? FacesMessage.SEVERITY_INFO : FacesMessage.SEVERITY_ERROR,
                ended ? "maintenance.ended" : "maintenance.gone");
    }

    /** Returns what the new window is for: the key of a {@link Place}. */
    public String getPlace() {
        return place;
    }

    /** Sets what the new window is for: the key of a {@link Place}. */
    public void setPlace(String place) {
        this.place = place;
    }

    /** Returns the new window's start, in store time. */
    public String getFrom() {
        return from;
    }

    /** Sets the new window's start, in store time. */
    public void setFrom(String from) {
        this.from = from == null ? "" : from;
    }

    /** Returns the new window's end, in store time. */
    public String getUntil() {
        return until;
    }

    /** Sets the new window's end, in store time. */
    public void setUntil(String until) {
        this.until = until == null ? "" : until;
    }

    /** Returns the reason; may be empty. */
    public String getReason() {
        return reason;
    }

    /** Sets the reason; may be empty. */
    public void setReason(String reason) {
        this.reason = reason == null ? "" : reason;
    }

    /** Returns the greatest length of a reason, in characters. */
    public int getLongestReason() {
        return LONGEST_REASON;
    }

    /** Returns the window to end. */
    public String getId() {
        return id;
    }

    /** Sets the window to end. */
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
        /** Identifies it: the id of the terminal or of the store. */
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
     * @param place what it is for, as text
     * @param started whether it has started
     * @param endable whether the user may end it
     */
    public record Line(MaintenanceView window, StoreRef store, String place, boolean started, boolean endable) {}
}
