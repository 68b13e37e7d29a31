package pro.saleflex.office.status;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How a terminal is doing, for who passes it on.
 *
 * @param terminalId the terminal
 * @param officeCode code of its office
 * @param storeCode code of its store
 * @param code its code in the store
 * @param number its number in the store
 * @param name for people; null: it has none
 * @param state how it is doing
 * @param stateSince since when; being late does not begin anew
 * @param lastSeen its latest identified call; null: none ever
 * @param softwareVersion of its program; null, as what follows: it did not say
 * @param activity selling, idle, closing or closed
 * @param waitingDocuments documents on the terminal that were not acknowledged
 * @param oldestWaitingSince since when the oldest of them has waited
 * @param openClosureNumber the open period
 * @param lastReceiptNumber the last document of that period
 * @param clockSkewMillis above zero: its clock is ahead of ours
 * @param missingReceipts from its closed periods of the last seven days; never null
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
