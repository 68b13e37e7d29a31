package pro.saleflex.office.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessDayTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant SET_UP = Instant.parse("2026-11-20T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T21:58:00Z, 2026-11-21T21:58:00Z",
        "2026-11-22T10:10:00Z, 2026-11-22T10:10:00Z",
        "2026-11-22T10:10:00.000001Z, 2026-11-22T10:00:00Z",
        "2026-11-20T09:50:00Z, 2026-11-20T09:50:00Z",
        "2026-11-20T09:49:59.999999Z, 2026-11-22T10:00:00Z",
        "2010-01-01T00:00:00Z, 2026-11-22T10:00:00Z",
        ", 2026-11-22T10:00:00Z"
    })
    void aDocumentCountsAtItsCompletionUnlessThatIsImpossible(Instant completed, Instant counted) {
        assertEquals(counted, BusinessDay.countedAt(completed, RECEIVED, SET_UP));
    }
}
