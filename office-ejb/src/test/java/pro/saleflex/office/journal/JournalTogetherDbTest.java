package pro.saleflex.office.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.intake.IntakeResult;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** Appending to the journal by many concurrent requests. */
@DatabaseTest
class JournalTogetherDbTest {
    private static final int THREADS = 8;

    @Inject
    TestApplication app;

    @Inject
    Journal journal;

    @Inject
    Till till;

    private static List<Document> sales(int count) {
        return IntStream.range(0, count).mapToObj(i -> Document.sale()).toList();
    }

    private void assertHolds(Till till, List<Document> sales) {
        List<EntryView> entries = till.entries();
        assertEquals(
                LongStream.rangeClosed(1, sales.size()).boxed().toList(),
                entries.stream().map(EntryView::entryNo).toList());
        assertEquals(
                sales.stream().map(Document::text).collect(Collectors.toSet()),
                entries.stream().map(EntryView::payload).collect(Collectors.toSet()));
        assertEquals(sales.size(), till.count("sales_document"));
        assertEquals(sales.size(), journal.lastEntryNo(till.terminal().id()));
        assertTrue(till.verify().clean(), till.verify().finding());
    }

    @Test
    void documentsOfTwoTerminalsSentTwiceByEightThreadsMakeTwoJournalsWithoutGaps() {
        Till other = app.till();
        List<Document> ofOne = sales(60);
        List<Document> ofOther = sales(60);
        List<Callable<IntakeResult>> calls = new ArrayList<>();
        for (int again = 0; again < 2; again++) {
            ofOne.forEach(sale -> calls.add(() -> till.sell(sale)));
            ofOther.forEach(sale -> calls.add(() -> other.sell(sale)));
        }
        Collections.shuffle(calls, new Random(4711));

        List<IntakeResult> results = Concurrently.onThreads(THREADS, calls);

        assertEquals(Set.of(new IntakeResult.Done(1, List.of())), new HashSet<>(results));
        assertHolds(till, ofOne);
        assertHolds(other, ofOther);
    }

    @Test
    void documentsOfOverlappingBatchesOnEightThreadsAreStoredOnce() {
        Till other = app.till();
        List<Document> ofOne = sales(40);
        List<Document> ofOther = sales(40);
        List<Callable<IntakeResult>> calls = new ArrayList<>();
        for (int from = 0; from < 40; from += 3) {
            List<Document> partOfOne = ofOne.subList(from, Math.min(40, from + 7));
            List<Document> partOfOther = ofOther.subList(from, Math.min(40, from + 7));
            calls.add(() -> till.sell(partOfOne.toArray(Document[]::new)));
            calls.add(() -> other.sell(partOfOther.toArray(Document[]::new)));
        }

        List<IntakeResult> results = Concurrently.onThreads(THREADS, calls);

        assertTrue(results.stream().allMatch(IntakeResult.Done.class::isInstance), results::toString);
        assertHolds(till, ofOne);
        assertHolds(other, ofOther);
    }

    @Test
    void theSameDocumentSentByEightThreadsAtOnceIsWrittenOnce() {
        List<Document> sales = sales(10); // the till's first: eight threads create the journal, too
        for (Document sale : sales) {
            List<IntakeResult> results =
                    Concurrently.call(Collections.nCopies(THREADS, (Callable<IntakeResult>) () -> till.sell(sale)));
            assertEquals(Collections.nCopies(THREADS, new IntakeResult.Done(1, List.of())), results);
        }
        assertHolds(till, sales);
    }

    @Test
    void theSameIdWithOtherContentSentConcurrentlyMakesOneDocumentAndOneConflict() {
        for (int round = 0; round < 10; round++) {
            Till fresh = app.till();
            Document sale = Document.sale();
            Document other = sale.with("/head/total_amount", "55.01");

            List<IntakeResult> results = Concurrently.call(List.of(() -> fresh.sell(sale), () -> fresh.sell(other)));

            assertEquals(Collections.nCopies(2, new IntakeResult.Done(1, List.of())), results);
            assertEquals(List.of(EntryKind.TRANSACTION, EntryKind.CONFLICT), fresh.kinds());
            assertEquals(1, fresh.count("sales_document"));
            assertTrue(fresh.verify().clean());
        }
    }

    @Test
    void countersOfConcurrentRequestsEndAtTheHighest() {
        List<Callable<IntakeResult>> calls = new ArrayList<>();
        for (long receipt = 1; receipt <= 40; receipt++) {
            Document sale = Document.sale().with("/head/receipt_number", receipt);
            Map<String, Long> counters = Map.of("ReceiptNumber", receipt, "ClosureNumber", 1L);
            calls.add(() -> till.sell(List.of(sale.text()), counters));
        }
        Collections.shuffle(calls, new Random(11));

        Concurrently.onThreads(THREADS, calls);

        assertEquals("41", till.value("select receipt_number from counter where :mine"));
    }
}
