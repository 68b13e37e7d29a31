package pro.saleflex.office.faults;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads a terminal's archive by its documented format, without the application's code. */
final class ArchiveFiles {
    private ArchiveFiles() {}

    /** The entries of all files in the order of their names, the open file last. */
    static List<ArchivedEntry> read(Path folder) throws IOException {
        List<ArchivedEntry> entries = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return entries;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        }
        for (Path file : files) {
            if (file.toString().endsWith(".segment")) {
                entries.addAll(records(content(Files.readAllBytes(file))));
            }
        }
        Path open = folder.resolve("open.journal");
        if (Files.exists(open)) {
            entries.addAll(records(Files.readAllBytes(open)));
        }
        return entries;
    }

    /** Behind the first empty line, compressed. */
    private static byte[] content(byte[] file) {
        int head = 0;
        while (file[head] != '\n' || file[head + 1] != '\n') {
            head++;
        }
        String manifest = new String(file, 0, head, StandardCharsets.UTF_8);
        int bytes = manifest.lines()
                .filter(line -> line.startsWith("content-bytes: "))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
        return Zstd.decompress(Arrays.copyOfRange(file, head + 2, file.length), bytes);
    }

    private static List<ArchivedEntry> records(byte[] bytes) {
        List<ArchivedEntry> entries = new ArrayList<>();
        int offset = 0;
        while (offset < bytes.length) {
            int end = offset;
            while (bytes[end] != '\n') {
                end++;
            }
            String frame = new String(bytes, offset, end - offset, StandardCharsets.US_ASCII);
            int length = Integer.parseInt(frame.substring(0, frame.indexOf(' ')));
            String body = new String(bytes, end + 1, length, StandardCharsets.UTF_8);
            String[] fields = body.substring(0, body.indexOf('\n')).split("\t", -1);
            entries.add(new ArchivedEntry(
                    Long.parseLong(fields[2]), fields[5], body.substring(body.indexOf('\n') + 1), fields[10]));
            offset = end + 1 + length + 1;
        }
        return entries;
    }
}
