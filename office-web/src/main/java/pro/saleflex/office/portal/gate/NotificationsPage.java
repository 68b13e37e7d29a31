package pro.saleflex.office.portal.gate;

import pro.saleflex.office.portal.live.LiveGate;
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
import pro.saleflex.office.terminal.StoreRef;

/** What GATE told, on {@code gate.xhtml}, and that somebody has read it. */
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

    private List<NoticeRow> rows;
    private String id;

    /** What was told the stores that are shown, the latest first; at most 50. */
    public List<NoticeRow> getRows() {
        if (rows == null) {
            GateLabels words = new GateLabels(currentUser, clock.instant());
            rows = notifications.list(ids(currentUser.getShownStores()), SHOWN).stream()
                    .map(notice -> row(notice, words))
                    .toList();
        }
        return rows;
    }

    private NoticeRow row(GateNotification notice, GateLabels words) {
        StoreRef store = currentUser.getStore();
        long all = notice.terminals().size();
        return new NoticeRow(
                notice,
                Stream.of(notice.title(), notice.body(), words.text("notice.type." + notice.type()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""),
                words.time(notice.createdAt(), store),
                words.time(notice.readAt(), store),
                all == 0 ? "" : words.text("notice.confirmed", words.number(all - notice.open()), words.number(all)),
                currentUser.isActing() && notice.readAt() == null);
    }

    /** Notes that the visitor has read {@link #getId()}; only what its stores were told, whatever the browser named. */
    public String read() {
        boolean told = CurrentUser.id(id)
                .filter(wanted -> notifications.list(ids(currentUser.getStores()), SHOWN).stream()
                        .anyMatch(notice -> notice.id().equals(wanted)))
                .isPresent();
        String done = "gate.denied";
        if (currentUser.isActing() && told) {
            done = notifications.read(UUID.fromString(id), currentUser.getName()) ? "notice.done" : "notice.gone";
            live.acted();
        }
        return "/gate.xhtml?faces-redirect=true&show=" + page.getShow() + "&done=" + done;
    }

    private static Set<UUID> ids(List<StoreRef> stores) {
        return stores.stream().map(StoreRef::id).collect(Collectors.toSet());
    }

    /** The notification to act on. */
    public String getId() {
        return id;
    }

    /** The notification to act on. */
    public void setId(String id) {
        this.id = id;
    }

    /**
     * A notification in the visitor's words.
     *
     * @param notice the notification
     * @param subject what a dialog about it is about
     * @param created when GATE wrote it
     * @param read when it was read; empty: it was not yet
     * @param confirmed how many of its tills have shown it; empty: it is for none
     * @param readable the visitor may note that he has read it
     */
    public record NoticeRow(
            GateNotification notice, String subject, String created, String read, String confirmed, boolean readable) {}
}
