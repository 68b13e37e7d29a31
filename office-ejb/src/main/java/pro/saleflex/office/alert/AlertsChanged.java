package pro.saleflex.office.alert;

import java.util.UUID;

/**
 * Event: alerts of a store were raised, changed or resolved on this server. A hint to read them again. Fired within the
 * transaction that changed them, so observe it {@code AFTER_SUCCESS}.
 *
 * @param storeId the store; null: alerts of the server as a whole
 */
public record AlertsChanged(UUID storeId) {}
