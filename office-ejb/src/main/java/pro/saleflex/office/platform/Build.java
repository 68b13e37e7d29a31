package pro.saleflex.office.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * Which build of the application this is.
 *
 * @param version of the application
 * @param commit abbreviated id of the commit that it was built from; empty: the sources were no clone
 * @param committedAt when that was committed; empty: the sources were no clone
 * @param changed the sources differed from that commit
 */
public record Build(String version, String commit, Optional<Instant> committedAt, boolean changed) {
    private static final String FILE = "build.properties";

    /** Returns the build that is running. */
    public static Build current() {
        Properties values = new Properties();
        try (InputStream file = Build.class.getResourceAsStream(FILE)) {
            values.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " comes with the application", e);
        }
        String time = values.getProperty("time");
        return new Build(
                values.getProperty("version"),
                values.getProperty("commit"),
                time.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(time)),
                Boolean.parseBoolean(values.getProperty("dirty")));
    }
}
