package pro.saleflex.office.archive.file;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.document.Sha256;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.HashChain;
import pro.saleflex.office.journal.Source;

/** A terminal's journal that grows as a test says. */
final class SampleJournal {
    static final UUID TERMINAL = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final OffsetDateTime START = OffsetDateTime.of(2026, 11, 30, 8, 0, 0, 123_456_000, ZoneOffset.UTC);

    private final List<EntryView> entries = new ArrayList<>();
    private long lastNo;
    private byte[] previous = HashChain.genesis(TERMINAL);

    /** Adds sales and returns them. */
    List<EntryView> sales(int number) {
        List<EntryView> added = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            added.add(add(EntryKind.TRANSACTION));
        }
        return added;
    }

    /** Adds a closure. */
    EntryView closure() {
        return add(EntryKind.CLOSURE);
    }

    /** All entries so far. */
    List<EntryView> entries() {
        return List.copyOf(entries);
    }

    /** Lets the next entry be the first behind a restore. */
    void restart() {
        previous = HashChain.restart(previous, lastNo);
        lastNo = HashChain.restartAfter(lastNo) - 1;
    }

    private EntryView add(EntryKind kind) {
        long no = lastNo + 1;
        lastNo = no;
        String payload = "{\"id\":" + no + ",\"note\":\"çay ₺5\nsecond line\t€\"}";
        byte[] hash = Sha256.of(payload);
        UUID document = UUID.nameUUIDFromBytes(("d" + no).getBytes(StandardCharsets.UTF_8));
        OffsetDateTime received = START.plusSeconds(no);
        previous = HashChain.next(previous, no, kind, document, hash, received, Source.REST);
        EntryView entry = new EntryView(
                1000 + no,
                TERMINAL,
                no,
                kind,
                kind,
                document,
                payload,
                hash,
                Sha256.of("content" + no),
                previous,
                Source.REST,
                received);
        entries.add(entry);
        return entry;
    }
}
