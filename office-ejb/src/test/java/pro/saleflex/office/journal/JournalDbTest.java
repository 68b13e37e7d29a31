package pro.saleflex.office.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.EJBTransactionRequiredException;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.intake.HandOver;
import pro.saleflex.office.intake.IntakeResult;
import pro.saleflex.office.sales.SalesIntake;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.Samples;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;
import pro.saleflex.office.testing.Transactions;

@DatabaseTest
class JournalDbTest {
    @Inject
    TestApplication app;

    @Inject
    Journal journal;

    @Inject
    Till till;

    private static List<Long> oneTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void numbersTheEntriesOfATerminalFromOneWithoutGaps() {
        Document first = Document.sale();
        till.sell(first, Document.sale());
        till.sell(first); // a duplicate takes no number
        till.close(Document.closure());
        till.sell(first.with("/head/total_amount", "55.01")); // a conflict takes one
        till.sell("no item"); // a rejection takes none
        till.sell(Document.sale());

        assertEquals(oneTo(5), till.numbers());
        assertEquals(5, journal.lastEntryNo(till.terminal().id()));
        assertTrue(till.verify().clean(), till.verify().finding());
    }

    @Test
    void numbersEachTerminalByItself() {
        Till one = app.till();
        Till other = app.till();
        one.sell(Document.sale());
        other.sell(Document.sale());
        one.sell(Document.sale());

        assertEquals(oneTo(2), one.numbers());
        assertEquals(oneTo(1), other.numbers());
        Map<UUID, Long> lengths = journal.lengths();
        assertEquals(2, lengths.get(one.terminal().id()));
        assertEquals(1, lengths.get(other.terminal().id()));
    }

    @Test
    void aTerminalThatHandedOverNothingHasAnEmptyJournal() {
        till.sell(List.of(), Map.of());

        assertEquals(List.of(), till.entries());
        assertEquals(0, journal.lastEntryNo(till.terminal().id()));
        assertTrue(till.verify().clean());
        assertEquals(0, till.verify().entries());
    }

    @Test
    void keepsTheExactCharactersOfEveryItem() {
        UUID id = UUID.randomUUID();
        String item = "{ \"head\" :\t{\"id\":\"" + id
                + "\",\r\n \"total_amount\": 5.50E1 , \"note\":\"caf\\u00e9 café \\/ "
                + "\\\"\\ud83d\\ude00 😀\", \"zero\":-0.0, \"id\":\"" + id + "\" }, \"unknown\": [ 1.10, {} ,[ ] ] }";

        till.sell(item);
        String pretty = Samples.body("transaction-full-tree-sale.json");
        String sale = pretty.substring(pretty.indexOf("{\n      \"head\""), pretty.lastIndexOf("\n  ],"));
        till.sell(sale);

        assertEquals(List.of(item, sale), till.payloads());
    }

    @Test
    void anEntryHoldsItsKindDocumentHashesSourceAndTime() {
        Document sale = Document.sale();
        app.clock().pass(Duration.ofNanos(1_234_567_891)); // finer than the database's microseconds
        till.sell(sale);

        EntryView entry = till.entries().get(0);
        assertEquals(EntryKind.TRANSACTION, entry.kind());
        assertEquals(sale.id(), entry.documentId());
        assertEquals(till.terminal().id(), entry.terminalId());
        assertArrayEquals(sha256(sale.text()), entry.payloadSha256());
        assertEquals(Source.REST, entry.source());
        Duration late =
                Duration.between(entry.receivedAt().toInstant(), app.clock().instant());
        assertTrue(!late.isNegative() && late.compareTo(Duration.ofNanos(1000)) < 0, "received at, off by " + late);
        assertEquals(entry.payload(), journal.entry(entry.id()).orElseThrow().payload());
    }

    @Test
    void namesTheApiThatADocumentWasHandedOverBy() {
        HandOver handOver = new HandOver(
                till.terminal(), Source.SOAP, List.of(Document.sale().text()), Map.of());

        assertEquals(
                new IntakeResult.Done(1, List.of()), app.bean(SalesIntake.class).accept(handOver));

        assertEquals(Source.SOAP, till.entries().get(0).source());
        assertTrue(till.verify().clean());
    }

    /** Written again from the description, so that the code cannot drift from it. */
    @Test
    void chainsTheEntriesAsDescribed() {
        Document sale = Document.sale();
        till.sell(sale, Document.sale());
        app.clock().pass(Duration.ofHours(30));
        till.close(Document.closure());
        till.sell(sale.with("/head/description", "another"));

        byte[] previous = sha256("saleflex-journal\n" + till.terminal().id());
        int entries = 0;
        for (List<String> row : till.rows("select entry_no, kind, document_id, encode(payload_sha256, 'hex'),"
                + " to_char(received_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), source,"
                + " encode(chain_hash, 'hex') from journal_entry where :mine order by entry_no")) {
            previous = sha256(HexFormat.of().formatHex(previous) + "\n" + String.join("\n", row.subList(0, 6)) + "\n");
            assertEquals(HexFormat.of().formatHex(previous), row.get(6), "entry " + row.get(0));
            entries++;
        }
        assertEquals(4, entries);
    }

    @Test
    void aConflictKeepsTheKindOfItsDocument() {
        Document sale = Document.sale();
        Document closure = Document.closure();
        till.sell(sale, sale.with("/head/description", "another"));
        till.close(closure, closure.withJson("/head", "{\"id\":\"" + sale.id() + "\"}"));

        assertEquals(
                List.of(
                        EntryKind.TRANSACTION + " " + EntryKind.TRANSACTION,
                        EntryKind.CONFLICT + " " + EntryKind.TRANSACTION,
                        EntryKind.CLOSURE + " " + EntryKind.CLOSURE,
                        EntryKind.CONFLICT + " " + EntryKind.CLOSURE),
                till.entries().stream()
                        .map(entry -> entry.kind() + " " + entry.documentKind())
                        .toList());
        assertEquals("2", till.value("select count(*) from journal_entry where :mine and document_kind is null"));
    }

