package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import pro.saleflex.office.document.CardNumbers;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.document.Sha256;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.UnmaskedCardNumbers;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/**
 * A journal written under the former masking rules, with card numbers of many schemes in members of all kinds, some of
 * them masked and some not: {@code former/journal.sql} is what the build of that day made of {@code former/items.txt}.
 */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormerDocumentsDbTest {
    private static final UUID TERMINAL = UUID.fromString("295f3858-511a-4339-b021-59df18450b95");

    @Inject
    TestApplication app;

    private Till till;
    private List<String> before;

    private static String file(String name) throws IOException {
        try (InputStream file = FormerDocumentsDbTest.class.getResourceAsStream("/former/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void sendAgain(List<String[]> items) {
        for (String[] item : items) {
            IntakeResult result = item[0].equals(EntryKind.CLOSURE.name())
                    ? till.close(List.of(item[1]), Map.of())
                    : till.sell(List.of(item[1]), Map.of());
            assertEquals(new IntakeResult.Done(1, List.of()), result, item[1]);
        }
    }

    @BeforeAll
    void restore() throws IOException {
        app.tamper("insert into terminal (id, store_id, code, number, name, blocked, may_pull, created_at) select '"
                + TERMINAL + "', store_id, 'FORMER', 900, 'Former', false, true, created_at from terminal where id = '"
                + app.terminal().id() + "'");
        till = app.till(app.terminal(TERMINAL));
        app.tamper(file("journal.sql"));
        before = till.payloads();
    }

    @Test
    void everythingSentAgainIsADuplicateAndNothingAConflict() throws IOException {
        sendAgain(file("items.txt").lines().map(line -> line.split("\t", 2)).toList());

        assertEquals(before, till.payloads());
        assertTrue(till.verify().clean(), till.verify().finding());
    }

    @Test
    void maskedDocumentsThatAreSentAgainAreDuplicatesToo() {
        sendAgain(till.entries().stream()
                .filter(entry -> entry.kind() != EntryKind.CONFLICT)
                .map(entry -> new String[] {entry.kind().name(), entry.masked().payload()})
                .toList());

        assertEquals(before, till.payloads());
    }

    @Test
    void aDifferenceThatRemainsIsAConflict() {
        Till other = app.till();
        app.tamper("insert into journal_head values ('" + other.terminal().id() + "', 1)");
        app.tamper(
                "insert into journal_entry select 2000001, '" + other.terminal().id() + "', 1, kind, document_id,"
                        + " payload, payload_sha256, content_sha256, chain_hash, source, received_at from journal_entry"
                        + " where id = 1000001");
        EntryView entry = other.entries().get(0);

        other.sell(entry.payload().replace("\"receipt_number\":1", "\"receipt_number\":2"));

        assertEquals(List.of(EntryKind.TRANSACTION, EntryKind.CONFLICT), other.kinds());
    }

    @Test
    void unmaskedNumbersAreMaskedWhereverTheyAreShown() {
        int unmasked = 0;
        for (EntryView entry : till.entries()) {
            EntryView shown = entry.masked();
            assertEquals(CardNumbers.mask(entry.payload()), shown.payload());
            assertArrayEquals(Sha256.of(shown.payload()), shown.payloadSha256());
            assertSame(shown, shown.masked());
            unmasked += shown.payload().equals(entry.payload()) ? 0 : 1;
        }
        assertTrue(unmasked > 50, "the former build left many: " + unmasked);
    }

    @Test
    void entriesWithUnmaskedNumbersAreCounted() {
        UnmaskedCardNumbers numbers = app.bean(UnmaskedCardNumbers.class);
        while (numbers.scanNext()) {
            // page by page
        }

        List<String> scanned =
                app
                        .rows("select payload from journal_entry where id <= (select done_upto from card_number_look)")
                        .stream()
                        .map(row -> row.get(0))
                        .toList();
        assertTrue(scanned.size() >= before.size());
        assertEquals(
                scanned.stream()
                        .filter(payload -> !CardNumbers.mask(payload).equals(payload))
                        .count(),
                numbers.count().entries());
        assertTrue(numbers.count().complete());
        assertFalse(numbers.scanNext(), "each entry is scanned once");
    }
}
