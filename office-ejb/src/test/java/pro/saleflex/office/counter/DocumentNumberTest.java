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

class DocumentNumberTest {

    @Test
    void theClosureNumberIsComparedFirst() {
        List<DocumentNumber> ordered = List.of(
                new DocumentNumber(1, 1),
                new DocumentNumber(1, 2),
                new DocumentNumber(1, 1_000),
                new DocumentNumber(2, 1),
                new DocumentNumber(2, 999),
                new DocumentNumber(10, 1));
        List<DocumentNumber> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(3));
        Collections.sort(shuffled);

        assertEquals(ordered, shuffled);
        assertEquals(0, new DocumentNumber(2, 3).compareTo(new DocumentNumber(2, 3)));
    }

    @Test
    void theNextReceiptFollowsADocument() {
        assertEquals(new DocumentNumber(4, 8), DocumentNumber.after(4, 7));
    }

    @Test
    void theFirstReceiptOfTheNextPeriodFollowsAClosure() {
        assertEquals(new DocumentNumber(5, 1), DocumentNumber.afterClosing(4));
        assertTrue(DocumentNumber.afterClosing(4).compareTo(DocumentNumber.after(4, 1_000_000)) > 0);
    }

    @Test
    void aTerminalStartsWithOne() {
        assertEquals(new DocumentNumber(1, 1), DocumentNumber.FIRST);
        assertTrue(DocumentNumber.FIRST.plausible());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,999999", "9999,1", "2147483646,2147483646"})
    void numbersThatATerminalCanHaveArePlausible(long closure, long receipt) {
        assertTrue(new DocumentNumber(closure, receipt).plausible());
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
    void noOthersArePlausible(long closure, long receipt) {
        assertFalse(new DocumentNumber(closure, receipt).plausible());
    }

    @Test
    void theNumbersAfterTheHighestAreNotPlausible() {
        assertFalse(DocumentNumber.after(1, Long.MAX_VALUE).plausible());
        assertFalse(DocumentNumber.afterClosing(Long.MAX_VALUE).plausible());
        assertFalse(DocumentNumber.after(1, DocumentNumber.HIGHEST).plausible());
    }
}
