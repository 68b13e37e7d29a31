package pro.saleflex.office.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.zone.StoreZone;

class StoreRefTest {

    @ParameterizedTest
    @CsvSource({
        "Europe/London, 00:00, 2026-11-22T00:00:00Z, 2026-11-22",
        "Europe/London, 00:00, 2026-11-21T23:59:59.999999Z, 2026-11-21",
        "Europe/Istanbul, 00:00, 2026-11-21T21:00:00Z, 2026-11-22",
        "Europe/London, 02:30, 2026-11-22T02:29:59.999999Z, 2026-11-21",
        "Europe/London, 02:30, 2026-11-22T02:30:00Z, 2026-11-22",
        "Europe/London, 01:30, 2026-10-25T00:29:59Z, 2026-10-24",
        "Europe/London, 01:30, 2026-10-25T01:29:59Z, 2026-10-25"
    })
    void timesBeforeTheDayStartBelongToTheDayBefore(StoreZone zone, LocalTime start, Instant moment, LocalDate day) {
        StoreRef store = new StoreRef(new UUID(0, 1), "O", "S", "Bar", zone, "GBP", start);
        assertEquals(day, store.businessDay(moment));
    }
}
