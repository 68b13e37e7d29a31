package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Source;
import pro.saleflex.office.sales.SalesIntake;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** Whatever terminals send, identifiable items are stored and the rest is set aside; neither keeps the other out. */
@DatabaseTest
class OddItemsDbTest {
    private static final IntakeResult ACCEPTED = new IntakeResult.Done(1, List.of());

    @Inject
    TestApplication app;

    @Inject
    Till till;

    // Items that cannot be identified

    @Test
    void aPoisonedItemAmongTenIsSetAsideOnceAndTheOtherNineAreStored() {
        List<Document> sales =
                IntStream.range(0, 9).mapToObj(i -> Document.sale()).toList();
        List<String> items = new ArrayList<>(sales.stream().map(Document::text).toList());
        items.add(4, "{\"head\":{\"id\":\"poison\"}}");

        Till.assertTaken(9, 1, till.sell(items, Map.of()));
        Till.assertTaken(9, 1, till.sell(items, Map.of()));

        assertEquals(sales.stream().map(Document::text).toList(), till.payloads());
        sales.forEach(sale -> Kept.inFull(till, sale));
        assertEquals(
                List.of(List.of("TRANSACTION", items.get(4), "REST", "t")),
                till.rows("select kind, payload, source, payload_sha256 = sha256(convert_to(payload, 'UTF8'))"
                        + " from rejection where :mine"));
    }

    @Test
    void anythingThatCannotBeIdentifiedIsSetAsideUnchanged() {
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

        Till.assertTaken(1, poisons.size(), till.sell(items, Map.of()));
        Till.assertTaken(1, poisons.size(), till.sell(items, Map.of()));

        Kept.inFull(till, sale);
        assertEquals(
                poisons,
                till.rows("select payload from rejection where :mine order by id").stream()
                        .map(row -> row.get(0))
                        .toList());
    }

    @Test
    void aRejectionSaysWhyAndWhen() {
        till.sell("17", "{\"head\":{}}", "{\"head\":");

        assertEquals(
                List.of(
                        List.of("17", "The item is not a JSON object."),
                        List.of("{\"head\":", "The item is not readable JSON."),
                        List.of("{\"head\":{}}", "The item has no usable head.id: a UUID is needed.")),
                till
                        .rows("select payload, reason from rejection where :mine and"
                                + " abs(extract(epoch from received_at - timestamptz '"
                                + app.clock().instant() + "')) < 0.001 order by reason desc, payload desc")
                        .stream()
                        .sorted(java.util.Comparator.comparing(row -> row.get(0)))
                        .toList());
    }

