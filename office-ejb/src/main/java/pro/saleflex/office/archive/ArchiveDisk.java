package pro.saleflex.office.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import pro.saleflex.office.archive.ArchiveLocations.KnownArchive;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.TerminalArchive;
import pro.saleflex.office.archive.file.WriterLock;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.log.Log;

/**
 * The place where the archive lies, and whether it is there. Only the archive's writer calls {@link #find}, because a
 * share that hangs blocks the caller.
 */
@ApplicationScoped
public class ArchiveDisk {
    private static final Log LOG = Log.of(ArchiveDisk.class);

    @Inject
    OfficeConfig config;

    @Inject
    Clock clock;

    @Inject
    ArchiveLocations locations;

    private final Map<UUID, TerminalArchive> parts = new ConcurrentHashMap<>();
    private volatile ArchiveDirectory directory;
    private volatile ArchiveKey key;
    private volatile State state = new State(null, false, "");
    private volatile boolean there;
    private volatile boolean ofAnotherStore;
    private volatile Optional<Space> space = Optional.empty();
    private volatile Optional<Instant> sealedAt = Optional.empty();

    /** What is known about the place since it was last looked at. */
    State state() {
        return state;
    }

    /** Whether it was there at the last look; its files have not been looked through since it was not. */
    boolean isThere() {
        return there;
    }

    /** The room on its disk when it was last looked at; empty: it is not there, or its disk does not tell. */
    Optional<Space> space() {
        return space;
    }

    /** When the last segment was sealed, as of the last look; empty: there is none, or nobody has looked yet. */
    Optional<Instant> sealedAt() {
        return sealedAt;
    }

    /**
     * Looks whether the archive is there, and creates it in an empty place.
     *
     * @return whether it is there
     */
    boolean find() {
        try {
            if (directory == null) {
                directory = new ArchiveDirectory(config.archiveDirectory(), key(), config.archiveEncrypt(), clock);
            }
            Optional<String> obstacle = obstacle(directory);
            if (obstacle.isPresent()) {
                lost(obstacle.get());
            } else if (!there) {
                directory.probe();
                parts.clear(); // its files may have changed while it was away
                there = true;
            }
        } catch (IOException e) {
            lost(e);
        }
        if (there) {
            space = measure();
            sealedAt = parts.values().stream()
                    .flatMap(part -> part.sealedAt().stream())
                    .map(OffsetDateTime::toInstant)
                    .max(Comparator.naturalOrder());
        }
        return there;
    }

    private Optional<Space> measure() {
        try {
            FileStore store = Files.getFileStore(directory.path());
            return Optional.of(new Space(
                    store.getUsableSpace(), store.getTotalSpace(), store.equals(Files.getFileStore(config.home()))));
        } catch (IOException e) { // some file systems do not tell; whether it can be written shows elsewhere
            LOG.log(Level.FINE, "The room on the archive's disk is not known.", e);
            return Optional.empty();
        }
    }

    /** Whether the place holds the archive of another store. */
    boolean isOfAnotherStore() {
        return ofAnotherStore;
    }

    /** Reads the key; creates it if there is no archive yet that was written with it. */
    private ArchiveKey key() throws IOException {
        Path file = config.archiveKeyFile();
        if (!Files.exists(file)) {
            Optional<UUID> there = readId(new ArchiveDirectory(config.archiveDirectory(), Optional.empty()));
            if (there.isPresent() || locations.at(config.archiveDirectory()).isPresent()) {
                throw new IOException("The archive's key file " + file + " is missing: bring back its copy.");
            }
            ArchiveKey.create(file);
            LOG.log(Level.INFO, "The archive''s key was created in {0}. Keep a copy of it elsewhere.", file);
        }
        key = ArchiveKey.read(file);
        return key;
    }

