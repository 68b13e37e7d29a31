package pro.saleflex.office.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Parses values of settings. An invalid value throws an {@link IllegalArgumentException} that names the key. */
final class SettingValues {
    static final String PREFIX = "saleflex.office.";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final Function<String, Optional<String>> source;

    SettingValues(Function<String, Optional<String>> source) {
        this.source = source;
    }

    Optional<String> text(String key) {
        return source.apply(PREFIX + key).map(String::strip).filter(value -> !value.isEmpty());
    }

    boolean flag(String key, boolean defaultValue) {
        return text(key).map(Boolean::parseBoolean).orElse(defaultValue);
    }

    long number(String key, long defaultValue) {
        return text(key)
                .map(value -> {
                    try {
                        return Long.parseLong(value);
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException(
                                "Setting " + PREFIX + key + " must be a whole number, not: " + value, e);
                    }
                })
                .orElse(defaultValue);
    }

    /** Parses a whole number above zero. */
    int positive(String key, int defaultValue) {
        long value = number(key, defaultValue);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Setting " + PREFIX + key + " must be at least 1.");
        }
        return (int) value;
    }

    /** Parses a URL that secrets may be sent to: https, or http to this machine, without user information. */
    Optional<URI> address(String key) {
        return text(key).map(value -> {
            try {
                URI address = new URI(value);
                boolean safe = "https".equalsIgnoreCase(address.getScheme())
                        || ("http".equalsIgnoreCase(address.getScheme()) && LOOPBACK.contains(address.getHost()));
                if (safe && address.getHost() != null && address.getUserInfo() == null) {
                    return address;
                }
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("Setting " + PREFIX + key + " is not an address.", e);
            }
            throw new IllegalArgumentException("Setting " + PREFIX + key
                    + " must be an https address, or an http address of this machine, without a user.");
        });
    }

    /** Parses a server's URL without a path: http or https, a host, optionally a port. */
    Optional<URI> origin(String key) {
        return text(key).map(value -> {
            URI address = URI.create(value.replaceFirst("/+$", ""));
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            boolean bare = address.getUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getPath().isEmpty();
            if (!web || address.getHost() == null || !bare) {
                throw new IllegalArgumentException("Setting " + PREFIX + key
                        + " must be an address without a path, such as https://office.example.com.");
            }
            return address;
        });
    }

    static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
