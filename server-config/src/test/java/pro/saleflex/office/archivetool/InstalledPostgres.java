package pro.saleflex.office.archivetool;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * The PostgreSQL programs installed on this machine: an older version than the embedded server of the build, and psql,
 * by which an administrator sets a server up.
 *
 * @param programs their directory
 */
record InstalledPostgres(Path programs) {
    static final List<String> NEEDED = List.of("initdb", "pg_ctl", "postgres", "createdb", "psql");

    /** The reason why a test that needs them is skipped or fails. */
    static final String MISSING = "Backup and restore are not tested: PostgreSQL's programs were found neither below"
            + " /usr/lib/postgresql nor on PATH. On Debian: apt-get install postgresql";

    /** With {@code CI} set to true no test may be skipped; a developer's machine may lack the programs. */
    static boolean foundOrDemanded() {
        boolean enabled = demanded(System.getenv("CI")) || in(directories()).isPresent();
        if (!enabled) {
            // Maven shows how many tests were skipped, but not why.
            System.err.println(MISSING);
        }
        return enabled;
    }

    static boolean demanded(String ci) {
        return Boolean.parseBoolean(ci);
    }

    /** The machine's programs; without them the calling test fails. */
    static InstalledPostgres required() {
        return in(directories()).orElseThrow(() -> new AssertionFailedError(MISSING));
    }

    /** The programs in the first directory that has them all. */
    static Optional<InstalledPostgres> in(List<Path> directories) {
        return directories.stream()
                .filter(directory -> NEEDED.stream().allMatch(name -> Files.isExecutable(directory.resolve(name))))
                .map(InstalledPostgres::new)
                .findFirst();
    }

    private static List<Path> directories() {
        List<Path> directories = new ArrayList<>(versionsBelow(Path.of("/usr/lib/postgresql")));
        for (String entry : System.getenv("PATH").split(File.pathSeparator, -1)) {
            directories.add(Path.of(entry));
        }
        return directories;
    }

    /** Debian has one directory per version; newest first. */
    static List<Path> versionsBelow(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(root)) {
            return versions.filter(version -> version.getFileName().toString().matches("\\d+"))
                    .sorted(Comparator.comparing((Path version) ->
                                    Integer.valueOf(version.getFileName().toString()))
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
