package pro.saleflex.office.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Payara's start command, as printed by {@code asadmin start-domain --dry-run}: a headline, then one argument per line,
 * then an empty line.
 *
 * @param arguments the arguments; the first is the Java program
 */
record StartCommand(List<String> arguments) {

    static StartCommand parse(String dryRun) throws IOException {
        List<String> lines = dryRun.lines()
                .dropWhile(line -> !line.endsWith("/bin/java"))
                .takeWhile(line -> !line.isBlank())
                .toList();
        if (!lines.contains("com.sun.enterprise.glassfish.bootstrap.ASMain")) {
            throw new IOException("unexpected answer:\n" + dryRun.strip());
        }
        return new StartCommand(lines);
    }

    /**
     * Returns the same command with another Java program, and with these options instead of the domain's memory
     * options.
     */
    List<String> with(String java, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(options);
        arguments.stream()
                .skip(1)
                .filter(argument -> !argument.startsWith("-Xmx")
                        && !argument.startsWith("-Xms")
                        // It would keep the garbage collector from sizing the generations itself.
                        && !argument.startsWith("-XX:NewRatio"))
                .forEach(command::add);
        return command;
    }
}
