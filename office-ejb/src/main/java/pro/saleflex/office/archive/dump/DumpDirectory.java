package pro.saleflex.office.archive.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.Folders;
import pro.saleflex.office.archive.file.KeyCopy;

/**
 * A directory with dumps, which are named after the time, so that their names sort by it.
 *
 * @param path the directory
 * @param clock tells the time
 * @param prefix of the names; dumps with another one are not its own
 */
public record DumpDirectory(Path path, Clock clock, String prefix) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final String NAME = "-(\\d{8})T\\d{6}Z\\.";

    /** A dump that is being written grows all the time. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    /** A directory with dumps named {@code office-<UTC time>.dump}. */
    public DumpDirectory(Path path, Clock clock) {
        this(path, clock, "office");
    }

    /**
     * Returns the path of a new dump, {@code <prefix>-<UTC time>.dump}; a second behind the newest if the clock says that
     * it is earlier, because the names tell which dump is the newest. Creates the directory if it is missing, and closes
     * it to other users then.
     */
    public Path newFile() throws IOException {
        Files.createDirectories(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Instant now = clock.instant();
        Instant behind = newest().map(newest -> newest.plusSeconds(1)).orElse(now);
        Instant time = behind.isAfter(now) ? behind : now;
        return path.resolve(prefix + "-" + TIME.format(time.atOffset(ZoneOffset.UTC)) + ".dump");
    }

    /** The time in the newest name; empty: there is no dump of this prefix. */
    private Optional<Instant> newest() throws IOException {
        Pattern dump = Pattern.compile(Pattern.quote(prefix) + "-(\\d{8}T\\d{6}Z)\\.dump");
        for (Path file : files()) {
            Matcher name = dump.matcher(file.getFileName().toString());
            Optional<Instant> time = name.matches() ? time(name.group(1)) : Optional.empty();
            if (time.isPresent()) {
                return time;
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) { // not a name that was given here
            return Optional.empty();
        }
    }

    /**
     * Deletes all but the newest dumps, with the keys beside them, and what killed runs left behind for a day. Leaves files
     * with other names alone.
     *
     * @param written always stays: the clock may have been wrong when the others were named
     * @param keep number of dumps to keep, at least 1
     */
    public void deleteOlder(Path written, int keep) throws IOException {
        deleteOlder(written, keep, 0);
    }

    /**
     * The same, but the newest of each of the last days stays, too.
     *
     * @param days number of days with dumps
     */
    public void deleteOlder(Path written, int keep, int days) throws IOException {
        Pattern dump = Pattern.compile(Pattern.quote(prefix) + NAME + "dump");
        Pattern partial = Pattern.compile(Pattern.quote(prefix) + NAME + "(dump|key)" + Pattern.quote(Folders.PARTIAL));
        Instant abandonedBefore = clock.instant().minus(ABANDONED);
        List<Path> files;
        try (Stream<Path> listed = Files.list(path)) {
            files = listed.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        }
        int others = 0;
        Set<String> dates = new HashSet<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            Matcher match = dump.matcher(name);
            boolean own = match.matches();
            boolean ofItsDay = own && dates.add(match.group(1)) && dates.size() <= days;
            boolean older = own && !file.equals(written) && ++others >= keep && !ofItsDay;
            boolean abandoned = partial.matcher(name).matches()
                    && Files.getLastModifiedTime(file).toInstant().isBefore(abandonedBefore);
            if (older || abandoned) {
                Files.deleteIfExists(file);
                if (older) {
                    Files.deleteIfExists(KeyCopy.of(file));
                }
            }
        }
    }

    /** Returns the dumps, the newest first. */
    public List<Path> files() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> listed = Files.list(path)) {
            return listed.filter(file -> file.toString().endsWith(".dump"))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        }
    }

    /**
     * Reads all of a dump and checks it.
     *
     * @param key null: it is not encrypted
     * @throws DumpException it is cut short, damaged, no dump, or encrypted with another key
     */
    public static DumpContents check(Path file, ArchiveKey key) throws IOException {
        return DumpReader.check(file, key, DumpProgress.NONE);
    }
}
