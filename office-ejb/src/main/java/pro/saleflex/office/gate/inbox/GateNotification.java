package pro.saleflex.office.gate.inbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A notification of GATE with its state, for people. Its texts come from GATE, each on one line; whoever displays them
 * must escape them.
 *
 * @param id our id, which never changes
 * @param gateId GATE's id
 * @param type subject of the notification
 * @param title null: it has none
 * @param body null: it has none
 * @param storeCode the store it is for; null: all stores
 * @param command to carry out; null: it is not a command, or an unknown one
 * @param fault what could not be carried out, as text; null: nothing
 * @param createdAt by GATE's clock
 * @param receivedAt when we received it
 * @param expiresAt when it stops being shown; null: never
 * @param readAt when it counted as read; null: it is unread
 * @param readBy the portal user who read it; null: its terminals confirmed it, or it was carried out
 * @param returnedAt when it was returned to GATE as read; null: it has not been
 * @param terminals its recipients in the stores that were asked about
 */
public record GateNotification(
        UUID id,
        String gateId,
        NotificationType type,
        String title,
        String body,
        String storeCode,
        NotificationCommand command,
        String fault,
        Instant createdAt,
        Instant receivedAt,
        Instant expiresAt,
        Instant readAt,
        String readBy,
        Instant returnedAt,
        List<Recipient> terminals) {

    /** Returns the number of terminals that have not confirmed it yet. */
    public long open() {
        return terminals.stream()
                .filter(terminal -> terminal.confirmedAt() == null)
                .count();
    }

    /**
     * A terminal that it is for.
     *
     * @param terminalId the terminal
     * @param storeId its store
     * @param code its code in the store
     * @param givenAt when the terminal first got it; null: it has not called since
     * @param confirmedAt when the terminal confirmed it, or the command was carried out; null: not yet
     */
    public record Recipient(UUID terminalId, UUID storeId, String code, Instant givenAt, Instant confirmedAt) {}
}
