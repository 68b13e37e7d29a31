package pro.saleflex.office.archivetool;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;

/** The stand-alone program: finds the subcommand and tells the user how it ended. */
public final class ArchiveTool {
    /** It was done and checked. */
    static final int DONE = 0;

    /** It failed, or something is damaged. */
    static final int FAILED = 1;

    /** It was not begun: called wrongly, or refused by what it was to work on. */
    static final int REFUSED = 2;

    private static final List<Command> COMMANDS =
            List.of(new VerifyCommand(), new RestoreCommand(), new BackupCommand(), new RestoreBackupCommand());

    /** Flyway tells each migration; held here, since the logging forgets loggers that nobody holds. */
    private static final Logger MIGRATIONS = Logger.getLogger("org.flywaydb");

    private ArchiveTool() {}

    /** Runs it; exits with 0, 1 or 2 as its usage says. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        PrintStream progress = watched() ? err : new PrintStream(OutputStream.nullOutputStream(), false);
        System.exit(run(List.of(arguments), new Surroundings(System.getenv(), out, progress, Clock.systemUTC()), err));
    }

    /** A system timer would mail the progress. Java 22 and newer always have a console. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean watched() {
        return System.console() != null;
    }

    /** Runs a call and returns the exit code. */
    static int run(List<String> arguments, Surroundings surroundings, PrintStream err) {
        MIGRATIONS.setLevel(Level.WARNING);
        if (arguments.isEmpty()) {
            err.print(usage());
            return REFUSED;
        }
        if (List.of("-h", "--help", "help").contains(arguments.get(0))) {
            surroundings.out().print(usage());
            return DONE;
        }
        Optional<Command> called = COMMANDS.stream()
                .filter(command -> command.name().equals(arguments.get(0)))
                .findFirst();
        if (called.isEmpty()) {
            err.println("There is no command " + arguments.get(0) + ".\n\n" + usage());
            return REFUSED;
        }
        return run(called.get(), arguments.subList(1, arguments.size()), surroundings, err);
    }

    private static int run(Command command, List<String> arguments, Surroundings surroundings, PrintStream err) {
        if (arguments.contains("-h") || arguments.contains("--help")) {
            surroundings.out().print(command.usage());
            return DONE;
        }
        try {
            command.run(arguments, surroundings);
            return DONE;
        } catch (WrongCallException e) {
            err.println(command.name() + ": " + e.getMessage() + "\n\n" + command.usage());
            return REFUSED;
        } catch (DatabaseRefusedException e) {
            err.println(command.name() + ": " + e.getMessage() + " Nothing was changed.");
            return REFUSED;
        } catch (IOException | SQLException | FlywayException e) {
            err.println(command.name() + ": " + reason(e));
            return FAILED;
        }
    }

    /** One line. What the server adds in further lines may quote the store's data. */
    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (e instanceof NoSuchFileException) {
            return message + " does not exist.";
        }
        if (e instanceof FileAlreadyExistsException) {
            return message + " exists already.";
        }
        if (e instanceof AccessDeniedException) {
            return message + ": access denied.";
        }
        return e instanceof FileSystemException file && file.getReason() != null
                ? file.getFile() + ": " + file.getReason() + '.'
                : message;
    }

    static String usage() {
        return COMMANDS.stream().map(Command::usage).collect(Collectors.joining("\n")) + """

                Exit code: 0 when it was done and checked; 2 when it was not begun, because the call is wrong or the
                database is not fit for it; 1 when it failed. The reason is one line on standard error.
                """;
    }
}
