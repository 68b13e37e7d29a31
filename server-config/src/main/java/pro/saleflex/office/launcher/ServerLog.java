package pro.saleflex.office.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server's log says since a boot began: the only place where a failed deployment shows. */
final class ServerLog {
    /** {@code deploy} is the command we gave; an application deployed earlier is "loaded". */
    private static final Pattern FAILURE = Pattern.compile(
            "Boot Command deploy (?:failed|returned with result FAILURE)|Exception while loading the app");

    private static final Pattern CAUSE = Pattern.compile("^Caused by: (.{1,600})$", Pattern.MULTILINE);

    private final Path file;
    private final long begin;

    private ServerLog(Path file, long begin) {
        this.file = file;
        this.begin = begin;
    }

    /** Begins at the present end of the file. */
    static ServerLog fromNow(Path file) throws IOException {
        return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
    }

    Path file() {
        return file;
    }

    /** Why the application did not come up, in the server's words, if it said so. */
    Optional<String> deploymentFailure() throws IOException {
        return deploymentFailureIn(added());
    }

    /** The innermost cause is what says most; it stands before the line that says that it failed. */
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
        // Shorter than before: it was rotated, all of it is new.
        int from = all.length < begin ? 0 : (int) begin;
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }
}
