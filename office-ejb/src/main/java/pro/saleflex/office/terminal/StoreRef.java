package pro.saleflex.office.terminal;

import java.time.ZoneId;
import java.util.UUID;

/**
 * A store as other features know it.
 *
 * @param id ours, never changes
 * @param officeCode code of the office the store belongs to
 * @param storeCode code of the store within that office
 * @param name for people
 * @param zone the zone in which the store's terminals write local times
 * @param currency ISO 4217 alpha code
 */
public record StoreRef(UUID id, String officeCode, String storeCode, String name, ZoneId zone, String currency) {}
