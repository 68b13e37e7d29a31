package pro.saleflex.office.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's log since the start of a boot: the only place where a failed deployment shows. */
final class ServerLog {
    /** {@code deploy} is our own command; the server "loads" an application that was deployed earlier. */
    private static final Pattern FAILURE = Pattern.compile(
            "Boot Command deploy (?:failed|returned with result FAILURE)|Exception while loading the app");

    private static final Pattern CAUSE = Pattern.compile("^Caused by: (.{1,600})$", Pattern.MULTILINE);

    private final Path file;
    private final long start;

    private ServerLog(Path file, long start) {
        this.file = file;
        this.start = start;
    }

    /** Starts at the current end of the file. */
    static ServerLog fromNow(Path file) throws IOException {
        return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
    }

    Path file() {
        return file;
    }

    /** Returns the server's reason why the application did not start; empty if it reported none. */
    Optional<String> deploymentFailure() throws IOException {
        return deploymentFailureIn(added());
    }

    /** Returns the innermost cause, which says most; it comes before the line that reports the failure. */
    static Optional<String> deploymentFailureIn(String log) {
        String text = LogTail.unfolded(log);
        Matcher failure = FAILURE.matcher(text);
        if (!failure.find()) {
            return Optional.empty();
        }
        String reason =
                text.substring(failure.start()).lines().findFirst().orElse("").replaceFirst("\\]\\]$|\"[,}].*$", "");
        Matcher cause = CAUSE.matcher(text.substring(0, failure.start()));
        while (cause.find()) {
            reason = cause.group(1).strip();
        }
        return Optional.of(reason);
    }

    private String added() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        byte[] all = Files.readAllBytes(file);
        // Shorter than before: it was rotated, so all of it is new.
        int from = all.length < start ? 0 : (int) start;
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }
}
