package pro.saleflex.office.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.document.Sha256;

class ChainVerifierTest {
    private static final UUID TERMINAL = new UUID(1, 2);
    private static final OffsetDateTime RECEIVED = OffsetDateTime.parse("2026-11-22T06:17:56.206544Z");
    private static final int LENGTH = 5;

    private final List<EntryView> journal = new ArrayList<>();

    @BeforeEach
    void write() {
        byte[] previous = HashChain.genesis(TERMINAL);
        for (int i = 1; i <= LENGTH; i++) {
            EntryView entry = chained(previous, i, "{\"n\":" + i + "}");
            journal.add(entry);
            previous = entry.chainHash();
        }
    }

    private static EntryView chained(byte[] previous, long entryNo, String payload) {
        UUID document = new UUID(0, entryNo);
        byte[] hash = Sha256.of(payload);
        byte[] chain = HashChain.next(previous, entryNo, EntryKind.TRANSACTION, document, hash, RECEIVED, Source.REST);
        return new EntryView(
                entryNo,
                TERMINAL,
                entryNo,
                EntryKind.TRANSACTION,
                EntryKind.TRANSACTION,
                document,
                payload,
                hash,
                hash,
                chain,
                Source.REST,
                RECEIVED);
    }

    private static EntryView with(EntryView entry, long entryNo, String payload, byte[] payloadHash, UUID document) {
        return new EntryView(
                entry.id(),
                entry.terminalId(),
                entryNo,
                entry.kind(),
                entry.documentKind(),
                document,
                payload,
                payloadHash,
                entry.contentSha256(),
                entry.chainHash(),
                entry.source(),
                entry.receivedAt());
    }

    private Verification verify() {
        ChainVerifier verifier = new ChainVerifier(TERMINAL);
        for (EntryView entry : journal) {
            Optional<Verification> broken = verifier.check(entry);
            if (broken.isPresent()) {
                return broken.get();
            }
            assertEquals(entry.entryNo(), verifier.lastEntryNo());
        }
        return verifier.result(LENGTH, LENGTH);
    }

    private void assertBroken(long at, String finding) {
        Verification result = verify();
        assertFalse(result.clean());
        assertEquals(at, result.firstBroken());
        assertEquals(at - 1, result.entries());
        assertTrue(result.finding().startsWith(finding), result::finding);
    }

    @Test
    void anUntouchedJournalIsClean() {
        Verification result = verify();

        assertTrue(result.clean(), result::finding);
        assertEquals(LENGTH, result.entries());
        assertEquals(TERMINAL, result.terminalId());
    }

    @Test
    void anEmptyJournalIsClean() {
        assertTrue(new ChainVerifier(TERMINAL).result(0, 0).clean());
    }

    @Test
    void findsAChangedPayload() {
        EntryView entry = journal.get(2);
        journal.set(2, with(entry, 3, "{\"n\":33}", entry.payloadSha256(), entry.documentId()));

        assertBroken(3, "The payload is not the one that was received.");
    }

    @Test
    void findsAPayloadChangedTogetherWithItsHash() {
        EntryView entry = journal.get(2);
        journal.set(2, with(entry, 3, "{\"n\":33}", Sha256.of("{\"n\":33}"), entry.documentId()));

        assertBroken(3, "The entry is not the one that was chained here.");
    }

    @Test
    void anEntryChangedTogetherWithItsChainHashIsFoundAtTheNextOne() {
        journal.set(2, chained(journal.get(1).chainHash(), 3, "{\"n\":33}"));

        assertBroken(4, "The entry is not the one that was chained here.");
    }

    @Test
    void findsAChangedDocumentId() {
        EntryView entry = journal.get(4);
        journal.set(4, with(entry, 5, entry.payload(), entry.payloadSha256(), new UUID(9, 9)));

        assertBroken(5, "The entry is not the one that was chained here.");
    }

    @Test
    void findsADeletedEntry() {
        journal.remove(1);

        assertBroken(2, "The entry is missing; the next one is 3.");
    }

    @Test
    void findsTwoSwappedEntries() {
        EntryView second = journal.get(1);
        EntryView third = journal.get(2);
        journal.set(1, with(third, 2, third.payload(), third.payloadSha256(), third.documentId()));
        journal.set(2, with(second, 3, second.payload(), second.payloadSha256(), second.documentId()));

        assertBroken(2, "The entry is not the one that was chained here.");
    }

    @Test
    void findsEntriesInTheWrongOrder() {
        Collections.swap(journal, 0, 1);

        assertBroken(1, "The entry is missing; the next one is 2.");
    }

    @Test
    void findsATruncatedJournal() {
        journal.remove(LENGTH - 1);

        assertBroken(LENGTH, "The journal ends too early: its head says 5 entries.");
    }

    @Test
    void findsAnEntryBeyondTheHead() {
        journal.add(chained(journal.get(LENGTH - 1).chainHash(), LENGTH + 1, "{}"));

        assertBroken(LENGTH + 1, "The entry was inserted: the journal's head says 5 entries.");
    }

    @Test
    void acceptsEntriesAppendedDuringTheVerification() {
        ChainVerifier verifier = new ChainVerifier(TERMINAL);
        journal.forEach(entry -> assertEquals(Optional.empty(), verifier.check(entry)));

        assertTrue(verifier.result(LENGTH - 2, LENGTH + 3).clean());
    }

    @Test
    void findsTheJournalOfAnotherTerminal() {
        Optional<Verification> broken = new ChainVerifier(new UUID(3, 4)).check(journal.get(0));

        assertEquals(1, broken.orElseThrow().firstBroken());
    }
}
