package pro.saleflex.office.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import pro.saleflex.office.closure.ClosureIntake;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.intake.HandOver;
import pro.saleflex.office.intake.IntakeResult;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.FlagView;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.journal.Source;
import pro.saleflex.office.journal.Verification;
import pro.saleflex.office.sales.SalesIntake;
import pro.saleflex.office.terminal.TerminalRef;

/** A till in a test: hands over documents and looks at what was stored of them. */
public final class Till {
    private static final int ALL = 10_000;

    private final TestApplication app;
    private final TerminalRef terminal;

    Till(TestApplication app, TerminalRef terminal) {
        this.app = app;
        this.terminal = terminal;
    }

    /** Returns the terminal as the application knows it. */
    public TerminalRef terminal() {
        return terminal;
    }

    /** Hands over sales documents in one request. */
    public IntakeResult sell(Document... documents) {
        return sell(texts(documents), Map.of());
    }

    /** Hands over items, exactly as given, in one request. */
    public IntakeResult sell(String... items) {
        return sell(List.of(items), Map.of());
    }

    /** Hands over items and counters in one request. */
    public IntakeResult sell(List<String> items, Map<String, Long> counters) {
        return app.bean(SalesIntake.class).accept(new HandOver(terminal, Source.REST, items, counters));
    }

    /** Hands over a sale, and asserts that it is accepted and stored as sent. */
    public Document sold(Document sale) {
        assertEquals(new IntakeResult.Done(1, List.of()), sell(sale));
        assertEquals(sale.text(), entry(sale.id()).payload());
        return sale;
    }

    /** Hands over closures in one request. */
    public IntakeResult close(Document... closures) {
        return close(texts(closures), Map.of());
    }

    /** Hands over closures and counters in one request. */
    public IntakeResult close(List<String> items, Map<String, Long> counters) {
        return app.bean(ClosureIntake.class).accept(new HandOver(terminal, Source.REST, items, counters));
    }

    /** Returns the terminal's whole journal. */
    public List<EntryView> entries() {
        return app.bean(Journal.class).read(terminal.id(), 0, Optional.empty(), ALL);
    }

    /** Returns the payloads of the terminal's journal. */
    public List<String> payloads() {
        return entries().stream().map(EntryView::payload).toList();
    }

    /** Returns the kinds of the terminal's journal entries. */
    public List<EntryKind> kinds() {
        return entries().stream().map(EntryView::kind).toList();
    }

    /** Returns the entry numbers of the terminal's journal. */
    public List<Long> numbers() {
        return entries().stream().map(EntryView::entryNo).toList();
    }

    /** Returns the journal entry of a document. */
    public EntryView entry(UUID documentId) {
        return entries().stream()
                .filter(entry -> entry.documentId().equals(documentId))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the flags of a document with their details. */
    public Map<Flag, String> flags(UUID documentId) {
        Map<Flag, String> flags = new TreeMap<>();
        for (FlagView flag : app.bean(Journal.class).flags(entry(documentId).id())) {
            flags.put(flag.flag(), flag.detail());
        }
        return flags;
    }

    /** Returns the rows of a query, columns as text; {@code :mine} restricts it to this terminal. */
    public List<List<String>> rows(String sql) {
        return app.rows(ofThisTerminal(sql));
    }

    /** Returns the single value of such a query as text; null if there is no row. */
    public String value(String sql) {
        return app.value(ofThisTerminal(sql));
    }

    /** Changes the database as superuser; {@code :mine} restricts the statement to this terminal. */
    public void tamper(String sql) {
        app.tamper(ofThisTerminal(sql));
    }

    /** Returns the number of rows that this terminal has in a table. */
    public int count(String table) {
        return Integer.parseInt(value("select count(*) from " + table + " where :mine"));
    }

    /** Returns a column of a document's projection as text. */
    public String column(String column, UUID documentId) {
        return columns(column, documentId).get(0);
    }

    /** Returns columns of a document's projection as text. */
    public List<String> columns(String columns, UUID documentId) {
        return rows("select " + columns + " from sales_document where :mine and document_id = '" + documentId + "'")
                .get(0);
    }

    /** Returns the rows of a document's projection in a row table, columns as text. */
    public List<List<String>> lines(String table, String columns, UUID documentId) {
        return app.rows("select " + columns + " from " + table + " where document_id = "
                + entry(documentId).id() + " order by position");
    }

    /** Verifies the terminal's journal. */
    public Verification verify() {
        return app.bean(Journal.class).verify(terminal);
    }

    private String ofThisTerminal(String sql) {
        return sql.replace(":mine", "terminal_id = '" + terminal.id() + "'");
    }

    private static List<String> texts(Document... documents) {
        return Arrays.stream(documents).map(Document::text).toList();
    }

    /** Asserts how many items were accepted and rejected. */
    public static void assertTaken(int accepted, int rejected, IntakeResult result) {
        IntakeResult.Done done = assertInstanceOf(IntakeResult.Done.class, result);
        assertEquals(accepted, done.accepted());
        assertEquals(rejected, done.rejected());
    }
}
