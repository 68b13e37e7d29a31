package pro.saleflex.office.status;

import java.time.Instant;

/**
 * A heartbeat: what a terminal reports about itself. Any value may be null: a terminal reports what it knows. Texts may
 * contain anything; characters that no column can hold are replaced when they are stored.
 *
 * @param sentAt when it was sent, by the terminal's clock
 * @param activity selling, idle, closing, or closed, which is its goodbye
 * @param cashier the cashier signed in
 * @param softwareVersion version of the terminal's software
 * @param uptimeSeconds seconds since that software was started
 * @param intervalSeconds seconds until its next call, 1 to 3600
 * @param openClosureNumber the open period
 * @param lastReceiptNumber the last document of that period
 * @param waitingDocuments documents on the terminal that were not acknowledged
 * @param oldestWaitingSeconds age of the oldest of them, in seconds
 * @param peripherals its devices: a JSON array that {@link Peripheral} can read
 * @param health free disk and memory: a JSON object with {@code disk_free_mb} and {@code memory_free_mb}, whole numbers
 *     in MB or absent
 * @param network the terminal's assessment of the network: any JSON value
 * @param other unknown members: a JSON object
 * @param shortened the members, separated by commas, whose values were longer than is stored; null: none
 */
public record Heartbeat(
        Instant sentAt,
        Activity activity,
        String cashier,
        String softwareVersion,
        Long uptimeSeconds,
        Integer intervalSeconds,
        Long openClosureNumber,
        Long lastReceiptNumber,
        Long waitingDocuments,
        Long oldestWaitingSeconds,
        String peripherals,
        String health,
        String network,
        String other,
        String shortened) {

    /** The activity a terminal reports. */
    public enum Activity {
        /** A sale is open. */
        SELLING,
        /** It waits for a customer. */
        IDLE,
        /** It closes its day. */
        CLOSING,
        /** It is being switched off: goodbye. */
        CLOSED
    }
}
