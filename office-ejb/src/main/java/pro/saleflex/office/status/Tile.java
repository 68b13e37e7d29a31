package pro.saleflex.office.status;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import pro.saleflex.office.figures.DayFigures;
import pro.saleflex.office.terminal.StoreRef;

/**
 * A tile of the status board: one terminal.
 *
 * @param terminalId the terminal
 * @param store its store, with zone and currency
 * @param code its code in the store
 * @param number its number in the store
 * @param name its display name
 * @param blocked whether it is blocked and gets no master data
 * @param trustedNetworks ranges from which it needs no secret; shown with a warning everywhere
 * @param state its state
 * @param stateSince since when; being late does not restart it
 * @param lastSeen its latest identified call; null: none ever
 * @param lastHeartbeat its latest heartbeat; null: none ever
 * @param intervalSeconds seconds between its calls; null: unknown
 * @param reported what its latest heartbeat reported
 * @param lastSaleAt when the document it handed over last was completed; null: none
 * @param today what it sold on the store's business day
 * @param gaps documents missing from closed periods without an explanation, as counted within the last minute
 * @param strip its last 24 hours
 * @param changedNo see {@link TerminalChanged}
 */
public record Tile(
        UUID terminalId,
        StoreRef store,
        String code,
        int number,
        String name,
        boolean blocked,
        List<String> trustedNetworks,
        TerminalState state,
        Instant stateSince,
        Instant lastSeen,
        Instant lastHeartbeat,
        Integer intervalSeconds,
        Reported reported,
        Instant lastSaleAt,
        DayFigures today,
        long gaps,
        List<StatusBoard.Stretch> strip,
        long changedNo) {

    /**
     * What a terminal reported about itself; null: not reported.
     *
     * @param activity selling, idle, closing or closed
     * @param cashier the cashier signed in
     * @param softwareVersion version of its software
     * @param uptimeSeconds seconds since that software was started, at the time of the report
     * @param openClosureNumber the open period
     * @param lastReceiptNumber the last document of that period
     * @param waitingDocuments documents on the terminal that were not acknowledged
     * @param oldestWaitingSince since when the oldest of them has waited
     * @param clockSkewMillis how far its clock is ahead of ours, in ms; negative: behind
     * @param peripherals its devices
     * @param diskFreeMb free space on its disk, in MB
     * @param memoryFreeMb free memory, in MB
     * @param network its assessment of the network, as text
     * @param shortened the members whose values were longer than is stored
     */
    public record Reported(
            String activity,
            String cashier,
            String softwareVersion,
            Long uptimeSeconds,
            Long openClosureNumber,
            Long lastReceiptNumber,
            Long waitingDocuments,
            Instant oldestWaitingSince,
            Long clockSkewMillis,
            List<Peripheral> peripherals,
            Long diskFreeMb,
            Long memoryFreeMb,
            String network,
            List<String> shortened) {}
}
