package pro.saleflex.office.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {
    @TempDir
    Path directory;

    @Test
    void readsTheFourPathsInAnyOrder() throws Trouble, IOException {
        Path ear = Files.createFile(directory.resolve("office.ear"));
        Path zip = Files.createFile(directory.resolve("payara.zip"));
        Path jar = Files.createFile(directory.resolve("driver.jar"));

        Arguments parts = Arguments.parse(
                "--config", directory.toString(),
                "--driver", jar.toString(),
                "--ear", ear.toString(),
                "--payara", zip.toString());

        assertEquals(new Arguments(ear, zip, jar, directory), parts);
        assertEquals(directory.resolve("payara/install.asadmin"), parts.installScript());
    }

    @Test
    void namesAMissingUnknownOrNonexistentOption() {
        assertTrue(message("--ear", directory.toString()).contains("--payara is missing"));
        assertTrue(message("--port", "1").contains("--port"));
        assertTrue(message("--ear").contains("--ear"));
        assertTrue(message("--ear", directory.resolve("none").toString()).contains("does not exist"));
    }

    private static String message(String... args) {
        return assertThrows(Trouble.class, () -> Arguments.parse(args)).getMessage();
    }
}
