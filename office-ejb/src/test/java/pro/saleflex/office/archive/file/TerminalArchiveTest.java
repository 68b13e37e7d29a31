package pro.saleflex.office.archive.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.archive.file.ArchiveReader.Result;
import pro.saleflex.office.journal.EntryView;

class TerminalArchiveTest {
    private static final String NAME = "O/S/T";

    @TempDir
    Path directory;

    private final SampleJournal journal = new SampleJournal();

    @BeforeEach
    void create() throws IOException {
        new ArchiveDirectory(directory, Optional.empty()).create(new UUID(0, 1));
    }

    private TerminalArchive archive() {
        return new ArchiveDirectory(directory, Optional.empty()).terminal(SampleJournal.TERMINAL);
    }

    private Path folder() {
        return directory.resolve("journal").resolve(SampleJournal.TERMINAL.toString());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Reads the archive back as the stand-alone program does. */
    private List<EntryView> read() throws IOException {
        List<EntryView> read = new ArrayList<>();
        Result result = new ArchiveDirectory(directory, Optional.empty())
                .reader(SampleJournal.TERMINAL)
                .read(read::add);
        assertEquals(List.of(), result.faults());
        assertEquals(read.size(), result.lastEntryNo());
        return read;
    }

    private void assertHoldsTheWholeJournal() throws IOException {
        List<EntryView> read = read();
        assertEquals(journal.entries().size(), read.size());
        for (int i = 0; i < read.size(); i++) {
            assertSame(journal.entries().get(i), read.get(i));
        }
    }

    private static void assertSame(EntryView expected, EntryView entry) {
        assertEquals(expected.id(), entry.id());
        assertEquals(expected.entryNo(), entry.entryNo());
        assertEquals(expected.kind(), entry.kind());
        assertEquals(expected.documentKind(), entry.documentKind());
        assertEquals(expected.documentId(), entry.documentId());
        assertEquals(expected.payload(), entry.payload());
        assertArrayEquals(expected.payloadSha256(), entry.payloadSha256());
        assertArrayEquals(expected.contentSha256(), entry.contentSha256());
        assertArrayEquals(expected.chainHash(), entry.chainHash());
        assertEquals(expected.source(), entry.source());
        assertEquals(expected.receivedAt(), entry.receivedAt());
    }

    @Test
    void theLatestEntriesLieInTheOpenFileCharacterForCharacter() throws Exception {
        TerminalArchive archive = archive();
        archive.append(NAME, journal.sales(3));
        archive.append(NAME, journal.sales(2));
        assertEquals(List.of("open.journal"), files());
        assertEquals(5, archive.position().entryNo());
        assertHoldsTheWholeJournal();
    }

    @Test
    void aClosureSealsWhatCameBeforeItAtOnce() throws Exception {
        TerminalArchive archive = archive();
        archive.append(NAME, journal.sales(3));
        archive.append(NAME, List.of(journal.closure()));
        assertEquals(List.of("000000000001-000000000004.segment", "open.journal"), files());
        assertEquals(0, Files.size(folder().resolve("open.journal")));
        archive.append(NAME, journal.sales(1));
        assertHoldsTheWholeJournal();
    }

    @Test
    void everyFiveHundredEntriesAreSealed() throws Exception {
        TerminalArchive archive = archive();
        archive.append(NAME, journal.sales(1_203));
        assertEquals(
                List.of("000000000001-000000000500.segment", "000000000501-000000001000.segment", "open.journal"),
                files());
        assertHoldsTheWholeJournal();
    }

    @Test
    void aSegmentSaysWhatItHoldsInPlainText() throws Exception {
        archive().append(NAME, journal.sales(500));
        List<String> lines = new String(
                        Files.readAllBytes(folder().resolve("000000000001-000000000500.segment")),
                        StandardCharsets.ISO_8859_1)
                .lines()
                .limit(19)
                .toList();
        assertEquals("saleflex-segment 1", lines.get(0));
        assertEquals("terminal-id: " + SampleJournal.TERMINAL, lines.get(1));
        assertEquals("terminal: O/S/T", lines.get(2));
        assertTrue(lines.contains("first: 1") && lines.contains("last: 500") && lines.contains("count: 500"));
        assertTrue(lines.get(18).startsWith("manifest-sha256: "), lines.get(18));
    }

    @Test
    void aTornRecordIsCutAndWrittenAgain() throws Exception {
        archive().append(NAME, journal.sales(4));
        Path open = folder().resolve("open.journal");
        Files.write(open, Arrays.copyOf(Files.readAllBytes(open), (int) Files.size(open) - 7));

        TerminalArchive restarted = archive();
        assertEquals(3, restarted.position().entryNo());
        restarted.append(NAME, journal.entries());
        assertHoldsTheWholeJournal();
    }

    @Test
    void aFileThatChangesUnderTheWriterIsReadAgain() throws Exception {
        TerminalArchive archive = archive();
        archive.append(NAME, journal.sales(4));
        Files.delete(folder().resolve("open.journal"));
        assertEquals(0, archive.position().entryNo());
        archive.append(NAME, journal.entries());
        assertHoldsTheWholeJournal();
    }

    @Test
    void aCrashBetweenSealingAndEmptyingTheOpenFileSealsNothingTwice() throws Exception {
        TerminalArchive archive = archive();
        archive.append(NAME, journal.sales(4));
        byte[] before = Files.readAllBytes(folder().resolve("open.journal"));
        archive.append(NAME, List.of(journal.closure()));
        Files.write(folder().resolve("open.journal"), before);

        TerminalArchive restarted = archive();
        assertEquals(5, restarted.position().entryNo());
        restarted.append(NAME, journal.sales(2));
        assertEquals(List.of("000000000001-000000000005.segment", "open.journal"), files());
        assertHoldsTheWholeJournal();
    }

    @Test
    void aHalfWrittenSegmentIsRemovedAndSealedAgain() throws Exception {
        TerminalArchive archive = archive();
        archive.append(NAME, journal.sales(4));
        Files.write(folder().resolve("000000000001-000000000005.segment.partial"), new byte[100]);
        TerminalArchive restarted = archive();
        restarted.append(NAME, List.of(journal.closure()));
        assertEquals(List.of("000000000001-000000000005.segment", "open.journal"), files());
        assertHoldsTheWholeJournal();
    }

    @Test
    void aDamagedLastSegmentIsSetAsideAndSealedAgain() throws Exception {
        archive().append(NAME, journal.sales(1_000));
        Path last = folder().resolve("000000000501-000000001000.segment");
        byte[] bytes = Files.readAllBytes(last);
        bytes[bytes.length - 20] ^= 1;
        Files.write(last, bytes);

        TerminalArchive restarted = archive();
        assertEquals(500, restarted.position().entryNo());
        restarted.append(NAME, journal.entries());
        assertHoldsTheWholeJournal();
        assertTrue(files().stream().anyMatch(name -> name.startsWith("000000000501-000000001000.segment.damaged-")));
    }

    @Test
    void anEntryThatDoesNotContinueTheChainIsRefusedAndThoseBeforeItAreKept() throws Exception {
        List<EntryView> entries = new ArrayList<>(journal.sales(5));
        entries.remove(3);
        TerminalArchive archive = archive();
        BrokenChainException broken = assertThrows(BrokenChainException.class, () -> archive.append(NAME, entries));
        assertTrue(broken.getMessage().startsWith("Entry 4 of the journal does not continue"), broken.getMessage());
        assertEquals(3, archive.position().entryNo());
        assertEquals(3, read().size());
    }

    @Test
    void anEncryptedArchiveIsReadWithItsKeyOnly() throws Exception {
        Path file = directory.resolve("key");
        ArchiveKey.create(file);
        Path other = directory.resolve("other");
        ArchiveKey.create(other);
        Optional<ArchiveKey> key = Optional.of(ArchiveKey.read(file));
        Path place = directory.resolve("encrypted");
        new ArchiveDirectory(place, key).create(new UUID(0, 2));
        TerminalArchive archive = new ArchiveDirectory(place, key.orElseThrow(), true, Clock.systemUTC())
                .terminal(SampleJournal.TERMINAL);
        archive.append(NAME, journal.sales(500));
        archive.append(NAME, journal.sales(2));

        for (Path each : List.of(
                place.resolve("journal/" + SampleJournal.TERMINAL + "/000000000001-000000000500.segment"),
                place.resolve("journal/" + SampleJournal.TERMINAL + "/open.journal"))) {
            String text = Files.readString(each, StandardCharsets.ISO_8859_1);
            assertTrue(!text.contains("second line"), "the payload is in clear");
        }
        List<EntryView> read = new ArrayList<>();
        Result result =
                new ArchiveDirectory(place, key).reader(SampleJournal.TERMINAL).read(read::add);
        assertEquals(List.of(), result.faults());
        assertEquals(502, read.size());
        for (Optional<ArchiveKey> wrong : List.of(Optional.<ArchiveKey>empty(), Optional.of(ArchiveKey.read(other)))) {
            assertThrows(WrongKeyException.class, () -> new ArchiveDirectory(place, wrong)
                    .reader(SampleJournal.TERMINAL)
                    .read(entry -> {}));
            assertThrows(WrongKeyException.class, () -> new ArchiveDirectory(place, wrong)
                    .terminal(SampleJournal.TERMINAL)
                    .position());
        }
        assertEquals(502, read.size());
        try (Stream<Path> files = Files.list(place.resolve("journal/" + SampleJournal.TERMINAL))) {
            assertEquals(2, files.count(), "nothing was set aside");
        }
    }

    @Test
    void aFileWithoutAKeyIsNamed() throws IOException {
        Path file = directory.resolve("key");
        Files.writeString(file, "secret", StandardOpenOption.CREATE);
        IOException refused = assertThrows(IOException.class, () -> ArchiveKey.read(file));
        assertEquals(file + " is no key file: it must hold 64 hexadecimal digits.", refused.getMessage());
    }
}
