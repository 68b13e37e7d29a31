package pro.saleflex.office.archivetool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests of this package must never count as passed without having run. */
class InstalledPostgresTest {
    @TempDir
    Path directory;

    @Test
    void skipsADirectoryThatLacksAProgram() throws IOException {
        Path partly = Files.createDirectory(directory.resolve("partly"));
        Path whole = Files.createDirectory(directory.resolve("whole"));
        for (String name : InstalledPostgres.NEEDED) {
            assertTrue(whole.resolve(name).toFile().createNewFile());
            assertTrue(whole.resolve(name).toFile().setExecutable(true));
        }
        Files.copy(whole.resolve("psql"), partly.resolve("psql"), StandardCopyOption.COPY_ATTRIBUTES);

        assertEquals(Optional.empty(), InstalledPostgres.in(List.of(partly, directory.resolve("none"))));
        assertEquals(Optional.of(new InstalledPostgres(whole)), InstalledPostgres.in(List.of(partly, whole)));
    }

    @Test
    void onlyADevelopersMachineMayLackThem() {
        assertFalse(InstalledPostgres.demanded(null));
        assertFalse(InstalledPostgres.demanded(""));
        assertTrue(InstalledPostgres.demanded("true"));
    }

    @Test
    void theNewestVersionComesFirst() throws IOException {
        for (String version : List.of("9", "15", "18", "common")) {
            Files.createDirectories(directory.resolve(version).resolve("bin"));
        }

        assertEquals(
                List.of(directory.resolve("18/bin"), directory.resolve("15/bin"), directory.resolve("9/bin")),
                InstalledPostgres.versionsBelow(directory));
    }
}