    @Test
    void aRejectedTextIsKeptOncePerTerminalAndKind() {
        Till other = app.till();
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
    void aRequestWithOnlyRejectedItemsSucceeds() {
        Till.assertTaken(0, 2, till.sell("1", "2"));
    }

    @Test
    void cardNumbersAreMaskedInRejectionsToo() {
        till.sell(
                "{\"head\":{},\"description\":\"4111 1111 1111 1111\"}",
                "\"5555555555554444\"",
                "{\"a\":\"4111111111111111");

        assertEquals(
                Set.of(
                        List.of("{\"head\":{},\"description\":\"4111 11** **** 1111\"}"),
                        List.of("\"555555******4444\""),
                        List.of("{\"a\":\"411111******1111")),
                new HashSet<>(till.rows("select payload from rejection where :mine")));
    }

    @Test
    void aTextThatTheDatabaseCannotHoldIsRejectedAndKeepsNoOtherItemOut() {
        Document sale = Document.sale();

        Till.assertTaken(1, 1, till.sell(sale.text(), "{\"head\":\u0000}"));

        Kept.inFull(till, sale);
        assertEquals(1, till.count("rejection"));
    }

    // Items that can be identified are stored, whatever they contain

    @Test
    void anIdAloneIsEnough() {
        UUID id = UUID.randomUUID();

        assertEquals(ACCEPTED, till.sell("{\"head\":{\"id\":\"" + id + "\"}}"));

        assertEquals(Map.of(), till.flags(id));
        assertEquals("t", till.column("total_amount is null and receipt_number is null and local_time is null", id));
    }

    @Test
    void nullsInPlaceOfRowsAndListsDoNoHarm() {
        Document sale = Document.sale().withJson("/products", "null").withJson("/discounts", "[null]");

        assertEquals(ACCEPTED, till.sell(sale));

        assertEquals(Map.of(), till.flags(sale.id()));
        assertEquals("55.0000", till.column("total_amount", sale.id()));
    }

    @Test
    void unknownMembersAreKept() {
        Document sale = Document.sale()
                .withJson("/novelty", "{\"a\":[1,2.50,{\"b\":null}]}")
                .with("/head/new_in_version_9", "x")
                .with("/payments/0/new_in_version_9", 9);
        till.sell(sale);

        assertEquals(sale.text(), till.entry(sale.id()).payload());
        Kept.inFull(till, sale);
    }

    @Test
    void unreadableMembersAreLeftOutAndFlaggedAndTheRestIsProjected() {
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

        assertEquals(new IntakeResult.Done(all.size(), List.of()), till.sell(all.toArray(Document[]::new)));
        assertEquals(ACCEPTED, till.sell(odd.get(0)));

        assertEquals(all.size(), till.entries().size());
        Kept.inFull(till, before);
        Kept.inFull(till, after);
        assertAll(odd.stream().map(document -> () -> {
            assertEquals(document.text(), till.entry(document.id()).payload());
            assertEquals("0.0000", till.column("total_discount_amount", document.id()));
            assertTrue(till.flags(document.id()).containsKey(Flag.VALUE_LEFT_OUT));
        }));
        assertTrue(till.verify().clean());
    }

    @Test
    void theFlagNamesTheMemberAndNotItsValue() {
        Document odd = Document.sale().with("/payments/0/payment_total", "4111111111111111x");
        till.sell(odd);

        String detail = till.flags(odd.id()).get(Flag.VALUE_LEFT_OUT);
        assertTrue(detail.contains("payments.payment_total"), detail);
        assertFalse(detail.contains("111"), detail);
    }

    @Test
    void nestingIsStoredUpToAThousandLevelsAndRejectedBeyond() {
        Document sale = Document.sale();
        Document deep = sale.withJson("/deep", "[".repeat(900) + "]".repeat(900));
        String tooDeep = Document.sale()
                .text()
                .replaceFirst("\\{", "{\"deep\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",");
        Document other = Document.sale();

        Till.assertTaken(2, 1, till.sell(deep.text(), tooDeep, other.text()));

        Kept.inFull(till, deep);
        Kept.inFull(till, other);
        assertEquals(1, till.count("rejection"));
    }

    /** Random letters: repetitive text would be compressed and fit into an index after all. */
    private static String text(int length) {
        return new Random(length)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 3_000, 8_000, 100_000})
    void aTextOfAnyLengthIsStoredAndAnOverlongNumberFlagged(int length) {
        Document odd = Document.sale()
                .with("/head/transaction_unique_id", text(length))
                .with("/head/document_type", text(length))
                .with("/head/transaction_type", text(length))
                .with("/head/transaction_status", text(length))
                .with("/head/base_currency", text(length))
                .with("/head/fiscal_receipt_number", text(length))
                .with("/head/cancel_reason", text(length))
                .with("/payments/0/payment_type", text(length));
        Document closure = Document.closure().with("/closure/closure_unique_id", text(length));

        assertEquals(ACCEPTED, till.sell(odd));
        assertEquals(ACCEPTED, till.close(closure));

        assertEquals(List.of(odd.text(), closure.text()), till.payloads());
        assertEquals("55.0000", till.column("total_amount", odd.id()));
        assertNull(till.column("transaction_unique_id", odd.id()));
        assertEquals(
                Map.of(Flag.VALUE_LEFT_OUT, "Left out of its column: head.transaction_unique_id"),
                till.flags(odd.id()));
        assertEquals(1, till.count("closure"));
    }

    @Test
    void duplicatesOfANumberOfTwoHundredCharactersAreFound() {
        Document sale = Document.sale().with("/head/transaction_unique_id", "\u20ac".repeat(10) + text(190));
        Document same = Document.sale().with("/head/transaction_unique_id", "\u20ac".repeat(10) + text(190));

        assertEquals(new IntakeResult.Done(2, List.of()), till.sell(sale, same));

        assertEquals(Set.of(Flag.SAME_NUMBER), till.flags(same.id()).keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-4713-01-01T00:00:00", "-9999-01-01T00:00:00", "0000-01-01T00:00:00"})
    void anImpossibleReceiptTimeIsLeftOutAndFlagged(String time) {
        Document odd = Document.sale().with("/head/transaction_date_time", time);

        assertEquals(ACCEPTED, till.sell(odd));

        assertEquals("55.0000", till.column("total_amount", odd.id()));
        assertEquals(Set.of(Flag.VALUE_LEFT_OUT), till.flags(odd.id()).keySet());
    }

    @Test
    void aDocumentWithTooManyRowsIsKeptInTheJournal() {
        Document most = Document.sale().withJson("/unknown", "[" + "{},".repeat(9_900) + "{}]");
        Document more = Document.sale().withJson("/notes", "[" + "{},".repeat(1_000_000) + "{}]");

        assertEquals(new IntakeResult.Done(2, List.of()), till.sell(most, more));

        Kept.inFull(till, most);
        Kept.onlyInTheJournal(till, more);
    }

    @Test
    void documentsBeyondARequestsRowLimitAreKeptInTheJournalOnly() {
        List<Document> sales = Stream.generate(
                        () -> Document.sale().withJson("/unknown", "[" + "{},".repeat(9_000) + "{}]"))
                .limit(7)
                .toList();

        assertEquals(new IntakeResult.Done(7, List.of()), till.sell(sales.toArray(Document[]::new)));

        assertEquals(5, till.count("sales_document"));
        Kept.onlyInTheJournal(till, sales.get(6));
        assertTrue(till.flags(sales.get(6).id()).get(Flag.NOT_PROJECTED).contains("50000"));
    }

    @Test
    void unreadableCountersAreFlaggedOnTheDocumentsOfTheirRequest() {
        Document sale = Document.sale();
        HandOver handOver =
                new HandOver(till.terminal(), Source.REST, List.of(sale.text()), Map.of("ReceiptNumber", 4L), 2);

        assertEquals(ACCEPTED, app.bean(SalesIntake.class).accept(handOver));
        assertEquals(ACCEPTED, app.bean(SalesIntake.class).accept(handOver));

        assertEquals(
                Map.of(Flag.COUNTERS_UNREAD, "2 counters that came with it cannot be read."), till.flags(sale.id()));
    }

    @Test
    void aDocumentOfMegabytesIsStored() {
        Document large = Document.sale().with("/head/unknown", "x".repeat(4_000_000));

        assertEquals(ACCEPTED, till.sell(large));
        assertEquals(ACCEPTED, till.sell(large));

        assertEquals(1, till.entries().size());
        assertEquals(large.text(), till.entries().get(0).payload());
        assertTrue(till.verify().clean());
    }

    @Test
    void fiveHundredDocumentsInOneRequestAreStored() {
        Document[] sales =
                IntStream.range(0, 500).mapToObj(i -> Document.sale()).toArray(Document[]::new);

        assertEquals(new IntakeResult.Done(500, List.of()), till.sell(sales));
        assertEquals(new IntakeResult.Done(500, List.of()), till.sell(sales));

        assertEquals(500, till.count("sales_document"));
        assertEquals(500, till.entries().get(499).entryNo());
        assertTrue(till.verify().clean());
    }
}