    @Test
    void readsBackInOrderByKindAndInPages() {
        Document sale = Document.sale();
        Document closure = Document.closure();
        till.sell(sale);
        till.close(closure);
        till.sell(Document.sale());
        till.sell(sale.with("/head/description", "another"));
        till.sell(Document.sale());
        UUID terminal = till.terminal().id();

        assertEquals(List.of(1L, 3L, 5L), numbers(journal.read(terminal, 0, Optional.of(EntryKind.TRANSACTION), 10)));
        assertEquals(List.of(2L), numbers(journal.read(terminal, 0, Optional.of(EntryKind.CLOSURE), 10)));
        assertEquals(List.of(4L), numbers(journal.read(terminal, 0, Optional.of(EntryKind.CONFLICT), 10)));
        assertEquals(List.of(1L, 2L), numbers(journal.read(terminal, 0, Optional.empty(), 2)));
        assertEquals(List.of(3L, 4L), numbers(journal.read(terminal, 2, Optional.empty(), 2)));
        assertEquals(List.of(5L), numbers(journal.read(terminal, 4, Optional.empty(), 2)));
        assertEquals(List.of(), numbers(journal.read(terminal, 5, Optional.empty(), 2)));
        assertEquals(List.of(3L, 5L), numbers(journal.read(terminal, 1, Optional.of(EntryKind.TRANSACTION), 2)));
        assertEquals(
                closure.text(),
                journal.read(terminal, 1, Optional.empty(), 1).get(0).payload());
    }

    @Test
    void readsOnlyTheTerminalsOwnJournal() {
        Till other = app.till();
        till.sell(Document.sale());
        other.sell(Document.sale());

        assertEquals(
                List.of(till.terminal().id()),
                till.entries().stream().map(EntryView::terminalId).toList());
    }

    @Test
    void verifiesAJournalOfManyPages() {
        for (int request = 0; request < 2; request++) {
            till.sell(IntStream.range(0, 300)
                    .mapToObj(i -> "{\"head\":{\"id\":\"" + UUID.randomUUID() + "\"}}")
                    .toArray(String[]::new));
        }

        Verification verification = till.verify();
        assertTrue(verification.clean(), verification.finding());
        assertEquals(600, verification.entries());
        assertEquals(oneTo(600), till.numbers());

        till.tamper("update journal_entry set payload = '{}' where :mine and entry_no = 577");
        assertEquals(577, till.verify().firstBroken());
        assertEquals(576, till.verify().entries());
    }

    @Test
    void aFlagSaysWhyAndWhenUntilItIsWithdrawn() {
        Document sale = Document.sale();
        till.sell(sale);
        long entry = till.entry(sale.id()).id();
        OffsetDateTime raised = OffsetDateTime.parse("2030-01-01T00:00:00Z");
        app.clock().pass(Duration.between(app.clock().instant(), raised.toInstant()));

        Transactions.run(() -> journal.flagNew(entry, Flag.DOES_NOT_ADD_UP, "off by a cent"));
        app.clock().pass(Duration.ofHours(1));

        FlagView flag = journal.flags(entry).get(0);
        assertEquals("off by a cent", flag.detail());
        assertEquals(raised.toInstant(), flag.raisedAt().toInstant());
        assertEquals(1, journal.flags(entry).size());
        Transactions.run(() -> journal.unflag(entry, Flag.DOES_NOT_ADD_UP));
        Transactions.run(() -> journal.unflag(entry, Flag.DOES_NOT_ADD_UP));
        assertEquals(List.of(), journal.flags(entry));
    }

    @Test
    void readsTheFlagsOfSeveralEntries() {
        Document odd = Document.sale().with("/head/exchange_rate", "1.1234567").with("/head/total_amount", "1e20");
        Document good = Document.sale();
        till.sell(odd, good);

        long entry = till.entry(odd.id()).id();
        assertEquals(
                Map.of(entry, Set.of(Flag.VALUE_ROUNDED, Flag.VALUE_LEFT_OUT, Flag.DOES_NOT_ADD_UP)),
                journal.flags(List.of(entry, till.entry(good.id()).id())));
        assertEquals(Map.of(), journal.flags(List.of()));
    }

    @Test
    void listsFlaggedEntriesTheOldestFirst() {
        List<Document> sales = List.of(Document.sale(), Document.sale(), Document.sale());
        sales.forEach(sale -> till.sell(sale.with("/head/exchange_rate", "1.1234567")));

        List<Long> ids = sales.stream().map(sale -> till.entry(sale.id()).id()).toList();
        List<Long> flagged = journal.flagged(Flag.VALUE_ROUNDED, 0, 1000);

        assertEquals(ids, flagged.stream().filter(ids::contains).toList());
        assertEquals(flagged.subList(0, 2), journal.flagged(Flag.VALUE_ROUNDED, 0, 2));
    }

    @Test
    void appendsAndFlagsOnlyWithinATransaction() {
        assertThrows(EJBTransactionRequiredException.class, () -> journal.append(List.of()));
        assertThrows(EJBTransactionRequiredException.class, () -> journal.flagNew(1, Flag.CONFLICT, ""));
        assertThrows(EJBTransactionRequiredException.class, () -> journal.unflag(1, Flag.CONFLICT));
    }

    private static List<Long> numbers(List<EntryView> entries) {
        return entries.stream().map(EntryView::entryNo).toList();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
