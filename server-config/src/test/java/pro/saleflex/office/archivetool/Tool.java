package pro.saleflex.office.archivetool;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls the program as an administrator does, with a store's database in the environment. */
final class Tool {
    private Tool() {}

    /** Runs it in this process. */
    static Ran run(StoreDatabase database, String... arguments) {
        return run(database, Map.of(), arguments);
    }

    /**
     * Runs it in this process.
     *
     * @param environment variables to add or override
     */
    static Ran run(StoreDatabase database, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = ArchiveTool.run(
                List.of(arguments),
                new Surroundings(environment(database, environment), printed, printed(), Clock.systemUTC()),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Takes the progress, so that its formatting is run, too. */
    private static PrintStream printed() {
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Runs it in a process of its own. */
    static Ran process(StoreDatabase database, Map<String, String> environment, String... arguments) {
        return Ran.command(environment(database, environment), command(ArchiveTool.class, arguments));
    }

    /** Runs it in a process that cannot write files above this many KiB, as on a full disk. */
    static Ran processWithFilesUpTo(int kibibytes, StoreDatabase database, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$0\" \"$@\""));
        command.addAll(command(ArchiveTool.class, arguments));
        return Ran.command(environment(database, Map.of()), command);
    }

    /** The command that runs a class with the tests' class path. */
    static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData", // a file that a limit would forbid
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The variables that an administrator sets; the host defaults to 127.0.0.1. */
    static Map<String, String> environment(StoreDatabase database, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PGPORT", Integer.toString(database.server().port()),
                "PGDATABASE", database.name(),
                "PGUSER", "office",
                "PGPASSWORD", database.server().password("office")));
        environment.putAll(more);
        return environment;
    }
}
