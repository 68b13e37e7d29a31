package pro.saleflex.office.archive.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.archive.file.ArchiveReader.Fault;
import pro.saleflex.office.archive.file.ArchiveReader.Result;
import pro.saleflex.office.journal.EntryView;

class ArchiveReaderTest {
    private static final String LAST = "open.journal";
    private static final long SEED = 20261130;

    @TempDir
    Path directory;

    private final SampleJournal journal = new SampleJournal();
    private Path original;

    /** Three segments of 40, 30 and 20 entries, and ten in the open file. */
    @BeforeEach
    void write() throws Exception {
        original = directory.resolve("original");
        place(original).create(new UUID(0, 1));
        TerminalArchive archive = place(original).terminal(SampleJournal.TERMINAL);
        for (int sales : List.of(39, 29, 19)) {
            archive.append("O/S/T", journal.sales(sales));
            archive.append("O/S/T", List.of(journal.closure()));
        }
        archive.append("O/S/T", journal.sales(10));
    }

    private static ArchiveDirectory place(Path path) {
        return new ArchiveDirectory(path, Optional.empty());
    }

    private static Path folder(Path place) {
        return place.resolve("journal").resolve(SampleJournal.TERMINAL.toString());
    }

    private static Result read(Path place) throws IOException {
        return place(place).reader(SampleJournal.TERMINAL).read(entry -> {});
    }

    private Path copy(String name) throws IOException {
        Path copy = directory.resolve(name);
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(original.relativize(file)));
            }
        }
        return copy;
    }

    private static List<Path> files(Path place) throws IOException {
        try (Stream<Path> files = Files.list(folder(place))) {
            return files.sorted().toList();
        }
    }

    @Test
    void aRestartedJournalIsIntactUnlessTheEndBeforeTheRestartIsMissing() throws Exception {
        journal.restart();
        TerminalArchive archive = place(original).terminal(SampleJournal.TERMINAL);
        archive.append("O/S/T", journal.sales(2));
        archive.append("O/S/T", List.of(journal.closure()));
        journal.restart();
        archive.append("O/S/T", journal.sales(3));

        Result result = read(original);
        assertEquals(List.of(), result.faults());
        assertEquals(106, result.entries());
        assertEquals(2_000_002, result.lastEntryNo());
        assertEquals(
                2_000_002,
                place(original).terminal(SampleJournal.TERMINAL).position().entryNo(),
                "a writer that starts anew finds the end");

        Path tail = files(original).stream()
                .filter(file -> file.getFileName().toString().contains("100"))
                .findFirst()
                .orElseThrow();
        Files.delete(tail);
        Result cut = read(original);
        assertEquals(1, cut.faults().size(), cut.faults().toString());
        assertEquals(1_000_000, cut.faults().get(0).entryNo());
        assertEquals(96, cut.entries(), "what comes behind is read nevertheless");
    }

    @Test
    void anIntactArchiveTellsItsLastNumberAndHash() throws IOException {
        Result result = read(original);
        assertEquals(List.of(), result.faults());
        assertEquals(100, result.entries());
        assertEquals(100, result.lastEntryNo());
        assertEquals(90, result.sealedUpto());
        assertEquals(3, result.segments());
        assertEquals("O/S/T", result.terminal());
        assertEquals(HexFormat.of().formatHex(journal.entries().get(99).chainHash()), result.lastChainHash());
    }

    @Test
    void aMissingSegmentIsNamedWithItsEntries() throws IOException {
        Path place = copy("missing");
        Files.delete(files(place).get(1));
        Result result = read(place);
        assertEquals(1, result.faults().size());
        assertEquals(
                "Entries 41 to 70 are missing before it.",
                result.faults().get(0).finding());
        assertEquals(100, result.lastEntryNo());
    }

    @Test
    void whatFollowsADamagedSegmentIsNamed() throws IOException {
        Path place = copy("damaged");
        Path last = files(place).get(2);
        byte[] bytes = Files.readAllBytes(last);
        bytes[bytes.length - 20] ^= 1;
        Files.write(last, bytes);
        Result result = read(place);

        assertEquals(70, result.entries());
        assertEquals(
                List.of(last, folder(place).resolve("open.journal")),
                result.faults().stream().map(Fault::file).toList());
        assertEquals(
                "Entries 91 to 100 can be read, but what they follow is damaged.",
                result.faults().get(1).finding());
    }

    @Test
    void swappedSegmentsAreNamed() throws IOException {
        Path place = copy("swapped");
        List<Path> files = files(place);
        Path other = place.resolve("other");
        Files.move(files.get(0), other);
        Files.move(files.get(1), files.get(0));
        Files.move(other, files.get(1));
        assertEquals(
                "The segment is not the one that its name says.",
                read(place).faults().get(0).finding());
    }

    @Test
    void aSegmentOfAnotherTerminalIsNamed() throws Exception {
        Path place = copy("foreign");
        Path first = files(place).get(0);
        byte[] bytes = Segment.encode(
                "O/S/X",
                new byte[32],
                journal.entries().subList(0, 40).stream()
                        .map(entry -> new EntryView(
                                entry.id(),
                                new UUID(4, 4),
                                entry.entryNo(),
                                entry.kind(),
                                entry.documentKind(),
                                entry.documentId(),
                                entry.payload(),
                                entry.payloadSha256(),
                                entry.contentSha256(),
                                entry.chainHash(),
                                entry.source(),
                                entry.receivedAt()))
                        .toList(),
                null,
                journal.entries().get(0).receivedAt());
        Files.write(first, bytes);
        assertEquals(
                "The segment is of terminal 00000000-0000-0004-0000-000000000004.",
                read(place).faults().get(0).finding());
    }

    @Test
    void aFileThatDoesNotBelongThereIsNamed() throws IOException {
        Path place = copy("stranger");
        Files.writeString(folder(place).resolve("notes.txt"), "hello");
        assertEquals(
                "The file is not part of an archive.",
                read(place).faults().get(0).finding());
    }

    @Test
    void everyOneOfAThousandRandomChangesIsNamed() throws IOException {
        Random random = new Random(SEED);
        Path place = copy("changed");
        List<Path> files = files(place);
        for (int i = 0; i < 1_000; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] before = Files.readAllBytes(file);
            String change = change(random, file, before);
            Result result = read(place);
            // A whole record less at the end shows by the last number only.
            assertTrue(
                    !result.faults().isEmpty() || (change.startsWith(LAST) && result.lastEntryNo() < 100),
                    "change " + i + " was not named: " + change);
            Files.write(file, before);
        }
        assertEquals(List.of(), read(place).faults());
    }

    /** Makes one change to a file; returns what it was. */
    private static String change(Random random, Path file, byte[] before) throws IOException {
        byte[] bytes = before.clone();
        int at = random.nextInt(bytes.length);
        String name = file.getFileName().toString();
        switch (random.nextInt(5)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, bytes);
                return name + ": a bit at " + at;
            }
            case 1 -> {
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
                System.arraycopy(bytes, at + 1, shorter, at, bytes.length - at - 1);
                Files.write(file, shorter);
                return name + ": without the byte at " + at;
            }
            case 2 -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                longer[at] = (byte) random.nextInt(256);
                Files.write(file, longer);
                return name + ": another byte at " + at;
            }
            case 3 -> {
                Files.write(file, Arrays.copyOf(bytes, at));
                return name + ": cut off at " + at;
            }
            default -> {
                Files.delete(file);
                return name + ": removed";
            }
        }
    }
}
