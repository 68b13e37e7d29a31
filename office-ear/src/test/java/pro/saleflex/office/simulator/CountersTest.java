package pro.saleflex.office.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static List<Map<String, Object>> sequences(int receipt, int closure) {
        return List.of(
                Map.of("name", "ReceiptNumber", "value", receipt), Map.of("name", "ClosureNumber", "value", closure));
    }

    @Test
    void continuesWithTheServersCounters() {
        Counters counters = new Counters(57, 4);
        assertEquals(57, counters.open());
        assertEquals(sequences(57, 4), counters.sequences());
        counters.completed(57);
        assertEquals(sequences(58, 4), counters.sequences());
        assertEquals(58, counters.open());
    }

    @Test
    void aCancelledDocumentUsesUpItsNumberWithoutRaisingTheCounter() {
        Counters counters = new Counters(3, 1);
        assertEquals(3, counters.open());
        assertEquals(4, counters.open());
        assertEquals(sequences(3, 1), counters.sequences());
        counters.completed(4);
        assertEquals(sequences(5, 1), counters.sequences());
        assertEquals(5, counters.open());
    }

    @Test
    void closingRaisesTheClosureNumberAndRestartsReceiptsAtOne() {
        Counters counters = new Counters(9, 1);
        counters.open();
        counters.closed();
        assertEquals(sequences(1, 2), counters.sequences());
        assertEquals(2, counters.closureNumber());
        assertEquals(1, counters.open());
    }

    @Test
    void aRefreshOverwritesTheCountersButNoNumberIsUsedTwice() {
        Counters counters = new Counters(1, 2);
        assertEquals(1, counters.open());
        counters.completed(1);
        counters.refreshed(1, 2);
        assertEquals(sequences(1, 2), counters.sequences());
        assertEquals(2, counters.open());
        counters.refreshed(30, 2);
        assertEquals(30, counters.open());
    }

    @Test
    void aRefreshNeverReturnsToAClosedPeriod() {
        Counters counters = new Counters(1, 3);
        counters.refreshed(40, 2);
        assertEquals(sequences(1, 3), counters.sequences());
        counters.refreshed(6, 8);
        assertEquals(sequences(6, 8), counters.sequences());
    }
}
