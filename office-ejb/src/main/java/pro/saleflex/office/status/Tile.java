package pro.saleflex.office.status;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import pro.saleflex.office.figures.DayFigures;
import pro.saleflex.office.terminal.StoreRef;

/**
 * A terminal on the board.
 *
 * @param terminalId the terminal
 * @param store its store, with zone and currency
 * @param code its code in the store
 * @param number its number in the store
 * @param name for people
 * @param blocked it gets no master data
 * @param trustedNetworks ranges from which it needs no secret: a warning wherever it is shown
 * @param state how it is doing
 * @param stateSince since when; being late does not begin anew
 * @param lastSeen its latest identified call; null: none ever
 * @param lastHeartbeat its latest heartbeat; null: none ever
 * @param intervalSeconds how often it calls; null: nobody said
 * @param reported what its latest heartbeat said
 * @param lastSaleAt when the document that it handed over last was completed; null: none
 * @param today what it sold on the store's business day
 * @param gaps documents that closed periods lack and nobody explained, as counted within the last minute
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
     * What a terminal said of itself; what it did not say is null.
     *
     * @param activity selling, idle, closing or closed
     * @param cashier who is signed in
     * @param softwareVersion of its program
     * @param uptimeSeconds of its program, then
     * @param openClosureNumber the open period
     * @param lastReceiptNumber the last document of that period
     * @param waitingDocuments documents on the terminal that were not acknowledged
     * @param oldestWaitingSince since when the oldest of them has waited
     * @param clockSkewMillis above zero: its clock is ahead of ours
     * @param peripherals its devices
     * @param diskFreeMb room on its disk, in MB
     * @param memoryFreeMb room in its memory, in MB
     * @param network its judgement of the network, as text
     * @param shortened the members of which it said more than is kept
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
