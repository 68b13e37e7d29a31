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
import pro.saleflex.office.portal.Texts;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.zone.StoreZone;

/** The alerts that stand, and what people do about them: {@code alerts.xhtml}, {@code alerts.xhtml?alert=<id>}. */
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

    private transient List<AlertCard> standing;
    private UUID asked;
    private int shown;
    private String id;
    private String note;

    /** Reads what is shown; called whenever the list is about to be drawn. */
    public void read() {
        // The door gives the worst first; of equals, what nobody has seen yet.
        standing = alerts.open(scope.storeIds()).stream()
                .map(scope::card)
                .sorted(Comparator.comparing((AlertCard card) -> card.alert().severity())
                        .reversed()
                        .thenComparing(card -> card.quiet() || card.alert().acknowledgement() != null))
                .toList();
        shown = standing.hashCode();
    }

    /** Draws the list again if it is another: what somebody reads stays where it is otherwise. */
    public void refresh() {
        int before = shown;
        read();
        if (shown != before) {
            PrimeFaces.current().ajax().update("standing");
        }
    }

    /** The alerts that stand, the worst first. */
    public List<AlertCard> getStanding() {
        return standing;
    }

    /** How many stand, per severity, the worst first; without those about which nobody is told now. */
    public List<Count> getCounts() {
        Locale locale = currentUser.getLocale();
        return Arrays.stream(Severity.values())
                .sorted(Comparator.reverseOrder())
                .map(severity -> new Count(
                        AlertCard.colour(severity),
                        AlertCard.sign(severity),
                        AlertText.of(severity, locale),
                        standing.stream()
                                .filter(card -> !card.quiet() && card.alert().severity() == severity)
                                .count()))
                .filter(count -> count.number() > 0)
                .toList();
    }

    /** How many stand about which nobody is told now. */
    public long getQuiet() {
        return standing.stream().filter(AlertCard::quiet).count();
    }

    /** The word for an alert's severity. */
    public String severity(AlertCard card) {
        return AlertText.of(card.alert().severity(), currentUser.getLocale());
    }

    /** The alert that the address names, if it is over; null otherwise. */
    public AlertCard getOver() {
        return Optional.ofNullable(asked)
                .flatMap(alerts::find)
                .filter(alert -> !alert.isOpen() && scope.maySee(alert.storeId()))
                .map(scope::card)
                .orElse(null);
    }

    /** Is this the alert that the address names? */
    public boolean isAsked(AlertCard card) {
        return card.alert().id().equals(asked);
    }

    /** Notes that the visitor has seen the alert {@link #getId()}. */
    public void acknowledge() {
        String said = note == null ? "" : note.strip();
        note = null;
        if (said.length() > LONGEST_NOTE) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "alerts.longnote");
            return;
        }
        act(alert -> {
            alerts.acknowledge(alert.id(), said, currentUser.getName());
            Texts.tell(FacesMessage.SEVERITY_INFO, "alerts.acknowledged");
        });
    }

    /** Mutes the alert for some hours. */
    public void mute(int hours) {
        act(alert -> mute(alert, scope.now().plus(Duration.ofHours(hours))));
    }

    /** Mutes the alert until the next day, 08:00, in its store. */
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

    /** Lets the alert be told again. */
    public void unmute() {
        act(alert -> {
            alerts.mute(alert.id(), scope.now(), currentUser.getName());
            Texts.tell(FacesMessage.SEVERITY_INFO, "alerts.unmuted");
        });
    }

    /** Only on what is there and only by who may: the id came from the browser. */
    private void act(Consumer<AlertView> action) {
        Optional<AlertView> alert = CurrentUser.id(id).flatMap(alerts::find).filter(found -> scope.maySee(found.storeId()));
        if (alert.isEmpty()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "alerts.gone");
        } else if (!scope.mayActOn(alert.get().storeId())) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "alerts.notyours");
        } else {
            action.accept(alert.get());
        }
        id = null;
    }

    /** The alert that the address names; empty: none. */
    public String getAsked() {
        return asked == null ? "" : asked.toString();
    }

    /** The alert that the address names. */
    public void setAsked(String asked) {
        this.asked = CurrentUser.id(asked).orElse(null);
    }

    /** The alert to act on. */
    public String getId() {
        return id;
    }

    /** The alert to act on. */
    public void setId(String id) {
        this.id = id;
    }

    /** What is noted with an acknowledgement. */
    public String getNote() {
        return note;
    }

    /** What is noted with an acknowledgement. */
    public void setNote(String note) {
        this.note = note;
    }

    /** The most characters a note has. */
    public int getLongestNote() {
        return LONGEST_NOTE;
    }

    /**
     * How many alerts of a severity stand.
     *
     * @param colour class of the tag
     * @param sign the severity's sign
     * @param word the severity's word
     * @param number how many
     */
    public record Count(String colour, String sign, String word, long number) {}
}
