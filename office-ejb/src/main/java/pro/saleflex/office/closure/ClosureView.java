package pro.saleflex.office.closure;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A closure beside its documents.
 *
 * @param entryId its journal entry
 * @param terminalId the terminal that closed
 * @param closureId the terminal's id of it
 * @param closureNumber the period's number
 * @param startedAt time of the first document
 * @param endedAt time of the last document
 * @param claimedDocuments documents in the period, as the terminal counted them, cancelled ones included
 * @param claimedGross their sum as the terminal claims it, in the store's currency, cancelled ones included
 * @param heldDocuments documents of the period that were handed over
 * @param heldGross the sum of their totals, in the store's currency
 */
public record ClosureView(
        long entryId,
        UUID terminalId,
        UUID closureId,
        Long closureNumber,
        OffsetDateTime startedAt,
        OffsetDateTime endedAt,
        Long claimedDocuments,
        BigDecimal claimedGross,
        long heldDocuments,
        BigDecimal heldGross) {}
