package pro.saleflex.office.archive.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import pro.saleflex.office.archive.file.Segment.Range;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.journal.ChainVerifier;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.HashChain;
import pro.saleflex.office.journal.Verification;

/**
 * Reads one terminal's part of the archive in order and checks it: files, manifests, hashes, numbers and the hash chain
 * across segments. It changes nothing, and reads on behind a fault.
 *
 * <p>That the end was cut off shows only by comparison: with the journal, with GATE, or with a note of the last number
 * and hash.
 */
public final class ArchiveReader {
    /** How often, and after how long, an open file is read again whose end is torn. */
    private static final int LOOKS = 5;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Path folder;
    private final UUID terminalId;
    private final ArchiveKey key;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<Path> done = new HashSet<>();
    private long passedUpto;
    private String terminal = "";
    private ChainVerifier chain;
    private long entries;
    private long bytes;
    private int segments;

    ArchiveReader(Path folder, UUID terminalId, ArchiveKey key) {
        this.folder = folder;
        this.terminalId = terminalId;
        this.key = key;
        this.chain = new ChainVerifier(terminalId);
    }

    /** Whether a segment ends with this entry, so that {@link #behind} can go on there. */
    public boolean endsSegment(long entryNo) throws IOException {
        return segments().stream().anyMatch(file -> range(file).last() == entryNo);
    }

    /** Number of segments. */
    public int sealed() throws IOException {
        return segments().size();
    }

    /**
     * Lets {@link #read(Consumer, Pause)} begin behind an entry that ends a segment. Of the segments up to it only the
     * names are checked: that none is missing.
     *
     * @param entryNo the entry's number; 0: begin at the first one
     * @param chainHash its chain hash, as it was read
     */
    public ArchiveReader behind(long entryNo, byte[] chainHash) {
        if (entryNo > 0) {
            passedUpto = entryNo;
            chain = new ChainVerifier(terminalId, entryNo, chainHash);
        }
        return this;
    }

    /**
     * Lets {@link #read(Consumer, Pause)} begin behind the last segment whose entries were all received before a time,
     * as its manifest says.
     */
    public ArchiveReader since(OffsetDateTime time) throws IOException {
        List<Path> files = segments();
        for (int i = files.size() - 1; i >= 0; i--) {
            Optional<Manifest> manifest = manifest(files.get(i));
            if (manifest.isPresent() && manifest.get().receivedTo().isBefore(time)) {
                return behind(manifest.get().last(), manifest.get().chainAfter());
            }
        }
        return this;
    }

    /** Empty: it is damaged; the segment is read, too, and then is a fault. */
    private static Optional<Manifest> manifest(Path segment) throws IOException {
        try {
            return Optional.of(Segment.manifest(segment));
        } catch (DamagedArchiveException e) {
            return Optional.empty();
        }
    }

    /** Reads everything, as {@link #read(Consumer, Pause)} does, without a pause. */
    public Result read(Consumer<EntryView> each) throws IOException {
        return read(each, Pause.NONE);
    }

    /**
     * Reads everything from the first entry, or from where {@link #behind} says. The archive may be written meanwhile.
     *
     * @param each takes every intact entry, in order
     * @param pause called after each segment
     * @throws WrongKeyException the archive is encrypted with another key
     * @throws IOException the files cannot be read
     */
    public Result read(Consumer<EntryView> each, Pause pause) throws IOException {
        checkNames();
        readSegments(each, pause);
        OpenFile.Contents contents = open();
        while (readSegments(each, pause) > 0) { // it was sealed meanwhile
            contents = open();
        }
        long sealedUpto = chain.lastEntryNo();
        String sealedHash = HexFormat.of().formatHex(chain.lastChainHash());
        readOpen(contents, each);
        return result(sealedUpto, sealedHash);
    }

    /**
     * Reads some segments again, each by itself, to find what has become of them.
     *
     * @param after reads those that begin behind this entry
     * @param most number of segments
     * @param each takes every intact entry, in order
     * @param pause called after each segment
     * @return what was read; its last entry is the last one that was looked at, 0 if there is no such segment
     */
    public Result reread(long after, int most, Consumer<EntryView> each, Pause pause) throws IOException {
        List<Path> files = segments().stream()
                .filter(file -> range(file).first() > after)
                .limit(most)
                .toList();
        if (!files.isEmpty()) { // what is before the first one is not known
            chain = new ChainVerifier(terminalId, range(files.get(0)).first() - 1, new byte[0]);
        }
        for (Path file : files) {
            readSegment(file, range(file), each);
            pause.afterSegment(entries);
        }
        return result(chain.lastEntryNo(), HexFormat.of().formatHex(chain.lastChainHash()));
    }

