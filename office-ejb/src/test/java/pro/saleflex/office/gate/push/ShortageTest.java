package pro.saleflex.office.gate.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShortageTest {

    @Test
    void nothingIsMissing() {
        assertEquals(Shortage.NONE, Shortage.of(3L, 3, List.of(1L, 2L, 3L), List.of(), 0));
        assertEquals(Shortage.NONE, Shortage.of(null, 3, List.of(1L, 2L, 9L), List.of(), 0), "it does not count");
        assertEquals(Shortage.NONE, Shortage.of(2L, 3, List.of(1L, 2L, 3L), List.of(), 0), "more than it says");
    }

    @Test
    void theNumbersNobodyHasAreTheMissingOnes() {
        assertEquals(new Shortage(2, List.of(2L, 4L)), Shortage.of(5L, 3, List.of(1L, 3L, 5L), List.of(), 0));
        assertEquals(new Shortage(2, List.of(3L, 4L)), Shortage.of(4L, 2, List.of(1L, 2L), List.of(), 0), "at the end");
        assertEquals(new Shortage(3, List.of(1L, 2L, 3L)), Shortage.of(3L, 0, List.of(), List.of(), 0), "all");
    }

    @Test
    void aTillThatBeganElsewhereMissesOnlyWhatIsBetween() {
        assertEquals(new Shortage(1, List.of(12L)), Shortage.of(3L, 2, List.of(11L, 13L), List.of(), 0));
    }

    @Test
    void whatCannotBeToldIsCountedOnly() {
        assertEquals(new Shortage(1, List.of()), Shortage.of(5L, 4, List.of(1L, 2L, 3L, 102L), List.of(), 0));
        assertEquals(new Shortage(1, List.of()), Shortage.of(3L, 2, List.of(1L, Long.MAX_VALUE), List.of(), 0));
    }

    @Test
    void numbersNoTillHasAreNotCountedThrough() {
        assertEquals(
                new Shortage(1, List.of()),
                Shortage.of(4L, 3, List.of(Long.MIN_VALUE, 1L, Long.MAX_VALUE), List.of(), 0));
        assertEquals(new Shortage(1, List.of(2L)), Shortage.of(3L, 2, List.of(-5L, 1L, 3L), List.of(), 0));
        assertEquals(Shortage.NONE, Shortage.of(Long.MIN_VALUE, 1, List.of(1L), List.of(), 0));
    }

    @Test
    void whatGateRefusedIsMissingThere() {
        assertEquals(new Shortage(1, List.of(2L)), Shortage.of(3L, 3, List.of(1L, 2L, 3L), List.of(2L), 1));
        assertEquals(
                new Shortage(2, List.of(2L, 3L)), Shortage.of(3L, 2, List.of(1L, 2L), List.of(2L), 1), "both kinds");
    }

    @Test
    void aClosureThatClaimsTooMuchIsNoList() {
        assertEquals(
                new Shortage(1_000_000_000L, List.of()), Shortage.of(1_000_000_001L, 1, List.of(1L), List.of(), 0));
        assertEquals(
                1000,
                Shortage.of(1001L, 1, LongStream.of(1).boxed().toList(), List.of(), 0)
                        .receipts()
                        .size());
    }
}
