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
    void comparesTheClosureNumberFirst() {
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
    void goesOnWithTheNextReceiptBehindADocument() {
        assertEquals(new DocumentNumber(4, 8), DocumentNumber.after(4, 7));
    }

    @Test
    void goesOnWithTheFirstReceiptOfTheNextPeriodBehindAClosure() {
        assertEquals(new DocumentNumber(5, 1), DocumentNumber.afterClosing(4));
        assertTrue(DocumentNumber.afterClosing(4).compareTo(DocumentNumber.after(4, 1_000_000)) > 0);
    }

    @Test
    void beginsWithOne() {
        assertEquals(new DocumentNumber(1, 1), DocumentNumber.FIRST);
        assertTrue(DocumentNumber.FIRST.believable());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,999999", "9999,1", "2147483646,2147483646"})
    void believesNumbersThatATerminalCanHave(long closure, long receipt) {
        assertTrue(new DocumentNumber(closure, receipt).believable());
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
        assertFalse(new DocumentNumber(closure, receipt).believable());
    }

    @Test
    void doesNotBelieveWhatFollowsTheHighestOfAll() {
        assertFalse(DocumentNumber.after(1, Long.MAX_VALUE).believable());
        assertFalse(DocumentNumber.afterClosing(Long.MAX_VALUE).believable());
        assertFalse(DocumentNumber.after(1, DocumentNumber.HIGHEST).believable());
    }
}
