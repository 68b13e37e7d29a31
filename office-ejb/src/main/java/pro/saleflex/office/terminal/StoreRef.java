package pro.saleflex.office.terminal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import pro.saleflex.office.zone.StoreZone;

/**
 * A store as other packages know it.
 *
 * @param id this server's id, never changes
 * @param officeCode code of the office the store belongs to
 * @param storeCode code of the store within that office
 * @param name for people
 * @param zone the zone in which the store's terminals write local times
 * @param currency ISO 4217 alpha code
 * @param dayStart when its business day starts, in its local time; earlier sales belong to the day before
 */
public record StoreRef(
        UUID id,
        String officeCode,
        String storeCode,
        String name,
        StoreZone zone,
        String currency,
        LocalTime dayStart) {

    /** Returns the business day that a moment belongs to. */
    public LocalDate businessDay(Instant moment) {
        return zone.businessDay(moment, dayStart);
    }

    /** Returns when a business day starts. */
    public Instant startOf(LocalDate day) {
        return zone.startOf(day, dayStart);
    }
}
