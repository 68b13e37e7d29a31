package pro.saleflex.office.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginThrottleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final LoginThrottle.Key KEY = new LoginThrottle.Key("admin", "192.168.1.5");

    private final LoginThrottle throttle = new LoginThrottle();

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(KEY, NOW);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "4,0", "5,2", "6,4", "7,8", "13,512", "14,900", "1000,900"})
    void eachFurtherFailureDoublesThePause(int failures, int seconds) {
        fail(failures);

        assertEquals(Duration.ofSeconds(seconds), throttle.left(KEY, NOW));
    }

    @Test
    void thePauseEnds() {
        fail(6);

        assertEquals(Duration.ofSeconds(1), throttle.left(KEY, NOW.plusSeconds(3)));
        assertEquals(Duration.ZERO, throttle.left(KEY, NOW.plusSeconds(4)));
    }

    @Test
    void nobodyIsLockedOutByKnowingTheName() {
        fail(20);

        assertEquals(Duration.ZERO, throttle.left(new LoginThrottle.Key("admin", "192.168.1.6"), NOW));
        assertEquals(Duration.ZERO, throttle.left(new LoginThrottle.Key("maria", "192.168.1.5"), NOW));
    }

    @Test
    void successAndTimeClearTheFailures() {
        fail(20);
        throttle.succeeded(KEY);
        assertEquals(Duration.ZERO, throttle.left(KEY, NOW));

        fail(20);
        throttle.failed(KEY, NOW.plus(Duration.ofHours(2)));
        assertEquals(Duration.ZERO, throttle.left(KEY, NOW.plus(Duration.ofHours(2))));
    }
}
