package pro.saleflex.office.archivetool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The result of a program that ended.
 *
 * @param exit its exit code
 * @param out its standard output
 * @param err its standard error
 */
record Ran(int exit, String out, String err) {
    private static final int TIMEOUT_SECONDS = 120;

    /** Runs a program to its end, without environment variables of the developer's own databases. */
    static Ran command(Map<String, String> environment, List<String> command) {
        try {
            Path out = Files.createTempFile("ran", ".out");
            Path err = Files.createTempFile("ran", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment()
                        .keySet()
                        .removeIf(
                                name -> name.startsWith("PG") || name.startsWith("OFFICE_") || name.startsWith("LC_"));
                builder.environment().put("LC_ALL", "C");
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(command + " did not end: " + Files.readString(err));
                }
                return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asserts that it succeeded without writing an error. */
    Ran succeeded() {
        assertEquals("", err);
        assertEquals(0, exit, out);
        return this;
    }

    /** Asserts that it failed with this exit code and this reason. */
    void failed(int code, String why) {
        assertEquals(code, exit, err);
        assertTrue(err.contains(why), err);
        assertEquals("", out);
    }

    /** Asserts that it failed with this reason. */
    void failed(String why) {
        assertNotEquals(0, exit, err);
        assertTrue(err.contains(why), err);
        assertEquals("", out);
    }
}
