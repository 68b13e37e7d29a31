package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.figures.FigureKind;
import pro.saleflex.office.figures.TerminalFigures;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.sales.SalesReader;
import pro.saleflex.office.terminal.StoreChange;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** Projects documents, spoils the rows as older rules would have made them, and rebuilds them. */
@DatabaseTest
class ProjectionRebuildDbTest {
    private static final String DOCUMENT =
            "terminal_id, document_id, counted_at, business_day, currency, net_amount, total_amount, left_out";

    @Inject
    TestApplication app;

    @Inject
    ProjectionRebuild rebuild;

    @Inject
    Till till;

    @BeforeEach
    void pretendOlderRules() {
        app.tamper("update projection_renewal set rules = 0, towards = null, begun_below = null, next_below = null");
    }

    private void rebuildAll() {
        while (!rebuild.runSlice()) {
            assertTrue(rebuild.progress().isPresent());
        }
        assertEquals(OptionalDouble.empty(), rebuild.progress());
    }

    private List<List<String>> documents() {
        return till.rows("select " + DOCUMENT + " from sales_document where :mine order by id");
    }

    private void spoil() {
        till.tamper("delete from sales_payment where document_id in (select id from sales_document where :mine);"
                + "update sales_document set counted_at = null, business_day = null, currency = null, net_amount = null,"
                + " total_amount = 1 where :mine");
    }

    @Test
    void rowsMadeByOlderRulesAreRebuiltByTodaysRules() {
        Document sale = till.sold(Document.sale());
        Document odd = till.sold(Document.sale().with("/head/total_amount", "1e20"));
        till.close(Document.closure());
        List<List<String>> before = documents();
        List<List<String>> payments = till.lines("sales_payment", "*", sale.id());
        String closure = till.value("select closure::text from closure where :mine");
        app.clock().pass(Duration.ofHours(1));
        spoil();
        till.tamper("update closure set total_document_count = 77 where :mine");
        long entry = till.entry(sale.id()).id();
        app.tamper("insert into journal_flag values (" + entry + ", 'DOES_NOT_ADD_UP', 'by older rules', now());"
                + " delete from journal_flag where entry_id = "
                + till.entry(odd.id()).id());

        rebuildAll();
        assertEquals(before, documents());
        assertEquals(payments, till.lines("sales_payment", "*", sale.id()));
        assertEquals(closure, till.value("select closure::text from closure where :mine"));
        assertEquals(Map.of(), till.flags(sale.id()), "the wrong flag is gone with it");
        assertTrue(till.flags(odd.id()).containsKey(Flag.VALUE_LEFT_OUT));
        assertEquals(
                "0",
                till.value("select count(*) from journal_flag f join journal_entry e on e.id = f.entry_id where :mine"
                        + " and f.raised_at <> e.received_at and f.flag = 'VALUE_LEFT_OUT'"),
                "it dates from when the document was received");
        assertTrue(till.verify().clean());
        rebuildAll();
    }

    /** Every row of every projection. */
    private Map<String, List<List<String>>> projections() {
        Map<String, List<List<String>>> tables = new TreeMap<>();
        for (List<String> table : app.rows("select table_name from information_schema.tables where table_name like"
                + " 'sales\\_%' or table_name in ('closure', 'closure_summary')")) {
            String name = table.get(0);
            tables.put(name, app.rows("select cast(r as text) from " + name + " r order by 1"));
        }
        return tables;
    }

    @Test
    void projectionsThatWereDroppedAreTheSameAfterARebuildOnLine() {
        till.sell(Stream.generate(Document::sale).limit(120).toArray(Document[]::new));
        till.close(Document.closure());
        rebuildAll();
        Map<String, List<List<String>>> before = projections();
        String figures = figures();
        assertTrue(figures.contains("6600"), figures);
        assertTrue(before.get("sales_document").size() >= 120);
        app.tamper("truncate sales_document, closure cascade");

        rebuild.begin();
        assertEquals(OptionalDouble.of(0), rebuild.progress());
        while (rebuild.progress().isPresent()) {
            rebuild.run();
        }
        assertEquals(before.keySet(), projections().keySet());
        before.forEach((table, rows) -> assertEquals(rows, projections().get(table), table));
        assertEquals(figures, figures());
    }

    /** The figures of the till's latest period. */
    private String figures() {
        SalesReader sales = app.bean(SalesReader.class);
        TerminalFigures figures = sales.figuresOfPeriod(
                till.terminal().id(), sales.latestPeriods(till.terminal().id()).get(0));
        TerminalFigures.Money money = figures.money().get("GBP");
        StringBuilder text = new StringBuilder().append(figures.sales()).append(money.payments());
        for (FigureKind kind : FigureKind.values()) {
            text.append(' ').append(kind).append(money.sum(kind));
        }
        return text.toString();
    }

    @Test
    void aDocumentThatHadNoProjectionGetsOneAndIsNoLongerFlagged() {
        Document sale = till.sold(Document.sale());
        long entry = till.entry(sale.id()).id();
        spoil();
        till.tamper("delete from sales_change where document_id = " + entry
                + "; delete from sales_document where id = " + entry + "; insert into journal_flag values (" + entry
                + ", 'NOT_PROJECTED', 'by older rules', now())");

        rebuildAll();
        assertEquals("55.0000", till.column("net_amount", sale.id()));
        assertEquals(Map.of(), till.flags(sale.id()));
    }

    @Test
    void eachDocumentIsReadWithTheStoreSettingsOfItsTime() {
        StoreRef store = app.store();
        Till other = app.till(app.terminal(store, 1));
        Document sale = other.sold(Document.sale().with("/head/base_currency", ""));
        app.clock().pass(Duration.ofMinutes(1));
        app.bean(Terminals.class).changeStore(store.id(), new StoreChange(null, "Asia/Tokyo", "JPY", "23:00"));
        List<String> before = other.columns(DOCUMENT + ", opened_at", sale.id());

        rebuildAll();
        assertEquals(before, other.columns(DOCUMENT + ", opened_at", sale.id()));
    }

    @Test
    void aDocumentThatCannotBeRebuiltDoesNotHoldUpOthers() {
        Document first = till.sold(Document.sale());
        Document odd = till.sold(Document.sale());
        Document last = till.sold(Document.sale());
        spoil();
        app.tamper("alter table sales_document add constraint odd check (document_id <> '" + odd.id() + "') not valid");
        try {
            rebuildAll();
        } finally {
            app.tamper("alter table sales_document drop constraint odd");
        }
        assertEquals("55.0000", till.column("net_amount", first.id()));
        assertEquals("1.0000", till.column("total_amount", odd.id()), "unchanged");
        assertEquals("55.0000", till.column("net_amount", last.id()));
    }

    @Test
    void aRebuildRunningOnAnotherServerIsLeftToIt() throws SQLException {
        till.sold(Document.sale());
        spoil();
        try (Connection other = app.database().superuser().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from projection_renewal for update");
            assertFalse(rebuild.runSlice());
            assertEquals("1", till.value("select count(*) from sales_document where :mine and business_day is null"));
            other.rollback();
        }
        rebuildAll();
        assertEquals("0", till.value("select count(*) from sales_document where :mine and business_day is null"));
    }
}
