package pro.saleflex.office.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedProcessTest {
    @TempDir
    Path directory;

    @Test
    void aRecordedChildIsFoundAndEnded() throws IOException, InterruptedException {
        Process child = new ProcessBuilder("sleep", "60").start();
        Path file = directory.resolve("child");
        RecordedProcess.record(file, child.toHandle());

        RecordedProcess found = RecordedProcess.read(file).orElseThrow();

        assertTrue(found.running().isPresent());
        assertTrue(found.end("TERM"));
        assertTrue(child.waitFor(10, TimeUnit.SECONDS), "Java notices its end a moment later");
        assertFalse(found.end("TERM"));
    }

    @Test
    void anotherProcessWithTheSameNumberIsLeftAlone() throws IOException, InterruptedException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            RecordedProcess old =
                    new RecordedProcess(stranger.pid(), Instant.now().minus(Duration.ofHours(1)));

            assertTrue(old.running().isEmpty());
            assertFalse(old.end("TERM"));
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void ignoresATruncatedRecord() throws IOException {
        Path file = directory.resolve("child");
        Files.writeString(file, "12");

        assertEquals(Optional.empty(), RecordedProcess.read(file));
        assertEquals(Optional.empty(), RecordedProcess.read(directory.resolve("nothing")));
    }

    @Test
    void readsPostgresOwnPidFile() throws IOException {
        Files.writeString(directory.resolve("postmaster.pid"), "4711\n/data\n1700000000\n5432\n\n127.0.0.1\n");

        assertEquals(
                Optional.of(new RecordedProcess(4711, Instant.ofEpochSecond(1_700_000_000))),
                RecordedProcess.readPostmaster(directory));
    }
}
