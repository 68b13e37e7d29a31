package pro.saleflex.office.archive.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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

    /** Names tell which dump is the newest, so a clock that was ahead once must not make later ones look older. */
    @Test
    void aNewDumpIsTheNewestWhateverTheClockSays() throws IOException {
        DumpDirectory dumps =
                new DumpDirectory(directory, Clock.fixed(Instant.parse("2026-12-01T12:00:00.5Z"), ZoneOffset.UTC));
        assertEquals(
                "office-20261201T120000Z.dump", dumps.newFile().getFileName().toString());
        Files.createFile(directory.resolve("office-20261201T120000Z.dump"));
        assertEquals(
                "office-20261201T120001Z.dump", dumps.newFile().getFileName().toString());
        Files.createFile(directory.resolve("office-20261202T235959Z.dump"));
        Files.createFile(directory.resolve("office-99999999T999999Z.dump"));
        Files.createFile(directory.resolve("portal-20991231T000000Z.dump"));
        assertEquals(
                "office-20261203T000000Z.dump", dumps.newFile().getFileName().toString());
    }
}
