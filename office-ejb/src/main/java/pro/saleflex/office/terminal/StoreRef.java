package pro.saleflex.office.terminal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
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
 * @param dayStart when its business day begins, on its own clock; what is sold before belongs to the day before
 */
public record StoreRef(
        UUID id, String officeCode, String storeCode, String name, ZoneId zone, String currency, LocalTime dayStart) {

    /** The business day that a moment belongs to. */
    public LocalDate businessDay(Instant moment) {
        LocalDate date = moment.atZone(zone).toLocalDate();
        return moment.isBefore(startOf(date)) ? date.minusDays(1) : date;
    }

    /** When a business day begins. */
    public Instant startOf(LocalDate day) {
        return day.atTime(dayStart).atZone(zone).toInstant();
    }
}
