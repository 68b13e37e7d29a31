package pro.saleflex.office.alert;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which alerts of the past.
 *
 * @param storeIds of these stores, and of the server as a whole
 * @param terminalId only those about this terminal
 * @param kind only this kind
 * @param from that stood at this time or later
 * @param until that were raised before
 * @param offset how many to leave out, from 0
 * @param limit at most so many
 */
public record HistoryQuery(
        Set<UUID> storeIds,
        Optional<UUID> terminalId,
        Optional<AlertKind> kind,
        OffsetDateTime from,
        OffsetDateTime until,
        int offset,
        int limit) {}
