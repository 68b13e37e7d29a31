package pro.saleflex.office.archive.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void theKeyBesideADumpGoesWithIt() throws IOException {
        for (String name : List.of(
                "office-20261130T080000Z.dump",
                "office-20261130T080000Z.key",
                "office-20261130T090000Z.dump",
                "office-20261130T100000Z.dump",
                "office-20261130T100000Z.key",
                "archive.key")) {
            Files.createFile(directory.resolve(name));
        }
        new DumpDirectory(directory, Clock.systemUTC())
                .deleteOlder(directory.resolve("office-20261130T100000Z.dump"), 2);

        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(
                    List.of(
                            "archive.key",
                            "office-20261130T090000Z.dump",
                            "office-20261130T100000Z.dump",
                            "office-20261130T100000Z.key"),
                    left.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void theLastOfEachDayStaysForSomeDays() throws IOException {
        for (String name : List.of(
                "office-20261128T080000Z.dump",
                "office-20261129T080000Z.dump",
                "office-20261129T090000Z.dump",
                "office-20261130T080000Z.dump",
                "office-20261130T090000Z.dump",
                "office-20261130T100000Z.dump",
                "office-portal-20261101T100000Z.dump")) {
            Files.createFile(directory.resolve(name));
        }
        new DumpDirectory(directory, Clock.systemUTC())
                .deleteOlder(directory.resolve("office-20261130T100000Z.dump"), 2, 2);

        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(
                    List.of(
                            "office-20261129T090000Z.dump",
                            "office-20261130T090000Z.dump",
                            "office-20261130T100000Z.dump",
                            "office-portal-20261101T100000Z.dump"), // not this one's
                    left.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
