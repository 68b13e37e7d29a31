package pro.saleflex.office.portal.gate;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.gate.inbox.GateNotification;
import pro.saleflex.office.gate.inbox.GateNotifications;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.live.LiveGate;
import pro.saleflex.office.terminal.StoreRef;

/** GATE's notifications on {@code gate.xhtml}, and marking them as read. */
@Named
@RequestScoped
public class NotificationsPage {
    private static final int SHOWN = 50;

    @Inject
    GateNotifications notifications;

    @Inject
    LiveGate live;

    @Inject
    GatePage page;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    private List<NotificationRow> rows;
    private String id;

    /** Returns the notifications of the stores shown, latest first; at most 50. */
    public List<NotificationRow> getRows() {
        if (rows == null) {
            GateLabels labels = new GateLabels(currentUser, clock.instant());
            rows = notifications.list(ids(currentUser.getShownStores()), SHOWN).stream()
                    .map(notification -> row(notification, labels))
                    .toList();
        }
        return rows;
    }

    private NotificationRow row(GateNotification notification, GateLabels labels) {
        StoreRef store = currentUser.getStore();
        long all = notification.terminals().size();
        return new NotificationRow(
                notification,
                Stream.of(notification.title(), notification.body(), labels.text("notice.type." + notification.type()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""),
                labels.time(notification.createdAt(), store),
                labels.time(notification.readAt(), store),
                all == 0
                        ? ""
                        : labels.text("notice.confirmed", labels.number(all - notification.open()), labels.number(all)),
                currentUser.isActing() && notification.readAt() == null);
    }

    /** Marks the notification {@link #getId()} as read; only one of the user's stores, whatever id the browser sent. */
    public String read() {
        boolean visible = CurrentUser.id(id)
                .filter(sent -> notifications.list(ids(currentUser.getStores()), SHOWN).stream()
                        .anyMatch(notification -> notification.id().equals(sent)))
                .isPresent();
        String done = "gate.denied";
        if (currentUser.isActing() && visible) {
            done = notifications.read(UUID.fromString(id), currentUser.getName()) ? "notice.done" : "notice.gone";
            live.invalidate();
        }
        return "/gate.xhtml?faces-redirect=true&show=" + page.getShow() + "&done=" + done;
    }

    private static Set<UUID> ids(List<StoreRef> stores) {
        return stores.stream().map(StoreRef::id).collect(Collectors.toSet());
    }

    /** Returns the notification to act on. */
    public String getId() {
        return id;
    }

    /** Sets the notification to act on. */
    public void setId(String id) {
        this.id = id;
    }

    /**
     * A notification in the viewer's language.
     *
     * @param notification the notification
     * @param subject the heading of a dialog about it
     * @param created when GATE created it
     * @param read when it was marked as read; empty: not yet
     * @param confirmed how many of its terminals have confirmed it; empty: it is addressed to none
     * @param markable whether the viewer may mark it as read
     */
    public record NotificationRow(
            GateNotification notification,
            String subject,
            String created,
            String read,
            String confirmed,
            boolean markable) {}
}
