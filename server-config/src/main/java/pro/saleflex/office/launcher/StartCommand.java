package pro.saleflex.office.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How Payara would start its process, as {@code asadmin start-domain --dry-run} prints it: a headline, then one argument
 * a line, then an empty line.
 *
 * @param arguments the first is the java program
 */
record StartCommand(List<String> arguments) {

    static StartCommand parse(String dryRun) throws IOException {
        List<String> lines = dryRun.lines()
                .dropWhile(line -> !line.endsWith("/bin/java"))
                .takeWhile(line -> !line.isBlank())
                .toList();
        if (!lines.contains("com.sun.enterprise.glassfish.bootstrap.ASMain")) {
            throw new IOException("not the answer that was expected:\n" + dryRun.strip());
        }
        return new StartCommand(lines);
    }

    /** The same with this program and these memory options instead of the domain's. */
    List<String> with(String java, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(options);
        arguments.stream()
                .skip(1)
                .filter(argument -> !argument.startsWith("-Xmx")
                        && !argument.startsWith("-Xms")
                        // It would keep the collector from finding its own proportions.
                        && !argument.startsWith("-XX:NewRatio"))
                .forEach(command::add);
        return command;
    }
}
