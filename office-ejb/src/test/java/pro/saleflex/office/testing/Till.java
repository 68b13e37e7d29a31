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

/** A till of a house: it hands over, and a test looks at what became of it. */
public final class Till {
    private static final int ALL = 10_000;

    private final TestApplication house;
    private final TerminalRef terminal;

    Till(TestApplication house, TerminalRef terminal) {
        this.house = house;
        this.terminal = terminal;
    }

    /** The terminal as the house knows it. */
    public TerminalRef terminal() {
        return terminal;
    }

    /** Hands over sales documents in one request. */
    public IntakeResult sell(Document... documents) {
        return sell(texts(documents), Map.of());
    }

    /** Hands over items as they are in one request. */
    public IntakeResult sell(String... items) {
        return sell(List.of(items), Map.of());
    }

    /** Hands over items and counters in one request. */
    public IntakeResult sell(List<String> items, Map<String, Long> counters) {
        return house.door(SalesIntake.class).accept(new HandOver(terminal, Source.REST, items, counters));
    }

    /** Hands over a sale that is taken and kept as it is. */
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
        return house.door(ClosureIntake.class).accept(new HandOver(terminal, Source.REST, items, counters));
    }

    /** The terminal's whole journal. */
    public List<EntryView> entries() {
        return house.door(Journal.class).read(terminal.id(), 0, Optional.empty(), ALL);
    }

    /** The documents of the terminal's journal as they are kept. */
    public List<String> payloads() {
        return entries().stream().map(EntryView::payload).toList();
    }

    /** The kinds of the entries in the terminal's journal. */
    public List<EntryKind> kinds() {
        return entries().stream().map(EntryView::kind).toList();
    }

    /** The numbers of the entries in the terminal's journal. */
    public List<Long> numbers() {
        return entries().stream().map(EntryView::entryNo).toList();
    }

    /** The journal's entry of a document. */
    public EntryView entry(UUID documentId) {
        return entries().stream()
                .filter(entry -> entry.documentId().equals(documentId))
                .findFirst()
                .orElseThrow();
    }

    /** The flags on a document with their details. */
    public Map<Flag, String> flags(UUID documentId) {
        Map<Flag, String> flags = new TreeMap<>();
        for (FlagView flag : house.door(Journal.class).flags(entry(documentId).id())) {
            flags.put(flag.flag(), flag.detail());
        }
        return flags;
    }

    /** The rows of a query in which {@code :mine} stands for "of this terminal", columns as text. */
    public List<List<String>> rows(String sql) {
        return house.rows(ofMine(sql));
    }

    /** The single value of such a query, as text; null when there is no row. */
    public String value(String sql) {
        return house.value(ofMine(sql));
    }

    /** Does something to the terminal's rows, {@code :mine}, that nobody should be able to do. */
    public void tamper(String sql) {
        house.tamper(ofMine(sql));
    }

    /** The rows this terminal has in a table. */
    public int count(String table) {
        return Integer.parseInt(value("select count(*) from " + table + " where :mine"));
    }

    /** A column of a document's projection. */
    public String column(String column, UUID documentId) {
        return columns(column, documentId).get(0);
    }

    /** Columns of a document's projection, as text. */
    public List<String> columns(String columns, UUID documentId) {
        return rows("select " + columns + " from sales_document where :mine and document_id = '" + documentId + "'")
                .get(0);
    }

    /** The rows that a table holds of a document's projection, columns as text. */
    public List<List<String>> lines(String table, String columns, UUID documentId) {
        return house.rows("select " + columns + " from " + table + " where document_id = "
                + entry(documentId).id() + " order by position");
    }

    /** Verifies the terminal's journal. */
    public Verification verify() {
        return house.door(Journal.class).verify(terminal);
    }

    private String ofMine(String sql) {
        return sql.replace(":mine", "terminal_id = '" + terminal.id() + "'");
    }

    private static List<String> texts(Document... documents) {
        return Arrays.stream(documents).map(Document::text).toList();
    }

    /** So many were accepted, and so many rejected. */
    public static void assertTaken(int accepted, int rejected, IntakeResult taken) {
        IntakeResult.Done done = assertInstanceOf(IntakeResult.Done.class, taken);
        assertEquals(accepted, done.accepted());
        assertEquals(rejected, done.rejected());
    }
}
