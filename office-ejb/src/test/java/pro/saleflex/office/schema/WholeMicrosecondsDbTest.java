package pro.saleflex.office.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.DatabaseTest;

@DatabaseTest
class WholeMicrosecondsDbTest {
    @Inject
    TestApplication house;

    @Inject
    AuditTrail audit;

    /** By an entity, whose mapping gives the driver the value, and by a query's parameter. */
    @Test
    void noTimeIsStoredLaterThanItIs() {
        Instant last = Instant.parse("2026-11-22T23:59:59.999999999Z");
        house.clock().pass(Duration.between(house.clock().instant(), last));

        StoreRef store = house.store();
        audit.add("mary", "store.look", store.storeCode(), "");

        assertEquals(
                List.of(List.of("2026-11-22 23:59:59.999999"), List.of("2026-11-22 23:59:59.999999")),
                house.rows("select created_at at time zone 'UTC' from store where id = '" + store.id()
                        + "' union all select at at time zone 'UTC' from audit_trail where action = 'store.look'"));
    }

    @Test
    void timesOfEveryKindAreCut() {
        assertEquals(
                OffsetDateTime.parse("2026-11-28T23:59:59.999999Z"),
                WholeMicroseconds.cut(OffsetDateTime.parse("2026-11-28T23:59:59.999999999Z")));
        assertEquals(
                LocalDateTime.parse("2026-11-28T23:59:59.999999"),
                WholeMicroseconds.cut(LocalDateTime.parse("2026-11-28T23:59:59.999999999")));
        assertEquals(LocalTime.parse("23:59:59.999999"), WholeMicroseconds.cut(LocalTime.MAX));
        assertEquals(
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                WholeMicroseconds.cut(Instant.parse("1969-12-31T23:59:59.999999999Z")));
        assertEquals("23:59:59.999999999", WholeMicroseconds.cut("23:59:59.999999999"));
    }
}
