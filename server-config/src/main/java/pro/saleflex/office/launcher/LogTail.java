package pro.saleflex.office.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The end of a log file, for a message about something that failed. */
final class LogTail {
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. [0-9]+ more)");

    private LogTail() {}

    /** Returns the last lines without stack frames, indented; a note if the file cannot be read. */
    static String of(Path file, int count) {
        try {
            List<String> lines = unfolded(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    .lines()
                    .filter(line ->
                            !line.isBlank() && !STACK_FRAME.matcher(line).lookingAt())
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()))
                    .indent(4)
                    .stripTrailing();
        } catch (IOException e) {
            return "    (" + file + " cannot be read)";
        }
    }

    /** Restores the line breaks of a message, which the server writes as one line of JSON. */
    static String unfolded(String log) {
        return log.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"");
    }
}
