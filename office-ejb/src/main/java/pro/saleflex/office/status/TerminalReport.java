package pro.saleflex.office.status;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A terminal's status, for forwarding.
 *
 * @param terminalId the terminal
 * @param officeCode code of its office
 * @param storeCode code of its store
 * @param code its code in the store
 * @param number its number in the store
 * @param name its display name; null: it has none
 * @param state its state
 * @param stateSince since when; being late does not restart it
 * @param lastSeen its latest identified call; null: none ever
 * @param softwareVersion version of its software; null, like the values that follow: not reported
 * @param activity selling, idle, closing or closed
 * @param waitingDocuments documents on the terminal that were not acknowledged
 * @param oldestWaitingSince since when the oldest of them has waited
 * @param openClosureNumber the open period
 * @param lastReceiptNumber the last document of that period
 * @param clockSkewMillis how far its clock is ahead of ours, in ms; negative: behind
 * @param missingReceipts receipts missing from its closed periods of the last seven days; never null
 * @param peripherals its devices; never null
 * @param changedNo see {@link TerminalChanged}
 */
public record TerminalReport(
        UUID terminalId,
        String officeCode,
        String storeCode,
        String code,
        int number,
        String name,
        TerminalState state,
        Instant stateSince,
        Instant lastSeen,
        String softwareVersion,
        String activity,
        Long waitingDocuments,
        Instant oldestWaitingSince,
        Long openClosureNumber,
        Long lastReceiptNumber,
        Long clockSkewMillis,
        long missingReceipts,
        List<Peripheral> peripherals,
        long changedNo) {}
