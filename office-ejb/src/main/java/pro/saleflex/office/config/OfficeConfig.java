package pro.saleflex.office.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The settings of the application: key, type, default and meaning, one method each.
 *
 * <p>Source: MicroProfile Config, so {@code saleflex.office.home} is also the environment variable
 * {@code SALEFLEX_OFFICE_HOME}. A value that cannot be read is an {@link IllegalArgumentException} that names the key.
 */
@ApplicationScoped
public class OfficeConfig {
    private static final String PREFIX = "saleflex.office.";

    private final Function<String, Optional<String>> source;

    /** Reads the container's MicroProfile Config. */
    public OfficeConfig() {
        this(key -> ConfigProvider.getConfig().getOptionalValue(key, String.class));
    }

    /**
     * Reads another source.
     *
     * @param source gives the value of a full key, or nothing
     */
    public OfficeConfig(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** {@code saleflex.office.home}: the directory for keys and files of our own. Default: {@code .office}. */
    public Path home() {
        return Path.of(text("home").orElse(".office")).toAbsolutePath();
    }

    /** {@code saleflex.office.demo}: make the demo store, its terminals and its master data. Default: false. */
    public boolean demo() {
        return text("demo").map(Boolean::parseBoolean).orElse(false);
    }

    /** {@code saleflex.office.demo.secret}: the secret of demo terminal POS-002. Default: none, it then cannot call. */
    public Optional<String> demoSecret() {
        return text("demo.secret");
    }

    /**
     * {@code saleflex.office.admin.password}: the password of portal user {@code admin}. When set, it is that user's
     * password after each start. Default: none, the user keeps the one it has.
     */
    public Optional<String> adminPassword() {
        return text("admin.password");
    }

    /**
     * {@code saleflex.office.watched.directories}: comma separated directories whose disks must have room, such as the
     * database's. Default: the home directory.
     */
    public List<Path> watchedDirectories() {
        return text("watched.directories")
                .map(list -> Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .map(Path::of)
                        .toList())
                .orElseGet(() -> List.of(home()));
    }

    /** {@code saleflex.office.disk.minimum.megabytes}: less free than this answers 503 to tills. Default: 256 MB. */
    public long diskMinimumMegabytes() {
        return number("disk.minimum.megabytes", 256);
    }

    /** {@code saleflex.office.body.limit.bytes}: largest request body after decompression. Default: 5 MB (5,242,880). */
    public int bodyLimitBytes() {
        return (int) number("body.limit.bytes", 5 * 1024 * 1024);
    }

    /** {@code saleflex.office.items.limit}: most documents in one request. Default: 500. */
    public int itemsLimit() {
        return (int) number("items.limit", 500);
    }

    /** {@code saleflex.office.failures.limit}: failed identifications a minute before 429. Default: 10. */
    public int failuresLimit() {
        return (int) number("failures.limit", 10);
    }

    /**
     * {@code saleflex.office.intake.writers}: transactions that write documents at the same time; further requests wait
     * and share the next one. Default: 2.
     */
    public int intakeWriters() {
        return (int) number("intake.writers", 2);
    }

    private long number(String key, long otherwise) {
        return text(key)
                .map(value -> {
                    try {
                        return Long.parseLong(value);
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException(
                                "Setting " + PREFIX + key + " must be a whole number, not: " + value, e);
                    }
                })
                .orElse(otherwise);
    }

    private Optional<String> text(String key) {
        return source.apply(PREFIX + key).map(String::strip).filter(value -> !value.isEmpty());
    }
}