    /** Reads which archive lies in a place, and finds out whose it is. */
    private Optional<UUID> readId(ArchiveDirectory place) throws IOException {
        ofAnotherStore = false; // nobody knows if it cannot be read
        Optional<UUID> there = place.id();
        ofAnotherStore = there.isPresent() && !locations.knows(there.get());
        return there;
    }

    /** The key of the archive that was found. */
    ArchiveKey archiveKey() {
        return key;
    }

    /** The folder with the snapshots of the configuration. */
    Path snapshots() {
        return directory.snapshots();
    }

    /** Why the place cannot be used; empty: it can. */
    private Optional<String> obstacle(ArchiveDirectory place) throws IOException {
        Path path = place.path();
        Optional<KnownArchive> known = locations.at(path);
        Optional<UUID> there = readId(place);
        if (there.isPresent()) {
            if (known.filter(archive -> archive.id().equals(there.get())).isPresent()) {
                locations.created(path);
                return Optional.empty();
            }
            if (ofAnotherStore) {
                return Optional.of(path + " holds the archive of another database: restore from it, or set another"
                        + " directory.");
            }
            locations.moved(path, there.get());
            return Optional.empty();
        }
        if (known.filter(KnownArchive::created).isPresent()) {
            return Optional.of(path + " does not hold the archive: its disk or share is not mounted, or was replaced.");
        }
        if (!place.isEmpty()) {
            return Optional.of(path + " is neither empty nor an archive.");
        }
        place.create(locations.reserve(path).id());
        locations.created(path);
        LOG.log(Level.INFO, "The archive is created in {0}.", path);
        return Optional.empty();
    }

    /** Takes the right to write to the archive that was found; empty: another server has it. */
    Optional<WriterLock> lock() throws IOException {
        return directory.lock();
    }

    /** A terminal's part, for the archive's writer alone. */
    TerminalArchive part(UUID terminalId) {
        return parts.computeIfAbsent(terminalId, directory::terminal);
    }

    /** Records that all that was due is written. */
    void written() {
        if (!state.available()) {
            LOG.log(Level.INFO, "The archive in {0} is there.", directory.path());
            state = new State(clock.instant(), true, "");
        }
    }

    /**
     * Records that it is there, but no snapshot of the configuration could be written. Snapshots have a name of their own
     * each, so the reason does not tell it: the same obstacle is the same reason.
     */
    void failing(IOException e) {
        String kind = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : e.getClass().getSimpleName().replace("Exception", "");
        unavailable("The configuration could not be archived in " + snapshots() + ": " + kind + ".");
    }

    /** Records that the place cannot be used. */
    void lost(IOException e) {
        lost(reason(e));
    }

    /** Records that the writer failed through a fault of the database or of its own. */
    void lost(RuntimeException e) {
        lost("The archive's writer failed (" + e.getClass().getSimpleName() + "); the server's log has the details.");
    }

    private void lost(String reason) {
        there = false;
        parts.clear();
        space = Optional.empty();
        unavailable(reason);
    }

    private void unavailable(String reason) {
        if (state.available() || state.since() == null || !state.reason().equals(reason)) {
            LOG.log(Level.WARNING, "The archive cannot be written: {0}", reason);
            state = new State(
                    state.available() || state.since() == null ? clock.instant() : state.since(), false, reason);
        }
    }

    /** The message alone is often only the path. */
    private static String reason(IOException e) {
        if (e instanceof FileSystemException file && file.getReason() == null) {
            return e.getClass().getSimpleName().replace("Exception", "") + ": " + file.getFile();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /**
     * Whether the archive can be written to.
     *
     * @param since when that began; null: nobody has looked yet
     * @param available it can be written to
     * @param reason why not
     */
    record State(Instant since, boolean available, String reason) {}

    /**
     * The room on the archive's disk.
     *
     * @param freeBytes what this process may still write
     * @param totalBytes size of the file system
     * @param sharedWithHome the application's home is on the same file system, so one fault loses both copies
     */
    public record Space(long freeBytes, long totalBytes, boolean sharedWithHome) {}
}
