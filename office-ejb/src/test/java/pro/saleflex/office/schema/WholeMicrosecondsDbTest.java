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
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.TestApplication;

@DatabaseTest
class WholeMicrosecondsDbTest {
    @Inject
    TestApplication app;

    @Inject
    AuditTrail audit;

    /** Both through an entity's mapping and through a query's parameter. */
    @Test
    void timesAreNeverRoundedUp() {
        Instant last = Instant.parse("2026-11-22T23:59:59.999999999Z");
        app.clock().pass(Duration.between(app.clock().instant(), last));

        StoreRef store = app.store();
        audit.add("mary", "store.look", store.storeCode(), "");

        assertEquals(
                List.of(List.of("2026-11-22 23:59:59.999999"), List.of("2026-11-22 23:59:59.999999")),
                app.rows("select created_at at time zone 'UTC' from store where id = '" + store.id()
                        + "' union all select at at time zone 'UTC' from audit_trail where action = 'store.look'"));
    }

    @Test
    void timesOfEveryTypeAreTruncated() {
        assertEquals(
                OffsetDateTime.parse("2026-11-28T23:59:59.999999Z"),
                WholeMicroseconds.truncate(OffsetDateTime.parse("2026-11-28T23:59:59.999999999Z")));
        assertEquals(
                LocalDateTime.parse("2026-11-28T23:59:59.999999"),
                WholeMicroseconds.truncate(LocalDateTime.parse("2026-11-28T23:59:59.999999999")));
        assertEquals(LocalTime.parse("23:59:59.999999"), WholeMicroseconds.truncate(LocalTime.MAX));
        assertEquals(
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                WholeMicroseconds.truncate(Instant.parse("1969-12-31T23:59:59.999999999Z")));
        assertEquals("23:59:59.999999999", WholeMicroseconds.truncate("23:59:59.999999999"));
    }
}
