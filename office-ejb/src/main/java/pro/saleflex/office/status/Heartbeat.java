package pro.saleflex.office.status;

import java.time.Instant;

/**
 * What a terminal says of itself. Everything may be null: a terminal tells what it knows. Texts may hold anything; what no
 * column holds is replaced when it is kept.
 *
 * @param sentAt by the terminal's clock
 * @param activity selling, idle, closing, or closed, which is its goodbye
 * @param cashier who is signed in
 * @param softwareVersion of the terminal's program
 * @param uptimeSeconds since that program was started
 * @param intervalSeconds until its next call, 1 to 3600
 * @param openClosureNumber the open period
 * @param lastReceiptNumber the last document of that period
 * @param waitingDocuments documents on the terminal that were not acknowledged
 * @param oldestWaitingSeconds age of the oldest of them
 * @param peripherals its devices: a JSON list that {@link Peripheral} can be made of
 * @param health room on disk and in memory: a JSON object with {@code disk_free_mb} and {@code memory_free_mb}, whole
 *     numbers or absent
 * @param network its judgement of the network: any JSON value
 * @param other members we do not know: a JSON object
 * @param shortened the members, separated by commas, of which the terminal said more than is kept; null: none
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

    /** What a terminal is doing. */
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
