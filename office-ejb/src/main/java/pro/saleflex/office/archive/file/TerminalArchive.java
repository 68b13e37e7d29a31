package pro.saleflex.office.archive.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pro.saleflex.office.archive.file.Segment.Range;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.journal.ChainVerifier;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.HashChain;
import pro.saleflex.office.journal.Verification;

/**
 * One terminal's part of the archive, as its writer sees it. What is in the files counts, and nothing else: so a crash
 * at any point neither seals an entry twice nor leaves one out.
 *
 * <p>Not safe for several threads; the {@link WriterLock} keeps other servers away, and on a share that knows no locks
 * the lane's lease.
 */
public final class TerminalArchive {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT);

    private final Path folder;
    private final UUID terminalId;
    private final ArchiveKey key;
    private final ArchiveKey writingKey;
    private final Supplier<OffsetDateTime> now;
    private final OpenFile open;
    private State state;

    TerminalArchive(Path folder, UUID terminalId, ArchiveKey key, boolean encrypts, Supplier<OffsetDateTime> now) {
        this.folder = folder;
        this.terminalId = terminalId;
        this.key = key;
        this.writingKey = encrypts ? key : null;
        this.now = now;
        this.open = new OpenFile(folder, terminalId, key, writingKey);
    }

    /**
     * Returns the last entry that is in the archive. Repairs what a crash left behind: a torn tail is cut, what is
     * sealed is removed from the open file, and damaged files are set aside under another name and written anew.
     */
    public Position position() throws IOException {
        if (state == null || open.length() != state.openBytes) {
            state = load();
        }
        return state.position();
    }

    /** Looks at the files anew at the next call, because somebody else may have written them. */
    public void forget() {
        state = null;
    }

    /** When the last segment was sealed, as far as this object has read or written one; empty: there is none. */
    public Optional<OffsetDateTime> sealedAt() {
        return state == null ? Optional.empty() : state.sealedAt;
    }

    /**
     * Appends entries and seals segments as they fill; on return all are on disk. Entries that are in the archive
     * already are passed over.
     *
     * @param terminal the terminal's full name, for the manifests
     * @param entries in order, of this terminal
     * @throws BrokenChainException an entry does not continue what is in the archive; those before it are on disk
     */
    public void append(String terminal, List<EntryView> entries) throws IOException, BrokenChainException {
        Position position = position();
        ChainVerifier chain = new ChainVerifier(terminalId, position.entryNo(), position.chainHash());
        List<EntryView> pending = new ArrayList<>();
        long pendingBytes = 0;
        try {
            for (EntryView entry : entries) {
                if (entry.entryNo() <= position.entryNo()) {
                    continue;
                }
                Optional<Verification> broken = chain.check(entry);
                if (broken.isPresent()) {
                    keepOpen(pending);
                    throw new BrokenChainException(broken.get());
                }
                long bytes = entry.payload().length();
                boolean restarts = entry.entryNo() != last(pending).entryNo() + 1; // the chain has been checked
                boolean full = state.openBytes + pendingBytes + bytes > Segment.MOST_BYTES;
                if ((restarts || full) && state.openCount + pending.size() > 0) {
                    seal(terminal, pending);
                    pendingBytes = 0;
                }
                pending.add(entry);
                pendingBytes += bytes;
                if (entry.kind() == EntryKind.CLOSURE || state.openCount + pending.size() == Segment.MOST_ENTRIES) {
                    seal(terminal, pending);
                    pendingBytes = 0;
                }
            }
            keepOpen(pending);
        } catch (IOException e) {
            state = null; // nobody knows how much of it is in the file
            throw e;
        }
    }

    private void keepOpen(List<EntryView> pending) throws IOException {
        if (!pending.isEmpty()) {
            open.append(pending);
            state = state.opened(pending, open.length());
        }
    }

    /** Seals what is in the open file together with what was to be appended to it, which it empties. */
    private void seal(String terminal, List<EntryView> pending) throws IOException {
        List<EntryView> entries = new ArrayList<>();
        if (state.openCount > 0) {
            entries.addAll(open.read().entries());
        }
        entries.addAll(pending);
        EntryView last = entries.get(entries.size() - 1);
        if (!follow(state.sealed, entries)) {
            throw new DamagedArchiveException("The open file changed while it was sealed.");
        }
        OffsetDateTime sealedAt = now.get();
        byte[] bytes = Segment.encode(
                terminal, state.sealed.hashBefore(entries.get(0).entryNo()), entries, writingKey, sealedAt);
        Path file = folder.resolve(Segment.fileName(entries.get(0).entryNo(), last.entryNo()));
        Folders.writeNew(file, bytes);
        readBack(file, bytes);
        if (state.openCount > 0) {
            open.truncate(0);
        }
        state = State.sealedUpto(new Position(last.entryNo(), last.chainHash()), Optional.of(sealedAt));
        pending.clear();
    }

    /** Whether these entries come next: each number is one higher, only the first may be behind a restore. */
    private static boolean follow(Position sealed, List<EntryView> entries) {
        long first = entries.get(0).entryNo();
        return (first == sealed.entryNo() + 1 || HashChain.isRestart(sealed.entryNo(), first))
                && entries.get(entries.size() - 1).entryNo() == first + entries.size() - 1;
    }

    private Position last(List<EntryView> pending) {
        if (pending.isEmpty()) {
            return state.position();
        }
        EntryView last = pending.get(pending.size() - 1);
        return new Position(last.entryNo(), last.chainHash());
    }

    private void readBack(Path file, byte[] written) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Segment.decode(file.getFileName().toString(), bytes, key);
            if (!Arrays.equals(bytes, written)) {
                throw new DamagedArchiveException("A segment could not be read back as it was written.");
            }
        } catch (DamagedArchiveException e) {
            setAside(file);
            throw e;
        }
    }

    private State load() throws IOException {
        if (!Files.isDirectory(folder)) { // never what is above it: the disk may just have gone
            Folders.createOne(folder);
        }
        removePartial();
        Optional<Manifest> lastSealed = lastSealed();
        Position sealed = lastSealed
                .map(manifest -> new Position(manifest.last(), manifest.chainAfter()))
                .orElseGet(() -> new Position(0, HashChain.genesis(terminalId)));
        Optional<OffsetDateTime> sealedAt = lastSealed.map(Manifest::sealedAt);
        OpenFile.Contents contents = open.read();
        List<EntryView> entries = contents.entries().stream()
                .filter(entry -> entry.entryNo() > sealed.entryNo())
                .toList();
        if (!entries.isEmpty() && !follow(sealed, entries)) {
            setAside(open.path());
            return State.sealedUpto(sealed, sealedAt);
        }
        if (contents.fault().isPresent()) {
            open.truncate(contents.sound());
        }
        if (entries.isEmpty() && contents.sound() > 0) {
            open.truncate(0);
        }
        return State.sealedUpto(sealed, sealedAt).opened(entries, open.length());
    }

    private void removePartial() throws IOException {
        for (Path file : files()) {
            if (file.getFileName().toString().endsWith(Folders.PARTIAL)) {
                Files.delete(file);
            }
        }
    }

    /** The last segment that is sound; later ones are set aside. */
    private Optional<Manifest> lastSealed() throws IOException {
        List<Path> segments = new ArrayList<>();
        for (Path file : files()) {
            if (Segment.range(file.getFileName().toString()).isPresent()) {
                segments.add(file);
            }
        }
        segments.sort(Comparator.comparing((Path file) -> range(file).last()).reversed());
        for (Path file : segments) {
            try {
                return Optional.of(Segment.read(file, key).manifest());
            } catch (DamagedArchiveException e) {
                setAside(file);
            }
        }
        return Optional.empty();
    }

    private static Range range(Path file) {
        return Segment.range(file.getFileName().toString()).orElseThrow();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Keeps a damaged file as evidence, under a name that the archive does not use. */
    private void setAside(Path file) throws IOException {
        Path kept = file.resolveSibling(file.getFileName() + ".damaged-" + TIME.format(now.get()));
        Files.move(file, kept);
        Folders.flush(folder);
    }

    /**
     * An entry in the archive, the last one.
     *
     * @param entryNo its number; 0: the archive has none
     * @param chainHash its chain hash; for 0 that before the first entry
     */
    public record Position(long entryNo, byte[] chainHash) {
        /** The hash that the next entry follows, by its number. */
        byte[] hashBefore(long next) {
            return next == entryNo + 1 ? chainHash : HashChain.restart(chainHash, entryNo);
        }
    }

    private record State(
            Position sealed,
            Optional<OffsetDateTime> sealedAt,
            Optional<Position> opened,
            int openCount,
            long openBytes) {
        static State sealedUpto(Position position, Optional<OffsetDateTime> at) {
            return new State(position, at, Optional.empty(), 0, 0);
        }

        State opened(List<EntryView> entries, long bytes) {
            if (entries.isEmpty()) {
                return this;
            }
            EntryView last = entries.get(entries.size() - 1);
            return new State(
                    sealed,
                    sealedAt,
                    Optional.of(new Position(last.entryNo(), last.chainHash())),
                    openCount + entries.size(),
                    bytes);
        }

        Position position() {
            return opened.orElse(sealed);
        }
    }
}
