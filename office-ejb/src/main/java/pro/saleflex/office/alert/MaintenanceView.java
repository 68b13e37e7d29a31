package pro.saleflex.office.alert;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A maintenance window as people see it.
 *
 * @param id this server's id, never changes
 * @param storeId the store
 * @param terminalId the terminal; null: the whole store
 * @param from its start
 * @param until its end
 * @param reason for people; may be empty
 * @param plannedBy the portal user's name
 * @param plannedAt when it was planned
 */
public record MaintenanceView(
        UUID id,
        UUID storeId,
        UUID terminalId,
        OffsetDateTime from,
        OffsetDateTime until,
        String reason,
        String plannedBy,
        OffsetDateTime plannedAt) {}
