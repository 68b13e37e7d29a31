package pro.saleflex.office.wire;

import java.util.List;
import pro.saleflex.office.gate.inbox.GateNotifications.Given;
import pro.saleflex.office.wire.HeartbeatReply.Notification;

/**
 * The notifications that a terminal has not confirmed yet.
 *
 * @param status always ok
 * @param notifications messages to show to the cashier
 */
public record NotificationsReply(String status, List<Notification> notifications) {

    /** Builds the reply from the facade's answer. */
    public static NotificationsReply of(List<Given> open) {
        return new NotificationsReply("ok", open.stream().map(Notification::of).toList());
    }

    /**
     * The reply to a confirmation.
     *
     * @param status always ok
     * @param confirmed number of notifications that this call confirmed
     */
    public record Confirmed(String status, int confirmed) {}
}
