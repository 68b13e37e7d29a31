package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.journal.ConflictRecheck;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/**
 * A journal written when fewer spellings of a value were known: {@code former/spellings.sql} is what the code of 29
 * November 2026 makes of documents in the terminal's spelling and in others. {@code former/spellings.txt} classifies
 * each of them: stored once in another spelling ({@code STORED}), mistaken for a conflict with itself
 * ({@code REPEATED}), or a real conflict ({@code CONFLICT}).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FormerSpellingsDbTest {
    private static final UUID TERMINAL = UUID.fromString("6f1c2f0e-4b7a-4a52-9d0c-2f8e5b7a9c31");

    @TempDir
    static Path home;

    private TestApplication app;
    private Till till;
    private List<String[]> items;
    private List<String> before;

    private static String file(String name) throws IOException {
        try (InputStream file = FormerSpellingsDbTest.class.getResourceAsStream("/former/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @BeforeAll
    void upgrade() throws IOException {
        Database database = Database.createAt("20261128.2040"); // the migrations of that build
        database.run(
                "insert into store values (gen_random_uuid(), 'O', 'S', 'Test store', 'Europe/Istanbul', 'TRY', now())");
        database.run("insert into terminal (id, store_id, code, number, name, blocked, may_pull, created_at) select '"
                + TERMINAL + "', id, 'SPELL', 901, 'Spellings', false, true, now() from store");
        database.run(file("spellings.sql"));
        app = new TestApplication(home, Map.of(), database);
        till = app.till(app.terminal(TERMINAL));
        items = file("spellings.txt").lines().map(line -> line.split("\t", 3)).toList();
        before = till.payloads();
    }

    @AfterAll
    void close() {
        app.close();
    }

    private Set<Long> conflicts() {
        return till
                .rows("select e.entry_no from journal_entry e join journal_flag f on f.entry_id = e.id"
                        + " where f.flag = 'CONFLICT' and :mine")
                .stream()
                .map(row -> Long.valueOf(row.get(0)))
                .collect(Collectors.toSet());
    }

    /** The entries of kind CONFLICT whose payload is one of the items of a class. */
    private Set<Long> conflicts(String itemClass) {
        Set<String> texts = items.stream()
                .filter(item -> item[0].equals(itemClass))
                .map(item -> item[2])
                .collect(Collectors.toSet());
        return till.entries().stream()
                .filter(entry -> entry.kind() == EntryKind.CONFLICT && texts.contains(entry.payload()))
                .map(EntryView::entryNo)
                .collect(Collectors.toSet());
    }

    @Test
    @Order(1)
    void theFormerBuildMistookOtherSpellingsForConflicts() {
        assertEquals(43, before.size());
        assertEquals(9, conflicts("REPEATED").size());
        assertEquals(8, conflicts("CONFLICT").size());
        assertEquals(17, conflicts().size());
        assertTrue(till.verify().clean(), till.verify().finding());
    }

    @Test
    @Order(1)
    void theUpgradeFindsTheKindOfEachConflictsDocument() {
        Map<String, String> kinds = items.stream().collect(Collectors.toMap(item -> item[2], item -> item[1]));
        List<EntryView> conflicts = till.entries().stream()
                .filter(entry -> entry.kind() == EntryKind.CONFLICT)
                .toList();
        assertEquals(
                conflicts.stream().map(entry -> kinds.get(entry.payload())).toList(),
                conflicts.stream().map(entry -> entry.documentKind().name()).toList());
        assertTrue(conflicts.stream().anyMatch(entry -> entry.documentKind() == EntryKind.CLOSURE));
    }

    @Test
    @Order(2)
    void everythingSentAgainInAnySpellingIsADuplicate() {
        for (String[] item : items) {
            IntakeResult result = item[1].equals(EntryKind.CLOSURE.name())
                    ? till.close(List.of(item[2]), Map.of())
                    : till.sell(List.of(item[2]), Map.of());
            assertEquals(new IntakeResult.Done(1, List.of()), result, item[2]);
        }

        assertEquals(before, till.payloads());
        assertTrue(till.verify().clean(), till.verify().finding());
    }

    @Test
    @Order(3)
    void onlyMistakenConflictsLoseTheirFlag() {
        ConflictRecheck conflicts = app.bean(ConflictRecheck.class);
        while (conflicts.recheckNext()) {
            // page by page
        }

        assertEquals(conflicts("CONFLICT"), conflicts());
        assertEquals(
                8,
                app.bean(Journal.class)
                        .flagCounts(Flag.CONFLICT, OffsetDateTime.parse("2026-01-01T00:00:00Z"), Map.of())
                        .get(TERMINAL)
                        .count(),
                "which is what alerts count");
        assertEquals(
                conflicts("REPEATED"),
                till
                        .rows("select e.entry_no from journal_entry e join former_conflict c on c.entry_id = e.id where"
                                + " :mine")
                        .stream()
                        .map(row -> Long.valueOf(row.get(0)))
                        .collect(Collectors.toSet()));
        assertEquals(
                "9",
                app.value("select count(*) from former_conflict c join journal_entry e on e.id = c.entry_id"
                        + " join journal_entry r on r.id = c.repeated_id and r.entry_no = e.entry_no - 1"
                        + " and r.terminal_id = e.terminal_id"));
        assertEquals(before, till.payloads(), "the journal stays as it is");
        assertFalse(conflicts.recheckNext(), "each conflict is rechecked once");
    }

    @Test
    @Order(4)
    void aDifferenceThatRemainsIsAConflict() {
        String stored = before.get(0);
        till.sell(stored.replace("\"total_payment_amount\":\"100.0000\"", "\"total_payment_amount\":\"100.0200\""));

        assertEquals(before.size() + 1, till.entries().size());
        assertEquals(EntryKind.CONFLICT, till.entries().get(before.size()).kind());
    }
}
