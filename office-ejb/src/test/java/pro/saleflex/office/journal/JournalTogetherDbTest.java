package pro.saleflex.office.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.document.Kind;
import pro.saleflex.office.intake.Taken;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.House;
import pro.saleflex.office.testing.Till;
import pro.saleflex.office.testing.Together;

/** Many requests at the same time. */
class JournalTogetherDbTest {
    private static final int THREADS = 8;

    @TempDir
    static Path home;

    static House house;

    @BeforeAll
    static void open() {
        house = new House(home);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static List<Document> sales(int count) {
        return IntStream.range(0, count).mapToObj(i -> Document.sale()).toList();
    }

    private static void assertHolds(Till till, List<Document> sales) {
        List<EntryView> entries = till.entries();
        assertEquals(
                LongStream.rangeClosed(1, sales.size()).boxed().toList(),
                entries.stream().map(EntryView::entryNo).toList());
        assertEquals(
                sales.stream().map(Document::text).collect(Collectors.toSet()),
                entries.stream().map(EntryView::payload).collect(Collectors.toSet()));
        assertEquals(sales.size(), till.count("sales_document"));
        assertEquals(
                sales.size(), house.door(Journal.class).length(till.terminal().id()));
        assertTrue(till.verify().clean(), till.verify().finding());
    }

    @Test
    void eightThreadsAndTwoTerminalsMakeTwoJournalsWithoutGapsThoughEveryDocumentIsSentTwice() {
        Till one = house.till();
        Till other = house.till();
        List<Document> ofOne = sales(60);
        List<Document> ofOther = sales(60);
        List<Callable<Taken>> calls = new ArrayList<>();
        for (int again = 0; again < 2; again++) {
            ofOne.forEach(sale -> calls.add(() -> one.sell(sale)));
            ofOther.forEach(sale -> calls.add(() -> other.sell(sale)));
        }
        Collections.shuffle(calls, new Random(4711));

        List<Taken> taken = Together.onThreads(THREADS, calls);

        assertEquals(Set.of(new Taken.Done(1, 0)), new HashSet<>(taken));
        assertHolds(one, ofOne);
        assertHolds(other, ofOther);
    }

    @Test
    void overlappingBatchesOnEightThreadsAreStoredOnceEach() {
        Till one = house.till();
        Till other = house.till();
        List<Document> ofOne = sales(40);
        List<Document> ofOther = sales(40);
        List<Callable<Taken>> calls = new ArrayList<>();
        for (int from = 0; from < 40; from += 3) {
            List<Document> partOfOne = ofOne.subList(from, Math.min(40, from + 7));
            List<Document> partOfOther = ofOther.subList(from, Math.min(40, from + 7));
            calls.add(() -> one.sell(partOfOne.toArray(Document[]::new)));
            calls.add(() -> other.sell(partOfOther.toArray(Document[]::new)));
        }

        List<Taken> taken = Together.onThreads(THREADS, calls);

        assertTrue(taken.stream().allMatch(Taken.Done.class::isInstance), taken::toString);
        assertHolds(one, ofOne);
        assertHolds(other, ofOther);
    }

    @Test
    void theSameDocumentSentByEightThreadsAtOnceIsWrittenOnce() {
        Till till = house.till(); // its first documents: the journal comes into being under eight threads, too
        List<Document> sales = sales(10);
        for (Document sale : sales) {
            List<Taken> taken = Together.call(Collections.nCopies(THREADS, (Callable<Taken>) () -> till.sell(sale)));
            assertEquals(Collections.nCopies(THREADS, new Taken.Done(1, 0)), taken);
        }
        assertHolds(till, sales);
    }

    @Test
    void theSameIdWithOtherContentAtTheSameTimeMakesOneDocumentAndOneConflict() {
        for (int round = 0; round < 10; round++) {
            Till till = house.till();
            Document sale = Document.sale();
            Document other = sale.with("/head/total_amount", "55.01");

            List<Taken> taken = Together.call(List.of(() -> till.sell(sale), () -> till.sell(other)));

            assertEquals(Collections.nCopies(2, new Taken.Done(1, 0)), taken);
            assertEquals(
                    List.of(Kind.TRANSACTION, Kind.CONFLICT),
                    till.entries().stream().map(EntryView::kind).toList());
            assertEquals(1, till.count("sales_document"));
            assertTrue(till.verify().clean());
        }
    }

    @Test
    void countersOfRequestsAtTheSameTimeEndAtTheHighest() {
        Till till = house.till();
        List<Callable<Taken>> calls = new ArrayList<>();
        for (long receipt = 1; receipt <= 40; receipt++) {
            Document sale = Document.sale().with("/head/receipt_number", receipt);
            Map<String, Long> counters = Map.of("ReceiptNumber", receipt, "ClosureNumber", 1L);
            calls.add(() -> till.sell(List.of(sale.text()), counters));
        }
        Collections.shuffle(calls, new Random(11));

        Together.onThreads(THREADS, calls);

        assertEquals(
                "41",
                house.value("select receipt_number from counter where terminal_id = '"
                        + till.terminal().id() + "'"));
    }
}
