package pro.saleflex.office.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.testing.TestClock;

class LeaseTest {
    private static final Duration LENGTH = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock();

    @Test
    void aLeaseLastsFromNowOnForItsLength() {
        Lease lease = Lease.of(LENGTH, clock);

        assertEquals(Instant.parse("2026-11-22T10:00:00.123456Z"), lease.since());
        assertEquals(Instant.parse("2026-11-22T10:01:00.123456Z"), lease.until());
        assertNotEquals(lease.token(), Lease.of(LENGTH, clock).token());
    }

    @Test
    void aRenewedLeaseIsTheSameForAFullLengthMore() {
        Lease lease = Lease.of(LENGTH, clock);
        clock.pass(Duration.ofSeconds(50));

        assertEquals(
                new Lease(lease.token(), lease.since(), Instant.parse("2026-11-22T10:01:50.123456Z")),
                lease.renewed(LENGTH, clock));
    }
}
