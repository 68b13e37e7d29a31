package pro.saleflex.office.backup;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * The PostgreSQL programs installed on this machine. The embedded server of the build does not help here: it has
 * neither pg_dump nor psql, which the scripts call.
 *
 * @param programs their directory
 */
record InstalledPostgres(Path programs) {
    static final List<String> NEEDED =
            List.of("initdb", "pg_ctl", "postgres", "createdb", "psql", "pg_dump", "pg_restore");

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

    /** The programs' major version. */
    int majorVersion() {
        String version = Ran.command(
                        Map.of(), List.of(programs.resolve("pg_dump").toString(), "--version"))
                .succeeded()
                .out();
        return Integer.parseInt(version.replaceFirst("(?s)^\\S+ \\S+ (\\d+).*", "$1"));
    }

    /** A PATH with which scripts find these programs. */
    String path() {
        return programs + ":" + System.getenv("PATH");
    }

    /**
     * The same PATH, with a faulty program in front of the real one.
     *
     * @param script a shell script, with {@code REAL} in place of the real program
     */
    String pathWithFaulty(String program, String script, Path directory) throws IOException {
        Path faulty = Files.createDirectory(directory.resolve("faulty")).resolve(program);
        Files.writeString(
                faulty,
                "#!/bin/bash\n"
                        + script.replace("REAL", programs.resolve(program).toString()));
        Files.setPosixFilePermissions(faulty, PosixFilePermissions.fromString("rwx------"));
        return faulty.getParent() + ":" + path();
    }
}
