package pro.saleflex.office.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** Tampers with a journal of five entries as a superuser, then verifies it. */
@DatabaseTest
class JournalVerifyDbTest {
    private static final String COLUMNS =
            "kind, document_id, payload, payload_sha256, content_sha256, chain_hash, source," + " received_at";

    @Inject
    TestApplication app;

    @Inject
    Till till;

    @BeforeEach
    void fill() {
        till.sell(Document.sale(), Document.sale());
        till.close(Document.closure());
        till.sell(Document.sale());
        till.sell(Document.sale());
        assertTrue(till.verify().clean());
        assertEquals(5, till.verify().entries());
    }

    private void tamper(String sql) {
        till.tamper("set session_replication_role = replica; " + sql); // switches foreign keys off
    }

    private void assertBroken(long entryNo, String finding) {
        Verification verification = till.verify();
        assertFalse(verification.clean());
        assertEquals(entryNo, verification.firstBroken(), verification.finding());
        assertEquals(entryNo - 1, verification.entries());
        assertTrue(verification.finding().contains(finding), verification.finding());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload = payload || ' '",
                "payload = '{}'",
                "payload_sha256 = sha256('x')",
                "payload = '{}', payload_sha256 = sha256('{}')",
                "kind = 'CONFLICT'",
                "document_id = gen_random_uuid()",
                "source = 'SOAP'",
                "received_at = received_at + interval '1 microsecond'",
                "chain_hash = sha256('x')"
            })
    void findsAChange(String change) {
        tamper("update journal_entry set " + change + " where :mine and entry_no = 4");

        assertBroken(4, change.startsWith("payload") && !change.contains(", ") ? "payload" : "chained");
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void findsAnEntryRemoved(int entryNo) {
        tamper("delete from journal_entry where :mine and entry_no = " + entryNo);

        assertBroken(entryNo, "missing");
    }

    @Test
    void findsAnEntryRemovedThoughTheOthersWereRenumbered() {
        tamper("delete from journal_entry where :mine and entry_no = 3;"
                + " update journal_entry set entry_no = entry_no - 1 where :mine and entry_no = 4;"
                + " update journal_entry set entry_no = entry_no - 1 where :mine and entry_no = 5;"
                + " update journal_head set entry_no = 4 where :mine");

        assertBroken(3, "chained");
    }

    @Test
    void findsAnInsertedEntry() {
        tamper("update journal_entry set entry_no = 6 where :mine and entry_no = 5;"
                + " update journal_entry set entry_no = 5 where :mine and entry_no = 4;"
                + " insert into journal_entry (id, terminal_id, entry_no, " + COLUMNS + ")"
                + " select nextval('journal_entry_id'), terminal_id, 4, "
                + COLUMNS.replace("document_id", "gen_random_uuid()")
                + " from journal_entry where :mine and entry_no = 2; update journal_head set entry_no = 6 where :mine");

        assertBroken(4, "chained");
    }

    @Test
    void findsAnEntryInsertedAfterTheLast() {
        tamper("insert into journal_entry (id, terminal_id, entry_no, " + COLUMNS + ")"
                + " select nextval('journal_entry_id'), terminal_id, 6, "
                + COLUMNS.replace("document_id", "gen_random_uuid()")
                + " from journal_entry where :mine and entry_no = 2");

        assertBroken(6, "chained");
    }

    @Test
    void findsACorrectlyChainedEntryBeyondTheHead() {
        EntryView last = till.entries().get(4);
        UUID forged = UUID.randomUUID();
        byte[] hash = HashChain.next(
                last.chainHash(),
                6,
                EntryKind.TRANSACTION,
                forged,
                last.payloadSha256(),
                last.receivedAt(),
                last.source());
        tamper("insert into journal_entry (id, terminal_id, entry_no, " + COLUMNS + ")"
                + " select nextval('journal_entry_id'), terminal_id, 6, "
                + COLUMNS.replace("document_id", "'" + forged + "'")
                        .replace("chain_hash", "'\\x" + HexFormat.of().formatHex(hash) + "'")
                + " from journal_entry where :mine and entry_no = 5");

        assertBroken(6, "head");
    }

    @Test
    void findsTwoEntriesSwapped() {
        tamper("update journal_entry set entry_no = 99 where :mine and entry_no = 2;"
                + " update journal_entry set entry_no = 2 where :mine and entry_no = 4;"
                + " update journal_entry set entry_no = 4 where :mine and entry_no = 99");

        assertBroken(2, "chained");
    }

    @Test
    void findsThePayloadsOfTwoEntriesSwapped() {
        tamper("update journal_entry a set payload = b.payload, payload_sha256 = b.payload_sha256, content_sha256 ="
                + " b.content_sha256 from journal_entry b where a.terminal_id = b.terminal_id and a.:mine"
                + " and a.entry_no + b.entry_no = 5 and a.entry_no in (1, 4)");

        assertBroken(1, "chained");
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "4, 4", "1, 1"})
    void findsEntriesMissingAtTheEnd(int from, int firstBroken) {
        tamper("delete from journal_entry where :mine and entry_no >= " + from);

        assertBroken(firstBroken, "head says 5");
    }

    @Test
    void findsTheEntriesOfAnotherTerminal() {
        Till other = app.till();
        other.sell(Document.sale());
        tamper("delete from journal_entry where :mine; update journal_entry set terminal_id = '"
                + till.terminal().id() + "' where terminal_id = '"
                + other.terminal().id() + "'");

        assertBroken(1, "chained");
    }

    @Test
    void damageToOneJournalDoesNotAffectAnother() {
        Till other = app.till();
        other.sell(Document.sale());
        tamper("update journal_entry set payload = '{}' where :mine");

        assertTrue(other.verify().clean());
        assertBroken(1, "payload");
    }

    @Test
    void documentsAfterDamageAreStillStoredAndTheDamageIsStillReported() {
        tamper("delete from journal_entry where :mine and entry_no = 5");
        till.sell(Document.sale());

        assertBroken(5, "missing");
        assertEquals(6, till.entries().get(4).entryNo());
    }
}
