package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.schema.Schema;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.Concurrently.Started;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** While the database is unwell, no document is judged and none half written; afterwards everything is stored. */
@DatabaseTest
class UnwellDatabaseDbTest {
    private static final String ROLE_HERE = "alter role office_app in database ";

    @Inject
    TestApplication app;

    @Inject
    Till till;

    Document sale;
    Document other;

    @BeforeEach
    void sellOne() {
        till.sell(Document.sale());
        sale = Document.sale();
        other = Document.sale();
    }

    @AfterEach
    void repair() {
        app.tamper(ROLE_HERE + app.database().name() + " reset all; alter database "
                + app.database().name() + " connection limit -1; drop trigger if exists unwell on journal_entry;"
                + " drop trigger if exists unwell on sales_document");
    }

    private void failWith(String sqlState, String trigger) {
        app.tamper("create or replace function fail() returns trigger language plpgsql as $$ begin"
                + " raise exception 'unwell' using errcode = '" + sqlState + "'; end $$; " + trigger);
    }

    private void assertNothingHappened(IntakeResult result) {
        assertInstanceOf(IntakeResult.Unavailable.class, result);
        assertEquals(1, till.entries().size());
        assertEquals(1, till.count("sales_document"));
        assertEquals(0, till.count("rejection"));
        assertEquals("1", till.value("select entry_no from journal_head where :mine"));
    }

    private void assertEverythingIsStoredAgain() {
        assertEquals(new IntakeResult.Done(2, List.of()), till.sell(sale, other));
        assertEquals(3, till.entries().size());
        assertEquals(3, till.count("sales_document"));
        assertEquals(Map.of(), till.flags(sale.id()));
        assertTrue(till.verify().clean(), till.verify().finding());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"08006", "25006", "28000", "40001", "40P01", "42501", "53100", "55P03", "57014", "57P01", "XX001"
            })
    void everyErrorNotCausedByTheDataIsUnwell(String sqlState) {
        failWith(sqlState, "create trigger unwell before insert on journal_entry for each row execute function fail()");

        assertNothingHappened(till.sell(sale, other));
        repair();
        assertEverythingIsStoredAgain();
    }

    @Test
    void anErrorInTheProjectionNotCausedByTheDataIsUnwellToo() {
        failWith("53100", "create trigger unwell before insert on sales_document for each row execute function fail()");

        assertNothingHappened(till.sell(sale, other));
        repair();
        assertEverythingIsStoredAgain();
    }

    @Test
    void anErrorAtTheCommitNotCausedByTheDataIsUnwellToo() {
        failWith(
                "40001",
                "create constraint trigger unwell after insert on journal_entry deferrable initially deferred"
                        + " for each row execute function fail()");

        assertNothingHappened(till.sell(sale, other));
        repair();
        assertEverythingIsStoredAgain();
    }

    /**
     * A data error first, then the database fails on the way down the ladder; a sequence counts, as it does not roll
     * back.
     */
    @Test
    void aDatabaseThatFailsOnTheWayDownTheLadderIsUnwell() {
        app.tamper("drop sequence if exists failures; create sequence failures; grant all on failures to office_app;"
                + " create or replace function fail() returns trigger language plpgsql as $$ begin"
                + " if nextval('failures') <= 2 then raise exception 'data' using errcode = '23514';"
                + " else raise exception 'unwell' using errcode = '57P01'; end if; end $$;"
                + " create trigger unwell before insert on sales_document for each row execute function fail()");

        assertNothingHappened(till.sell(sale, other));
        repair();
        assertEverythingIsStoredAgain();
    }

    @Test
    void aLockNotObtainedInTimeIsUnwell() {
        app.tamper(ROLE_HERE + app.database().name() + " set lock_timeout = '200ms'");
        HeldLock.during(app, till, () -> assertInstanceOf(IntakeResult.Unavailable.class, till.sell(sale, other)));

        assertEverythingIsStoredAgain();
    }

    @Test
    void aStatementThatTakesTooLongIsUnwell() {
        app.tamper(ROLE_HERE + app.database().name() + " set statement_timeout = '300ms'");
        HeldLock.during(app, till, () -> assertInstanceOf(IntakeResult.Unavailable.class, till.sell(sale, other)));

        assertEverythingIsStoredAgain();
    }

    @Test
    void aConnectionKilledMidwayIsUnwell() {
        Started<IntakeResult> request;
        try (HeldLock held = HeldLock.on(app, till)) {
            request = Concurrently.start(() -> till.sell(sale, other));
            held.awaitWaiting();
            app.value("select pg_terminate_backend(" + held.waiting() + ")");
            assertInstanceOf(IntakeResult.Unavailable.class, request.result());
        }

        assertEquals(1, till.entries().size());
        assertEverythingIsStoredAgain();
    }

    @Test
    void requestsQueuedBehindAKilledOneAreEitherUnwellOrStored() {
        List<Started<IntakeResult>> requests;
        Till neighbour = app.till();
        Document theirs = Document.sale();
        try (HeldLock held = HeldLock.on(app, till)) {
            requests = List.of(
                    Concurrently.start(() -> till.sell(sale)),
                    Concurrently.start(() -> till.sell(other)),
                    Concurrently.start(() -> neighbour.sell(theirs)));
            held.awaitWaiting();
            app.value("select pg_terminate_backend(" + held.waiting() + ")");
        }

        long stored = requests.stream()
                .map(Started::result)
                .filter(IntakeResult.Done.class::isInstance)
                .count();
        assertTrue(stored < 3, "one was killed");
        assertEquals(1 + stored, till.entries().size() + neighbour.entries().size());
        assertEverythingIsStoredAgain();
        assertEquals(new IntakeResult.Done(1, List.of()), neighbour.sell(theirs));
        assertEquals(1, neighbour.entries().size());
    }

    @Test
    void aDatabaseThatRefusesConnectionsIsUnwell() {
        app.tamper("alter database " + app.database().name() + " connection limit 0");

        assertInstanceOf(IntakeResult.Unavailable.class, till.sell(sale, other));
        assertInstanceOf(IntakeResult.Unavailable.class, till.sell("cannot be identified"));
        app.bean(Schema.class).askDatabase();
        assertEquals(
                Optional.of("The store server's database is not answering."),
                app.bean(Readiness.class).obstacle());

        repair();
        app.bean(Schema.class).askDatabase();
        assertEquals(0, till.count("rejection"));
        assertEquals(Optional.empty(), app.bean(Readiness.class).obstacle());
        assertEverythingIsStoredAgain();
    }

    @Test
    void aReadOnlyDatabaseIsUnwell() {
        app.tamper(ROLE_HERE + app.database().name() + " set default_transaction_read_only = on");

        assertNothingHappened(till.sell(sale, other));
        repair();
        assertEverythingIsStoredAgain();
    }

    @Test
    void aRejectionThatCannotBeStoredMakesTheWholeRequestUnwell() {
        app.tamper(ROLE_HERE + app.database().name() + " set default_transaction_read_only = on");

        assertNothingHappened(till.sell(sale.text(), "cannot be identified"));
        repair();
        Till.assertTaken(1, 1, till.sell(sale.text(), "cannot be identified"));
    }
}
