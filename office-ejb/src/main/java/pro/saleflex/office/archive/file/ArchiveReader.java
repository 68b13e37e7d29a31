package pro.saleflex.office.archive.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    private final Path folder;
    private final UUID terminalId;
    private final ArchiveKey key;
    private final List<Fault> faults = new ArrayList<>();
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

    /**
     * Reads everything from the first entry.
     *
     * @param each takes every intact entry, in order
     * @throws WrongKeyException the archive is encrypted with another key
     * @throws IOException the files cannot be read
     */
    public Result read(Consumer<EntryView> each) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            Optional<Range> range = Segment.range(name);
            if (range.isPresent()) {
                readSegment(file, range.get(), each);
            } else if (!name.equals(OpenFile.NAME) && !name.endsWith(Folders.PARTIAL) && !name.contains(".damaged-")) {
                faults.add(new Fault(file, 0, "The file is not part of an archive."));
            }
        }
        long sealedUpto = chain.lastEntryNo();
        readOpen(each);
        return new Result(
                terminalId,
                terminal,
                entries,
                chain.lastEntryNo(),
                HexFormat.of().formatHex(chain.lastChainHash()),
                sealedUpto,
                segments,
                bytes,
                List.copyOf(faults));
    }

    private void readSegment(Path file, Range range, Consumer<EntryView> each) throws IOException {
        long expected = chain.lastEntryNo() + 1;
        boolean restarts = HashChain.isRestart(chain.lastEntryNo(), range.first());
        if (range.first() > expected && !restarts) {
            faults.add(new Fault(
                    file, expected, "Entries " + expected + " to " + (range.first() - 1) + " are missing before it."));
        } else if (range.first() < expected) {
            faults.add(new Fault(file, range.first(), "Its entries are in the segments before it already."));
            return;
        }
        Segment segment;
        try {
            segment = Segment.read(file, key);
        } catch (DamagedArchiveException e) {
            faults.add(new Fault(file, range.first(), e.getMessage()));
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

    private void readOpen(Consumer<EntryView> each) throws IOException {
        OpenFile open = new OpenFile(folder, terminalId, key, null);
        OpenFile.Contents contents = open.read();
        bytes += contents.length();
        for (EntryView entry : contents.entries()) {
            // A crash after sealing and before the open file was emptied leaves these.
            if (entry.entryNo() > chain.lastEntryNo()) {
                if (chain.lastChainHash().length == 0) {
                    return; // the segment before it is damaged, which was said
                }
                if (!check(open.path(), entry, each)) {
                    return;
                }
            }
        }
        contents.fault().ifPresent(fault -> faults.add(new Fault(open.path(), chain.lastEntryNo() + 1, fault)));
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
            int segments,
            long bytes,
            List<Fault> faults) {

        /** A terminal of which nothing could be read, for one reason. */
        public static Result nothing(UUID terminalId, String reason) {
            return new Result(terminalId, "", 0, 0, "", 0, 0, 0, List.of(new Fault(Path.of("journal"), 1, reason)));
        }

        /** The same with other faults. */
        public Result with(List<Fault> found) {
            return new Result(
                    terminalId, terminal, entries, lastEntryNo, lastChainHash, sealedUpto, segments, bytes, found);
        }
    }
}
