package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.Concurrently.Started;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** What the database refuses goes down the ladder rung by rung to the journal, and is later projected from there. */
@DatabaseTest(settings = "saleflex.office.intake.writers=1") // requests that come while it is busy share a transaction
class IntakeLadderDbTest {
    private static final IntakeResult ACCEPTED = new IntakeResult.Done(1, List.of());

    /** A payment type that the database refuses once {@link #refusePoison} was called. */
    private static final String POISON = "POISON";

    @Inject
    TestApplication app;

    @Inject
    Till till;

    @Inject
    Reprojection reprojection;

    private void refusePoison() {
        app.tamper("alter table sales_payment add constraint poison check (payment_type <> 'POISON') not valid");
    }

    @AfterEach
    void repair() {
        app.tamper(
                "alter table sales_payment drop constraint if exists poison;"
                        + " drop trigger if exists poison on sales_document; alter table journal_entry drop constraint if exists poison");
    }

    @BeforeEach
    void forgetUnprojectedDocumentsOfOtherTests() {
        app.tamper("delete from journal_flag where flag = 'NOT_PROJECTED'");
    }

    private static Document poisoned() {
        return Document.sale().with("/payments/0/payment_type", POISON);
    }

    // The rungs

    @Test
    void whenTheDatabaseRefusesTheRowsOfOneOfThreeDocumentsTwoAreFullyStoredAndTheThirdInTheJournal() {
        refusePoison();
        Document before = Document.sale().with("/head/receipt_number", 1);
        Document refused = poisoned().with("/head/receipt_number", 2);
        Document after = Document.sale().with("/head/receipt_number", 3);
        Map<String, Long> counters = Map.of("ReceiptNumber", 4L, "ClosureNumber", 1L, "Other", 5L);

        assertEquals(
                new IntakeResult.Done(3, List.of()),
                till.sell(List.of(before.text(), refused.text(), after.text()), counters));

        assertEquals(List.of(1L, 2L, 3L), till.numbers());
        Kept.inFull(till, before);
        Kept.inFull(till, after);
        Kept.onlyInTheJournal(till, refused);
        assertTrue(till.verify().clean());
        assertEquals(0, till.count("rejection"));
        assertEquals("1/4", till.value("select closure_number || '/' || receipt_number from counter where :mine"));
        assertEquals("5", till.value("select value from other_counter where :mine and name = 'Other'"));
    }

    @Test
    void aRefusedDocumentSentAgainIsADuplicate() {
        refusePoison();
        Document refused = poisoned();

        assertEquals(ACCEPTED, till.sell(refused));
        assertEquals(ACCEPTED, till.sell(refused));

        assertEquals(1, till.entries().size());
        Kept.onlyInTheJournal(till, refused);
    }

    @Test
    void aRefusedClosureIsStoredInTheJournal() {
        app.tamper("alter table closure_summary add constraint poison check (kind <> 'VAT') not valid");
        try {
            Document closure = Document.closure();

            assertEquals(ACCEPTED, till.close(closure));

            assertEquals(Set.of(Flag.NOT_PROJECTED), till.flags(closure.id()).keySet());
            assertEquals(0, till.count("closure"));
            app.tamper("alter table closure_summary drop constraint poison");
            assertEquals(1, reprojection.retryAll().projected());
            assertEquals(1, till.count("closure"));
        } finally {
            app.tamper("alter table closure_summary drop constraint if exists poison");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22001", "22003", "22021", "23502", "23505", "23514", "54000", "0A000", "21000", "42501", "44000",
                "P0001", "XX000", "XX001", "ZZ999"
            })
    void everyLastingErrorLeadsToTheNextRung(String sqlState) {
        refuse(
                sqlState,
                "create trigger poison before insert on sales_document for each row"
                        + " when (new.base_currency = 'XXX') execute function refuse()");

        assertOnlyTheRefusedDocumentGoesDownARung();
    }

    @Test
    void aDocumentRefusedOnlyAtTheCommitGoesDownARungToo() {
        refuse(
                "23514",
                "create constraint trigger poison after insert on sales_document deferrable initially deferred"
                        + " for each row when (new.base_currency = 'XXX') execute function refuse()");

        assertOnlyTheRefusedDocumentGoesDownARung();
        assertTrue(till.verify().clean());
    }

