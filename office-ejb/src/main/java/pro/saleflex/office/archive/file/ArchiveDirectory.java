package pro.saleflex.office.archive.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The directory that an archive lies in: a second disk or a share, which may be away. The marker tells whether it is
 * there: an empty mount point is a directory, too.
 */
public final class ArchiveDirectory {
    private static final String MARKER = "saleflex-archive.txt";
    private static final String FIRST_LINE = "SaleFlex.OFFICE archive 1";
    private static final String ID = "archive-id: ";

    /** A file that nobody reads: whoever in this process closes a file gives back its lock. */
    private static final String LOCK = "writer.lock";

    private static final String JOURNALS = "journal";
    private static final String SNAPSHOTS = "config";
    private static final int PROBE_BYTES = 1 << 20;

    private final Path path;
    private final Optional<ArchiveKey> key;
    private final boolean encrypts;
    private final Clock clock;

    /**
     * A directory to write to, whether it is there or not.
     *
     * @param key to read encrypted files with
     * @param encrypts whether journal entries are encrypted with it, too
     */
    public ArchiveDirectory(Path path, ArchiveKey key, boolean encrypts, Clock clock) {
        this.path = path.toAbsolutePath();
        this.key = Optional.of(key);
        this.encrypts = encrypts;
        this.clock = clock;
    }

    /**
     * A directory to read from.
     *
     * @param key to read encrypted files with; empty: there is none
     */
    public ArchiveDirectory(Path path, Optional<ArchiveKey> key) {
        this.path = path.toAbsolutePath();
        this.key = key;
        this.encrypts = false;
        this.clock = Clock.systemUTC();
    }

    /** Where it lies. */
    public Path path() {
        return path;
    }

    /**
     * Returns the id of the archive in the directory; empty if it holds none.
     *
     * @throws DamagedArchiveException its marker cannot be read
     */
    public Optional<UUID> id() throws IOException {
        try {
            List<String> lines = Files.readAllLines(path.resolve(MARKER));
            if (lines.size() < 2
                    || !lines.get(0).equals(FIRST_LINE)
                    || !lines.get(1).startsWith(ID)) {
                throw new DamagedArchiveException(MARKER + " is not the marker of an archive of version 1.");
            }
            return Optional.of(UUID.fromString(lines.get(1).substring(ID.length())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new DamagedArchiveException(MARKER + " holds no id.", e);
        }
    }

    /** Whether nothing lies in the directory, or it does not exist; what every new file system holds does not count. */
    public boolean isEmpty() throws IOException {
        if (!Files.exists(path)) {
            return true;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.allMatch(file -> file.getFileName().toString().equals("lost+found"));
        }
    }

    /** Creates the directory, if it is missing, and a new archive in it. */
    public void create(UUID id) throws IOException {
        Folders.create(path.resolve(JOURNALS));
        Folders.create(path.resolve(SNAPSHOTS));
        String text = FIRST_LINE + '\n' + ID + id + '\n' + "created-at: " + now() + '\n';
        Folders.writeNew(path.resolve(MARKER), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a megabyte and removes it. Throws an {@link IOException} if the disk is full or cannot be written. */
    public void probe() throws IOException {
        Path file = path.resolve("probe" + Folders.PARTIAL);
        try {
            Folders.write(file, new byte[PROBE_BYTES]);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Takes the right to write; empty: another server has it. */
    public Optional<WriterLock> lock() throws IOException {
        Path file = path.resolve(LOCK);
        if (!Files.exists(file) && id().isEmpty()) { // never in an empty mount point
            throw new NoSuchFileException(path.resolve(MARKER).toString());
        }
        return WriterLock.take(file);
    }

    /** A terminal's part. */
    public TerminalArchive terminal(UUID terminalId) {
        return new TerminalArchive(folder(terminalId), terminalId, key.orElse(null), encrypts, this::now);
    }

    /** The folder with the snapshots of the configuration. */
    public Path snapshots() {
        return path.resolve(SNAPSHOTS);
    }

    /** The terminals that have a part, in the order of their ids. */
    public List<UUID> terminals() throws IOException {
        return parts().flatMap(folder -> terminal(folder).stream()).sorted().toList();
    }

    /** What lies among the terminals' parts and is none. */
    public List<Path> strangers() throws IOException {
        return parts().filter(folder -> terminal(folder).isEmpty()).sorted().toList();
    }

    private Stream<Path> parts() throws IOException {
        Path journals = path.resolve(JOURNALS);
        if (!Files.isDirectory(journals)) {
            return Stream.of();
        }
        try (Stream<Path> folders = Files.list(journals)) {
            return folders.toList().stream();
        }
    }

    private static Optional<UUID> terminal(Path folder) {
        String name = folder.getFileName().toString();
        try {
            UUID id = UUID.fromString(name);
            return id.toString().equals(name) && Files.isDirectory(folder) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reads a terminal's part in order, and checks it. */
    public ArchiveReader reader(UUID terminalId) throws IOException {
        return new ArchiveReader(folder(terminalId), terminalId, key.orElse(null));
    }

    private Path folder(UUID terminalId) {
        return path.resolve(JOURNALS).resolve(terminalId.toString());
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
