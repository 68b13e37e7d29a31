package pro.saleflex.office.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code OFFICE_*} settings other than secrets, from the environment; a blank value counts as absent.
 *
 * @param home {@code OFFICE_HOME}, default {@code .office} in the working directory, always absolute
 * @param httpPort {@code OFFICE_HTTP_PORT}, default 9000
 * @param databasePort {@code OFFICE_DB_PORT}, default 15432
 * @param consolePort {@code OFFICE_PAYARA_PORT}, default 4848
 * @param ownerPassword {@code OFFICE_DB_PASSWORD}, default {@code office}: the database is reachable from loopback only
 * @param heap {@code OFFICE_HEAP}, the server's maximum heap in the format of {@code -Xmx}, default {@code 1g}
 * @param demo {@code OFFICE_DEMO}, default true
 * @param restore {@code OFFICE_RESTORE}, an archive to rebuild the empty database from before the server starts
 * @param startTimeout {@code OFFICE_START_TIMEOUT} in seconds, default 300
 */
record Settings(
        Path home,
        int httpPort,
        int databasePort,
        int consolePort,
        String ownerPassword,
        String heap,
        boolean demo,
        Optional<Path> restore,
        Duration startTimeout) {

    /**
     * Reads the settings.
     *
     * @param environment such as {@link System#getenv()}
     * @throws Trouble that names the variable and its allowed values
     */
    static Settings of(Map<String, String> environment) throws Trouble {
        Settings settings = new Settings(
                Path.of(text(environment, "OFFICE_HOME", ".office"))
                        .toAbsolutePath()
                        .normalize(),
                number(environment, "OFFICE_HTTP_PORT", 9000, 65535),
                number(environment, "OFFICE_DB_PORT", 15432, 65535),
                number(environment, "OFFICE_PAYARA_PORT", 4848, 65535),
                text(environment, "OFFICE_DB_PASSWORD", "office"),
                heap(environment),
                flag(environment),
                Optional.of(text(environment, "OFFICE_RESTORE", ""))
                        .filter(path -> !path.isEmpty())
                        .map(path -> Path.of(path).toAbsolutePath().normalize()),
                Duration.ofSeconds(number(environment, "OFFICE_START_TIMEOUT", 300, 86_400)));
        settings.requireDifferentPorts();
        return settings;
    }

    /** Returns the ports that the servers will listen on, by the variable that sets each. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("OFFICE_HTTP_PORT", httpPort);
        ports.put("OFFICE_DB_PORT", databasePort);
        ports.put("OFFICE_PAYARA_PORT", consolePort);
        return ports;
    }

    private void requireDifferentPorts() throws Trouble {
        if (ports().values().stream().distinct().count() < ports().size()) {
            throw new Trouble("OFFICE_HTTP_PORT, OFFICE_DB_PORT and OFFICE_PAYARA_PORT must be three different ports.");
        }
    }

    private static String heap(Map<String, String> environment) throws Trouble {
        String heap = text(environment, "OFFICE_HEAP", "1g");
        if (!heap.matches("[1-9][0-9]*[kmgKMG]?")) {
            throw new Trouble("OFFICE_HEAP must be a size such as 768m or 2g, not: " + heap);
        }
        return heap;
    }

    private static boolean flag(Map<String, String> environment) throws Trouble {
        String value = text(environment, "OFFICE_DEMO", "true");
        if (!value.matches("(?i)true|false")) {
            throw new Trouble("OFFICE_DEMO must be true or false, not: " + value);
        }
        return Boolean.parseBoolean(value);
    }

    private static int number(Map<String, String> environment, String name, int defaultValue, int max) throws Trouble {
        String value = text(environment, name, Integer.toString(defaultValue));
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > max) {
            throw new Trouble(name + " must be a whole number from 1 to " + max + ", not: " + value);
        }
        return Integer.parseInt(value);
    }

    private static String text(Map<String, String> environment, String name, String defaultValue) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? defaultValue : value.strip();
    }
}