    private void assertOnlyTheRefusedDocumentGoesDownARung() {
        Document sale = Document.sale();
        Document refused = Document.sale().with("/head/base_currency", "XXX");

        assertEquals(new IntakeResult.Done(2, List.of()), till.sell(sale, refused));

        Kept.inFull(till, sale);
        Kept.onlyInTheJournal(till, refused);
    }

    private void refuse(String sqlState, String trigger) {
        app.tamper("create or replace function refuse() returns trigger language plpgsql as $$ begin"
                + " raise exception 'no' using errcode = '" + sqlState + "'; end $$; " + trigger);
    }

    @Test
    void requestsThatShareATransactionWithARefusedDocumentAreFullyStored() {
        refusePoison();
        Till busy = app.till();
        Till good = app.till();
        Till bad = app.till();
        busy.sell(Document.sale());
        Document first = Document.sale();
        Document sale = Document.sale();
        Document refused = poisoned();
        List<Started<IntakeResult>> requests = new ArrayList<>();
        try (HeldLock held = HeldLock.on(app, busy)) {
            requests.add(Concurrently.start(() -> busy.sell(first)));
            held.awaitWaiting();
            requests.add(Concurrently.start(() -> bad.sell(refused)));
            requests.add(Concurrently.start(() -> good.sell(sale)));
        }

        requests.forEach(request -> assertEquals(ACCEPTED, request.result()));
        Kept.inFull(busy, first);
        Kept.inFull(good, sale);
        Kept.onlyInTheJournal(bad, refused);
    }

    /** A lock, a time-out, a broken connection: whatever one till's request causes while the database answers. */
    @ParameterizedTest
    @ValueSource(strings = {"08006", "40P01", "53200", "55P03", "57014", "58030"})
    void requestsThatShareATransactionWithATemporarilyFailingOneAreFullyStored(String sqlState) {
        refuse(
                sqlState,
                "create trigger poison before insert on sales_document for each row"
                        + " when (new.base_currency = 'XXX') execute function refuse()");
        Till busy = app.till();
        Till good = app.till();
        Till bad = app.till();
        busy.sell(Document.sale());
        Document first = Document.sale();
        Document sale = Document.sale();
        Document refused = Document.sale().with("/head/base_currency", "XXX");
        Started<IntakeResult> theirs;
        List<Started<IntakeResult>> requests = new ArrayList<>();
        try (HeldLock held = HeldLock.on(app, busy)) {
            requests.add(Concurrently.start(() -> busy.sell(first)));
            held.awaitWaiting();
            theirs = Concurrently.start(() -> bad.sell(refused));
            requests.add(Concurrently.start(() -> good.sell(sale)));
        }

        requests.forEach(request -> assertEquals(ACCEPTED, request.result()));
        Kept.inFull(busy, first);
        Kept.inFull(good, sale);
        assertInstanceOf(IntakeResult.Unavailable.class, theirs.result());
        assertEquals(List.of(), bad.entries());
        repair();
        assertEquals(ACCEPTED, bad.sell(refused));
        Kept.inFull(bad, refused);
    }

    @Test
    void aDocumentWhoseTransactionCollidesAFewTimesIsStoredAtOnce() {
        app.tamper(
                "drop sequence if exists collisions; create sequence collisions; grant all on collisions to office_app;"
                        + " create or replace function refuse() returns trigger language plpgsql as $$ begin"
                        + " if nextval('collisions') <= 3 then raise exception 'no' using errcode = '40P01'; end if;"
                        + " return new; end $$;"
                        + " create trigger poison before insert on sales_document for each row execute function refuse()");
        Document sale = Document.sale();

        assertEquals(ACCEPTED, till.sell(sale));

        Kept.inFull(till, sale);
    }

    @Test
    void countersThatTheDatabaseRefusesDoNotKeepADocumentOut() {
        Document sale = Document.sale();

        assertEquals(
                ACCEPTED,
                till.sell(List.of(sale.text()), Map.of("a\u0000b", 1L, "ReceiptNumber", 8L, "ClosureNumber", 1L)));

        Kept.inFull(till, sale);
        assertEquals("8", till.value("select receipt_number from counter where :mine"));
    }

