package pro.saleflex.office.gate.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.gate.push.MissingDocuments.HandedOver;

class MissingDocumentsTest {

    private static MissingDocuments of(Long claimed, HandedOver... documents) {
        return MissingDocuments.of(claimed, List.of(documents));
    }

    private static MissingDocuments ofNumbers(Long claimed, Long... numbers) {
        return MissingDocuments.of(
                claimed,
                Arrays.stream(numbers)
                        .map(number -> new HandedOver(number, false))
                        .toList());
    }

    private static MissingDocuments unseen(long documents, Long... receipts) {
        return new MissingDocuments(documents, 0, List.of(receipts));
    }

    @Test
    void aCompletePeriodMissesNothing() {
        assertEquals(MissingDocuments.NONE, ofNumbers(3L, 1L, 2L, 3L));
        assertEquals(MissingDocuments.NONE, ofNumbers(null, 1L, 2L, 9L), "the closure has no count");
        assertEquals(MissingDocuments.NONE, ofNumbers(2L, 1L, 2L, 3L), "more than the closure counts");
        assertEquals(MissingDocuments.NONE, ofNumbers(2L, 1L, null), "a document without a number counts, too");
    }

    @Test
    void unusedNumbersAreReportedAsMissing() {
        assertEquals(unseen(2, 2L, 4L), ofNumbers(5L, 1L, 3L, 5L));
        assertEquals(unseen(2, 3L, 4L), ofNumbers(4L, 1L, 2L), "at the end");
        assertEquals(unseen(3, 1L, 2L, 3L), ofNumbers(3L), "all");
    }

    @Test
    void numbersThatDoNotStartAtOneMissOnlyTheGaps() {
        assertEquals(unseen(1, 12L), ofNumbers(3L, 11L, 13L));
    }

    @Test
    void numbersThatCannotBeToldAreOnlyCounted() {
        assertEquals(unseen(1), ofNumbers(5L, 1L, 2L, 3L, 102L));
        assertEquals(unseen(1), ofNumbers(3L, 1L, Long.MAX_VALUE));
        assertEquals(unseen(1), ofNumbers(4L, 1L, 3L, null), "the number may be 2 or 4");
    }

    @Test
    void absurdNumbersAreNotEnumerated() {
        assertEquals(unseen(1), ofNumbers(4L, Long.MIN_VALUE, 1L, Long.MAX_VALUE));
        assertEquals(unseen(1), ofNumbers(4L, -5L, 1L, 3L));
        assertEquals(MissingDocuments.NONE, ofNumbers(Long.MIN_VALUE, 1L));
    }

    @Test
    void refusedDocumentsAreMissingAtGate() {
        HandedOver one = new HandedOver(1L, false);
        HandedOver two = new HandedOver(2L, true);
        MissingDocuments refused = of(2L, one, two);
        assertEquals(new MissingDocuments(0, 1, List.of(2L)), refused);
        assertEquals(1, refused.documents());
        MissingDocuments both = of(3L, one, two);
        assertEquals(new MissingDocuments(1, 1, List.of(2L, 3L)), both);
        assertEquals(2, both.documents());
        assertEquals(new MissingDocuments(0, 1, List.of()), of(1L, new HandedOver(null, true)), "one without a number");
    }

    @Test
    void anAbsurdCountDoesNotCauseAnEndlessList() {
        assertEquals(unseen(1_000_000_000L), ofNumbers(1_000_000_001L, 1L));
        assertEquals(1000, ofNumbers(1001L, 1L).receipts().size());
    }
}
