package pro.saleflex.office.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({
        "1, 0, 5000",
        "1, 1, 10000",
        "2, 0, 10000",
        "3, 0.5, 30000",
        "7, 0, 320000",
        "8, 0, 450000",
        "8, 1, 900000",
        "1000, 1, 900000"
    })
    void theWaitDoublesUpToFifteenMinutes(int attempts, double chance, long milliseconds) {
        assertEquals(milliseconds, Backoff.after(attempts, chance).toMillis());
    }
}
