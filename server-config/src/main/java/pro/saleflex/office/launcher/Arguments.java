package pro.saleflex.office.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The launcher's command line: where the parts are.
 *
 * @param ear the application
 * @param payara the zip of Payara Server
 * @param driver the jar of the PostgreSQL driver
 * @param config the {@code server-config} directory
 */
record Arguments(Path ear, Path payara, Path driver, Path config) {

    static final String USAGE =
            "Usage: RunOffice --ear <EAR> --payara <Payara zip> --driver <PostgreSQL driver jar> --config <server-config>";

    /**
     * Reads {@code --name value} pairs.
     *
     * @throws Trouble if one is missing, unknown, or names a path that does not exist
     */
    static Arguments parse(String... args) throws Trouble {
        Map<String, Path> given = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].matches("--(ear|payara|driver|config)") || i + 1 == args.length) {
                throw new Trouble("Unknown or incomplete option: " + args[i] + "\n" + USAGE);
            }
            given.put(
                    args[i].substring(2), Path.of(args[i + 1]).toAbsolutePath().normalize());
        }
        return new Arguments(
                existing(given, "ear"),
                existing(given, "payara"),
                existing(given, "driver"),
                existing(given, "config"));
    }

    private static Path existing(Map<String, Path> given, String name) throws Trouble {
        Path path = given.get(name);
        if (path == null) {
            throw new Trouble("--" + name + " is missing.\n" + USAGE);
        }
        if (!Files.exists(path)) {
            throw new Trouble("--" + name + " names " + path + ", which does not exist.");
        }
        return path;
    }

    /** Returns the commands that set the domain up; {@link #loopbackScript()} runs after it. */
    Path installScript() {
        return config.resolve("payara/install.asadmin");
    }

    Path loopbackScript() {
        return config.resolve("payara/loopback.asadmin");
    }

    /** Returns the jar with package {@code listener}, as the build creates it. */
    Path listener() {
        return config.resolve("target/office-listener.jar");
    }

    /** Returns the security properties that the server's Java runtime reads in addition to its own. */
    Path javaSecurity() {
        return config.resolve("payara/java.security");
    }

    Path rolesScript() {
        return config.resolve("postgres/roles.sql");
    }

    Path postgresSettings() {
        return config.resolve("postgres/office.conf");
    }
}
