package pro.saleflex.office.alert;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Selects a page of the alert history.
 *
 * @param storeIds alerts of these stores, and of the server as a whole
 * @param terminalId only alerts about this terminal; empty: all
 * @param kind only alerts of this kind; empty: all
 * @param from only alerts that were open at this time or later
 * @param until only alerts that were raised before this time
 * @param offset number of alerts to skip, from 0
 * @param limit maximum number of alerts to return
 */
public record HistoryQuery(
        Set<UUID> storeIds,
        Optional<UUID> terminalId,
        Optional<AlertKind> kind,
        OffsetDateTime from,
        OffsetDateTime until,
        int offset,
        int limit) {}
