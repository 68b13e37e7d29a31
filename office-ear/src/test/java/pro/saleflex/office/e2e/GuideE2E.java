package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command line of the guide, in order, in one shell, in a directory like the reader's, and compares the
 * output with what the guide shows: {@code <pre class="run">} and the {@code <pre class="shown">} after it.
 */
class GuideE2E {
    private static final Pattern BLOCK = Pattern.compile("<pre class=\"(run|shown)\">(.*?)</pre>", Pattern.DOTALL);
    private static final String END = "=== end of a block ===";

    private record Block(String commands, String shown) {}

    private static List<Block> blocks(String page) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(page);
        while (matcher.find()) {
            String text = matcher.group(2)
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&");
            if (matcher.group(1).equals("run")) {
                blocks.add(new Block(text, null));
            } else {
                int last = blocks.size() - 1;
                assertTrue(last >= 0 && blocks.get(last).shown() == null, "output shown without a command: " + text);
                blocks.set(last, new Block(blocks.get(last).commands(), text));
            }
        }
        return blocks;
    }

    /** A pattern for the shown text, in which an ellipsis matches anything within its line. */
    private static Pattern pattern(String shown) {
        return Pattern.compile(
                Arrays.stream(shown.strip().split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    @Test
    void everyCommandLineDoesWhatTheGuideShows(@TempDir Path directory) throws IOException, InterruptedException {
        OfficeServer office = OfficeServer.shared();
        String page = Calls.send(HttpRequest.newBuilder(URI.create(office.origin() + "/api/guide/"))
                        .build())
                .body();
        List<Block> blocks = blocks(page);
        assertTrue(blocks.size() >= 7, blocks.size() + " blocks");
        Files.createSymbolicLink(directory.resolve(".office"), office.home());
        String script = blocks.stream()
                .map(block -> block.commands() + "\necho; echo '" + END + "'\n")
                .collect(Collectors.joining())
                .replace("http://127.0.0.1:9000", office.origin())
                .replace("admin:the password of admin", "admin:" + OfficeServer.ADMIN_PASSWORD);
        Path file = Files.writeString(directory.resolve("guide.sh"), script);

        Process shell = new ProcessBuilder("bash", "-eu", "-o", "pipefail", file.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, shell.waitFor(), output);
        String[] parts = output.split(END, -1);
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.shown() != null) {
                assertTrue(
                        pattern(block.shown()).matcher(parts[i].strip()).matches(),
                        block.commands() + "\nanswered\n" + parts[i] + "\nand not\n" + block.shown());
            }
        }
    }
}
