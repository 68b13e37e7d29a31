package pro.saleflex.office.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void timesMayBeInAnyOrder() {
        long[] downFrom200 =
                LongStream.rangeClosed(1, 200).map(i -> (201 - i) * 1_000_000).toArray();

        assertEquals(new Figures(200, 20, 100, 190, 198, 200), Figures.of(downFrom200, 10 * SECOND));
    }

    @Test
    void oneTimeIsEveryPercentile() {
        assertEquals(new Figures(1, 1, 7, 7, 7, 7), Figures.of(new long[] {7_000_000}, SECOND));
    }

    @Test
    void percentilesOfNoTimesAreNaN() {
        Figures none = Figures.of(new long[0], SECOND);

        assertEquals(0, none.count());
        assertTrue(Double.isNaN(none.p99()));
    }
}
