package pro.saleflex.office.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @Test
    void comparesTheClosureNumberFirst() {
        List<Numbers> ordered = List.of(
                new Numbers(1, 1),
                new Numbers(1, 2),
                new Numbers(1, 1_000),
                new Numbers(2, 1),
                new Numbers(2, 999),
                new Numbers(10, 1));
        List<Numbers> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(3));
        Collections.sort(shuffled);

        assertEquals(ordered, shuffled);
        assertEquals(0, new Numbers(2, 3).compareTo(new Numbers(2, 3)));
    }

    @Test
    void goesOnWithTheNextReceiptBehindADocument() {
        assertEquals(new Numbers(4, 8), Numbers.after(4, 7));
    }

    @Test
    void goesOnWithTheFirstReceiptOfTheNextPeriodBehindAClosure() {
        assertEquals(new Numbers(5, 1), Numbers.afterClosing(4));
        assertTrue(Numbers.afterClosing(4).compareTo(Numbers.after(4, 1_000_000)) > 0);
    }

    @Test
    void beginsWithOne() {
        assertEquals(new Numbers(1, 1), Numbers.FIRST);
        assertTrue(Numbers.FIRST.believable());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,999999", "9999,1", "2147483646,2147483646"})
    void believesNumbersThatATerminalCanHave(long closure, long receipt) {
        assertTrue(new Numbers(closure, receipt).believable());
    }

    @ParameterizedTest
    @CsvSource({
        "0,1",
        "1,0",
        "-1,1",
        "1,-1",
        "2147483647,1",
        "1,2147483647",
        "9223372036854775807,1",
        "1,9223372036854775807",
        "-9223372036854775808,1"
    })
    void believesNoOthers(long closure, long receipt) {
        assertFalse(new Numbers(closure, receipt).believable());
    }

    @Test
    void doesNotBelieveWhatFollowsTheHighestOfAll() {
        assertFalse(Numbers.after(1, Long.MAX_VALUE).believable());
        assertFalse(Numbers.afterClosing(Long.MAX_VALUE).believable());
        assertFalse(Numbers.after(1, Numbers.HIGHEST).believable());
    }
}
