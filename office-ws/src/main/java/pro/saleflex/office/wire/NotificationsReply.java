package pro.saleflex.office.wire;

import java.util.List;
import pro.saleflex.office.gate.inbox.GateNotifications.Given;
import pro.saleflex.office.wire.HeartbeatReply.Notification;

/**
 * What a terminal has not confirmed yet.
 *
 * @param status always ok
 * @param notifications what to show to the cashier
 */
public record NotificationsReply(String status, List<Notification> notifications) {

    /** The reply that the door's answer becomes. */
    public static NotificationsReply of(List<Given> open) {
        return new NotificationsReply("ok", open.stream().map(Notification::of).toList());
    }

    /**
     * The reply to a confirmation.
     *
     * @param status always ok
     * @param confirmed how many were confirmed by it
     */
    public record Confirmed(String status, int confirmed) {}
}
