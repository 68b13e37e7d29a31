package pro.saleflex.office.portal.alert;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.primefaces.PrimeFaces;
import pro.saleflex.office.alert.AlertText;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Severity;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Texts;
import pro.saleflex.office.zone.StoreZone;

/** Open alerts, and acknowledging and muting them: {@code alerts.xhtml}, {@code alerts.xhtml?alert=<id>}. */
@Named
@ViewScoped
public class AlertsPage implements Serializable {
    static final int LONGEST_NOTE = 500;
    private static final long serialVersionUID = 1L;
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    @Inject
    transient Alerts alerts;

    @Inject
    transient AlertScope scope;

    @Inject
    transient CurrentUser currentUser;

    private transient List<AlertCard> open;
    private UUID linked;
    private int shownHash;
    private String id;
    private String note;

    /** Reads the open alerts; called before the list is rendered. */
    public void read() {
        // Stable sort: the facade returns the worst first; of equal severity, those nobody has seen yet go first.
        open = alerts.open(scope.storeIds()).stream()
                .map(scope::card)
                .sorted(Comparator.comparing((AlertCard card) -> card.alert().severity())
                        .reversed()
                        .thenComparing(card -> card.quiet() || card.alert().acknowledgement() != null))
                .toList();
        shownHash = open.hashCode();
    }

    /** Renders the list again only if it changed, so that what somebody is reading does not move. */
    public void refresh() {
        int before = shownHash;
        read();
        if (shownHash != before) {
            PrimeFaces.current().ajax().update("standing");
        }
    }

    /** Returns the open alerts, worst first. */
    public List<AlertCard> getOpen() {
        return open;
    }

    /** Returns the number of open alerts by severity, worst first; without muted ones and those in maintenance. */
    public List<Count> getCounts() {
        Locale locale = currentUser.getLocale();
        return Arrays.stream(Severity.values())
                .sorted(Comparator.reverseOrder())
                .map(severity -> new Count(
                        AlertCard.colour(severity),
                        AlertCard.sign(severity),
                        AlertText.of(severity, locale),
                        open.stream()
                                .filter(card -> !card.quiet() && card.alert().severity() == severity)
                                .count()))
                .filter(count -> count.number() > 0)
                .toList();
    }

    /** Returns how many open alerts are muted or in maintenance. */
    public long getQuiet() {
        return open.stream().filter(AlertCard::quiet).count();
    }

    /** Returns an alert's severity, as text. */
    public String severity(AlertCard card) {
        return AlertText.of(card.alert().severity(), currentUser.getLocale());
    }

    /** Returns the alert that the address names, if it has been resolved; null otherwise. */
    public AlertCard getOver() {
        return Optional.ofNullable(linked)
                .flatMap(alerts::find)
                .filter(alert -> !alert.isOpen() && scope.maySee(alert.storeId()))
                .map(scope::card)
                .orElse(null);
    }

    /** Whether this is the alert that the address names. */
    public boolean isLinked(AlertCard card) {
        return card.alert().id().equals(linked);
    }

    /** Acknowledges the alert {@link #getId()}. */
    public void acknowledge() {
        String text = note == null ? "" : note.strip();
        note = null;
        if (text.length() > LONGEST_NOTE) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "alerts.longnote");
            return;
        }
        act(alert -> {
            alerts.acknowledge(alert.id(), text, currentUser.getName());
            Texts.tell(FacesMessage.SEVERITY_INFO, "alerts.acknowledged");
        });
    }

    /** Mutes the alert for some hours. */
    public void mute(int hours) {
        act(alert -> mute(alert, scope.now().plus(Duration.ofHours(hours))));
    }

    /** Mutes the alert until 08:00 the next day, in store time. */
    public void muteUntilMorning() {
        act(alert -> {
            StoreZone zone = alert.storeId() == null
                    ? currentUser.getZone()
                    : scope.store(alert.storeId()).zone();
            mute(
                    alert,
                    zone.at(zone.instant(zone.local(scope.now().toInstant())
                            .toLocalDate()
                            .plusDays(1)
                            .atTime(MORNING))));
        });
    }

    private void mute(AlertView alert, OffsetDateTime until) {
        alerts.mute(alert.id(), until, currentUser.getName());
        Texts.tell(FacesMessage.SEVERITY_INFO, "alerts.muted", currentUser.time(until, scope.store(alert.storeId())));
    }

    /** Unmutes the alert. */
    public void unmute() {
        act(alert -> {
            alerts.mute(alert.id(), scope.now(), currentUser.getName());
            Texts.tell(FacesMessage.SEVERITY_INFO, "alerts.unmuted");
        });
    }

    /** Checks that the alert exists and that the user may act on it: the id came from the browser. */
    private void act(Consumer<AlertView> action) {
        Optional<AlertView> alert =
                CurrentUser.id(id).flatMap(alerts::find).filter(found -> scope.maySee(found.storeId()));
        if (alert.isEmpty()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "alerts.gone");
        } else if (!scope.mayActOn(alert.get().storeId())) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "alerts.notyours");
        } else {
            action.accept(alert.get());
        }
        id = null;
    }

    /** Returns the alert that the address names; empty: none. */
    public String getLinked() {
        return linked == null ? "" : linked.toString();
    }

    /** Sets the alert that the address names. */
    public void setLinked(String id) {
        linked = CurrentUser.id(id).orElse(null);
    }

    /** Returns the alert to act on. */
    public String getId() {
        return id;
    }

    /** Sets the alert to act on. */
    public void setId(String id) {
        this.id = id;
    }

    /** Returns the note of an acknowledgement. */
    public String getNote() {
        return note;
    }

    /** Sets the note of an acknowledgement. */
    public void setNote(String note) {
        this.note = note;
    }

    /** Returns the greatest length of a note, in characters. */
    public int getLongestNote() {
        return LONGEST_NOTE;
    }

    /**
     * The number of open alerts of one severity.
     *
     * @param colour CSS class of the severity
     * @param sign the severity's sign
     * @param word the severity, as text
     * @param number how many
     */
    public record Count(String colour, String sign, String word, long number) {}
}
