package pro.saleflex.office.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.figures.PeriodCompleteness.Claim;

class PeriodCompletenessTest {

    private static List<Long> numbers(String numbers) {
        List<Long> read = new ArrayList<>(); // null for a document without a number
        Stream.of(numbers == null ? new String[0] : numbers.split(" ", -1))
                .forEach(number -> read.add(number.equals("-") ? null : Long.valueOf(number)));
        return read;
    }

    @ParameterizedTest
    @CsvSource({
        // claimed, received (-: without a number), missing, named
        "3, 1 2 3, 0,",
        "5, 1 2 3 101 102, 0,", // the sample period: unused numbers are no gap
        "2, 1 2 3, 0,", // more than claimed
        "2, 1 -, 0,",
        "0,, 0,",
        "-9223372036854775808, 1, 0,",
        "3, 2 3, 1, 1", // the first
        "3, 1 3, 1, 2",
        "3, 1 2, 1, 3", // the last
        "5, 1 2 3, 2, 4 5",
        "5, 1 3 5, 2, 2 4",
        "3,, 3, 1 2 3",
        "3, 11 13, 1, 12", // numbering started elsewhere
        "7, 2 3 6 8, 3, 4 5 7",
        "5, 1 2 3 102, 1,", // ambiguous
        "4, 1 3 -, 1,", // may be 2 or 4
        "4, -5 1 3, 1,",
        "3, 1 9223372036854775807, 1,",
        "4, -9223372036854775808 1 9223372036854775807, 1,",
        "4, 1 1 3, 1,", // two documents with one number: 2 or 4
        "1000000001, 1, 1000000000,",
        "9223372036854775807, 1, 9223372036854775806,",
    })
    void documentsThatWereClaimedAndNotReceivedAreMissing(Long claimed, String received, long missing, String named) {
        assertEquals(
                new PeriodCompleteness(missing, numbers(named)), PeriodCompleteness.of(claimed, numbers(received)));
    }

    @Test
    void withoutAClaimNothingIsMissing() {
        assertEquals(PeriodCompleteness.COMPLETE, PeriodCompleteness.of(null, numbers("1 2 9")));
    }

    @Test
    void atMostAThousandNumbersAreNamed() {
        assertEquals(1000, PeriodCompleteness.of(1001L, numbers("1")).receipts().size());
        assertEquals(new PeriodCompleteness(1001, List.of()), PeriodCompleteness.of(1002L, numbers("1")));
    }

    private static Claim valid(Long documents) {
        return new Claim(documents, false);
    }

    private static Claim cancelled(Long documents) {
        return new Claim(documents, true);
    }

    @Test
    void closuresOfOnePeriodAreAddedUp() {
        assertEquals(5, PeriodCompleteness.claimed(List.of(valid(3L), valid(2L))));
        assertEquals(3, PeriodCompleteness.claimed(List.of(valid(3L), valid(null))));
        assertEquals(3, PeriodCompleteness.claimed(List.of(valid(3L), valid(-1L))));
        assertEquals(Long.MAX_VALUE, PeriodCompleteness.claimed(List.of(valid(Long.MAX_VALUE), valid(2L))));
        assertNull(PeriodCompleteness.claimed(List.of(valid(null))));
        assertNull(PeriodCompleteness.claimed(List.of()));
    }

    @Test
    void aCancelledClosureCountsOnlyIfThereIsNoOther() {
        assertEquals(2, PeriodCompleteness.claimed(List.of(cancelled(3L), valid(2L))));
        assertEquals(3, PeriodCompleteness.claimed(List.of(cancelled(3L))));
        assertNull(PeriodCompleteness.claimed(List.of(cancelled(3L), valid(null))));
    }
}
