package pro.saleflex.office.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.closure.ClosureAnomaly.Closing;
import pro.saleflex.office.closure.ClosureAnomaly.Kind;

class ClosureAnomalyTest {

    /** A period from one hour of the day to another; an empty hour means the time is missing. */
    private static Closing closing(long number, String from, String to) {
        return new Closing(number, at(from), at(to), 3);
    }

    private static Instant at(String hour) {
        return hour.isEmpty() ? null : Instant.parse("2026-11-22T" + hour + ":00:00Z");
    }

    @Test
    void consecutivePeriodsAreNoAnomaly() {
        assertEquals(
                List.of(),
                ClosureAnomaly.of(List.of(closing(1, "08", "10"), closing(2, "10", "12"), closing(3, "13", "13"))));
        assertEquals(List.of(), ClosureAnomaly.of(List.of(new Closing(1, null, null, 0))), "nothing was sold");
    }

    @Test
    void aPeriodWithReceiptsButNoOpeningIsReported() {
        assertEquals(
                List.of(new ClosureAnomaly(Kind.NO_OPENING, 2, null)),
                ClosureAnomaly.of(List.of(closing(1, "08", "10"), closing(2, "", "12"))));
    }

    @Test
    void overlappingPeriodsAreReportedInPairs() {
        assertEquals(
                List.of(new ClosureAnomaly(Kind.OVERLAP, 2, 1L), new ClosureAnomaly(Kind.OVERLAP, 3, 1L)),
                ClosureAnomaly.of(List.of(closing(1, "08", "12"), closing(3, "11", "13"), closing(2, "09", "10"))));
    }

    @Test
    void aNumberClosedSeveralTimesIsReportedOnce() {
        assertEquals(
                List.of(new ClosureAnomaly(Kind.NUMBER_TWICE, 7, null)),
                ClosureAnomaly.of(List.of(closing(7, "08", "10"), closing(7, "09", "11"), closing(7, "12", "13"))));
    }
}
