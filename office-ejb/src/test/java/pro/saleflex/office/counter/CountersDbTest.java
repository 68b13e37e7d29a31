package pro.saleflex.office.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.counter.Counters.Start;
import pro.saleflex.office.intake.IntakeResult;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** The rules of the protocol reference, section 5. */
@DatabaseTest
class CountersDbTest {
    @Inject
    TestApplication app;

    @Inject
    Counters counters;

    @Inject
    Till till;

    private void push(long closure, long receipt) {
        push(Map.of(Counters.CLOSURE_NUMBER, closure, Counters.RECEIPT_NUMBER, receipt));
    }

    private void push(Map<String, Long> values) {
        counters.push(till.terminal(), values);
    }

    private static Document sale(long closure, long receipt) {
        return Document.sale().with("/head/closure_number", closure).with("/head/receipt_number", receipt);
    }

    private void assertResumes(long closure, long receipt) {
        assertEquals(
                new DocumentNumber(closure, receipt),
                counters.resume(till.terminal()).numbers());
    }

    private String other(String name) {
        return till.value("select value from other_counter where name = '" + name + "' and :mine");
    }

    @Test
    void aTerminalStartsWithOneAndOne() {
        assertResumes(1, 1);
        assertEquals(Start.NEW, counters.resume(till.terminal()).start());
    }

    @Test
    void aTerminalResumesWithWhatItPushed() {
        push(7, 42);
        assertResumes(7, 42);
    }

