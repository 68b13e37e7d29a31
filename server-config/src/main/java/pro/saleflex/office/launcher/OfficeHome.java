package pro.saleflex.office.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory that holds all data of a one-command run. Removing it removes everything.
 *
 * @param root absolute
 */
record OfficeHome(Path root) {

    /**
     * Creates missing directories, and closes the home to other users of the machine.
     *
     * @throws Trouble if that cannot be done
     */
    void prepare() throws Trouble {
        try {
            Files.createDirectories(root);
            // It contains sales, keys, and programs that are run.
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(run());
            Files.createDirectories(postgresLogs());
            Files.createDirectories(payaraLogs());
        } catch (IOException e) {
            throw new Trouble("OFFICE_HOME " + root + " cannot be written to: " + e.getMessage(), e);
        }
    }

    /** Returns the launcher's state while it runs: its lock and the records of its child processes. */
    Path run() {
        return root.resolve("run");
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    /** Returns PostgreSQL's data directory. */
    Path postgres() {
        return root.resolve("postgres");
    }

    /** Returns the directory of PostgreSQL's unpacked programs. */
    Path postgresPrograms() {
        return root.resolve("postgres-programs");
    }

    /** Returns the directory of the unzipped Payara Server. */
    Path payara() {
        return root.resolve("payara");
    }

    /** Returns the directory of domains; the only one is {@link PayaraDomain#NAME}. */
    Path domains() {
        return root.resolve("domains");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path postgresLogs() {
        return logs().resolve("postgres");
    }

    Path payaraLogs() {
        return logs().resolve("payara");
    }
}