    @Test
    void anEntryThatEvenTheJournalRefusesIsNeverReportedAsAccepted() {
        app.tamper("alter table journal_entry add constraint poison check (payload not like '%XXX%') not valid");
        Document sale = Document.sale();
        Document refused = Document.sale().with("/head/base_currency", "XXX");

        Document last = Document.sale();
        assertInstanceOf(IntakeResult.Unavailable.class, till.sell(sale, refused, last));
        assertEquals(0, till.count("rejection"));
        Kept.inFull(till, sale);
        Kept.inFull(till, last);
        app.tamper("alter table journal_entry drop constraint poison");
        assertEquals(new IntakeResult.Done(3, List.of()), till.sell(sale, refused, last));

        assertEquals(3, till.entries().size());
        assertEquals(3, till.count("sales_document"));
        assertTrue(till.verify().clean());
    }

    // Projecting again

    @Test
    void aRefusedDocumentIsProjectedOnceTheCauseIsFixed() {
        refusePoison();
        Document refused = poisoned().with("/head/exchange_rate", "1.1234567");
        till.sell(Document.sale(), refused);
        Kept.onlyInTheJournal(till, refused);
        repair();

        assertEquals(1, reprojection.retryAll().projected());

        assertEquals("55.0000", till.column("total_amount", refused.id()));
        assertEquals(List.of(List.of(POISON)), till.lines("sales_payment", "payment_type", refused.id()));
        assertEquals(Set.of(Flag.VALUE_ROUNDED), till.flags(refused.id()).keySet());
        assertEquals(0, reprojection.retryAll().projected());
        assertEquals(2, till.entries().size());
        assertTrue(till.verify().clean());
    }

    @Test
    void aDocumentThatIsStillRefusedDoesNotKeepOthersFromBeingProjected() {
        refusePoison();
        Document stillRefused = poisoned();
        Document unbindable = Document.sale().withJson("/products", "[" + "17,".repeat(200) + "17]");
        till.sell(stillRefused, unbindable);
        refuse(
                "23514",
                "create trigger poison before insert on sales_document for each row"
                        + " when (new.base_currency = 'XXX') execute function refuse()");
        Document repaired = Document.sale().with("/head/base_currency", "XXX");
        till.sell(repaired);
        app.tamper("drop trigger poison on sales_document");

        assertEquals(1, reprojection.retryAll().projected());

        Kept.onlyInTheJournal(till, stillRefused);
        Kept.onlyInTheJournal(till, unbindable);
        assertEquals("55.0000", till.column("total_amount", repaired.id()));
        assertEquals(Map.of(), till.flags(repaired.id()));
        repair();
        assertEquals(1, reprojection.retryAll().projected());
    }

    @Test
    void aDocumentProjectedAgainCountsForTheNumbersTheTerminalResumesWith() {
        refusePoison();
        till.sell(poisoned().with("/head/receipt_number", 41));
        repair();

        assertEquals(1, reprojection.retryAll().projected());

        assertEquals("42", till.value("select receipt_number from counter where :mine"));
    }

    @Test
    void theLaterOfTwoDocumentsWithTheSameNumberIsFlaggedEvenIfTheEarlierIsProjectedAfterIt() {
        refusePoison();
        Document earlier = poisoned().with("/head/transaction_unique_id", "20261122-0001-000777");
        Document later = Document.sale().with("/head/transaction_unique_id", "20261122-0001-000777");
        till.sell(earlier);
        till.sell(later);
        assertEquals(Map.of(), till.flags(later.id()));
        repair();

        assertEquals(1, reprojection.retryAll().projected());

        assertEquals(Map.of(), till.flags(earlier.id()));
        assertEquals(Set.of(Flag.SAME_NUMBER), till.flags(later.id()).keySet());
        assertTrue(till.flags(later.id())
                .get(Flag.SAME_NUMBER)
                .contains(earlier.id().toString()));
    }
}
