package pro.saleflex.office.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.log.Log;

/**
 * Watches the free space on the disks that hold documents: terminals must get 503 before the database runs out of
 * space.
 *
 * <p>Checks at most once a second, on the caller's thread.
 */
@ApplicationScoped
public class DiskSpace {
    private static final Log LOG = Log.of(DiskSpace.class);
    private static final Duration MAX_AGE = Duration.ofSeconds(1);
    private static final long MEGABYTE = 1024L * 1024L;

    private OfficeConfig config;
    private Clock clock;
    private volatile Check last = new Check(Instant.MIN, true);

    /** Public for the container. */
    public DiskSpace() {}

    @Inject
    DiskSpace(OfficeConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Whether every watched disk has room for more documents. */
    public boolean enough() {
        Instant now = clock.instant();
        Check check = last;
        if (now.isBefore(check.at()) || now.isAfter(check.at().plus(MAX_AGE))) {
            check = new Check(now, config.watchedDirectories().stream().allMatch(this::hasRoom));
            last = check;
        }
        return check.enough();
    }

    /** Returns the free space of every watched disk, measured now; a disk that cannot be read is left out. */
    public List<FreeSpace> freeSpace() {
        return config.watchedDirectories().stream()
                .distinct()
                .flatMap(directory -> freeSpace(directory).stream())
                .toList();
    }

    private static Optional<FreeSpace> freeSpace(Path directory) {
        try {
            return Optional.of(new FreeSpace(directory, free(directory)));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The free disk space of " + directory + " cannot be read.", e);
            return Optional.empty();
        }
    }

    private static long free(Path directory) throws IOException {
        return Files.getFileStore(existing(directory)).getUsableSpace() / MEGABYTE;
    }

    private boolean hasRoom(Path directory) {
        try {
            long free = free(directory);
            boolean room = free >= config.diskMinimumMegabytes();
            if (!room) {
                LOG.log(Level.SEVERE, "Disk of {0}: {1} MB free, {2} MB needed; tills get 503.", new Object[] {
                    directory, free, config.diskMinimumMegabytes()
                });
            }
            return room;
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "The free disk space of " + directory + " cannot be read; the database will say when it is full.",
                    e);
            return true;
        }
    }

    /** Returns the directory, or its nearest parent that exists. */
    private static Path existing(Path directory) {
        Path path = directory.toAbsolutePath();
        while (path.getParent() != null && !Files.exists(path)) {
            path = path.getParent();
        }
        return path;
    }

    /**
     * The free space of a watched disk.
     *
     * @param directory the watched directory
     * @param freeMegabytes MB available to this process
     */
    public record FreeSpace(Path directory, long freeMegabytes) {}

    private record Check(Instant at, boolean enough) {}
}