    @Test
    void anOverlongNameDoesNotKeepOtherCountersOut() {
        String longest = "\u20ac".repeat(200);
        String tooLong = new Random(7)
                .ints(8_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        push(Map.of("a", 1L, tooLong, 2L, longest, 3L, Counters.CLOSURE_NUMBER, 7L));
        push(Map.of("a", 5L, longest, 2L));

        assertEquals("5", other("a"));
        assertEquals("3", other(longest));
        assertEquals(2, till.count("other_counter"));
        assertResumes(7, 1);
    }

    @Test
    void aStaleRetryLowersNothing() {
        push(7, 42);
        push(7, 41);
        push(6, 99);
        till.sell(List.of(sale(7, 12).text()), Map.of("ReceiptNumber", 13L, "ClosureNumber", 7L));
        assertResumes(7, 42);
    }

    @Test
    void theReceiptNumberFallsOnlyWithARiseOfTheClosureNumber() {
        push(7, 42);
        push(8, 1);
        assertResumes(8, 1);
    }

    /** The value sent with receipt n may be n or n + 1. */
    @Test
    void theNumberAfterADocumentIsNextEvenIfTheTerminalPushedTheDocumentsOwn() {
        till.sell(List.of(sale(3, 9).text()), Map.of("ReceiptNumber", 9L, "ClosureNumber", 3L));
        assertResumes(3, 10);
    }

    @Test
    void aCancelledDocumentUsesUpItsNumberEvenIfTheCounterDidNotRise() {
        push(3, 9);
        till.sell(sale(3, 9).with("/head/transaction_status", "cancelled").with("/head/is_cancel", true));
        assertResumes(3, 10);
    }

    @Test
    void aReinstalledTerminalResumesAfterTheHighestOfPushedAndStored() {
        till.sell(sale(2, 17));
        push(2, 15);
        assertResumes(2, 18);
        push(2, 30);
        assertResumes(2, 30);
        till.sell(sale(2, 29));
        assertResumes(2, 30);
    }

    @Test
    void documentsOfSeveralPeriodsInOneRequestCountByTheirHighest() {
        till.sell(sale(4, 3), sale(5, 2), sale(4, 99));
        assertResumes(5, 3);
    }

    @Test
    void aClosureLeadsToTheNextPeriodsFirstReceipt() {
        till.sell(sale(4, 30));
        till.close(Document.closure().with("/closure/closure_number", 4));
        assertResumes(5, 1);
    }

    @Test
    void aClosureThatPushesTheNextCountersLeadsToTheSame() {
        till.close(
                List.of(Document.closure().with("/closure/closure_number", 4).text()),
                Map.of("ReceiptNumber", 1L, "ClosureNumber", 5L));
        assertResumes(5, 1);
    }

    @Test
    void aLateDocumentAfterItsClosureLowersNothing() {
        till.close(Document.closure().with("/closure/closure_number", 4));
        till.sell(List.of(sale(4, 31).text()), Map.of("ReceiptNumber", 32L, "ClosureNumber", 4L));
        assertResumes(5, 1);
    }

    @Test
    void aClosureSentAgainLaterLowersNothing() {
        Document closure = Document.closure().with("/closure/closure_number", 4);
        till.close(closure);
        till.sell(sale(5, 8));
        till.close(closure);
        assertResumes(5, 9);
    }

    @Test
    void aReceiptNumberAloneBelongsToTheOpenPeriod() {
        push(Map.of("ReceiptNumber", 5L));
        assertResumes(1, 5);
        push(6, 10);
        push(Map.of("ReceiptNumber", 12L));
        assertResumes(6, 12);
        push(Map.of("ReceiptNumber", 11L));
        assertResumes(6, 12);
    }

    @Test
    void aClosureNumberAloneOpensItsPeriod() {
        push(6, 10);
        push(Map.of("ClosureNumber", 6L));
        assertResumes(6, 10);
        push(Map.of("ClosureNumber", 7L));
        assertResumes(7, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Integer.MAX_VALUE, 0, -1, Long.MIN_VALUE})
    void implausibleValuesAreIgnored(long absurd) {
        push(6, 10);
        push(absurd, 1);
        push(absurd, absurd);
        push(7, absurd);
        push(Map.of("ReceiptNumber", absurd));
        push(Map.of("ClosureNumber", absurd));
        assertEquals(new IntakeResult.Done(2, List.of()), till.sell(sale(absurd, 3), sale(6, absurd)));
        assertEquals(
                new IntakeResult.Done(1, List.of()),
                till.close(Document.closure().with("/closure/closure_number", absurd)));
        assertResumes(6, 10);
    }

    @Test
    void theHighestPlausibleNumberIsAccepted() {
        push(DocumentNumber.HIGHEST, DocumentNumber.HIGHEST);
        assertResumes(DocumentNumber.HIGHEST, DocumentNumber.HIGHEST);
    }

    @Test
    void aDocumentWithoutNumbersChangesNothing() {
        push(6, 10);
        till.sell(Document.sale().without("/head/receipt_number").with("/head/closure_number", 9));
        till.sell(Document.sale().with("/head/receipt_number", 99).without("/head/closure_number"));
        assertResumes(6, 10);
    }

    @Test
    void otherCountersAreKeptAtTheirHighestAndDoNotTouchTheTerminalsOwn() {
        push(Map.of("InvoiceNumber", 5L, "Another", -3L));
        push(Map.of("InvoiceNumber", 4L));
        till.sell(List.of(), Map.of("Another", 8L));

        assertEquals("5", other("InvoiceNumber"));
        assertEquals("8", other("Another"));
        assertResumes(1, 1);
    }

    @Test
    void aNameThatCannotBeStoredIsSkippedAndTheOthersAreRecorded() {
        push(Map.of("a\u0000b", 1L, "", 2L, " ", 3L, "Good", 4L, "ReceiptNumber", 6L, "ClosureNumber", 2L));

        assertEquals("4", other("Good"));
        assertEquals("1", till.value("select count(*) from other_counter where :mine"));
        assertResumes(2, 6);
    }

    @Test
    void countersPushedWithoutADocumentAreRecorded() {
        assertEquals(
                new IntakeResult.Done(0, List.of()),
                till.sell(List.of(), Map.of("ReceiptNumber", 6L, "ClosureNumber", 2L)));
        assertResumes(2, 6);
    }

    @Test
    void countersPushedWithADuplicateOrARejectedItemAreRecorded() {
        Document sale = sale(2, 5);
        till.sell(sale);
        till.sell(List.of(sale.text()), Map.of("ReceiptNumber", 8L, "ClosureNumber", 2L));
        assertResumes(2, 8);
        till.sell(List.of("cannot be identified"), Map.of("ReceiptNumber", 9L, "ClosureNumber", 2L));
        assertResumes(2, 9);
    }

    @Test
    void theNumbersOfOneTerminalAreNotAnothers() {
        push(6, 10);
        assertEquals(
                DocumentNumber.FIRST, counters.resume(app.till().terminal()).numbers());
    }

    @Test
    void requestsWithinTenMinutesAfterAClosureAreARefreshAndLaterOnesANewStart() {
        till.sell(sale(1, 1));
        assertEquals(Start.NEW, counters.resume(till.terminal()).start());
        till.close(Document.closure());
        assertEquals(Start.CLOSED, counters.resume(till.terminal()).start());
        app.clock().pass(Duration.ofMinutes(9));
        assertEquals(Start.CLOSED, counters.resume(till.terminal()).start());
        app.clock().pass(Duration.ofMinutes(2));
        assertEquals(Start.NEW, counters.resume(till.terminal()).start());
    }

    @Test
    void aClosureAsTheFirstDocumentIsFollowedByARefreshToo() {
        till.close(Document.closure().without("/closure/closure_number"));
        till.close(Document.closure().with("/closure/closure_number", 1));
        assertEquals(Start.CLOSED, counters.resume(till.terminal()).start());
        assertResumes(2, 1);
    }
}