    private Result result(long sealedUpto, String sealedHash) {
        return new Result(
                terminalId,
                terminal,
                entries,
                chain.lastEntryNo(),
                HexFormat.of().formatHex(chain.lastChainHash()),
                sealedUpto,
                sealedHash,
                segments,
                bytes,
                List.copyOf(faults));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.sorted().toList();
        }
    }

    private List<Path> segments() throws IOException {
        return files().stream().filter(ArchiveReader::isSegment).toList();
    }

    private static boolean isSegment(Path file) {
        return Segment.range(file.getFileName().toString()).isPresent();
    }

    private static Range range(Path segment) {
        return Segment.range(segment.getFileName().toString()).orElseThrow();
    }

    private void checkNames() throws IOException {
        long upto = 0;
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (isSegment(file)) {
                long first = range(file).first();
                if (first <= passedUpto && first > upto + 1 && !HashChain.isRestart(upto, first)) {
                    faults.add(missing(file, upto + 1, first - 1));
                }
                upto = range(file).last();
            } else if (!name.equals(OpenFile.NAME) && !name.endsWith(Folders.PARTIAL) && !name.contains(".damaged-")) {
                faults.add(new Fault(file, 0, "The file is not part of an archive."));
            }
        }
    }

    private static Fault missing(Path before, long first, long last) {
        return new Fault(before, first, "Entries " + first + " to " + last + " are missing before it.");
    }

    /** Reads those that have not been read; returns how many. */
    private int readSegments(Consumer<EntryView> each, Pause pause) throws IOException {
        int read = 0;
        for (Path file : segments()) {
            Range range = range(file);
            if (range.last() > passedUpto && done.add(file)) {
                readSegment(file, range, each);
                pause.afterSegment(entries);
                read++;
            }
        }
        return read;
    }

    /** What is being appended at this moment is torn only for a moment. */
    private OpenFile.Contents open() throws IOException {
        OpenFile open = new OpenFile(folder, terminalId, key, null);
        OpenFile.Contents contents = readable(open);
        for (int i = 0; i < LOOKS && contents.fault().isPresent(); i++) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            contents = readable(open);
        }
        return contents;
    }

    /** A file that cannot be read is a fault of this terminal's part and does not keep the others from being read. */
    private OpenFile.Contents readable(OpenFile open) throws IOException {
        try {
            return open.read();
        } catch (WrongKeyException e) {
            throw e;
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) { // the disk has gone
                throw e;
            }
            return new OpenFile.Contents(List.of(), 0, 0, Optional.of("It cannot be read: " + e));
        }
    }

    private void readSegment(Path file, Range range, Consumer<EntryView> each) throws IOException {
        long expected = chain.lastEntryNo() + 1;
        boolean restarts = HashChain.isRestart(chain.lastEntryNo(), range.first());
        if (range.first() > expected && !restarts) {
            faults.add(missing(file, expected, range.first() - 1));
        } else if (range.first() < expected) {
            faults.add(new Fault(file, range.first(), "Its entries are in the segments before it already."));
            return;
        }
        Segment segment;
        try {
            segment = Segment.read(file, key);
        } catch (WrongKeyException e) {
            throw e;
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) { // the disk has gone
                throw e;
            }
            faults.add(new Fault(
                    file,
                    range.first(),
                    e instanceof DamagedArchiveException ? e.getMessage() : "It cannot be read: " + e));
            chain = new ChainVerifier(terminalId, range.last(), new byte[0]);
            return;
        }
        Manifest manifest = segment.manifest();
        if (!manifest.terminalId().equals(terminalId)) {
            faults.add(new Fault(file, range.first(), "The segment is of terminal " + manifest.terminalId() + "."));
            chain = new ChainVerifier(terminalId, range.last(), new byte[0]);
            return;
        }
        bytes += Files.size(file);
        segments++;
        terminal = manifest.terminal();
        boolean follows = (range.first() == expected || restarts) && chain.lastChainHash().length > 0;
        byte[] before =
                restarts ? HashChain.restart(chain.lastChainHash(), chain.lastEntryNo()) : chain.lastChainHash();
        boolean continues = MessageDigest.isEqual(before, manifest.chainBefore());
        if (follows && !continues) {
            faults.add(new Fault(file, range.first(), "The segment does not continue the one before it."));
        }
        if (restarts || !follows || !continues) {
            chain = new ChainVerifier(terminalId, range.first() - 1, manifest.chainBefore());
        }
        for (EntryView entry : segment.entries()) {
            if (!check(file, entry, each)) {
                chain = new ChainVerifier(terminalId, range.last(), manifest.chainAfter());
                return;
            }
        }
        if (!MessageDigest.isEqual(chain.lastChainHash(), manifest.chainAfter())) {
            faults.add(new Fault(file, range.last(), "The manifest's last chain hash is not that of its last entry."));
        }
    }

    private void readOpen(OpenFile.Contents contents, Consumer<EntryView> each) {
        Path open = folder.resolve(OpenFile.NAME);
        bytes += contents.length();
        for (EntryView entry : contents.entries()) {
            if (entry.entryNo() <= chain.lastEntryNo()) {
                continue; // a crash after sealing and before the open file was emptied leaves these
            }
            if (chain.lastChainHash().length == 0) {
                EntryView last = contents.entries().get(contents.entries().size() - 1);
                faults.add(new Fault(
                        open,
                        entry.entryNo(),
                        "Entries " + entry.entryNo() + " to " + last.entryNo()
                                + " can be read, but what they follow is damaged."));
                return;
            }
            if (!check(open, entry, each)) {
                return;
            }
        }
        contents.fault().ifPresent(fault -> faults.add(new Fault(open, chain.lastEntryNo() + 1, fault)));
    }

    private boolean check(Path file, EntryView entry, Consumer<EntryView> each) {
        Optional<Verification> broken = chain.check(entry);
        if (broken.isPresent()) {
            faults.add(new Fault(file, broken.get().firstBroken(), broken.get().finding()));
            return false;
        }
        if (entry.kind() == EntryKind.CONFLICT
                ? entry.documentKind() == EntryKind.CONFLICT
                : entry.documentKind() != entry.kind()) {
            faults.add(new Fault(file, entry.entryNo(), "The entry's two kinds do not fit together."));
            return false;
        }
        entries++;
        each.accept(entry);
        return true;
    }

    /** Lets others work between two segments, and hears how far the reader is. */
    @FunctionalInterface
    public interface Pause {
        /** Without a pause. */
        Pause NONE = entries -> {};

        /**
         * Called after each segment.
         *
         * @param entries number of intact entries that this reader has read so far
         * @throws IOException reading is to end here
         */
        void afterSegment(long entries) throws IOException;
    }

    /**
     * Something in the archive that is not as it was written.
     *
     * @param file where
     * @param entryNo the first entry that it concerns; 0: none
     * @param finding what is wrong
     */
    public record Fault(Path file, long entryNo, String finding) {}

    /**
     * What was read.
     *
     * @param terminalId whose journal
     * @param terminal its full name; empty: no segment says
     * @param entries number of intact entries
     * @param lastEntryNo the last entry's number; 0: none
     * @param lastChainHash its chain hash, in hex
     * @param sealedUpto the last entry that is in a segment
     * @param sealedHash its chain hash, in hex
     * @param segments number of sound segments
     * @param bytes that the files take
     * @param faults all that were found
     */
    public record Result(
            UUID terminalId,
            String terminal,
            long entries,
            long lastEntryNo,
            String lastChainHash,
            long sealedUpto,
            String sealedHash,
            int segments,
            long bytes,
            List<Fault> faults) {

        /** A terminal of which nothing could be read, for one reason. */
        public static Result nothing(UUID terminalId, String reason) {
            return new Result(terminalId, "", 0, 0, "", 0, "", 0, 0, List.of(new Fault(Path.of("journal"), 1, reason)));
        }

        /** The same with other faults. */
        public Result with(List<Fault> found) {
            return new Result(
                    terminalId,
                    terminal,
                    entries,
                    lastEntryNo,
                    lastChainHash,
                    sealedUpto,
                    sealedHash,
                    segments,
                    bytes,
                    found);
        }
    }
}
