package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.House;
import pro.saleflex.office.testing.Till;
import pro.saleflex.office.testing.Together;
import pro.saleflex.office.testing.Together.Started;

/** Nothing that can be identified is refused: rejected items, and the rungs of the ladder. */
class IntakeLadderDbTest {
    private static final Taken ACCEPTED = new Taken.Done(1, 0);

    /** A tender that the database refuses while {@link #refusePoison} holds. */
    private static final String POISON = "POISON";

    @TempDir
    static Path home;

    static House house;

    @BeforeAll
    static void open() {
        // One writer, so that requests which come while it is busy share the next transaction.
        house = new House(home, Map.of("saleflex.office.intake.writers", "1"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static void refusePoison() {
        house.tamper("alter table sales_payment add constraint poison check (payment_type <> 'POISON') not valid");
    }

    @AfterEach
    void mend() {
        house.tamper(
                "alter table sales_payment drop constraint if exists poison;"
                        + " drop trigger if exists poison on sales_document; alter table journal_entry drop constraint if exists poison");
    }

    @BeforeEach
    void forgetWhatOtherTestsLeftUnprojected() {
        house.tamper("delete from journal_flag where flag = 'NOT_PROJECTED'");
    }

    private static Document poisoned() {
        return Document.sale().with("/payments/0/payment_type", POISON);
    }

    private static void assertFullyStored(Till till, Document sale) {
        assertEquals(sale.text(), till.entry(sale.id()).payload());
        assertEquals("55.0000", till.column("total_amount", sale.id()));
        assertEquals(List.of(List.of("100.0000")), till.lines("sales_payment", "payment_total", sale.id()));
        assertEquals(List.of(List.of("45.0000")), till.lines("sales_change", "change_amount", sale.id()));
        assertEquals(Map.of(), till.flags(sale.id()));
    }

    private static void assertOnlyInTheJournal(Till till, Document sale) {
        EntryView entry = till.entry(sale.id());
        assertEquals(sale.text(), entry.payload());
        assertEquals(Set.of(Flag.NOT_PROJECTED), till.flags(sale.id()).keySet());
        assertEquals("0", house.value("select count(*) from sales_document where id = " + entry.id()));
        assertEquals("0", house.value("select count(*) from sales_payment where document_id = " + entry.id()));
        assertEquals("0", house.value("select count(*) from sales_change where document_id = " + entry.id()));
    }

    // Items that cannot be identified

    @Test
    void ofTenItemsWithOnePoisonedNineAreStoredAndTheTenthIsKeptOnce() {
        Till till = house.till();
        List<Document> sales =
                IntStream.range(0, 9).mapToObj(i -> Document.sale()).toList();
        List<String> items = new ArrayList<>(sales.stream().map(Document::text).toList());
        items.add(4, "{\"head\":{\"id\":\"poison\"}}");

        assertEquals(new Taken.Done(9, 1), till.sell(items, Map.of()));
        assertEquals(new Taken.Done(9, 1), till.sell(items, Map.of()));

        assertEquals(
                sales.stream().map(Document::text).toList(),
                till.entries().stream().map(EntryView::payload).toList());
        sales.forEach(sale -> assertFullyStored(till, sale));
        assertEquals(
                List.of(List.of("TRANSACTION", items.get(4), "REST", "t")),
                house.rows("select kind, payload, source, payload_sha256 = sha256(convert_to(payload, 'UTF8'))"
                        + " from rejection where terminal_id = '"
                        + till.terminal().id() + "'"));
    }

    @Test
    void whateverCannotBeIdentifiedIsKeptAsideAsItIs() {
        Till till = house.till();
        List<String> poisons = List.of(
                "{}",
                "{\"head\":null,\"products\":[]}",
                "{\"head\":{\"total_amount\":\"55.00\"}}",
                "{\"head\":{\"id\":null}}",
                "{\"head\":{\"id\":\"\"}}",
                "{\"head\":{\"id\":17}}",
                "{\"head\":{\"id\":\"not a UUID\"}}",
                "{\"head\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9\"}}",
                "{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\"}",
                "{\"closure\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\"}}",
                "{\"x\":{\"head\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\"}}}",
                "[{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\"}]",
                "\"a text\"",
                "17",
                "true",
                "null",
                "",
                "{\"head\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\"}",
                "{\"head\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\",}}");
        Document sale = Document.sale();
        List<String> items = new ArrayList<>(poisons);
        items.add(9, sale.text());

        assertEquals(new Taken.Done(1, poisons.size()), till.sell(items, Map.of()));
        assertEquals(new Taken.Done(1, poisons.size()), till.sell(items, Map.of()));

        assertFullyStored(till, sale);
        assertEquals(
                poisons,
                house
                        .rows("select payload from rejection where terminal_id = '"
                                + till.terminal().id() + "' order by id")
                        .stream()
                        .map(row -> row.get(0))
                        .toList());
    }

    @Test
    void aRejectionSaysWhyAndWhen() {
        Till till = house.till();
        till.sell("17", "{\"head\":{}}", "{\"head\":");

        assertEquals(
                List.of(
                        List.of("17", "The item is not a JSON object."),
                        List.of("{\"head\":", "The item is not readable JSON."),
                        List.of("{\"head\":{}}", "The item has no usable head.id: a UUID is needed.")),
                house
                        .rows("select payload, reason from rejection where terminal_id = '"
                                + till.terminal().id() + "' and abs(extract(epoch from received_at - timestamptz '"
                                + house.clock().instant() + "')) < 0.001 order by reason desc, payload desc")
                        .stream()
                        .sorted(java.util.Comparator.comparing(row -> row.get(0)))
                        .toList());
    }

    @Test
    void aRejectedTextIsKeptOncePerTerminalAndKind() {
        Till till = house.till();
        Till other = house.till();
        String item = "{\"neither\":\"head nor closure\"}";
        till.sell(item, item);
        till.sell(item);
        till.close(List.of(item), Map.of());
        other.sell(item);

        assertEquals(2, till.count("rejection"));
        assertEquals(1, other.count("rejection"));
        assertEquals(List.of(), till.entries());
    }

    @Test
    void aRequestOfNothingButRejectedItemsIsDone() {
        assertEquals(new Taken.Done(0, 2), house.till().sell("1", "2"));
    }

    @Test
    void cardNumbersAreMaskedInRejectionsToo() {
        Till till = house.till();
        till.sell(
                "{\"head\":{},\"description\":\"4111 1111 1111 1111\"}",
                "\"5555555555554444\"",
                "{\"a\":\"4111111111111111");

        assertEquals(
                Set.of(
                        List.of("{\"head\":{},\"description\":\"4111 11** **** 1111\"}"),
                        List.of("\"555555******4444\""),
                        List.of("{\"a\":\"411111******1111")),
                new HashSet<>(house.rows("select payload from rejection where terminal_id = '"
                        + till.terminal().id() + "'")));
    }

    @Test
    void aTextThatTheDatabaseCannotHoldIsRejectedAndKeepsNoOtherOut() {
        Till till = house.till();
        Document sale = Document.sale();

        assertEquals(new Taken.Done(1, 1), till.sell(sale.text(), "{\"head\":\u0000}"));

        assertFullyStored(till, sale);
        assertEquals(1, till.count("rejection"));
    }

    // What can be identified is stored, whatever else it is

    @Test
    void nothingButAnIdIsEnough() {
        Till till = house.till();
        UUID id = UUID.randomUUID();

        assertEquals(ACCEPTED, till.sell("{\"head\":{\"id\":\"" + id + "\"}}"));

        assertEquals(Map.of(), till.flags(id));
        assertEquals("t", till.column("total_amount is null and receipt_number is null and local_time is null", id));
    }

    @Test
    void nullsWhereRowsAndListsShouldBeDoNoHarm() {
        Till till = house.till();
        Document sale = Document.sale().withJson("/products", "null").withJson("/discounts", "[null]");

        assertEquals(ACCEPTED, till.sell(sale));

        assertEquals(Map.of(), till.flags(sale.id()));
        assertEquals("55.0000", till.column("total_amount", sale.id()));
    }

    @Test
    void unknownMembersAreKept() {
        Till till = house.till();
        Document sale = Document.sale()
                .withJson("/novelty", "{\"a\":[1,2.50,{\"b\":null}]}")
                .with("/head/new_in_version_9", "x")
                .with("/payments/0/new_in_version_9", 9);
        till.sell(sale);

        assertEquals(sale.text(), till.entry(sale.id()).payload());
        assertFullyStored(till, sale);
    }

    @Test
    void whatCannotBeBoundIsStoredAndFlaggedAndTheOthersAreProjected() {
        Till till = house.till();
        List<Document> odd = Stream.of(
                        "/head/total_amount=[1]",
                        "/head/total_amount=\"twelve\"",
                        "/head/receipt_number=\"abc\"",
                        "/head/is_cancel=3",
                        "/head/transaction_status={\"a\":1}",
                        "/products={\"not\":\"a list\"}",
                        "/products=[17]",
                        "/products=[[]]",
                        "/payments=\"none\"",
                        "/payments/0/line_no=\"one\"",
                        "/payments/0/payment_total=true",
                        "/fiscal=[]",
                        "/fiscal=\"x\"")
                .map(change -> change.split("=", 2))
                .map(change -> Document.sale().withJson(change[0], change[1]))
                .toList();
        Document before = Document.sale();
        Document after = Document.sale();
        List<Document> all = new ArrayList<>(odd);
        all.add(0, before);
        all.add(after);

        assertEquals(new Taken.Done(all.size(), 0), till.sell(all.toArray(Document[]::new)));
        assertEquals(ACCEPTED, till.sell(odd.get(0)));

        assertEquals(all.size(), till.entries().size());
        assertFullyStored(till, before);
        assertFullyStored(till, after);
        assertAll(odd.stream().map(document -> () -> {
            assertOnlyInTheJournal(till, document);
            assertFalse(till.flags(document.id()).get(Flag.NOT_PROJECTED).isBlank());
        }));
        assertTrue(till.verify().clean());
    }

    @Test
    void theFlagNamesTheMemberAndNotItsValue() {
        Till till = house.till();
        Document odd = Document.sale().with("/payments/0/payment_total", "4111111111111111x");
        till.sell(odd);

        String detail = till.flags(odd.id()).get(Flag.NOT_PROJECTED);
        assertTrue(detail.contains("payment_total"), detail);
        assertFalse(detail.contains("111"), detail);
    }

    @Test
    void deepNestingIsStoredUpToAThousandLevelsAndRejectedBeyond() {
        Till till = house.till();
        Document sale = Document.sale();
        Document deep = sale.withJson("/deep", "[".repeat(900) + "]".repeat(900));
        String tooDeep = Document.sale()
                .text()
                .replaceFirst("\\{", "{\"deep\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",");
        Document other = Document.sale();

        assertEquals(new Taken.Done(2, 1), till.sell(deep.text(), tooDeep, other.text()));

        assertFullyStored(till, deep);
        assertFullyStored(till, other);
        assertEquals(1, till.count("rejection"));
    }

    @Test
    void aDocumentOfMegabytesIsStored() {
        Till till = house.till();
        Document large = Document.sale().with("/head/unknown", "x".repeat(4_000_000));

        assertEquals(ACCEPTED, till.sell(large));
        assertEquals(ACCEPTED, till.sell(large));

        assertEquals(1, till.entries().size());
        assertEquals(large.text(), till.entries().get(0).payload());
        assertTrue(till.verify().clean());
    }

    @Test
    void fiveHundredDocumentsInOneRequestAreStored() {
        Till till = house.till();
        Document[] sales =
                IntStream.range(0, 500).mapToObj(i -> Document.sale()).toArray(Document[]::new);

        assertEquals(new Taken.Done(500, 0), till.sell(sales));
        assertEquals(new Taken.Done(500, 0), till.sell(sales));

        assertEquals(500, till.count("sales_document"));
        assertEquals(500, till.entries().get(499).entryNo());
        assertTrue(till.verify().clean());
    }

    // The rungs

    @Test
    void ofThreeDocumentsWithOneWhoseRowsTheDatabaseRefusesTwoAreFullyStoredAndTheThirdInTheJournal() {
        refusePoison();
        Till till = house.till();
        Document before = Document.sale().with("/head/receipt_number", 1);
        Document refused = poisoned().with("/head/receipt_number", 2);
        Document after = Document.sale().with("/head/receipt_number", 3);
        Map<String, Long> counters = Map.of("ReceiptNumber", 4L, "ClosureNumber", 1L, "Other", 5L);

        assertEquals(new Taken.Done(3, 0), till.sell(List.of(before.text(), refused.text(), after.text()), counters));

        assertEquals(
                List.of(1L, 2L, 3L),
                till.entries().stream().map(EntryView::entryNo).toList());
        assertFullyStored(till, before);
        assertFullyStored(till, after);
        assertOnlyInTheJournal(till, refused);
        assertTrue(till.verify().clean());
        assertEquals(0, till.count("rejection"));
        assertEquals(
                "1/4",
                house.value("select closure_number || '/' || receipt_number from counter where terminal_id = '"
                        + till.terminal().id() + "'"));
        assertEquals(
                "5",
                house.value("select value from other_counter where terminal_id = '"
                        + till.terminal().id() + "' and name = 'Other'"));
    }

    @Test
    void aRefusedDocumentSentAgainIsADuplicate() {
        refusePoison();
        Till till = house.till();
        Document refused = poisoned();

        assertEquals(ACCEPTED, till.sell(refused));
        assertEquals(ACCEPTED, till.sell(refused));

        assertEquals(1, till.entries().size());
        assertOnlyInTheJournal(till, refused);
    }

    @Test
    void aRefusedClosureIsStoredInTheJournal() {
        house.tamper("alter table closure_summary add constraint poison check (kind <> 'VAT') not valid");
        try {
            Till till = house.till();
            Document closure = Document.closure();

            assertEquals(ACCEPTED, till.close(closure));

            assertEquals(Set.of(Flag.NOT_PROJECTED), till.flags(closure.id()).keySet());
            assertEquals(0, till.count("closure"));
            house.tamper("alter table closure_summary drop constraint poison");
            assertEquals(1, house.door(Reprojection.class).again(10));
            assertEquals(1, till.count("closure"));
        } finally {
            house.tamper("alter table closure_summary drop constraint if exists poison");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22003", "22021", "23502", "23505", "23514"})
    void everyErrorOfTheDataGoesDownARung(String sqlState) {
        refuse(
                sqlState,
                "create trigger poison before insert on sales_document for each row"
                        + " when (new.base_currency = 'XXX') execute function refuse()");
        Till till = house.till();
        Document sale = Document.sale();
        Document refused = Document.sale().with("/head/base_currency", "XXX");

        assertEquals(new Taken.Done(2, 0), till.sell(sale, refused));

        assertFullyStored(till, sale);
        assertOnlyInTheJournal(till, refused);
    }

    @Test
    void whatTheDatabaseRefusesOnlyAtTheCommitGoesDownARungToo() {
        refuse(
                "23514",
                "create constraint trigger poison after insert on sales_document deferrable initially deferred"
                        + " for each row when (new.base_currency = 'XXX') execute function refuse()");
        Till till = house.till();
        Document sale = Document.sale();
        Document refused = Document.sale().with("/head/base_currency", "XXX");

        assertEquals(new Taken.Done(2, 0), till.sell(sale, refused));

        assertFullyStored(till, sale);
        assertOnlyInTheJournal(till, refused);
        assertTrue(till.verify().clean());
    }

    private static void refuse(String sqlState, String trigger) {
        house.tamper("create or replace function refuse() returns trigger language plpgsql as $$ begin"
                + " raise exception 'no' using errcode = '" + sqlState + "'; end $$; " + trigger);
    }

    @Test
    void requestsThatShareATransactionWithARefusedDocumentAreFullyStored() {
        refusePoison();
        Till busy = house.till();
        Till good = house.till();
        Till bad = house.till();
        busy.sell(Document.sale());
        Document first = Document.sale();
        Document sale = Document.sale();
        Document refused = poisoned();
        List<Started<Taken>> requests = new ArrayList<>();
        try (HeldLock held = HeldLock.on(house, busy)) {
            requests.add(Together.start(() -> busy.sell(first)));
            held.awaitWaiting();
            requests.add(Together.start(() -> bad.sell(refused)));
            requests.add(Together.start(() -> good.sell(sale)));
        }

        requests.forEach(request -> assertEquals(ACCEPTED, request.result()));
        assertFullyStored(busy, first);
        assertFullyStored(good, sale);
        assertOnlyInTheJournal(bad, refused);
    }

    @Test
    void countersThatTheDatabaseRefusesKeepNoDocumentOut() {
        Till till = house.till();
        Document sale = Document.sale();

        assertEquals(
                ACCEPTED,
                till.sell(List.of(sale.text()), Map.of("a\u0000b", 1L, "ReceiptNumber", 8L, "ClosureNumber", 1L)));

        assertFullyStored(till, sale);
        assertEquals(
                "8",
                house.value("select receipt_number from counter where terminal_id = '"
                        + till.terminal().id() + "'"));
    }

    @Test
    void anEntryThatEvenTheJournalRefusesIsNeverCalledAccepted() {
        house.tamper("alter table journal_entry add constraint poison check (payload not like '%XXX%') not valid");
        Till till = house.till();
        Document sale = Document.sale();
        Document refused = Document.sale().with("/head/base_currency", "XXX");

        assertInstanceOf(Taken.Unwell.class, till.sell(sale, refused));
        assertEquals(0, till.count("rejection"));
        house.tamper("alter table journal_entry drop constraint poison");
        assertEquals(new Taken.Done(2, 0), till.sell(sale, refused));

        assertEquals(2, till.entries().size());
        assertEquals(2, till.count("sales_document"));
        assertTrue(till.verify().clean());
    }

    // Projecting again

    @Test
    void aRefusedDocumentIsProjectedAgainWhenTheCauseWasMended() {
        refusePoison();
        Till till = house.till();
        Document refused = poisoned().with("/head/exchange_rate", "1.1234567");
        till.sell(Document.sale(), refused);
        assertOnlyInTheJournal(till, refused);
        mend();

        assertEquals(1, house.door(Reprojection.class).again(10));

        assertEquals("55.0000", till.column("total_amount", refused.id()));
        assertEquals(List.of(List.of(POISON)), till.lines("sales_payment", "payment_type", refused.id()));
        assertEquals(Set.of(Flag.VALUE_LEFT_OUT), till.flags(refused.id()).keySet());
        assertEquals(0, house.door(Reprojection.class).again(10));
        assertEquals(2, till.entries().size());
        assertTrue(till.verify().clean());
    }

    @Test
    void oneThatIsStillRefusedKeepsNoOtherFromBeingProjectedAgain() {
        refusePoison();
        Till till = house.till();
        Document stillRefused = poisoned();
        Document unbindable = Document.sale().withJson("/products", "17");
        till.sell(stillRefused, unbindable);
        refuse(
                "23514",
                "create trigger poison before insert on sales_document for each row"
                        + " when (new.base_currency = 'XXX') execute function refuse()");
        Document mended = Document.sale().with("/head/base_currency", "XXX");
        till.sell(mended);
        house.tamper("drop trigger poison on sales_document");

        assertEquals(1, house.door(Reprojection.class).again(10));

        assertOnlyInTheJournal(till, stillRefused);
        assertOnlyInTheJournal(till, unbindable);
        assertEquals("55.0000", till.column("total_amount", mended.id()));
        assertEquals(Map.of(), till.flags(mended.id()));
        mend();
        assertEquals(1, house.door(Reprojection.class).again(10));
    }

    @Test
    void aDocumentProjectedAgainCountsForTheNumbersTheTerminalResumesWith() {
        refusePoison();
        Till till = house.till();
        till.sell(poisoned().with("/head/receipt_number", 41));
        mend();

        assertEquals(1, house.door(Reprojection.class).again(10));

        assertEquals(
                "42",
                house.value("select receipt_number from counter where terminal_id = '"
                        + till.terminal().id() + "'"));
    }
}
