package pro.saleflex.office.gate.inbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What GATE told, as people see it. Its words are GATE's, on one line each; whoever shows them escapes them.
 *
 * @param id ours, never changes
 * @param gateId GATE's
 * @param type what it is about
 * @param title null: it has none
 * @param body null: it has none
 * @param storeCode the store it is for; null: all stores
 * @param command what GATE wants done; null unless it is a command, or one we know
 * @param fault what of it could not be done, in words; null: nothing
 * @param createdAt by GATE's clock
 * @param receivedAt when it came
 * @param expiresAt it is shown no longer; null: always
 * @param readAt when it counted as read; null: it does not yet
 * @param readBy the portal user who read it; null: its terminals did, or it was carried out
 * @param returnedAt when GATE knew that it was read; null: it does not yet
 * @param terminals the terminals it is for among those asked about
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

    /** Terminals that have not confirmed it yet. */
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
     * @param givenAt when it got it first; null: it did not call since
     * @param confirmedAt when it confirmed it, or the command was carried out; null: not yet
     */
    public record Recipient(UUID terminalId, UUID storeId, String code, Instant givenAt, Instant confirmedAt) {}
}
